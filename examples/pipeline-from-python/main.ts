import { join } from 'node:path';
import { forEach, KubeflowApp, Pipeline, pipeline, pythonComponent, TeamStack } from 'kubeflow-cdk';

// Functions that data scientists wrote, as they wrote them: no image is built.
const file = join(__dirname, 'steps.py');
const packages = ['scikit-learn==1.7.2'];
const load = pythonComponent(file, {
  function: 'load',
  inputs: { rows: 'int' },
  outputs: { data: 'Dataset' },
  packages,
});
const train = pythonComponent(file, {
  function: 'train',
  inputs: { data: 'Dataset', depth: 'int' },
  outputs: { model: 'Model', metrics: 'Metrics', Output: 'double' },
  packages,
});
const best = pythonComponent(file, { function: 'best', inputs: { accuracies: 'list' }, outputs: { Output: 'string' } });

export const forest = pipeline('forest', { rows: { int: 1000 } }, ({ rows }) => {
  const { data } = load({ rows });
  const { accuracies, models } = forEach([2, 4, 8], (depth) => {
    const { model, Output } = train({ data, depth }, { cpu: 2, memory: '4Gi' });
    return { models: model, accuracies: Output };
  });
  return { models, verdict: best({ accuracies }).Output };
});

const app = new KubeflowApp();
const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
new Pipeline(team, 'forest', { definition: forest });

app.synth();
