import { component, type KubeflowError } from '../../../src';
import type { CommandIo, CommandText } from '../../../src/constructs/pipeline';

const inputs = { data: 'Dataset', 'old model': 'Model?', lr: 'double' } as const;
const outputs = { m: 'Model', score: 'double', shards: 'Dataset[]' } as const;
type Io = CommandIo<typeof inputs, typeof outputs>;
const train = (command: (io: Io) => readonly CommandText[]) =>
  component({ name: 'train', image: 'i', inputs, outputs, command });
const problems = (command: (io: Io) => readonly CommandText[]): readonly string[] => {
  try {
    train(command);
  } catch (error) {
    return (error as KubeflowError).problems;
  }
  throw new Error('accepted');
};

test.each<[string, (io: Io) => readonly CommandText[], string]>([
  [
    'an output artifact',
    (io) => [`--o=${io.outputs.m}`],
    'outputs.m is no text here: write outputs.m.path or outputs.m.uri',
  ],
  [
    'an input artifact',
    (io) => [`--i=${io.inputs.data}`],
    'inputs.data is no text here: write inputs.data.path or inputs.data.uri',
  ],
  [
    'a name that is no identifier',
    (io) => [`${io.inputs['old model']}`],
    "inputs['old model'] is no text here: write inputs['old model'].path or inputs['old model'].uri",
  ],
  [
    'an output parameter',
    (io) => [`--o=${io.outputs.score}`],
    'outputs.score is no text here: write outputs.score.path',
  ],
  ['String()', (io) => [String(io.outputs.m)], 'outputs.m is no text here: write outputs.m.path or outputs.m.uri'],
  ['toString()', (io) => [io.outputs.score.toString()], 'outputs.score is no text here: write outputs.score.path'],
  [
    'join()',
    (io) => [['--o', io.outputs.m].join('=')],
    'outputs.m is no text here: write outputs.m.path or outputs.m.uri',
  ],
  [
    'a structured word',
    (io) => [`--o=${io.concat('a', 'b')}`],
    'concat(...) and ifPresent(...) are words of their own, they cannot be part of a text',
  ],
])('%s inside a text is refused where it stands', (_, command, sentence) => {
  expect(problems(command)).toEqual([`component train: ${sentence}`]);
});

test('a whole artifact is no word, in the types too', () => {
  // @ts-expect-error an output is not its path
  expect(problems(({ outputs }) => ['train.py', outputs.m])).toEqual([
    'component train: command[1]: outputs.m is no text here: write outputs.m.path or outputs.m.uri',
  ]);
  // @ts-expect-error a parameter's output is not its path
  expect(problems(({ outputs }) => [outputs.score])).toEqual([
    'component train: command[0]: outputs.score is no text here: write outputs.score.path',
  ]);
  // @ts-expect-error nor inside concat
  expect(problems(({ inputs, concat }) => [concat('--i=', inputs.data)])).toEqual([
    'component train: inputs.data is no text here: write inputs.data.path or inputs.data.uri',
  ]);
  // @ts-expect-error nor as what ifPresent chooses
  expect(problems(({ inputs, ifPresent }) => [ifPresent('old model', ['--i', inputs['old model']])])).toEqual([
    "component train: inputs['old model'] is no text here: write inputs['old model'].path or inputs['old model'].uri",
  ]);
  // @ts-expect-error an object of the program's own
  expect(problems(() => [{ a: 1 }])).toEqual(['component train: command[0]: an object with a is no word of a command']);
});

test('paths, URIs, parameters and lists of artifacts may be part of a text', () => {
  const ir = train(({ inputs, outputs }) => [
    `--o=${outputs.m.path}`,
    `--u=${inputs.data.uri}`,
    `--lr=${inputs.lr}`,
    `--s=${outputs.score.path}`,
    `--all=${outputs.shards}`,
    `--meta=${inputs.data.metadata}`,
  ]).toIR();
  expect(ir.deploymentSpec!.executors!['exec-train']!.container!.command).toEqual([
    "--o={{$.outputs.artifacts['m'].path}}",
    "--u={{$.inputs.artifacts['data'].uri}}",
    "--lr={{$.inputs.parameters['lr']}}",
    "--s={{$.outputs.parameters['score'].output_file}}",
    "--all={{$.outputs.artifacts['shards']}}",
    "--meta={{$.inputs.artifacts['data'].metadata}}",
  ]);
});
