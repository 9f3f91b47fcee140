import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { AdmissionCheck, MultiKueueCluster, MultiKueueConfig } from '../../constructs/scheduling';
import { KubeflowApp, type KubeflowAppProps, type StagedApp } from '../../core/app';
import { at, KubeflowError, pathOf } from '../../core/errors';
import { label } from '../../core/names';
import { InvalidValue } from '../../core/values';
import { nameCluster } from './cluster-name';
import { leave } from './left-clusters';

export interface FleetProps {
  /** Folder of the manifests, one folder a cluster below it. @default 'dist' */
  readonly outdir?: string;
  /** Folder of the Terraform half, one folder a cluster below it. @default 'cdktf.out' */
  readonly cloudOutdir?: string;
}

/** Several clusters in one program: each has its own app, folder, release and pools; all are written, or none. */
export class Fleet {
  readonly #outdir: string;
  readonly #cloudOutdir: string;
  readonly #clusters = new Map<string, KubeflowApp>();

  constructor(props: FleetProps = {}) {
    this.#outdir = props.outdir ?? process.env.CDK8S_OUTDIR ?? 'dist';
    this.#cloudOutdir = props.cloudOutdir ?? process.env.CDKTF_OUTDIR ?? 'cdktf.out';
  }

  get clusters(): ReadonlyMap<string, KubeflowApp> {
    return this.#clusters;
  }

  /** A cluster: the app that its platform, teams and cloud stacks are made in. */
  cluster(name: string, props: Omit<KubeflowAppProps, 'outdir' | 'cloudOutdir'> = {}): KubeflowApp {
    try {
      label(name);
    } catch (error) {
      if (error instanceof InvalidValue) throw new KubeflowError([`fleet: cluster ${error.message}`]);
      throw error;
    }
    if (this.#clusters.has(name)) throw new KubeflowError([`fleet: cluster '${name}' is there already`]);
    const app = new KubeflowApp({
      ...props,
      outdir: join(this.#outdir, name),
      cloudOutdir: join(this.#cloudOutdir, name),
    });
    nameCluster(app.manifests, name);
    this.#clusters.set(name, app);
    return app;
  }

  /** Writes every cluster's folders, or throws KubeflowError with every problem of all of them. */
  synth(): void {
    const staged = new Map<string, StagedApp>();
    try {
      for (const [name, app] of this.#clusters) staged.set(name, app.stage());
      const problems = [...staged].flatMap(([name, app]) => app.problems.map((problem) => `${name}/${problem}`));
      if (problems.length > 0) throw new KubeflowError(problems);
      for (const [name, app] of staged) app.commit(`${name}/`);
    } finally {
      for (const app of staged.values()) app.discard();
    }
    for (const sentence of leave(this.#outdir, this.#cloudOutdir, [...this.#clusters.keys()])) {
      process.stderr.write(`warning fleet: ${sentence}\n`);
    }
  }
}

export interface MultiKueueProps {
  /** Clusters that work is sent to, each with the Secret that holds its kubeconfig. */
  readonly workers: Readonly<Record<string, { readonly kubeconfigSecret: string }>>;
}

/**
 * Has the cluster of `scope` send queued work to others, whichever has room first.
 * Name the check that comes back in the `admissionChecks` of its ClusterQueues.
 */
export function multiKueue(scope: Chart, id: string, { workers }: MultiKueueProps): AdmissionCheck {
  const names = Object.keys(workers);
  if (names.length === 0) throw new KubeflowError([at(pathOf(scope, id), 'workers is empty: name a cluster at least')]);
  for (const [name, { kubeconfigSecret }] of Object.entries(workers)) {
    new MultiKueueCluster(scope, `${id}-${name}`, {
      clusterSource: { kubeConfig: { location: kubeconfigSecret, locationType: 'Secret' } },
      metadata: { name },
    });
  }
  const config = new MultiKueueConfig(scope, `${id}-config`, { clusters: names, metadata: { name: id } });
  return new AdmissionCheck(scope, id, {
    controllerName: 'kueue.x-k8s.io/multikueue',
    parameters: { apiGroup: 'kueue.x-k8s.io', kind: 'MultiKueueConfig', name: config.name },
  });
}
