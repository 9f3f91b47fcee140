import { validateManifests } from '../../../src/validation';

describe('a TrainJob whose runtime gangs its pods by Volcano', () => {
  const runtime = (annotations: Record<string, string>) => ({
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainingRuntime',
    metadata: { name: 'ganged', namespace: 'team' },
    spec: {
      podGroupPolicy: { volcano: {} },
      template: {
        metadata: { annotations },
        spec: {
          replicatedJobs: [
            {
              name: 'node',
              template: { spec: { template: { spec: { containers: [{ name: 'node', image: 'i' }] } } } },
            },
          ],
        },
      },
    },
  });
  const job = (annotations: Record<string, string>) => ({
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: { name: 'sft', namespace: 'team' },
    spec: { runtimeRef: { kind: 'TrainingRuntime', name: 'ganged' }, annotations },
  });
  const QUEUE = 'scheduling.volcano.sh/queue-name';

  test.each([
    [{ [QUEUE]: '' }, {}, [`spec.annotations.${QUEUE}`]],
    [{}, { [QUEUE]: '' }, [`spec.annotations.${QUEUE}`]],
    [{ [QUEUE]: 'gpus' }, { [QUEUE]: '' }, []],
    [{}, {}, []],
  ])('with annotations %j, of the runtime %j, is refused at %j', (own, shared, paths) => {
    const findings = validateManifests([runtime(shared), job(own)]);
    expect(findings.filter(({ rule }) => rule === 'trainer/volcano').map(({ path }) => path)).toEqual(paths);
  });
});
