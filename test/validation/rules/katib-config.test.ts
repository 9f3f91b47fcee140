import { validateManifests } from '../../../src/validation';

const experiment = (algorithmName: string, kind = 'StdOut') => ({
  apiVersion: 'kubeflow.org/v1beta1',
  kind: 'Experiment',
  metadata: { name: 'tune', namespace: 'team' },
  spec: {
    objective: { type: 'maximize', objectiveMetricName: 'accuracy' },
    algorithm: { algorithmName },
    metricsCollectorSpec: { collector: { kind } },
    parameters: [{ name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.01', max: '0.05' } }],
    trialTemplate: {
      primaryContainerName: 'main',
      trialParameters: [{ name: 'lr', reference: 'lr' }],
      trialSpec: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'main', image: 'i', command: ['${trialParameters.lr}'] }],
            },
          },
        },
      },
    },
  },
});

const config = (text: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'katib-config', namespace: 'kubeflow' },
  data: { 'katib-config.yaml': text },
});

const OWN = `
kind: KatibConfig
runtime:
  metricsCollectors: [{ kind: StdOut, image: i }, { kind: PrometheusMetric, image: i }]
  suggestions: [{ algorithmName: annealing, image: i }]
`;

function told(...objects: unknown[]): string[] {
  return validateManifests(objects).flatMap(({ rule, path }) => (rule.startsWith('katib/') ? [`${rule} ${path}`] : []));
}

test('algorithms are those of the shipped configuration', () => {
  expect(told(experiment('random'))).toEqual([]);
  expect(told(experiment('annealing'))).toEqual(['katib/algorithm-name spec.algorithm.algorithmName']);
});

test('a configuration in the set says what is installed', () => {
  expect(told(config(OWN), experiment('annealing', 'PrometheusMetric'))).toEqual([]);
  expect(told(config(OWN), experiment('random'))).toEqual(['katib/algorithm-name spec.algorithm.algorithmName']);
});

test('metrics of Prometheus need a collector in the configuration, which the shipped one has not', () => {
  expect(told(experiment('random', 'PrometheusMetric'))).toEqual([
    'katib/metrics-collector spec.metricsCollectorSpec.collector.kind',
  ]);
});

test.each(['', 'a: [', 'runtime: 1', 'runtime: { suggestions: [1] }'])(
  'a configuration %j counts for nothing',
  (text) => {
    expect(told(config(text), experiment('random'))).toEqual([]);
  },
);
