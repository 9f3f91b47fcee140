import type { Construct } from 'constructs';
import {
  choice,
  double,
  int,
  KatibExperiment,
  KatibNasExperiment,
  maximize,
  type SearchSpace,
} from '../../src/constructs/katib';
import '../../src/constructs/training';

declare const team: Construct;
const image = 'ghcr.io/acme/train:1';

new KatibExperiment(team, 'k', {
  objective: maximize('acc', 0.99, { additional: ['loss'], strategies: { loss: 'min' } }),
  space: { lr: double(1e-5, 1e-2, { scale: 'log' }), batch: choice(16, 32, 64), layers: int(2, 8) },
  algorithm: { tpe: { gamma: 0.25 } },
  trial: ({ lr, batch, layers }, meta) => ({
    framework: 'torch',
    image,
    nodes: 1,
    command: ['train.py', `--lr=${lr}`, '--batch', batch, '--layers', layers],
    env: { RUN: meta.name },
    files: { '/etc/train/config.yaml': `lr: ${lr}` },
  }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1) },
  trial: ({ lr }) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: { template: { spec: { containers: [{ args: [lr] }] } } },
  }),
});
new KatibNasExperiment(team, 'k', {
  objective: maximize('acc'),
  nas: { layers: 8, operations: [{ type: 'convolution', space: { filter_size: choice('3', '5') } }] },
  algorithm: { darts: { num_epochs: 50 } },
  trial: (params) => ({
    framework: 'torch',
    image,
    nodes: 1,
    args: [params['search-space'], params['num-layers'], params['algorithm-settings']],
  }),
});
declare const computed: SearchSpace;
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: computed,
  algorithm: 'cmaes',
  trial: (params) => ({ framework: 'torch', image, nodes: 1, args: Object.values(params).map(String) }),
});

new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1), opt: choice('adam', 'sgd') },
  // @ts-expect-error grid needs a step on every double
  algorithm: 'grid',
  trial: ({ lr, opt }) => ({ framework: 'torch', image, nodes: 1, command: [`${lr}`, opt] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1), opt: choice('adam', 'sgd') },
  // @ts-expect-error cmaes needs two numeric dimensions
  algorithm: 'cmaes',
  trial: ({ lr }) => ({ framework: 'torch', image, nodes: 1, command: [lr] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1, { step: 0.1 }), epochs: int(1, 10) },
  algorithm: 'grid',
  // @ts-expect-error momentum is not in the space
  trial: ({ momentum }) => ({ framework: 'torch', image, nodes: 1, command: [momentum] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1), epochs: int(1, 10), opt: choice('a', 'b') },
  // @ts-expect-error the hyperband resource must be numeric
  algorithm: { hyperband: { resource: 'opt', budget: 9 } },
  trial: ({ lr }) => ({ framework: 'torch', image, nodes: 1, command: [lr] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1) },
  // @ts-expect-error tpe has no such setting
  algorithm: { tpe: { gama: 0.25 } },
  trial: ({ lr }) => ({ framework: 'torch', image, nodes: 1, command: [lr] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1, { step: 0.1 }) },
  // @ts-expect-error pbt cannot go without its settings
  algorithm: 'pbt',
  trial: ({ lr }) => ({ framework: 'torch', image, nodes: 1, command: [lr] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1) },
  // @ts-expect-error darts searches architectures
  algorithm: 'darts',
  trial: ({ lr }) => ({ framework: 'torch', image, nodes: 1, command: [lr] }),
});
new KatibExperiment(team, 'k', {
  objective: maximize('acc'),
  space: { lr: double(0, 1) },
  // @ts-expect-error the trial is checked as the job it is: nodes is missing
  trial: ({ lr }) => ({ framework: 'torch', image, command: [lr] }),
});
// @ts-expect-error nothing to search
new KatibExperiment(team, 'k', { objective: maximize('acc'), trial: () => ({ framework: 'torch', image, nodes: 1 }) });
