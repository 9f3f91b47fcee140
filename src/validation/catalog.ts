import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a Kubeflow release consists of, as kubeflow/manifests renders it. */
export interface ReleaseCatalog {
  /** Tag of kubeflow/manifests. */
  readonly tag: string;
  /** Version by the name that upstream's list gives the component, as `Katib: v0.19.0`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Kustomize paths of upstream's example installation, in its order. */
  readonly example: readonly string[];
  /** Every part that can be installed, by kustomize path. */
  readonly components: Readonly<Record<string, CatalogComponent>>;
}

export interface CatalogComponent {
  /** Short name; alternatives of the same part share it. */
  readonly name: string;
  /** Container images that it runs or starts later. */
  readonly images?: readonly string[];
  /** `group/version/Kind` of every kind it defines. */
  readonly kinds?: readonly string[];
  /** `group/version/resource` that a webhook of the part completes. */
  readonly mutates?: readonly string[];
  /** `group/version/resource` that a webhook of the part checks. */
  readonly validates?: readonly string[];
  /** Names of what it creates: by kind, then namespace (`''` for what has none). Secrets include those of certificates. */
  readonly objects?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** ClusterServingRuntimes by name. */
  readonly servingRuntimes?: Readonly<Record<string, ServingRuntimeFacts>>;
  /** ClusterTrainingRuntimes by name. */
  readonly trainingRuntimes?: Readonly<Record<string, TrainingRuntimeFacts>>;
  /** Value by name of each PriorityClass. */
  readonly priorityClasses?: Readonly<Record<string, number>>;
  readonly katib?: KatibFacts;
}

export interface ServingRuntimeFacts {
  readonly formats: readonly {
    readonly name: string;
    readonly version?: string;
    readonly autoSelect?: boolean;
    readonly priority?: number;
  }[];
  readonly protocols: readonly string[];
  readonly disabled?: boolean;
  readonly multiModel?: boolean;
  /** Whether it spreads over several nodes by a worker specification. */
  readonly multiNode?: boolean;
}

export interface TrainingRuntimeFacts {
  /** Label `trainer.kubeflow.org/framework`. */
  readonly framework?: string;
  /** Kind of its machine learning policy: `torch`, `mpi`, `plain`. */
  readonly policy: string;
  readonly numNodes?: number;
  readonly replicatedJobs: readonly string[];
}

export interface KatibFacts {
  /** Image by algorithm name. */
  readonly algorithms: Readonly<Record<string, string>>;
  readonly earlyStopping: Readonly<Record<string, string>>;
  /** Image by kind of metrics collector. */
  readonly collectors: Readonly<Record<string, string>>;
  /** `Kind.version.group` that a trial may be. */
  readonly trialResources: readonly string[];
}

/** How `schemas/releases.json` holds the catalogs: values that several components share stand in `values` once. */
export interface CatalogFile {
  readonly values: readonly unknown[];
  readonly releases: Readonly<Record<string, FoldedCatalog>>;
}
type FoldedCatalog = Omit<ReleaseCatalog, 'components'> & {
  readonly components: Readonly<Record<string, FoldedComponent>>;
};
/** Indexes of `values` by property; `objects` has one index per kind. */
type FoldedComponent = { readonly name: string; readonly objects?: Readonly<Record<string, number>> } & {
  readonly [field: string]: number | string | Readonly<Record<string, number>> | undefined;
};

let file: CatalogFile | undefined;
const opened = new Map<string, ReleaseCatalog>();

/** The catalog of a release; read when first asked for. Throws on a release that this package does not know. */
export function catalog(release: string): ReleaseCatalog {
  const known = opened.get(release);
  if (known) return known;
  file ??= JSON.parse(readFileSync(join(__dirname, '..', '..', 'schemas', 'releases.json'), 'utf8')) as CatalogFile;
  const folded = file.releases[release];
  if (!folded) throw new Error(`release '${release}' is not one of ${Object.keys(file.releases).join(', ')}`);
  const { values } = file;
  const components = Object.entries(folded.components).map(([path, component]) => [
    path,
    unfoldComponent(component, values),
  ]);
  const found: ReleaseCatalog = { ...folded, components: Object.fromEntries(components) };
  opened.set(release, found);
  return found;
}

function unfoldComponent(component: FoldedComponent, values: readonly unknown[]): CatalogComponent {
  const open = (value: unknown): unknown => {
    if (typeof value === 'number') return values[value];
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, index]) => [key, values[index as number]]));
  };
  return Object.fromEntries(
    Object.entries(component).map(([field, value]) => [field, open(value)]),
  ) as unknown as CatalogComponent;
}

/** The components at these kustomize paths. @default upstream's example installation */
export function componentsOf(
  release: ReleaseCatalog,
  paths: readonly string[] = release.example,
): readonly CatalogComponent[] {
  return paths.map((path) => {
    const component = release.components[path];
    if (!component) throw new Error(`${release.tag} has no component at '${path}'`);
    return component;
  });
}

/** Names of the objects of a kind that components create in a namespace (`''` for what has none). */
export function objectNames(components: readonly CatalogComponent[], kind: string, namespace: string): Set<string> {
  return new Set(components.flatMap((component) => component.objects?.[kind]?.[namespace] ?? []));
}
