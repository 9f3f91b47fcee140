import { App } from 'cdk8s';
import { OutputFolder, synthesize } from '../../src/core/synth';
import { addCharts } from './constructs';
import { given } from './shape';

const { groups, outdir } = given();
const app = new App({ outdir });
addCharts(app, groups);
const output = new OutputFolder(outdir);
synthesize(app, { keepObjects: false, output });
output.commit();
output.discard();
