import type { Construct } from 'constructs';
import { chartOf } from '../../core/chart';
import { type Container, containerProperties, podContainer } from '../../core/container';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { hostLabel } from '../../core/names';
import { type PodOptions, podFields, podShape } from '../../core/pod';
import { checkProperties, type Known, oneOf } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';
import { type BytesLike, bytes } from '../../core/units';
import { defined, InvalidValue, shown, within } from '../../core/values';
import { type Mounts, PodVolumes } from '../../core/volumes';

export type NotebookServer = 'jupyter' | 'group-one' | 'group-two';

export interface NotebookProps extends Container {
  /** A claim of this size, mounted as the home folder; it outlives the notebook's pod. @default nothing is kept */
  readonly home?: BytesLike;
  /** @default '/home/jovyan' */
  readonly homePath?: `/${string}`;
  /** StorageClass of the home. @default the cluster's default class */
  readonly storageClass?: string;
  /** Size of /dev/shm, which data loaders use; it counts against the memory. @default 64 MB, by the container runtime */
  readonly sharedMemory?: BytesLike;
  /** What the image serves: `group-one` is code-server, `group-two` RStudio. @default 'jupyter' */
  readonly server?: NotebookServer;
  readonly pod?: PodOptions;
  readonly metadata?: Metadata;
}

const notebookProperties: Known<NotebookProps> = {
  ...containerProperties,
  home: bytes,
  homePath,
  storageClass: 'text',
  sharedMemory: bytes,
  server: oneOf('jupyter', 'group-one', 'group-two'),
  pod: podShape,
  metadata: metadataShape,
};

function homePath(path: unknown): void {
  if (typeof path !== 'string' || !path.startsWith('/')) throw new InvalidValue(`${shown(path)} is no absolute path`);
}

/**
 * A notebook server, reached through the dashboard. When idle servers are stopped is a setting of the controller, for all alike.
 * Source: kubeflow/notebooks components/notebook-controller/controllers/notebook_controller.go
 */
export class Notebook extends Resource<'kubeflow.org/v1/Notebook'> {
  constructor(scope: Construct, id: string, props: NotebookProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, notebookProperties, ['image']);
    const name = props.metadata?.name ?? id;
    // Its StatefulSet's pods have the name and 11 characters more in a label.
    problems.try(() => within('name', () => hostLabel(name, 52)));
    problems.throw();
    const home = problems.try(() => (props.home === undefined ? undefined : within('home', () => bytes(props.home!))));
    const spec = problems.try(() => podOf(name, props));
    problems.throw();
    const namespace = props.metadata?.namespace ?? chartOf(scope, id).namespace ?? 'default';
    super(
      scope,
      id,
      'kubeflow.org/v1/Notebook',
      { spec: { template: { spec: spec! } } },
      {
        ...props.metadata,
        labels: { ...props.pod?.labels, ...props.metadata?.labels },
        annotations: {
          ...serverAnnotations(props.server ?? 'jupyter', namespace, name),
          ...props.pod?.annotations,
          ...props.metadata?.annotations,
        },
      },
    );
    if (home !== undefined) makeHome(this, claimName(name), home, props.storageClass);
  }
}

/** The container is called as the notebook is: the controller reports the state of the one of that name. */
function podOf(name: string, props: NotebookProps) {
  const homePath = props.homePath ?? '/home/jovyan';
  const mounts: Mounts = {
    ...(props.home !== undefined && { [homePath]: { pvc: claimName(name) } }),
    ...(props.sharedMemory !== undefined && { '/dev/shm': { memory: props.sharedMemory } }),
    ...props.mounts,
  };
  const volumes = new PodVolumes();
  const container = podContainer(name, { ...props, mounts }, volumes);
  const { containers, ...pod } = podFields(props, { serviceAccount: 'default-editor', ...props.pod }, volumes);
  return { ...pod, containers: [container, ...(containers ?? [])] };
}

/** How the gateway rewrites requests to a server that is not Jupyter. Source: crud-web-apps/jupyter/backend/apps/common/form.py */
function serverAnnotations(server: NotebookServer, namespace: string, name: string): Record<string, string> {
  const annotations: Record<string, string> = { 'notebooks.kubeflow.org/server-type': server };
  if (server !== 'jupyter') annotations['notebooks.kubeflow.org/http-rewrite-uri'] = '/';
  if (server === 'group-two') {
    const root = { 'X-RStudio-Root-Path': `/notebook/${namespace}/${name}/` };
    annotations['notebooks.kubeflow.org/http-headers-request-set'] = JSON.stringify(root);
  }
  return annotations;
}

function makeHome(notebook: Notebook, name: string, storage: string, storageClassName?: string): void {
  const { namespace } = notebook.metadata;
  const spec = defined({
    accessModes: ['ReadWriteOnce' as const],
    storageClassName,
    resources: { requests: { storage } },
  });
  new Resource(notebook, 'home', 'v1/PersistentVolumeClaim', { spec }, { name, namespace });
}

function claimName(name: string): string {
  return `${name}-workspace`;
}
