import {
  batchJob,
  choice,
  double,
  int,
  KatibExperiment,
  KatibNasExperiment,
  KubeflowApp,
  type KubeflowRelease,
  maximize,
  minimize,
  TeamStack,
} from '../../../src';

const image = 'acme/train:1';
const space = {
  lr: double(1e-5, 1e-2, { scale: 'log' }),
  batch: choice(16, 32),
  opt: choice('adam', 'sgd'),
  layers: int(2, 8, { step: 2 }),
};
const torch = { framework: 'torch', image, nodes: 1 } as const;

function team(release?: KubeflowRelease) {
  const app = new KubeflowApp({ release });
  return { app, scope: new TeamStack(app, 'vision', { owner: 'ada@acme.io' }) };
}

function search(props: object, { release, id = 'tune' }: { release?: KubeflowRelease; id?: string } = {}) {
  const { app, scope } = team(release);
  const experiment = new KatibExperiment(scope, id, {
    objective: maximize('acc'),
    space: { lr: double(0, 1) },
    trial: ({ lr }: { lr: string }) => ({ ...torch, args: [lr] }),
    ...props,
  } as never);
  return { app, spec: (experiment.toJson() as { spec: Record<string, never> }).spec, experiment };
}

test('parameters are what their functions say', () => {
  expect(search({ space, trial: (p: object) => ({ ...torch, args: Object.values(p) }) }).spec.parameters).toEqual([
    { name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.00001', max: '0.01', distribution: 'logUniform' } },
    { name: 'batch', parameterType: 'discrete', feasibleSpace: { list: ['16', '32'] } },
    { name: 'opt', parameterType: 'categorical', feasibleSpace: { list: ['adam', 'sgd'] } },
    { name: 'layers', parameterType: 'int', feasibleSpace: { min: '2', max: '8', step: '2' } },
  ]);
});

test('a trial is the job without Katib, with placeholders where its parameters are', () => {
  const { spec } = search({
    space,
    trial: ({ lr, batch, opt, layers }: Record<string, string>, meta: { name: string }) => ({
      ...torch,
      command: ['train.py', `--lr=${lr}`, '--batch', batch],
      env: { OPTIMIZER: opt, TRIAL: meta.name },
      files: { '/etc/train.yaml': `layers: ${layers}` },
    }),
  });
  expect(spec.trialTemplate).toMatchObject({
    primaryContainerName: 'node',
    trialParameters: [
      { name: 'lr', reference: 'lr' },
      { name: 'batch', reference: 'batch' },
      { name: 'opt', reference: 'opt' },
      { name: 'layers', reference: 'layers' },
      { name: 'trialName', reference: '${trialSpec.Name}' },
    ],
    trialSpec: {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'TrainJob',
      spec: {
        trainer: {
          command: ['train.py', '--lr=${trialParameters.lr}', '--batch', '${trialParameters.batch}'],
          env: [
            { name: 'OPTIMIZER', value: '${trialParameters.opt}' },
            { name: 'TRIAL', value: '${trialParameters.trialName}' },
          ],
        },
        podTemplateOverrides: [
          { metadata: { annotations: { 'files.kubeflow-cdk/0': 'layers: ${trialParameters.layers}' } } },
        ],
      },
    },
  });
});

test('the same trial is a job of the old operator where that is what the release has', () => {
  const { spec } = search({}, { release: '1.10' });
  expect(spec.trialTemplate).toMatchObject({
    primaryContainerName: 'pytorch',
    trialSpec: { apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob' },
  });
  // Katib deletes its trials itself.
  expect(JSON.stringify(spec.trialTemplate)).not.toContain('ttlSecondsAfterFinished');
});

test("conditions and primary pod are Katib's own defaults, or said", () => {
  expect(search({}).spec.trialTemplate).not.toHaveProperty('successCondition');
  expect(
    search({ trial: ({ lr }: { lr: string }) => ({ framework: 'paddle', api: 'v1', image, nodes: 2, args: [lr] }) })
      .spec.trialTemplate,
  ).toMatchObject({
    primaryContainerName: 'paddle',
    successCondition: 'status.conditions.#(type=="Succeeded")#|#(status=="True")#',
    failureCondition: 'status.conditions.#(type=="Failed")#|#(status=="True")#',
    primaryPodLabels: { 'training.kubeflow.org/replica-type': 'worker', 'training.kubeflow.org/replica-index': '0' },
  });
  expect(
    search({ trial: ({ lr }: { lr: string }) => ({ framework: 'mpi', image, nodes: 2, args: [lr] }) }).spec
      .trialTemplate,
  ).toMatchObject({
    primaryContainerName: 'node',
    primaryPodLabels: {
      'jobset.sigs.k8s.io/replicatedjob-name': 'launcher',
      'batch.kubernetes.io/job-completion-index': '0',
    },
  });
});

test('what all trials share is made once, before the search', () => {
  const { app, experiment } = search({ trial: ({ lr }: { lr: string }) => ({ ...torch, retries: 2, args: [lr] }) });
  expect(experiment.shared?.name).toBe('tune');
  const objects = app.manifests.attempt().objects.map(({ manifest }) => manifest as { kind: string; spec: never });
  const kinds = objects.map(({ kind }) => kind);
  expect(kinds.indexOf('TrainingRuntime')).toBeLessThan(kinds.indexOf('Experiment'));
  expect(() =>
    search({ trial: ({ lr }: { lr: string }) => ({ ...torch, args: [lr], workingDir: `/runs/${lr}` }) }),
  ).toThrow('vision/tune: trial uses a parameter in what only a TrainingRuntime can say');
});

test('a manifest is a trial too, with the sidecar off in its pods', () => {
  const trial = ({ lr }: { lr: string }) =>
    batchJob({ name: 'main', image, args: ['--lr', lr] }, { retries: 1, nodeSelector: { a: 'b' } });
  expect(search({ trial }).spec.trialTemplate).toMatchObject({
    primaryContainerName: 'main',
    trialSpec: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: {
        backoffLimit: 1,
        template: {
          metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
          spec: {
            restartPolicy: 'Never',
            nodeSelector: { a: 'b' },
            containers: [{ args: ['--lr', '${trialParameters.lr}'] }],
          },
        },
      },
    },
  });
  expect(JSON.stringify(search({ trial, mesh: true }).spec)).not.toContain('sidecar');
});

test('any kind will do, with its container and its end; Katib must be told to watch it', () => {
  const trial = ({ lr }: { lr: string }) => ({ apiVersion: 'acme.io/v1', kind: 'Train', spec: { lr } });
  expect(() => search({ trial })).toThrow(
    'vision/tune: trial is a Train, whose end we do not know: set successCondition and failureCondition',
  );
  const own = { successCondition: 'status.#(done==true)', failureCondition: 'status.#(failed==true)' };
  expect(() => search({ trial, ...own })).toThrow('set primaryContainer to the one whose metrics count');
  const { spec, app } = search({ trial, ...own, primaryContainer: 'main' });
  expect(spec.trialTemplate).toMatchObject({
    ...own,
    primaryContainerName: 'main',
    trialSpec: { spec: { lr: '${trialParameters.lr}' } },
  });
  app.manifests.attempt();
  expect(app.manifests.warnings).toContainEqual(
    expect.stringContaining('does not watch acme.io/v1 Train: add it to trialResources of katib-config'),
  );
  const workflow = ({ lr }: { lr: string }) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    spec: { arguments: [lr] },
  });
  expect(search({ trial: workflow }).spec.trialTemplate).toMatchObject({
    primaryContainerName: 'main',
    successCondition: 'status.[@this].#(phase=="Succeeded")#',
  });
});

