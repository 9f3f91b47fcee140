import { type Case, check } from './cases';

const EXPERIMENT = `
apiVersion: kubeflow.org/v1beta1
kind: Experiment
metadata: { name: tune, namespace: team }
spec:
  objective: { type: maximize, goal: 0.99, objectiveMetricName: accuracy, additionalMetricNames: [loss] }
  algorithm: { algorithmName: random, algorithmSettings: [{ name: random_state, value: "7" }] }
  earlyStopping: { algorithmName: medianstop, algorithmSettings: [{ name: start_step, value: "2" }] }
  parallelTrialCount: 3
  maxTrialCount: 12
  maxFailedTrialCount: 3
  parameters:
    - { name: lr, parameterType: double, feasibleSpace: { min: "0.01", max: "0.05", step: "0.01" } }
    - { name: layers, parameterType: int, feasibleSpace: { min: "1", max: "4" } }
    - { name: optimizer, parameterType: categorical, feasibleSpace: { list: [sgd, adam] } }
  trialTemplate:
    primaryContainerName: training
    trialParameters:
      - { name: learningRate, reference: lr }
      - { name: depth, reference: layers }
      - { name: kind, reference: optimizer }
    trialSpec:
      apiVersion: batch/v1
      kind: Job
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: training
                image: example.com/train
                command: [python, train.py, "--lr=\${trialParameters.learningRate}", "--depth=\${trialParameters.depth}", "\${trialParameters.kind}"]
`;

const T = 'spec.trialTemplate';
const C = 'spec.metricsCollectorSpec';
const S = 'spec.algorithm.algorithmSettings';

function algorithm(name: string, settings: Record<string, string>): Record<string, unknown> {
  return {
    'spec.algorithm': {
      algorithmName: name,
      algorithmSettings: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
    },
  };
}

function settings(name: string, fine: Record<string, string>, wrong: Record<string, string>): Case[] {
  return Object.entries(wrong).map(([key, value]) => {
    const all = { ...fine, [key]: value };
    return {
      rule: 'katib/algorithm-settings',
      change: algorithm(name, all),
      path: `${S}[${Object.keys(all).indexOf(key)}].value`,
    };
  });
}

function space(
  name: string,
  change: Record<string, string | undefined>,
  field: string,
  fine: Record<string, string> = {},
): Case[] {
  const path = 'spec.parameters[0].feasibleSpace';
  const changes = Object.entries(change).map(([key, value]) => [`${path}.${key}`, value]);
  return [
    {
      rule: 'katib/search-space',
      severity: 'warning',
      change: { ...algorithm(name, fine), ...Object.fromEntries(changes) },
      path: `${path}.${field}`,
    },
  ];
}

const NAS = {
  'spec.parameters': undefined,
  [`${T}.trialParameters`]: [{ name: 'kind', reference: 'anything' }],
  [`${T}.trialSpec.spec.template.spec.containers[0].command`]: ['${trialParameters.kind}'],
  'spec.nasConfig': {
    graphConfig: { numLayers: 4, inputSizes: [32, 32, 3], outputSizes: [10] },
    operations: [
      {
        operationType: 'convolution',
        parameters: [{ name: 'size', parameterType: 'categorical', feasibleSpace: { list: ['3'] } }],
      },
    ],
  },
};
const HYPERBAND = { r_l: '9', resource_name: 'layers', eta: '3' };
const PBT = { suggestion_trial_dir: '/opt', n_population: '40', truncation_threshold: '0.2' };
const GRID = { ...algorithm('grid', {}), 'spec.earlyStopping': undefined };

