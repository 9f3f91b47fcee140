import type { Container } from '../../core/container';
import type { DurationLike } from '../../core/duration';
import type { PodOptions } from '../../core/pod';
import type { Metadata } from '../../core/resource';
import type { Resources } from '../../core/resources';
import type { Open, Text } from '../../core/values';
import type { KnativeComponent, ServingComponent, StandardComponent } from './component';
import type { Model, ModelUri, MountedModel, StoragePath } from './model';
import type { ModelStorage } from './storage';

export type ServingMode = 'knative' | 'standard' | 'modelmesh';

/** A model that one of the cluster's runtimes serves; the container's fields add to the runtime's. */
export interface ModelServer extends Omit<Partial<Container>, 'image' | 'args' | 'command'> {
  readonly model: Model;
  readonly image?: never;
  readonly args?: never;
  readonly command?: never;
  readonly name?: never;
  readonly uri?: never;
  readonly uris?: never;
  readonly protocol?: never;
}
/** A container of one's own that answers. */
export interface CustomServer extends Container {
  readonly model?: never;
  /** Of the container. @default 'kserve-container' */
  readonly name?: string;
  /** Put below /mnt/models before the container starts. @default nothing */
  readonly uri?: ModelUri;
  /** Release 26.03. */
  readonly uris?: readonly MountedModel[];
  /** @default 'v1', by KServe */
  readonly protocol?: 'v1' | 'v2';
}
export type Server = ModelServer | CustomServer;

/** Turns requests into the model's inputs and its outputs into answers, in pods of its own or beside the model. */
export type Transformer<Options> =
  | (ServingComponent<Options> & {
      readonly collocated?: false;
      /** Put below /mnt/models before the container starts; needs the name kserve-container. @default nothing */
      readonly uri?: ModelUri;
      /** Release 26.03. */
      readonly uris?: readonly MountedModel[];
    })
  | (Container & {
      /** In the pods of the model, with their scale. */
      readonly collocated: true;
      readonly protocol?: 'v1' | 'v2';
    } & { readonly [K in keyof (KnativeComponent & StandardComponent) | 'name' | 'uri' | 'uris']?: never });

/** Says why the model answered as it did: the Adversarial Robustness Toolbox, or a container of one's own. */
export type Explainer<Options> =
  | (ServingComponent<Options> & {
      readonly art?: never;
      readonly config?: never;
      readonly runtimeVersion?: never;
      readonly storage?: never;
      readonly uri?: ModelUri;
      /** Release 26.03. */
      readonly uris?: readonly MountedModel[];
    })
  | (Omit<Partial<Container>, 'image'> &
      Options & {
        readonly art: Open<'SquareAttack'>;
        /** Passed as `--name value` each. */
        readonly config?: Readonly<Record<string, Text>>;
        readonly uri?: ModelUri;
        readonly uris?: readonly MountedModel[];
        readonly storage?: StoragePath;
        /** @default the installation's */
        readonly image?: string;
        /** @default 'latest' */
        readonly runtimeVersion?: string;
        readonly name?: never;
      });

/** Further pods that hold a model too large for one node, by Ray. */
export interface Workers extends Resources {
  /** Pods in all, the head included. @default 1, by KServe */
  readonly pipelineParallelSize?: number;
  /** GPUs in each pod. @default those of gpu */
  readonly tensorParallelSize?: number;
  readonly pod?: PodOptions;
}

interface Common {
  /** Credentials for the model's place: the pods run as its service account. */
  readonly storage?: ModelStorage;
  /** `cluster-local` keeps the service off the gateway. @default reached from outside */
  readonly visibility?: 'cluster-local';
  /** Exists, but has no pods. Release 26.03. @default false */
  readonly stopped?: boolean;
  /**
   * Whether the policies that let the team, and nobody else, reach the endpoint are made here; `false` leaves access to
   * what is elsewhere. @default true in a team's namespace
   */
  readonly access?: boolean;
  readonly metadata?: Metadata;
}

export type KnativeServing = Server &
  KnativeComponent &
  Common & {
    /** @default 'knative' */
    readonly mode?: 'knative';
    /** Remove the last pod after this long without a request, at most 1h. @default never */
    readonly scaleToZero?: DurationLike;
    /** Reach the newest revision as `latest-` and the last one as `prev-` before the host. @default false */
    readonly tagRouting?: boolean;
    /** Time over which traffic moves to a revision that is ready. @default at once */
    readonly rolloutDuration?: DurationLike;
    readonly transformer?: Transformer<KnativeComponent>;
    readonly explainer?: Explainer<KnativeComponent>;
    readonly workers?: never;
  };

interface StandardOnly extends Common {
  readonly mode: 'standard';
  readonly scaleToZero?: never;
  readonly tagRouting?: never;
  readonly rolloutDuration?: never;
}
/** As Deployments: no canary, no scale to zero without KEDA. */
export type StandardServing = Server &
  StandardComponent &
  StandardOnly & {
    readonly transformer?: Transformer<StandardComponent>;
    readonly explainer?: Explainer<StandardComponent>;
    readonly workers?: never;
  };
/** Over several nodes: a fixed number of pods. */
export type MultiNodeServing = ModelServer &
  Omit<StandardComponent, 'scale'> &
  StandardOnly & {
    readonly workers: Workers;
    readonly scale?: never;
    readonly transformer?: Transformer<StandardComponent>;
    readonly explainer?: never;
  };
/** In the shared servers of ModelMesh, which decide about pods and replicas; no release of Kubeflow installs it. */
export type ModelMeshServing = Pick<ModelServer, 'model'> &
  Omit<Common, 'storage'> & {
    readonly mode: 'modelmesh';
  } & {
    readonly [K in NotModelMesh]?: never;
  };
type NotModelMesh =
  | keyof (KnativeComponent & StandardComponent)
  | 'image'
  | 'workers'
  | 'transformer'
  | 'explainer'
  | 'scaleToZero'
  | 'tagRouting'
  | 'storage'
  | 'rolloutDuration';

export type InferenceServiceProps = KnativeServing | StandardServing | MultiNodeServing | ModelMeshServing;