test('a template may be in a ConfigMap', () => {
  const trial = { configMap: { name: 'templates', namespace: 'kubeflow', path: 'job.yaml' } };
  expect(() => search({ trial })).toThrow(
    'trial is in a ConfigMap: set primaryContainer, successCondition and failureCondition',
  );
  expect(
    search({ trial, primaryContainer: 'main', successCondition: 'a', failureCondition: 'b' }).spec.trialTemplate,
  ).toEqual({
    primaryContainerName: 'main',
    successCondition: 'a',
    failureCondition: 'b',
    trialParameters: [{ name: 'lr', reference: 'lr' }],
    configMap: { configMapName: 'templates', configMapNamespace: 'kubeflow', templatePath: 'job.yaml' },
  });
});

test('objective, early stopping and counts', () => {
  const { spec } = search({
    objective: minimize('loss', 0.1, { additional: ['acc'], strategies: { acc: 'max', loss: 'latest' } }),
    earlyStopping: { medianStop: { minTrials: 3, startStep: 5 } },
    trials: { max: 30, parallel: 5 },
    resumePolicy: 'LongRunning',
    retain: true,
  });
  expect(spec).toMatchObject({
    objective: {
      type: 'minimize',
      goal: 0.1,
      objectiveMetricName: 'loss',
      additionalMetricNames: ['acc'],
      metricStrategies: [
        { name: 'acc', value: 'max' },
        { name: 'loss', value: 'latest' },
      ],
    },
    earlyStopping: {
      algorithmName: 'medianstop',
      algorithmSettings: [
        { name: 'min_trials_required', value: '3' },
        { name: 'start_step', value: '5' },
      ],
    },
    maxTrialCount: 30,
    parallelTrialCount: 5,
    maxFailedTrialCount: 3,
    resumePolicy: 'LongRunning',
    trialTemplate: { retain: true },
  });
});

