import { Chart } from 'cdk8s';
import {
  FineTuning,
  IstioBase,
  KnativeBase,
  KubeflowApp,
  KubeflowError,
  ModelStorage,
  PlatformStack,
  Profile,
  TeamStack,
  TrainingJob,
} from '../../src';

const owner = 'ada@acme.io' as const;
const identity = { awsRoleArn: 'arn:aws:iam::123456789012:role/a' };

test.each<[string, (scope: Chart, id: string) => unknown]>([
  ['Profile', (scope, id) => new Profile(scope, id, { owner })],
  ['ModelStorage', (scope, id) => new ModelStorage(scope, id, { identity })],
  ['KnativeBase', (scope, id) => new KnativeBase(scope, id)],
  ['IstioBase', (scope, id) => new IstioBase(scope, id)],
  [
    'FineTuning',
    (scope, id) =>
      new FineTuning(scope, id, { model: 'hf://meta-llama/Llama-3.2-1B', dataset: 'hf://acme/data', gpu: 1 }),
  ],
])('%s says of an id that is taken where, and what to do', (_name, make) => {
  const chart = new Chart(new KubeflowApp().manifests, 'vision');
  make(chart, 'x');
  expect(() => make(chart, 'x')).toThrow(
    'vision/x: there is one of this id in vision already: give another id, and metadata.name where the name is to stay',
  );
  for (const id of ['', undefined, 7])
    expect(() => make(chart, id as string)).toThrow(/^vision: a construct below it has the id .* which is no text/);
});

test('so do stacks', () => {
  const app = new KubeflowApp();
  new TeamStack(app, 'vision', { owner });
  expect(() => new TeamStack(app, 'vision', { owner })).toThrow('vision: there is one of this id in app already');
  expect(() => new PlatformStack(app, 'vision', { domain: 'ml.acme.io' })).toThrow('vision: there is one of this id');
});

test.each([
  ['the app', () => new KubeflowApp(), 'app: the app holds charts only: create constructs in a TeamStack'],
  ['nothing', () => undefined, 'app: the scope undefined holds charts only'],
  ['text', () => 'vision', "app: the scope 'vision' holds charts only"],
])('%s is no place for a construct', (_name, scope, sentence) => {
  const job = () => new TrainingJob(scope() as never, 'sft', { framework: 'torch', image: 'i', nodes: 1 });
  expect(job).toThrow(KubeflowError);
  expect(job).toThrow(sentence);
  expect(() => new Profile(scope() as never, 'p', { owner })).toThrow(sentence);
});
