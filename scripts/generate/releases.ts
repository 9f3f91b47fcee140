import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, loadAll } from 'js-yaml';
import type {
  CatalogComponent,
  CatalogFile,
  KatibFacts,
  ReleaseCatalog,
  ServingRuntimeFacts,
  TrainingRuntimeFacts,
} from '../../src/validation/catalog';
import { type CrdDocument, isCrd, kindKey } from '../../src/validation/crd';
import { sorted } from './crds';

const tags = { '1.10': 'v1.10.2', '1.11': 'v1.11.0', '26.03': '26.03' } as const;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The catalogs of all releases, from their rendered manifests. */
export function catalogs(data: string): Record<string, ReleaseCatalog> {
  const versions = versionsOf(readFileSync(join(data, 'releases', 'VERSIONS.md'), 'utf8'));
  return Object.fromEntries(
    Object.entries(tags).map(([release, tag]) => {
      const folder = join(data, 'releases', tag);
      const example = load(readFileSync(join(folder, 'example__kustomization.yaml'), 'utf8')) as {
        resources: string[];
      };
      const components = readdirSync(folder)
        .filter((file) => file !== 'example__kustomization.yaml' && file.endsWith('.yaml'))
        .map((file): [string, CatalogComponent] => {
          const path = file.replace(/\.yaml$/, '').replaceAll('__', '/');
          const text = readFileSync(join(folder, file), 'utf8');
          const manifests = loadAll(text, undefined, { schema: CORE_SCHEMA, filename: file }).filter(
            Boolean,
          ) as Manifest[];
          return [path, componentOf(componentName(path), manifests)];
        });
      const selected = example.resources.map((path) => path.replace(/^(\.\.\/)+/, ''));
      return [release, { tag, versions: versions[tag]!, example: selected, components: sorted(components) }];
    }),
  );
}

/** The catalogs with what components share stated once. */
export function foldCatalogs(releases: Readonly<Record<string, ReleaseCatalog>>): CatalogFile {
  const values: unknown[] = [];
  const known = new Map<string, number>();
  const index = (value: unknown): number => {
    const text = JSON.stringify(value);
    const found = known.get(text) ?? values.push(value) - 1;
    known.set(text, found);
    return found;
  };
  const indexes = (record: object) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, index(value)]));
  const folded = Object.entries(releases).map(([release, { components, ...rest }]) => [
    release,
    {
      ...rest,
      components: Object.fromEntries(
        Object.entries(components).map(([path, { name, objects, ...fields }]) => [
          path,
          { name, ...indexes(fields), ...(objects && { objects: indexes(objects) }) },
        ]),
      ),
    },
  ]);
  return { values, releases: Object.fromEntries(folded) };
}

/** The folder that holds the part: what stands before `upstream`, `overlays`, `base` and the like. */
function componentName(path: string): string {
  const segments = path.split('/');
  const end = segments.findIndex((segment) => ['upstream', 'overlays', 'base', 'pss'].includes(segment));
  return (end < 0 ? segments : segments.slice(0, end)).at(-1)!;
}

function componentOf(name: string, manifests: readonly Manifest[]): CatalogComponent {
  const of = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  const facts = <T>(kind: string, read: (manifest: Manifest) => T) =>
    sorted(of(kind).map((manifest) => [manifest.metadata.name, read(manifest)] as const));
  return present({
    name,
    images: unique(manifests.filter((manifest) => !isCrd(manifest)).flatMap(imagesOf)),
    kinds: unique(manifests.flatMap((manifest) => (isCrd(manifest) ? kindKeys(manifest) : []))),
    mutates: unique(of('MutatingWebhookConfiguration').flatMap(hooked)),
    validates: unique(of('ValidatingWebhookConfiguration').flatMap(hooked)),
    objects: objectsOf(manifests),
    servingRuntimes: facts('ClusterServingRuntime', servingRuntime),
    trainingRuntimes: facts('ClusterTrainingRuntime', trainingRuntime),
    priorityClasses: facts('PriorityClass', (manifest) => manifest.value as number),
    katib: of('ConfigMap').flatMap(katibFacts)[0],
  });
}

const kindKeys = ({ spec }: CrdDocument): string[] =>
  spec.versions.map(({ name }) => kindKey(spec.group, name, spec.names.kind));

/** Leaves out what is empty. */
function present(component: CatalogComponent): CatalogComponent {
  const filled = Object.entries(component).filter(([, value]) => value !== undefined && Object.keys(value).length > 0);
  return Object.fromEntries(filled) as unknown as CatalogComponent;
}

/** Kinds whose names other objects refer to. */
const referred = new Set([
  'ClusterIssuer',
  'ClusterRole',
  'ClusterStorageContainer',
  'ConfigMap',
  'Gateway',
  'Issuer',
  'Namespace',
  'PersistentVolumeClaim',
  'Role',
  'Secret',
  'Service',
  'ServiceAccount',
]);

