import type { Construct, IConstruct } from 'constructs';
import { at, didYouMean, fail, KubeflowError, pathOf } from './errors';
import { shown } from './values';

/** A Kubeflow release: the versions of all its components, and so the APIs that its clusters serve. */
export type KubeflowRelease = '1.10' | '1.11' | '26.03';

export const releases: readonly KubeflowRelease[] = ['1.10', '1.11', '26.03'];
export const latestRelease: KubeflowRelease = '26.03';

export const knownComponents = [
  'pipelines',
  'katib',
  'training',
  'training-operator',
  'trainer',
  'serving',
  'notebooks',
  'model-registry',
  'spark',
  'kueue',
] as const;
/** A part of Kubeflow that a platform installs. `training` is the training API that the release installs by default. */
export type KubeflowComponent = (typeof knownComponents)[number];

/** What constructs may know of the platform they run on. */
export interface PlatformFacts {
  readonly release: KubeflowRelease;
  readonly components: readonly KubeflowComponent[];
  /** Whether the program said what is installed: what is not named is then not there. @default false */
  readonly complete?: boolean;
  /** Host of the dashboard; models are served below it. */
  readonly domain?: string;
  /** Domain that the hosts of models are below. @default domain */
  readonly modelDomain?: string;
  /** Whether the gateway is reached by HTTPS. @default false */
  readonly tls?: boolean;
  /** @default 'cluster.local' */
  readonly clusterDomain: string;
  /** Whether Knative runs models that scale on requests. @default true */
  readonly knative: boolean;
}

const CONTEXT = 'kubeflow-cdk/platform';

/** Says which platform everything created below `scope` runs on. Call it before anything is created there. */
export function usePlatform(scope: Construct, facts: Partial<PlatformFacts>): PlatformFacts {
  const inherited = platformOf(scope);
  const release = facts.release ?? inherited.release;
  if (!releases.includes(release)) fail(scope, `release ${shown(release)} is none of ${releases.join(', ')}`);
  const odd = facts.components === undefined ? [] : componentProblems(facts.components);
  if (odd.length > 0) throw new KubeflowError(odd.map((sentence) => at(pathOf(scope), sentence)));
  const platform: PlatformFacts = {
    domain: facts.domain ?? inherited.domain,
    modelDomain: facts.modelDomain ?? (facts.domain === undefined ? inherited.modelDomain : undefined),
    tls: facts.tls ?? inherited.tls,
    complete: facts.complete ?? (facts.components === undefined ? inherited.complete : true),
    clusterDomain: facts.clusterDomain ?? inherited.clusterDomain,
    knative: facts.knative ?? inherited.knative,
    release,
    components: facts.components ?? (facts.release === undefined ? inherited.components : defaultComponents(release)),
  };
  scope.node.setContext(CONTEXT, platform);
  return platform;
}

/** A sentence for each name that is no component of Kubeflow. */
export function componentProblems(components: readonly unknown[]): string[] {
  if (!Array.isArray(components)) return [`components ${shown(components)} is no list`];
  return components
    .filter((component) => !(knownComponents as readonly unknown[]).includes(component))
    .map((component) => {
      const hint = typeof component === 'string' ? didYouMean(component, knownComponents) : '';
      return `components ${shown(component)} is no component of Kubeflow${hint} (${knownComponents.join(', ')})`;
    });
}

/** The platform that constructs below `scope` run on; without any said, the latest release with its default components. */
export function platformOf(scope: IConstruct): PlatformFacts {
  return (
    scope.node.tryGetContext(CONTEXT) ?? {
      release: latestRelease,
      components: defaultComponents(latestRelease),
      clusterDomain: 'cluster.local',
      knative: true,
    }
  );
}

export function releaseOf(scope: IConstruct): KubeflowRelease {
  return platformOf(scope).release;
}

/** What the release's own default selection installs. */
export function defaultComponents(release: KubeflowRelease): readonly KubeflowComponent[] {
  const training = release === '1.10' ? 'training-operator' : 'trainer';
  return ['pipelines', 'katib', 'training', training, 'serving', 'notebooks', 'spark'];
}
