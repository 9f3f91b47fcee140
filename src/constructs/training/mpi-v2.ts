import { count } from '../../core/units';
import { defined, within } from '../../core/values';
import { jobPolicies, jobSpec, trainerJob } from './job-policies';
import { podOf, split, withoutTrainerFields } from './pod-override';
import type { MpiJob } from './props';
import { slotsPerNode } from './roles-v1';
import type { TrainingRuntimeSpec } from './specs';
import { suffixOf, type TrainJobForm } from './train-job-form';

/**
 * The user of MPI images, whose home has sshd's configuration. Root would not do: the key's Secret is mounted for all to
 * read, and ssh refuses a key of one's own that others can read.
 * Source: kubeflow/trainer manifests/base/runtimes/deepspeed_distributed.yaml.
 */
const MPI_USER = { security: { runAsUser: 1000 }, home: '/home/mpiuser' };

/** No shipped runtime runs one's own image in launcher and workers alike, so MPI gets a runtime of its own. */
export function mpiJob(name: string, props: MpiJob): TrainJobForm {
  const numNodes = within('nodes', () => count(props.nodes, 1));
  const policies = jobPolicies(props);
  const { command, args, gpu, sshAuthMountPath = `${MPI_USER.home}/.ssh`, ...rest } = props;
  const isMpiUser = sshAuthMountPath.startsWith(MPI_USER.home);
  const job = { ...rest, security: props.security ?? (isMpiUser ? MPI_USER.security : undefined) };
  const sshd = {
    command: ['/usr/sbin/sshd'],
    args: isMpiUser ? ['-De', '-f', `${MPI_USER.home}/.sshd_config`] : ['-De'],
  };
  const launcher = podOf(name, { ...job, command, args }, 'node', props.launcher);
  const worker = podOf(name, { ...job, gpu, ...sshd }, 'node', props.worker);
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
          sshAuthMountPath,
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