test.each([
  ['stdOut', { collector: { kind: 'StdOut' } }],
  ['push', { collector: { kind: 'Push' } }],
  [
    { stdOut: { filter: ['(\\w+)=(\\d+)'] } },
    { collector: { kind: 'StdOut' }, source: { filter: { metricsFormat: ['(\\w+)=(\\d+)'] } } },
  ],
  [{ file: {} }, { collector: { kind: 'File' } }],
  [
    { file: { path: '/m.json', format: 'JSON' } },
    { collector: { kind: 'File' }, source: { fileSystemPath: { kind: 'File', path: '/m.json', format: 'JSON' } } },
  ],
  [
    { tensorFlowEvent: { path: '/logs' } },
    { collector: { kind: 'TensorFlowEvent' }, source: { fileSystemPath: { kind: 'Directory', path: '/logs' } } },
  ],
  [{ prometheus: { port: 9090 } }, { collector: { kind: 'PrometheusMetric' }, source: { httpGet: { port: 9090 } } }],
  [
    { custom: { name: 'mine', image }, source: { directory: '/logs' } },
    {
      collector: { kind: 'Custom', customCollector: { name: 'mine', image } },
      source: { fileSystemPath: { kind: 'Directory', path: '/logs' } },
    },
  ],
])('metrics %j', (metrics, spec) => {
  expect(search({ metrics }).spec.metricsCollectorSpec).toEqual(spec);
});

test('each algorithm has the settings of its service', () => {
  const settings = (algorithm: unknown, given: object = {}) => search({ algorithm, ...given }).spec.algorithm;
  expect(settings('tpe')).toEqual({ algorithmName: 'tpe' });
  expect(settings({ tpe: { gamma: 0.25, n_EI_candidates: 24 } })).toEqual({
    algorithmName: 'tpe',
    algorithmSettings: [
      { name: 'gamma', value: '0.25' },
      { name: 'n_EI_candidates', value: '24' },
    ],
  });
  const epochs = {
    space: { epochs: int(1, 27) },
    trial: ({ epochs }: { epochs: string }) => ({ ...torch, args: [epochs] }),
  };
  const hyperband = search({ ...epochs, algorithm: { hyperband: { resource: 'epochs', budget: 27 } } }).spec;
  expect(hyperband.algorithm).toEqual({
    algorithmName: 'hyperband',
    algorithmSettings: [
      { name: 'resource_name', value: 'epochs' },
      { name: 'r_l', value: '27' },
    ],
  });
  // Hyperband starts as many trials at once as its budget and eta make.
  expect(hyperband).toMatchObject({ parallelTrialCount: 27, maxTrialCount: 27 });
  const pbt = search({
    space: { lr: double(0, 1, { step: 0.1 }) },
    algorithm: { pbt: { suggestion_trial_dir: '/c', n_population: 5, truncation_threshold: 0.2 } },
  }).spec;
  expect(pbt.resumePolicy).toBe('FromVolume');
});

test('more trials at once are more trials in all', () => {
  expect(search({ trials: { parallel: 20 } }).spec).toMatchObject({ parallelTrialCount: 20, maxTrialCount: 20 });
});

test('a grid has no more trials than points', () => {
  const grid = {
    algorithm: 'grid',
    space: { lr: double(0, 0.3, { step: 0.1 }), n: int(1, 2) },
    trial: ({ lr, n }: Record<string, string>) => ({ ...torch, args: [lr, n] }),
  };
  expect(search(grid).spec.maxTrialCount).toBe(8);
  expect(() => search({ ...grid, trials: { max: 9 } })).toThrow(
    'trials.max 9 is more than the 8 combinations of the space',
  );
});

