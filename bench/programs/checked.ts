import { KubeflowApp } from 'kubeflow-cdk';
import { addCharts } from './constructs';
import { given } from './shape';

const { groups, outdir } = given();
const app = new KubeflowApp({ outdir });
addCharts(app.manifests, groups);
app.synth();
