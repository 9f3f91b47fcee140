import { declareExisting, KubeflowApp } from 'kubeflow-cdk';
import { addCharts } from './constructs';
import { given } from './shape';

const { groups, outdir } = given();
const app = new KubeflowApp({
  outdir,
  components: ['training-operator', 'katib', 'serving', 'pipelines', 'notebooks'],
});
declareExisting(app.manifests, { kind: 'Secret', name: 'hf' });
addCharts(app.manifests, groups);
app.synth();
