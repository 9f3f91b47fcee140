import {
  component,
  forEach,
  importer,
  KubeflowError,
  onExit,
  oneOf,
  PipelineLauncherConfig,
  pipeline,
  pipelineRun,
  pythonComponent,
  type Ref,
  resourceStep,
  TeamStack,
  when,
} from '../../../src';
import { KubeflowApp } from '../../../src/core/app';
import { note, prepare, publish, report } from './components';

describe('what cannot work is refused by name', () => {
  let leaked: Ref<'string'>;
  const cases: [string, () => unknown, string][] = [
    [
      'an unknown input',
      () => note({ text: '', txt: 1 } as never),
      "wrong/note: has no input 'txt', did you mean 'text'?: it takes text, more",
    ],
    ['a missing input', () => note({} as never), 'wrong/note: input text is missing, give it a string'],
    ['a wrong type', () => note({ text: 3 } as never), 'wrong/note: input text is a string: 3 is not a string'],
    [
      'a wrong artifact',
      () => publish({ model: prepare({ source: '' }).data } as never),
      'wrong/publish: input model is a Model, it is given a Dataset',
    ],
    [
      'an output out of a branch',
      () => {
        when(note({ text: '' }).said, '==', 'x', () => {
          leaked = note({ text: '' }).said;
        });
        note({ text: leaked });
      },
      'wrong/note-3: takes an output from inside condition-1, which is not around it: return it from every branch of when(...).otherwise(...), or join them with oneOf(...)',
    ],
    [
      'an output out of a loop',
      () => {
        forEach(['a'], () => {
          leaked = note({ text: '' }).said;
        });
        note({ text: leaked });
      },
      'wrong/note-2: takes an output from inside for-loop-2, which is not around it: return it from the body of forEach, or take collected(...) of it',
    ],
    [
      'an item outside of its loop',
      () => {
        forEach(['a'], (item) => {
          leaked = item;
          note({ text: '' });
        });
        note({ text: leaked });
      },
      'wrong/note-2: takes the item of for-loop-2 outside of that loop',
    ],
    [
      'one branch of two in oneOf',
      () => {
        when(note({ text: '' }).said, '==', 'x', () => {
          leaked = note({ text: '' }).said;
        }).otherwise(() => note({ text: '' }));
        oneOf(leaked);
      },
      'wrong/condition-branches-1: oneOf takes exactly one output of each branch, 0 of condition-3',
    ],
    [
      'steps after a step in a branch',
      () => note({ text: '' }, { after: [branchStep()] }),
      'a branch may not run: move this step into it',
    ],
    ['an empty branch', () => when(note({ text: '' }).said, '==', 'x', () => {}), 'wrong/condition-1: has no steps'],
    [
      'a quote in a condition',
      () => when(note({ text: '' }).said, '==', "it's", () => {}),
      'wrong: when cannot compare with "it\'s"',
    ],
    ['a status without an exit', () => report(), 'wrong/report: asks with status how other steps ended'],
    [
      'an exit task that depends',
      () => onExit(note({ text: note({ text: '' }).said }), () => {}),
      'wrong/note-2: is an exit task, which cannot depend on other steps',
    ],
    [
      'an exit in a loop',
      () => forEach(['a'], () => onExit(note({ text: '' }), () => {})),
      'wrong/onExit: stands at the top of a pipeline only',
    ],
    [
      'a dependent variable',
      () => note({ text: '' }, { env: { A: `${note({ text: '' }).said}` } }),
      'wrong/note-2: env A depends on the run',
    ],
    [
      'a wrong amount',
      () => note({ text: '' }, { memory: '4GB' as never }),
      "wrong/note: memoryRequest '4GB' is not a Kubernetes quantity",
    ],
    [
      'an unknown option',
      () => note({ text: '' }, { retrys: 1 } as never),
      "wrong/note: has no option 'retrys', did you mean 'retries'?",
    ],
    [
      'a misspelt setting of Kubernetes',
      () => note({ text: '' }, { kubernetes: { nodeselector: { a: 'b' } } } as never),
      "wrong/note: kubernetes.nodeselector is no property here, did you mean 'nodeSelector'?",
    ],
    [
      'half a Secret',
      () => note({ text: '' }, { kubernetes: { secretEnv: [{ secret: 1 }] } } as never),
      'wrong/note: kubernetes.secretEnv[0].secret 1 is no text, parameter or output',
    ],
    [
      'a misspelt toleration',
      () => note({ text: '' }, { kubernetes: { tolerations: [{ operator: 'Exits' }] } } as never),
      "tolerations[0] toleration.operator 'Exits' is none of Equal, Exists, did you mean 'Exists'?",
    ],
    [
      'a misspelt retry',
      () => note({ text: '' }, { retries: { count: 1, backof: '1s' } } as never),
      "wrong/note: retries.backof is no property here, did you mean 'backoff'?",
    ],
    [
      'a branch that is no function',
      () => when(note({ text: '' }).said, '==', 'x', note({ text: '' }) as never),
      'wrong/when: its body is a function',
    ],
    [
      'a misspelt option of a loop',
      () => forEach(['a'], (text) => note({ text }), { paralel: 1 } as never),
      "wrong/forEach: paralel is no property here, did you mean 'parallel'?",
    ],
    [
      'an importer of nothing',
      () => importer({ url: 's3://a', type: 'Model' } as never),
      "importer: url is no property here, did you mean 'uri'?",
    ],
    ['an importer of no artifact', () => importer({ uri: 's3://a', type: 'Modl' as never }), "importer: 'Modl' is not"],
    ['an async body', () => forEach(['a'], async () => note({ text: '' })), 'a body cannot wait'],
    [
      'the workspace without one',
      () => note({ text: pipelineRun.workspace }),
      "pipeline wrong: a step uses the workspace, and the pipeline has none: give it workspace: { size: '10Gi' }",
    ],
  ];
  function branchStep() {
    let step = note({ text: '' });
    when(step.said, '==', 'x', () => {
      step = note({ text: '' });
    });
    return step;
  }
  test.each(cases)('%s', (_, body, message) => {
    const compile = () =>
      pipeline('wrong', {}, () => {
        body();
      }).toIR();
    expect(compile).toThrow(KubeflowError);
    expect(compile).toThrow(message);
  });

  test('a call outside of a pipeline', () => {
    expect(() => note({ text: '' })).toThrow(
      'note: is called outside of a pipeline, call it in the body of pipeline(...)',
    );
  });

  test('a pipeline without a body, or with an option that is none', () => {
    expect(() => pipeline('p', (() => {}) as never, undefined as never)).toThrow('pipeline p: needs a body: pipeline(');
    expect(() => pipeline('p', {}, () => {}, { displyName: 'P' } as never)).toThrow(
      "pipeline p: displyName is no property here, did you mean 'displayName'?",
    );
  });

  test('properties of other parts that do not exist', () => {
    const team = new TeamStack(new KubeflowApp(), 'vision', { owner: 'ada@acme.io' });
    expect(() => pythonComponent('steps.py', { pakages: [] } as never)).toThrow("did you mean 'packages'?");
    expect(() => resourceStep({ name: 'x' } as never)).toThrow('step x: resource is missing');
    expect(
      () => new PipelineLauncherConfig(team, 'c', { providers: { s3: { default: { credentials: 'key' } } } } as never),
    ).toThrow("vision/c: providers.s3.default.credentials 'key' is none of env");
  });

  test('a pipeline without a name', () => {
    expect(() => pipeline('!', {}, () => {})).toThrow(
      "pipeline !: a pipeline's name has 1 to 128 lower-case letters, digits and dashes",
    );
  });

  test.each([
    [{ inputs: { rows: { int: 1.5 } } }, 'component c: input rows: default 1.5 is not a whole number'],
    [{ inputs: { rows: 'integer' } }, "component c: input rows: 'integer' is not a type"],
    [{ inputs: { '1st': 'int' } }, "component c: input '1st' begins with a letter"],
    [{ input: {} }, "component c: input is no property here, did you mean 'inputs'?"],
    [{ command: ['ls'] }, 'component c: command ["ls"] is no function, write ({ inputs }) =>'],
    [{ env: { A: 1 } }, 'component c: env.A 1 is no text'],
    [{ image: 'my image' }, 'component c: image "my image" is not an image'],
    [
      { inputs: { d: 'Dataset' }, command: ({ inputs }: never) => [(inputs as { d: never }).d] },
      'component c: command[0]: inputs.d is no text here: write inputs.d.path or inputs.d.uri',
    ],
  ])('a component %j', (props, message) => {
    expect(() => component({ name: 'c', image: 'i', ...(props as object) })).toThrow(message);
  });
});
