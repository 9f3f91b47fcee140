import { component } from '../../../src';

export const prepare = component({
  name: 'prepare',
  image: 'python:3.12',
  inputs: { source: 'string', rows: { int: 1000 } },
  outputs: { data: 'Dataset' },
  command: ({ inputs, outputs }) => ['prep.py', inputs.source, inputs.rows, outputs.data.path],
});
export const train = component({
  name: 'train',
  image: 'acme/train',
  inputs: { data: 'Dataset', lr: 'double' },
  outputs: { model: 'Model', accuracy: 'double' },
  command: ({ inputs, outputs }) => [
    'train.py',
    inputs.data.path,
    inputs.lr,
    outputs.model.path,
    outputs.accuracy.path,
  ],
});
export const publish = component({
  name: 'publish',
  image: 'acme/publish',
  inputs: { model: 'Model' },
  command: ({ inputs }) => ['publish.py', inputs.model.uri],
});
export const note = component({
  name: 'note',
  image: 'i',
  inputs: { text: 'string', more: 'list?' },
  outputs: { said: 'string' },
});
export const report = component({ name: 'report', image: 'i', inputs: { status: 'TaskFinalStatus', text: 'string?' } });
