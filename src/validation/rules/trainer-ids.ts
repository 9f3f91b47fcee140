import type { Subject } from './rule';

/** What Trainer's webhook demands of training jobs, by rule. */
export const trainJobRules = {
  'trainer/runtime-ref': 'A training job names a runtime of Trainer.',
  'trainer/processes-per-node': 'The number of processes per node is one that the framework of the runtime knows.',
  'trainer/reserved-env': "torchrun's own variables are not set.",
  'trainer/mpi-nodes': 'A runtime whose launcher is a node has a launcher and a node.',
  'trainer/initializer': 'A runtime has the job and the container for each initializer in use.',
  'trainer/overrides':
    'Pod overrides name jobs and containers of the runtime, and leave the steps to their own fields.',
  'trainer/volcano': 'A queue of Volcano has a name.',
  'trainer/torchtune': 'TorchTune trains models that it knows, in sizes that it can.',
} as const;

export type TrainJob = Subject<keyof typeof trainJobRules>;