function objectsOf(manifests: readonly Manifest[]): CatalogComponent['objects'] {
  const names = new Map<string, Map<string, string[]>>();
  const add = (kind: string, namespace: string, name: string): void => {
    const spaces = names.get(kind) ?? new Map<string, string[]>();
    names.set(kind, spaces.set(namespace, [...(spaces.get(namespace) ?? []), name]));
  };
  for (const { kind, metadata, spec } of manifests) {
    if (referred.has(kind)) add(kind, metadata.namespace ?? '', metadata.name);
    const secret = kind === 'Certificate' ? (spec as { secretName?: string }).secretName : undefined;
    if (secret) add('Secret', metadata.namespace ?? '', secret);
  }
  return sorted(
    [...names].map(([kind, spaces]) => [kind, sorted([...spaces].map(([space, found]) => [space, unique(found)]))]),
  );
}

function hooked({ webhooks }: Manifest): string[] {
  type Rule = { apiGroups: string[]; apiVersions: string[]; resources: string[] };
  return ((webhooks ?? []) as { rules?: Rule[] }[])
    .flatMap(({ rules }) => rules ?? [])
    .flatMap(({ apiGroups, apiVersions, resources }) =>
      apiGroups.flatMap((group) =>
        apiVersions.flatMap((version) => resources.map((resource) => `${group && `${group}/`}${version}/${resource}`)),
      ),
    );
}

const registries =
  'ghcr\\.io|gcr\\.io|docker\\.io|quay\\.io|registry\\.k8s\\.io|mcr\\.microsoft\\.com|nvcr\\.io|public\\.ecr\\.aws';
const reference = new RegExp(`(?:${registries})/[\\w./-]+(?::[\\w.-]+)?(?:@sha256:[0-9a-f]{64})?`, 'g');
const assigned = /["']?\bimage["']?\s*:\s*["']?([\w.-]+(?:\/[\w.-]+)+(?::[\w.-]+|@sha256:[0-9a-f]{64}))/g;

/** Images of containers, and those that configuration and arguments name for containers started later. */
function imagesOf(value: unknown, key?: string | number): string[] {
  if (typeof value === 'string') {
    if (key === 'image') return /\s|^$/.test(value) ? [] : [value];
    return [
      ...(value.match(reference) ?? []).filter((image) => /[:@]/.test(image)),
      ...[...value.matchAll(assigned)].map(([, image]) => image!),
    ];
  }
  if (Array.isArray(value)) return value.flatMap((entry) => imagesOf(entry));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => imagesOf(child, name));
}

function servingRuntime({ spec }: Manifest): ServingRuntimeFacts {
  const runtime = spec as {
    supportedModelFormats?: { name: string; version?: string; autoSelect?: boolean; priority?: number }[];
    protocolVersions?: string[];
    disabled?: boolean;
    multiModel?: boolean;
    workerSpec?: object;
  };
  return {
    formats: (runtime.supportedModelFormats ?? []).map(({ name, version, autoSelect, priority }) => ({
      name,
      ...(version !== undefined && { version }),
      ...(autoSelect && { autoSelect }),
      ...(priority !== undefined && { priority }),
    })),
    protocols: runtime.protocolVersions ?? [],
    ...(runtime.disabled && { disabled: true }),
    ...(runtime.multiModel && { multiModel: true }),
    ...(runtime.workerSpec && { multiNode: true }),
  };
}

function trainingRuntime({ metadata, spec }: Manifest): TrainingRuntimeFacts {
  const { mlPolicy, template } = spec as {
    mlPolicy?: { numNodes?: number; [kind: string]: unknown };
    template?: { spec?: { replicatedJobs?: { name: string }[] } };
  };
  const { numNodes, ...policies } = mlPolicy ?? {};
  const framework = metadata.labels?.['trainer.kubeflow.org/framework'];
  return {
    ...(framework && { framework }),
    policy: Object.keys(policies)[0] ?? 'plain',
    ...(numNodes !== undefined && { numNodes }),
    replicatedJobs: template?.spec?.replicatedJobs?.map(({ name }) => name) ?? [],
  };
}

function katibFacts({ data }: Manifest): KatibFacts[] {
  const text = (data as Readonly<Record<string, string>> | undefined)?.['katib-config.yaml'];
  if (!text) return [];
  type Entry = { algorithmName: string; kind: string; image: string };
  const config = loadAll(text).find(Boolean) as {
    init?: { controller?: { trialResources?: string[] } };
    runtime: { suggestions?: Entry[]; earlyStoppings?: Entry[]; metricsCollectors?: Entry[] };
  };
  const images = (entries: Entry[] | undefined, name: 'algorithmName' | 'kind') =>
    Object.fromEntries((entries ?? []).map((entry) => [entry[name], entry.image]));
  return [
    {
      algorithms: images(config.runtime.suggestions, 'algorithmName'),
      earlyStopping: images(config.runtime.earlyStoppings, 'algorithmName'),
      collectors: images(config.runtime.metricsCollectors, 'kind'),
      trialResources: config.init?.controller?.trialResources ?? [],
    },
  ];
}

/** The tables of component versions: tag -> component -> version. */
function versionsOf(markdown: string): Record<string, Record<string, string>> {
  const versions: Record<string, Record<string, string>> = {};
  let current: Record<string, string> = {};
  for (const line of markdown.split('\n')) {
    const heading = /^## (\S+)/.exec(line);
    if (heading) {
      current = {};
      versions[heading[1]!] = current;
    }
    const [, name, version] = line.split('|').map((cell) => cell.trim());
    const found = version?.match(/\[([^\]]+)\]/g)?.map((entry) => entry.slice(1, -1));
    if (name && found) current[name] = found.join(', ');
  }
  return versions;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