test('a scale that an algorithm ignores is a warning', () => {
  const warnings = (algorithm: string) => {
    const { app } = search({
      algorithm,
      space: { lr: double(1e-4, 1, { scale: 'log' }), x: int(1, 2) },
      trial: ({ lr, x }: Record<string, string>) => ({ ...torch, args: [lr, x] }),
    });
    app.manifests.attempt();
    return app.manifests.warnings.filter((warning) => warning.includes('uniform'));
  };
  expect(warnings('tpe')).toEqual([]);
  expect(warnings('cmaes')).toEqual([
    "vision/tune: algorithm 'cmaes' takes lr as uniform, whatever its scale: random, tpe, multivariate-tpe do not",
  ]);
});

test('an architecture is searched with what the algorithm proposes', () => {
  const { scope } = team();
  const nas = { layers: 8, operations: [{ type: 'separable_convolution', space: { filter_size: choice('3', '5') } }] };
  const experiment = new KatibNasExperiment(scope, 'nas', {
    objective: maximize('Best-Genotype'),
    nas,
    algorithm: { darts: { num_epochs: 50, batch_size: 'None' } },
    trial: (p) => ({ ...torch, args: [p['algorithm-settings'], p['search-space'], p['num-layers']] }),
  });
  expect(experiment.toJson()).toMatchObject({
    spec: {
      maxTrialCount: 1,
      algorithm: {
        algorithmName: 'darts',
        algorithmSettings: [
          { name: 'num_epochs', value: '50' },
          { name: 'batch_size', value: 'None' },
        ],
      },
      nasConfig: {
        graphConfig: { numLayers: 8 },
        operations: [
          {
            operationType: 'separable_convolution',
            parameters: [{ name: 'filter_size', parameterType: 'categorical', feasibleSpace: { list: ['3', '5'] } }],
          },
        ],
      },
      trialTemplate: {
        trialParameters: [
          { reference: 'algorithm-settings' },
          { reference: 'search-space' },
          { reference: 'num-layers' },
        ],
      },
    },
  });
  expect(
    () =>
      new KatibNasExperiment(scope, 'enas', {
        objective: maximize('a'),
        nas,
        algorithm: 'enas',
        trial: (p) => ({ ...torch, args: [p.architecture, p.nn_config] }),
      }),
  ).toThrow('vision/enas: nas.inputSizes is missing, enas needs it');
});

