import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { KubeflowApp } from '../../../src';
import { tempFolder } from '../../temp';
import { writeAws, writePlannable } from './aws';
import { writeAzure } from './azure';
import { writeGoogle } from './google';

/** Stacks that use as much as they can of each cloud; returns the folder of the Terraform JSON. */
export function writeStacks(): string {
  const out = tempFolder('terraform');
  const app = new KubeflowApp({ outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') });
  const chart = new Chart(app.manifests, 'nodes', { disableResourceNameHashes: true });
  writeGoogle(app, chart);
  writeAws(app, chart);
  writePlannable(app);
  writeAzure(app, chart);
  app.synth();
  return join(out, 'cdktf.out/stacks');
}
