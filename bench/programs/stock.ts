import { App } from 'cdk8s';
import { addCharts } from './constructs';
import { given } from './shape';

const { groups, outdir } = given();
const app = new App({ outdir });
addCharts(app, groups);
app.synth();
