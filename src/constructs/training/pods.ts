import type { Container } from '../../core/container';
import type { PodOptions } from '../../core/pod';
import { claimOf } from '../../core/resources';
import { bytes } from '../../core/units';
import { definedOrNone, text, within } from '../../core/values';
import type { Mounts, Volume } from '../../core/volumes';
import { CONTAINER_FIELDS } from './fields';
import { topologyAnnotations } from './gang';
import type { JobProps, JobRole, MpiRole } from './props';
import { trackingEnv } from './tracking';

type JobLike = Omit<JobProps, 'image'> & { readonly image?: string };

/** The fields of a job that are its container's, with tracking and files added. */
export function jobContainer(props: JobLike, job: string): Container {
  const fields = Object.keys(CONTAINER_FIELDS) as (keyof typeof CONTAINER_FIELDS)[];
  const own: Omit<Container, 'image'> = Object.fromEntries(fields.map((field) => [field, props[field]]));
  return {
    ...own,
    image: props.image ?? '',
    env: props.tracking === undefined ? own.env : { ...trackingEnv(props.tracking, job), ...own.env },
    mounts: props.files === undefined ? own.mounts : { ...own.mounts, ...fileMounts(props.files) },
  };
}

const annotationOf = (index: number) => `files.kubeflow-cdk/${index}`;

/** Files whose text is in the pod's annotations, from where the kubelet writes them. */
function fileMounts(files: NonNullable<JobProps['files']>): Mounts {
  const paths = Object.keys(files) as `/${string}`[];
  const items = paths.map((_, i) => ({
    path: String(i),
    fieldRef: { fieldPath: `metadata.annotations['${annotationOf(i)}']` },
  }));
  const mount = (i: number): Volume => ({ source: { downwardAPI: { items } }, name: 'files', subPath: String(i) });
  return Object.fromEntries(paths.map((path, i) => [path, mount(i)]));
}

function fileAnnotations(files: JobProps['files']): Record<string, string> {
  return Object.fromEntries(Object.values(files ?? {}).map((content, i) => [annotationOf(i), text(content)]));
}

/** /dev/shm as large as asked, or as the pod's memory where several GPUs exchange data through it. */
export function withSharedMemory(container: Container, sharedMemory: JobProps['sharedMemory']): Container {
  if (sharedMemory === false || (container.mounts && '/dev/shm' in container.mounts)) return container;
  if (sharedMemory === undefined && (claimOf(container)?.count ?? 0) < 2) return container;
  const sizeLimit = sharedMemory === undefined ? undefined : within('sharedMemory', () => bytes(sharedMemory));
  const shm: Volume = { source: { emptyDir: { medium: 'Memory', ...(sizeLimit && { sizeLimit }) } }, name: 'dev-shm' };
  return { ...container, mounts: { ...container.mounts, '/dev/shm': shm } };
}

/** The container of a role: the job's, with what the role says instead. */
export function roleContainer(job: Container, role: JobRole | undefined): Container {
  if (role === undefined) return job;
  const { restartPolicy: _restart, pod: _pod, containerName: _name, ...own } = role as MpiRole;
  const env = own.env === undefined ? job.env : { ...job.env, ...own.env };
  return { ...job, ...own, image: own.image ?? job.image, env };
}

/**
 * The job's pod options with a role's on top, and what every training pod needs: no Istio sidecar, Kueue's topology
 * request.
 */
export function jobPod(props: JobLike, role?: PodOptions): PodOptions {
  const { mesh = false, topology } = props;
  const both: PodOptions = { ...props.pod, ...role };
  const labels = definedOrNone({
    ...(mesh ? {} : { 'sidecar.istio.io/inject': 'false' }),
    ...props.pod?.labels,
    ...role?.labels,
  });
  const annotations = definedOrNone({
    ...(topology && topologyAnnotations(topology)),
    ...fileAnnotations(props.files),
    ...props.pod?.annotations,
    ...role?.annotations,
  });
  return { ...both, labels, annotations };
}
