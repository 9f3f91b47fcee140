import {
  KubeflowApp,
  type KubeflowComponent,
  type KubeflowRelease,
  TeamStack,
  TrainingJob,
  type TrainingJobProps,
} from '../../../src';

/** The parts of a manifest that tests look into. */
export interface Json {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly template?: { readonly spec: { readonly replicatedJobs: readonly unknown[] } };
  };
}
interface Replica {
  readonly replicas: number;
  readonly restartPolicy?: string;
  readonly template: { readonly metadata?: unknown; readonly spec: Readonly<Record<string, unknown>> };
}
interface Platform {
  readonly release?: KubeflowRelease;
  readonly components?: readonly KubeflowComponent[];
}

/** A team on a platform, and what is written of what it creates. */
export function team({ release, components }: Platform = {}) {
  const app = new KubeflowApp({ release, components });
  const scope = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  return {
    scope,
    app,
    objects: (kind: string) =>
      app.manifests
        .attempt()
        .objects.map(({ manifest }) => manifest as unknown as Json)
        .filter((object) => object.kind === kind),
    warnings: () => {
      app.manifests.attempt();
      return app.manifests.warnings;
    },
  };
}

/** One job's manifest. */
export function job(props: TrainingJobProps, platform: Platform = {}, id = 'sft'): Json {
  const { scope } = team(platform);
  return new TrainingJob(scope, id, props).toJson() as unknown as Json;
}

export const v1 = { release: '1.10' } as const;

/** A role's replicas, with its pod's main container, on v1. */
export function replica(
  manifest: Json,
  role: string,
): Replica & { readonly container: Readonly<Record<string, unknown>> } {
  const [, specs] = Object.entries(manifest.spec).find(([field]) => field.endsWith('ReplicaSpecs'))!;
  const found = (specs as Record<string, Replica>)[role]!;
  const [container] = found.template.spec.containers as Record<string, unknown>[];
  return { ...found, container: container! };
}
