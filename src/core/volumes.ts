import type { IConfigMap, IPersistentVolumeClaim, ISecret, Volume as PlusVolume } from 'cdk8s-plus-28';
import type { HostPathVolumeSource, Volume as PodVolume, VolumeMount } from '../generated/core';
import { nameOf } from './environment';
import { asLabel, label } from './names';
import { fields, mapOf, oneOf, propertyProblems, type Shape } from './properties';
import { type BytesLike, bytes, count } from './units';
import { defined, InvalidValue, isRecord, shown, within } from './values';

interface MountOptions {
  /** Only this file or folder of the volume. */
  readonly subPath?: string;
  /** @default false */
  readonly readOnly?: boolean;
  /** Name of the volume in the pod. @default derived from what is mounted */
  readonly name?: string;
}
interface FileOptions {
  /** Keys to show, as file names. @default every key under its own name */
  readonly items?: Readonly<Record<string, string>>;
  /** File mode, such as 0o400. */
  readonly mode?: number;
  /** @default false */
  readonly optional?: boolean;
}
type Source =
  | { readonly pvc: string | IPersistentVolumeClaim }
  /** A RAM disk of at most this size; it counts against the container's memory. */
  | { readonly memory: BytesLike }
  /** Scratch space on the node's disk; `true` for as much as there is. */
  | { readonly emptyDir: BytesLike | true }
  | ({ readonly secret: string | ISecret } & FileOptions)
  | ({ readonly configMap: string | IConfigMap } & FileOptions)
  | { readonly hostPath: string; readonly type?: HostPathVolumeSource['type'] }
  | { readonly nfs: { readonly server: string; readonly path: string } }
  /** A volume that is made with the pod and deleted with it. */
  | {
      readonly ephemeral: BytesLike;
      readonly storageClass?: string;
      readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';
    }
  /** Any other volume source of Kubernetes, as its API spells it. */
  | { readonly source: Omit<PodVolume, 'name'> };

/** What is mounted at a path. */
export type Volume = (Source & MountOptions) | PlusVolume;
/** Volumes by the absolute path they are mounted at. */
export type Mounts = Readonly<Record<`/${string}`, Volume>>;

/** The volumes of one pod: the same source is one volume, wherever it is mounted. */
export class PodVolumes {
  readonly #byName = new Map<string, PodVolume>();

  get list(): PodVolume[] {
    return [...this.#byName.values()];
  }

  /** Adds a container's mounts and returns them as Kubernetes spells them. */
  mount(mounts: Mounts): VolumeMount[] {
    return Object.entries(mounts).map(([mountPath, volume]) => {
      if (!mountPath.startsWith('/') || mountPath.includes(':'))
        throw new InvalidValue(`mount ${shown(mountPath)} is not an absolute path`);
      return within(`mount ${mountPath}`, () => this.#mountOne(mountPath, volume));
    });
  }

  #mountOne(mountPath: string, volume: Volume): VolumeMount {
    checkVolume(volume);
    if ('_toKube' in volume) {
      const { name, ...source } = (volume as PlusVolume)._toKube() as PodVolume;
      return { name: this.#add(name, source), mountPath };
    }
    const given = volume as Source & MountOptions;
    const source = volumeSource(given);
    const name = this.#add(given.name ?? derivedName(given, mountPath), source);
    return defined({ name, mountPath, subPath: given.subPath, readOnly: given.readOnly });
  }

  #add(wanted: string, source: Omit<PodVolume, 'name'>): string {
    for (let n = 1; ; n++) {
      const name = n === 1 ? wanted : `${wanted.slice(0, 60)}-${n}`;
      const there = this.#byName.get(name);
      const volume = { name, ...source };
      if (there === undefined) {
        this.#byName.set(name, volume);
        return name;
      }
      if (JSON.stringify(there) === JSON.stringify(volume)) return name;
    }
  }
}

const FILES = { items: mapOf('text'), mode: count, optional: 'flag' } as const;
const SOURCES: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  pvc: { pvc: nameOf },
  memory: { memory: bytes },
  emptyDir: { emptyDir: (size: BytesLike | true) => size === true || bytes(size) },
  secret: { secret: nameOf, ...FILES },
  configMap: { configMap: nameOf, ...FILES },
  hostPath: { hostPath: 'text', type: 'text' },
  nfs: { nfs: fields({ server: 'text', path: 'text' }, ['server', 'path']) },
  ephemeral: {
    ephemeral: bytes,
    storageClass: 'text',
    accessMode: oneOf('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'),
  },
  source: { source: 'object' },
};
const MOUNT = { subPath: 'text', readOnly: 'flag', name: label } as const;

/** Throws InvalidValue for what is no volume. */
export function checkVolume(volume: unknown): void {
  const kinds = Object.keys(SOURCES);
  if (!isRecord(volume))
    throw new InvalidValue(`${shown(volume)} is no volume, write { pvc }, { secret }, { memory } or another`);
  if ('_toKube' in volume) return;
  const given = kinds.filter((kind) => volume[kind] !== undefined);
  if (given.length === 0)
    throw new InvalidValue(`{ ${Object.keys(volume).join(', ')} } is no volume we know, write it as { source: {...} }`);
  if (given.length > 1) throw new InvalidValue(`has ${given.join(' and ')}, a volume is one of ${kinds.join(', ')}`);
  const { sentences } = propertyProblems(volume, { ...SOURCES[given[0]!], ...MOUNT });
  if (sentences.length > 0) throw new InvalidValue(sentences.join(', '));
}

/** Volumes by the absolute path they are mounted at. */
export const mountsShape = mapOf(checkVolume);

function volumeSource(volume: Source): Omit<PodVolume, 'name'> {
  if ('pvc' in volume) return { persistentVolumeClaim: { claimName: nameOf(volume.pvc) } };
  if ('memory' in volume) return { emptyDir: { medium: 'Memory', sizeLimit: bytes(volume.memory) } };
  if ('emptyDir' in volume) return { emptyDir: volume.emptyDir === true ? {} : { sizeLimit: bytes(volume.emptyDir) } };
  if ('secret' in volume) return { secret: defined({ secretName: nameOf(volume.secret), ...files(volume) }) };
  if ('configMap' in volume) return { configMap: defined({ name: nameOf(volume.configMap), ...files(volume) }) };
  if ('hostPath' in volume) return { hostPath: defined({ path: volume.hostPath, type: volume.type }) };
  if ('nfs' in volume) return { nfs: { server: volume.nfs.server, path: volume.nfs.path } };
  if ('ephemeral' in volume) {
    const { ephemeral, storageClass, accessMode = 'ReadWriteOnce' } = volume;
    const spec = {
      accessModes: [accessMode],
      storageClassName: storageClass,
      resources: { requests: { storage: bytes(ephemeral) } },
    };
    return { ephemeral: { volumeClaimTemplate: { spec: defined(spec) } } };
  }
  if ('source' in volume) return volume.source;
  throw new InvalidValue(`{ ${Object.keys(volume).join(', ')} } is no volume we know, write it as { source: {...} }`);
}

function files(options: FileOptions) {
  const items = options.items && Object.entries(options.items).map(([key, path]) => ({ key, path }));
  return { items, defaultMode: options.mode, optional: options.optional };
}

/** Named after what is mounted, or after the place it is mounted at where it has no name of its own. */
function derivedName(volume: Source, mountPath: string): string {
  if ('pvc' in volume) return asLabel(nameOf(volume.pvc));
  if ('secret' in volume) return asLabel(nameOf(volume.secret));
  if ('configMap' in volume) return asLabel(nameOf(volume.configMap));
  return asLabel(mountPath);
}