check([
  {
    kind: 'Experiment',
    base: EXPERIMENT,
    accepted: [
      { 'spec.resumePolicy': 'LongRunning' },
      {
        [`${T}.trialSpec.metadata`]: { labels: { a: '' } },
        [`${T}.trialSpec.spec.suspend`]: false,
        [`${T}.trialSpec.spec.backoffLimit`]: 0,
        [`${T}.trialSpec.spec.template.spec.containers[0].securityContext`]: { privileged: false },
        [`${T}.trialSpec.spec.template.spec.containers[0].resources`]: {},
        [`${T}.trialSpec.spec.template.spec.volumes`]: [{ name: 'tmp', emptyDir: {} }],
      },
      { 'metadata.name': undefined, 'metadata.generateName': `${'a'.repeat(34)}-` },
      { [`${C}.collector.kind`]: 'Push' },
      {
        [C]: {
          collector: { kind: 'File' },
          source: { fileSystemPath: { path: '/log', format: 'TEXT' }, filter: { metricsFormat: ['(\\w+)=(\\d+)'] } },
        },
      },
      { [C]: { collector: { kind: 'PrometheusMetric' }, source: { httpGet: { port: 8080, path: '/m' } } } },
      algorithm('random', { random_state: '٣' }),
      algorithm('tpe', { gamma: ' 2.5e-1 ', prior_weight: 'inf', n_EI_candidates: '1_000' }),
      algorithm('cmaes', { random_state: '-9223372036854775808', sigma: '0x1p-2' }),
      { [`${T}.trialParameters[2].reference`]: '${trialSpec.Name}' },
      { 'spec.parallelTrialCount': undefined },
      algorithm('tpe', { gamma: '0.25', prior_weight: '1.0', n_EI_candidates: '24', random_state: '1' }),
      algorithm('multivariate-tpe', { n_startup_trials: '5', n_ei_candidates: '20' }),
      algorithm('bayesianoptimization', {
        base_estimator: 'GP',
        n_initial_points: '10',
        acq_func: 'EI',
        acq_optimizer: 'auto',
      }),
      algorithm('cmaes', { sigma: '0.5', restart_strategy: 'ipop' }),
      algorithm('sobol', {}),
      GRID,
      { ...algorithm('hyperband', HYPERBAND), 'spec.parallelTrialCount': 9 },
      algorithm('pbt', PBT),
      { ...NAS, ...algorithm('darts', { num_epochs: '50', batch_size: 'None', anything: 'x' }) },
      { ...NAS, ...algorithm('enas', { controller_temperature: 'None', controller_hidden_size: '64' }) },
    ],
    refused: [
      { rule: 'katib/name', change: { 'metadata.name': '1-tune' }, path: 'metadata.name' },
      { rule: 'katib/name', change: { 'metadata.name': 'a'.repeat(41) }, path: 'metadata.name' },
      {
        rule: 'katib/name',
        change: { 'metadata.name': undefined, 'metadata.generateName': 'a'.repeat(36) },
        path: 'metadata.generateName',
      },
      { rule: 'katib/trial-counts', change: { 'spec.maxTrialCount': 0 }, path: 'spec.maxTrialCount' },
      { rule: 'katib/trial-counts', change: { 'spec.parallelTrialCount': 13 }, path: 'spec.parallelTrialCount' },
      {
        rule: 'katib/trial-counts',
        change: { 'spec.parallelTrialCount': undefined, 'spec.maxTrialCount': 2 },
        path: 'spec.parallelTrialCount',
      },
      { rule: 'katib/trial-counts', change: { 'spec.maxFailedTrialCount': -1 }, path: 'spec.maxFailedTrialCount' },
      { rule: 'katib/trial-counts', change: { 'spec.maxFailedTrialCount': 13 }, path: 'spec.maxFailedTrialCount' },
      { rule: 'katib/objective', change: { 'spec.objective': undefined }, path: 'spec.objective' },
      { rule: 'katib/objective-type', change: { 'spec.objective.type': 'max' }, path: 'spec.objective.type' },
      {
        rule: 'katib/objective-metric-name',
        change: { 'spec.objective.objectiveMetricName': '' },
        path: 'spec.objective.objectiveMetricName',
      },
      {
        rule: 'katib/additional-metric-names',
        change: { 'spec.objective.additionalMetricNames': ['accuracy'] },
        path: 'spec.objective.additionalMetricNames',
      },
      { rule: 'katib/algorithm', change: { 'spec.algorithm': undefined }, path: 'spec.algorithm' },
      {
        rule: 'katib/algorithm-name',
        change: { 'spec.algorithm.algorithmName': 'annealing' },
        path: 'spec.algorithm.algorithmName',
      },
      {
        rule: 'katib/early-stopping-name',
        change: { 'spec.earlyStopping.algorithmName': 'average' },
        path: 'spec.earlyStopping.algorithmName',
      },
      { rule: 'katib/resume-policy', change: { 'spec.resumePolicy': 'Always' }, path: 'spec.resumePolicy' },
      { rule: 'katib/parameters-or-nas', change: { 'spec.parameters': undefined }, path: 'spec' },
      { rule: 'katib/parameters-or-nas', change: { 'spec.nasConfig': NAS['spec.nasConfig'] }, path: 'spec' },
      {
        rule: 'katib/parameter-type',
        change: { 'spec.parameters[0].parameterType': 'float' },
        path: 'spec.parameters[0].parameterType',
      },
      {
        rule: 'katib/parameter-distribution',
        change: { 'spec.parameters[0].feasibleSpace.distribution': 'gauss' },
        path: 'spec.parameters[0].feasibleSpace.distribution',
      },
      {
        rule: 'katib/feasible-space',
        change: { 'spec.parameters[0].feasibleSpace': {} },
        path: 'spec.parameters[0].feasibleSpace',
      },
      {
        rule: 'katib/feasible-space',
        change: { 'spec.parameters[0].feasibleSpace': {} },
        path: 'spec.parameters[0].feasibleSpace.max',
      },
      {
        rule: 'katib/feasible-space',
        change: { 'spec.parameters[0].feasibleSpace.max': undefined },
        path: 'spec.parameters[0].feasibleSpace.max',
      },
      {
        rule: 'katib/feasible-space',
        change: { 'spec.parameters[1].feasibleSpace.list': ['1'] },
        path: 'spec.parameters[1].feasibleSpace.list',
      },
      {
        rule: 'katib/feasible-space',
        change: { 'spec.parameters[2].feasibleSpace.max': '1' },
        path: 'spec.parameters[2].feasibleSpace',
      },
      { rule: 'katib/trial-template', change: { [T]: undefined }, path: T },
      { rule: 'katib/trial-template', change: { [`${T}.trialSpec`]: undefined }, path: T },
      {
        rule: 'katib/trial-template',
        change: { [`${T}.configMap`]: { configMapName: 'a', configMapNamespace: 'b', templatePath: 'c' } },
        path: T,
      },
      {
        rule: 'katib/trial-template',
        change: {
          [`${T}.trialSpec`]: undefined,
          [`${T}.configMap`]: { configMapName: 'a' },
          [`${T}.successCondition`]: 'x',
          [`${T}.failureCondition`]: 'y',
        },
        path: `${T}.configMap`,
      },
      {
        rule: 'katib/primary-container-name',
        change: { [`${T}.primaryContainerName`]: undefined },
        path: `${T}.primaryContainerName`,
      },
      {
        rule: 'katib/primary-container',
        severity: 'warning',
        change: { [`${T}.primaryContainerName`]: 'main' },
        path: `${T}.primaryContainerName`,
      },
      {
        rule: 'katib/trial-conditions',
        change: { [`${T}.trialSpec.kind`]: 'Workflow', [`${T}.trialSpec.apiVersion`]: 'argoproj.io/v1alpha1' },
        path: T,
      },
      { rule: 'katib/trial-parameters', change: { [`${T}.trialParameters`]: undefined }, path: `${T}.trialParameters` },
      {
        rule: 'katib/trial-parameters',
        change: { [`${T}.trialParameters[0].name`]: 'a{b' },
        path: `${T}.trialParameters[0]`,
      },
      {
        rule: 'katib/trial-parameters',
        change: { [`${T}.trialParameters[1].name`]: 'learningRate' },
        path: `${T}.trialParameters[1].name`,
      },
      {
        rule: 'katib/trial-parameters',
        change: { [`${T}.trialParameters[1].reference`]: 'lr' },
        path: `${T}.trialParameters[1].reference`,
      },
      {
        rule: 'katib/trial-parameters',
        change: { [`${T}.trialParameters[0].name`]: 'unused' },
        path: `${T}.trialParameters[0].name`,
      },
      {
        rule: 'katib/trial-parameter-reference',
        change: { [`${T}.trialParameters[0].reference`]: '--lr' },
        path: `${T}.trialParameters[0].reference`,
      },
      { rule: 'katib/trial-placeholders', change: { [`${T}.trialParameters[2]`]: undefined }, path: T },
      { rule: 'katib/trial-spec', change: { [`${T}.trialSpec.metadata.name`]: 'job' }, path: T },
      { rule: 'katib/trial-spec', change: { [`${T}.trialSpec.spec.template.spec.contianers`]: [] }, path: T },
      ...Object.entries({
        'template.spec.containers[0].volumeMounts': [{ name: 'data', mountPath: '/data', readOnly: false }],
        'template.spec.containers[0].env': [{ name: 'EMPTY', value: '' }],
        'template.spec.containers[0].args': [],
        'template.spec.nodeSelector': {},
        'template.spec.hostNetwork': false,
        'template.spec.volumes': null,
      }).map(([path, value]) => ({
        rule: 'katib/trial-spec',
        change: { [`${T}.trialSpec.spec.${path}`]: value },
        path: T,
      })),
      { rule: 'katib/metrics-collector', change: { [`${C}.collector.kind`]: 'Syslog' }, path: `${C}.collector.kind` },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'File' }, source: { fileSystemPath: { path: 'log' } } } },
        path: `${C}.source.fileSystemPath.path`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'File' }, source: { fileSystemPath: { format: 'CSV' } } } },
        path: `${C}.source.fileSystemPath.format`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'File' }, source: { fileSystemPath: { format: 'JSON' }, filter: {} } } },
        path: `${C}.source.filter`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'TensorFlowEvent' }, source: { fileSystemPath: { kind: 'File' } } } },
        path: `${C}.source`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'TensorFlowEvent' }, source: { fileSystemPath: { format: 'TEXT' } } } },
        path: `${C}.source.fileSystemPath.format`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'PrometheusMetric' }, source: { httpGet: { port: 'http' } } } },
        path: `${C}.source.httpGet.port`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [C]: { collector: { kind: 'PrometheusMetric' }, source: { httpGet: { path: 'metrics' } } } },
        path: `${C}.source.httpGet.path`,
      },
      {
        rule: 'katib/metrics-collector',
        change: { [`${C}.collector.kind`]: 'Custom' },
        path: `${C}.collector.customCollector`,
      },
      {
        rule: 'katib/metrics-format',
        change: { [C]: { collector: { kind: 'File' }, source: { filter: { metricsFormat: ['(a'] } } } },
        path: `${C}.source.filter.metricsFormat`,
      },
      {
        rule: 'katib/metrics-format',
        change: { [C]: { collector: { kind: 'File' }, source: { filter: { metricsFormat: ['(a)=b'] } } } },
        path: `${C}.source.filter.metricsFormat`,
      },

      { rule: 'katib/algorithm-settings', change: algorithm('random', { seed: '1' }), path: `${S}[0].name` },
      ...settings('random', {}, { random_state: '-1' }),
      ...settings('tpe', {}, { gamma: '1', prior_weight: '0', n_EI_candidates: '0', random_state: 'x' }),
      ...settings('multivariate-tpe', {}, { n_startup_trials: '-1', n_ei_candidates: '1.5', random_state: '-1' }),
      ...settings(
        'bayesianoptimization',
        {},
        { base_estimator: 'NN', n_initial_points: '-1', acq_func: 'UCB', acq_optimizer: 'adam', random_state: '-1' },
      ),
      ...settings('cmaes', {}, { random_state: '1.5', sigma: 'big', restart_strategy: 'None' }),
      ...settings('cmaes', {}, { random_state: '9223372036854775808', sigma: '1e400' }),
      ...settings('grid', {}, { random_state: '-2' }),
      ...settings('hyperband', HYPERBAND, { r_l: '-1', eta: 'three', resource_name: 'epochs' }),
      { rule: 'katib/algorithm-settings', change: algorithm('hyperband', { r_l: '9' }), path: S },
      { rule: 'katib/hyperband-parallel', change: algorithm('hyperband', HYPERBAND), path: 'spec.parallelTrialCount' },
      { rule: 'katib/algorithm-settings', change: algorithm('pbt', { n_population: '40' }), path: S },
      ...settings('pbt', PBT, { n_population: '4', truncation_threshold: '1.5', resample_probability: '0.5' }),
      ...space('random', { min: '0.1', max: '0.01' }, 'max'),
      ...space('random', { min: '1', max: '1' }, 'max'),
      ...space('tpe', { min: '0', distribution: 'logUniform' }, 'min'),
      ...space('multivariate-tpe', { min: 'low' }, 'min'),
      ...space('multivariate-tpe', { step: '0' }, 'step'),
      ...space('bayesianoptimization', { min: '0' }, 'min'),
      ...space('sobol', { min: '3' }, 'max'),
      ...space('pbt', { step: undefined }, 'step', PBT),
      ...space('pbt', { max: 'inf' }, 'max', PBT),
      {
        rule: 'katib/search-space',
        severity: 'warning',
        change: algorithm('random', { random_state: '4294967296' }),
        path: `${S}[0].value`,
      },
      {
        rule: 'katib/search-space',
        severity: 'warning',
        change: { 'spec.parameters[1].name': 'lr' },
        path: 'spec.parameters[1].name',
      },
      {
        rule: 'katib/search-space',
        severity: 'warning',
        change: {
          ...algorithm('hyperband', HYPERBAND),
          'spec.parameters[2]': { name: 'optimizer', parameterType: 'discrete', feasibleSpace: { list: ['1', '1.5'] } },
        },
        path: 'spec.parameters[2].feasibleSpace.list[1]',
      },
      {
        rule: 'katib/algorithm-parameters',
        change: { ...GRID, 'spec.parameters[1].parameterType': 'unknown' },
        path: 'spec.parameters[1].parameterType',
      },
      {
        rule: 'katib/algorithm-parameters',
        change: { ...algorithm('cmaes', {}), 'spec.parameters[1].parameterType': 'categorical' },
        path: 'spec.parameters',
      },
      {
        rule: 'katib/algorithm-parameters',
        change: { ...algorithm('sobol', {}), 'spec.parameters[1].name': 'lr' },
        path: 'spec.parameters[1].name',
      },
      {
        rule: 'katib/algorithm-parameters',
        change: { ...algorithm('sobol', {}), 'spec.parameters[1].feasibleSpace.max': '4.5' },
        path: 'spec.parameters[1].feasibleSpace.max',
      },
      {
        rule: 'katib/algorithm-parameters',
        change: { ...GRID, 'spec.parameters[0].feasibleSpace.step': undefined },
        path: 'spec.parameters[0].feasibleSpace.step',
      },
      { rule: 'katib/grid-size', change: { ...GRID, 'spec.maxTrialCount': 41 }, path: 'spec.maxTrialCount' },
      {
        rule: 'katib/early-stopping-settings',
        change: { 'spec.earlyStopping.algorithmSettings[0].value': '0' },
        path: 'spec.earlyStopping.algorithmSettings[0].value',
      },
      {
        rule: 'katib/early-stopping-settings',
        change: { 'spec.earlyStopping.algorithmSettings[0].name': 'steps' },
        path: 'spec.earlyStopping.algorithmSettings[0].name',
      },
      {
        rule: 'katib/nas-config',
        change: { ...NAS, ...algorithm('enas', {}), 'spec.nasConfig.graphConfig.inputSizes': undefined },
        path: 'spec.nasConfig.graphConfig.inputSizes',
      },
      {
        rule: 'katib/nas-config',
        change: { ...NAS, ...algorithm('enas', {}), 'spec.nasConfig.graphConfig.numLayers': undefined },
        path: 'spec.nasConfig.graphConfig.numLayers',
      },
      {
        rule: 'katib/nas-config',
        change: { ...NAS, ...algorithm('darts', {}), 'spec.nasConfig.operations[0].operationType': undefined },
        path: 'spec.nasConfig.operations[0].operationType',
      },
      {
        rule: 'katib/nas-config',
        change: {
          ...NAS,
          ...algorithm('darts', {}),
          'spec.nasConfig.operations[0].parameters[0].feasibleSpace.list': [],
        },
        path: 'spec.nasConfig.operations[0].parameters[0].feasibleSpace.list',
      },
      ...(['num_epochs', 'w_lr', 'batch_size', 'num_workers', 'init_channels'] as const).map((key) => ({
        rule: 'katib/algorithm-settings',
        change: { ...NAS, ...algorithm('darts', { [key]: '-1' }) },
        path: `${S}[0].value`,
      })),
      ...(
        [
          'controller_hidden_size',
          'controller_temperature',
          'controller_baseline_decay',
          'controller_train_steps',
        ] as const
      ).map((key) => ({
        rule: 'katib/algorithm-settings',
        change: { ...NAS, ...algorithm('enas', { [key]: '0' }) },
        path: `${S}[0].value`,
      })),
    ],
  },
]);
