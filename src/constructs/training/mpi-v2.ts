import { count } from '../../core/units';
import { defined, within } from '../../core/values';
import { jobPolicies, jobSpec, trainerJob } from './job-policies';
import { slotsPerNode } from './operator-v1';
import { podOf, split, withoutTrainerFields } from './pod-override';
import type { MpiJob } from './props';
import type { TrainingRuntimeSpec } from './specs';
import { suffixOf, type TrainJobForm } from './train-job-form';

/** No shipped runtime runs one's own image in launcher and workers alike, so MPI gets a runtime of its own. */
export function mpiJob(name: string, props: MpiJob): TrainJobForm {
  const numNodes = within('nodes', () => count(props.nodes, 1));
  const policies = jobPolicies(props);
  const { command, args, gpu, ...job } = props;
  const launcher = podOf(name, { ...job, command, args }, 'node', props.launcher);
  const worker = podOf(name, { ...job, gpu, command: ['/usr/sbin/sshd'], args: ['-De'] }, 'node', props.worker);
  const { trainer } = split(launcher);
  return {
    pods: numNodes + 1,
    suffix: suffixOf(['launcher'], 1, suffixOf(['node'], numNodes)),
    primary: 'launcher',
    spec: {
      runtimeRef: { kind: 'TrainingRuntime', name },
      ...jobSpec(props),
      trainer: defined({ ...trainer, numNodes, numProcPerNode: slotsPerNode(props) }),
    },
    runtime: defined({
      mlPolicy: {
        numNodes: 1,
        mpi: {
          mpiImplementation: 'OpenMPI',
          numProcPerNode: slotsPerNode(props) ?? 1,
          runLauncherAsNode: false,
          sshAuthMountPath: props.sshAuthMountPath ?? '/root/.ssh',
        },
      },
      podGroupPolicy: policies?.podGroupPolicy,
      template: {
        spec: defined({
          network: { publishNotReadyAddresses: true },
          successPolicy: { operator: 'All', targetReplicatedJobs: ['launcher'] },
          ...policies?.jobSet,
          replicatedJobs: [
            trainerJob('launcher', withoutTrainerFields(launcher), policies?.job),
            { name: 'node', template: { spec: defined({ ...policies?.job, template: worker }) } },
          ],
        }),
      },
    }) as TrainingRuntimeSpec,
  };
}
