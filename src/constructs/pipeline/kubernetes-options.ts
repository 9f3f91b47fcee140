import type { BytesLike } from '../../core/units';
import type { NodeAffinity, NodeSelectorTerm, Toleration } from '../../generated/core';
import type { Ref } from './ref';

type Name = string | Ref<'string'>;
/** What a step asks of Kubernetes beyond its container. Names may be parameters or outputs. */
export interface KubernetesOptions {
  /** Variables from keys of Secrets: `{ secret: 'db', keys: { password: 'DB_PASSWORD' } }`. */
  readonly secretEnv?: readonly {
    readonly secret: Name;
    readonly keys: Readonly<Record<string, string>>;
    readonly optional?: boolean;
  }[];
  readonly secretVolumes?: readonly {
    readonly secret: Name;
    readonly mountPath: string;
    readonly optional?: boolean;
  }[];
  readonly configMapEnv?: readonly {
    readonly configMap: Name;
    readonly keys: Readonly<Record<string, string>>;
    readonly optional?: boolean;
  }[];
  readonly configMapVolumes?: readonly {
    readonly configMap: Name;
    readonly mountPath: string;
    readonly optional?: boolean;
  }[];
  /** Claims that exist, or that a `createPvc` step makes. */
  readonly pvcs?: readonly { readonly pvc: Name; readonly mountPath: string; readonly subPath?: string }[];
  readonly emptyDirs?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly medium?: 'Memory' | 'HugePages';
    readonly sizeLimit?: BytesLike;
  }[];
  /** Volumes that live as long as the step's pod. */
  readonly ephemeralVolumes?: readonly EphemeralVolume[];
  /** Memory as a file system, at /dev/shm. */
  readonly sharedMemory?: { readonly name?: string; readonly size?: BytesLike };
  readonly nodeSelector?: Readonly<Record<string, string>> | Ref<'struct'>;
  readonly tolerations?: readonly (Toleration | Ref<'struct'> | Ref<'list'>)[];
  /** A term with a weight is a preference. Kubernetes' own NodeAffinity and a parameter of that shape go as well. */
  readonly nodeAffinity?: readonly ((NodeSelectorTerm & { readonly weight?: number }) | NodeAffinity | Ref<'struct'>)[];
  readonly podAffinity?: readonly PodAffinityRule[];
  readonly imagePullSecrets?: readonly Name[];
  /** @default the cluster's */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Variables from the pod's own fields: `{ POD_NAME: 'metadata.name' }`. */
  readonly fieldEnv?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly securityContext?: {
    readonly runAsUser?: number;
    readonly runAsGroup?: number;
    readonly runAsNonRoot?: boolean;
  };
}
export interface EphemeralVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly accessModes: readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];
  readonly size: BytesLike;
  /** @default the cluster's default */
  readonly storageClass?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}
export interface PodAffinityRule {
  readonly matchExpressions?: readonly Requirement[];
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly topologyKey: string;
  readonly namespaces?: readonly string[];
  readonly namespaceExpressions?: readonly Requirement[];
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** 1 to 100; none makes it a condition. */
  readonly weight?: number;
  /** Keep apart instead of together. @default false */
  readonly anti?: boolean;
}