const two = {
  space: { lr: double(0, 1), n: int(1, 9) },
  trial: ({ lr, n }: Record<string, string>) => ({ ...torch, args: [lr, n] }),
};
test.each([
  [
    { trial: ({ momentum }: Record<string, string>) => ({ ...torch, args: [momentum] }) },
    "trial uses 'momentum', which is not in space: lr",
  ],
  [
    { trial: () => ({ ...torch, args: ['--lr=${trialParameters.rate}'] }) },
    'trial uses rate, which is not in space: lr',
  ],
  [{ trial: () => torch }, 'trial does not use lr, and Katib fails trials that leave a parameter out'],
  [{ trial: () => undefined }, 'trial returns nothing'],
  [
    { trial: () => ({ image }) },
    'trial returns neither the properties of a job nor a manifest with apiVersion and kind',
  ],
  [
    {
      trial: ({ lr }: Record<string, string>) => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'x' },
        spec: { template: { spec: { containers: [{ name: 'a', args: [lr] }] } } },
      }),
    },
    'trial has a name or namespace',
  ],
  [
    {
      trial: (p: Record<string, string>, meta: { label(key: string): string }) => ({
        ...torch,
        args: [p.lr, meta.label('team')],
      }),
    },
    "trial uses its label 'team', which metadata.labels of the trial does not have",
  ],
  [{ space: {} }, 'space is empty'],
  [{ objectives: [] }, "objectives is no property here, did you mean 'objective'?"],
  [{ space: { lr: double(1, 0) } }, 'space.lr: min 1 is more than max 0'],
  [{ space: { lr: int(0.5, 1) } }, 'space.lr: min 0.5 is not whole, use double()'],
  [{ space: { lr: double(0, 1, { scale: 'log' }) } }, 'space.lr: min 0 has no logarithm, start above zero'],
  [{ space: { lr: choice() } }, 'space.lr: there is nothing to choose from'],
  [{ space: { lr: choice('a', 'a') } }, 'space.lr: a, a names a value twice'],
  [{ objective: maximize('') }, "objective.metric '' is no name"],
  [{ objective: maximize('acc', 1, { additional: ['acc'] }) }, "objective.additional names the objective 'acc' again"],
  [
    { objective: maximize('acc', 1, { strategies: { loss: 'min' } }) },
    "objective.strategies names 'loss', which is no metric of the objective",
  ],
  [{ trials: { max: 2, parallel: 3 } }, 'trials.parallel 3 is more than trials.max 2'],
  [{ trials: { max: 2, parallel: 1, failed: 3 } }, 'trials.failed 3 is more than trials.max 2'],
  [{ algorithm: 'bayes' }, "algorithm 'bayes' is none of random, grid, tpe"],
  [{ algorithm: 'grid' }, "algorithm 'grid' needs a step on lr"],
  [{ algorithm: 'cmaes' }, "algorithm 'cmaes' needs two int or double parameters or more, space has 1"],
  [{ algorithm: 'darts' }, "algorithm 'darts' searches architectures: give nas"],
  [{ algorithm: { tpe: { gamma: 1 } } }, 'algorithm.tpe.gamma 1 is not between 0 and 1'],
  [
    { algorithm: { tpe: { gama: 1 } } },
    "algorithm.tpe has no setting 'gama', it has gamma, prior_weight, n_EI_candidates, random_state",
  ],
  [
    { algorithm: { bayesianoptimization: { base_estimator: 'SVM' } } },
    "algorithm.bayesianoptimization.base_estimator 'SVM' is none of GP, RF, ET, GBRT",
  ],
  [
    { ...two, algorithm: { hyperband: { resource: 'n', budget: 27 } }, trials: { max: 12, parallel: 3 } },
    'trials.parallel 3 is less than 27, which this budget and eta of hyperband need at once',
  ],
  [
    { ...two, algorithm: { hyperband: { resource: 'x', budget: 9 } } },
    "algorithm.hyperband.resource 'x' is not in space",
  ],
  [
    { ...two, algorithm: { hyperband: { resource: 'n', budget: 1 } } },
    'algorithm.hyperband.budget 1 is not more than 1',
  ],
  [
    {
      space: { lr: double(0, 1, { step: 0.1 }) },
      algorithm: { pbt: { suggestion_trial_dir: '/c', n_population: 4, truncation_threshold: 0.2 } },
    },
    'algorithm.pbt.n_population 4 is no whole number from 5',
  ],
  [
    {
      space: { lr: double(0, 1, { step: 0.1 }) },
      algorithm: { pbt: { n_population: 5, truncation_threshold: 0.2, suggestion_trial_dir: '/c' } },
      resumePolicy: 'Never',
    },
    "resumePolicy 'Never' gives pbt no volume",
  ],
  [{ metrics: { file: { path: 'm.log' } } }, "metrics.file.path 'm.log' is no absolute path"],
  [{ metrics: { file: { format: 'JSON', filter: ['(a)(b)'] } } }, 'metrics.file.filter is for format TEXT'],
  [{ metrics: { stdOut: { filter: ['acc=(.*)'] } } }, "metrics filter 'acc=(.*)' needs two groups"],
  [{ metrics: { stdOut: { filter: ['(?=a)(b)'] } } }, "metrics filter '(?=a)(b)' is no regular expression of Go"],
  [
    { metrics: 'push', earlyStopping: { medianStop: {} } },
    'earlyStopping needs metrics from stdOut or a file, the collector Push cannot end a trial',
  ],
  [{ resumePolicy: 'Always' }, "resumePolicy 'Always' is none of Never, LongRunning, FromVolume"],
])('%j is refused', (props, sentence) => {
  expect(() => search(props)).toThrow(`vision/tune: ${sentence}`);
});

test('names leave room for trials and their pods', () => {
  expect(() => search({}, { id: 'a'.repeat(41) })).toThrow('41 characters, Katib allows 40');
  expect(() => search({}, { id: 'a'.repeat(40) })).toThrow("its trials' pods allow 39: choose a shorter one");
  expect(() => search({}, { id: 'a'.repeat(40), release: '1.10' })).not.toThrow();
  expect(() => search({}, { id: 'Tune' })).toThrow("name 'Tune' may only have lower-case letters");
});

test('everything that is wrong is said together', () => {
  try {
    search({ objective: maximize(''), algorithm: 'grid', trials: { max: 0 } });
  } catch (error) {
    expect((error as { problems: string[] }).problems).toHaveLength(3);
    return;
  }
  throw new Error('it was taken');
});
