import { App } from 'cdk8s';
import { synthesize, writeOutput } from '../../src/core/synth';
import { addCharts } from './constructs';
import { given } from './shape';

const { groups, outdir } = given();
const app = new App({ outdir });
addCharts(app, groups);
writeOutput(outdir, synthesize(app, { keepObjects: false }).files);
