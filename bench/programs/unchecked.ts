import { KubeflowApp } from 'kubeflow-cdk';
import { OutputFolder, synthesize } from '../../src/core/synth';
import { addCharts } from './constructs';
import { given } from './shape';

const { groups, outdir } = given();
const app = new KubeflowApp({ outdir });
addCharts(app.manifests, groups);
const output = new OutputFolder(outdir);
synthesize(app.manifests, { keepObjects: false, output });
output.commit();
output.discard();
