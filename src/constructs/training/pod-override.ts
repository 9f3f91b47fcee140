import { type PodOptions, podTemplate } from '../../core/pod';
import { defined, definedOrNone, InvalidValue } from '../../core/values';
import { PodVolumes, type Volume } from '../../core/volumes';
import type { Container as PodContainer, PodSpec, PodTemplateSpec, Volume as PodVolume } from '../../generated/core';
import { gangOf } from './job-policies';
import { jobContainer, jobPod, roleContainer, withSharedMemory } from './pods';
import type { JobProps, MpiJob, RuntimeJob } from './props';
import type { TrainJobSpec } from './specs';

export function podOf(
  name: string,
  props: Omit<JobProps, 'image'> & { readonly image?: string },
  container: string,
  role?: MpiJob['worker'],
): PodTemplateSpec {
  const main = withSharedMemory(roleContainer(jobContainer(props, name), role), props.sharedMemory);
  const pod: PodOptions = jobPod(props, role?.pod);
  const schedulerName = pod.schedulerName ?? (gangOf(props)?.scheduler === 'volcano' ? 'volcano' : undefined);
  return podTemplate(container, main, { ...pod, schedulerName, restartPolicy: podRestartPolicy(props, pod) });
}

function podRestartPolicy(props: Omit<JobProps, 'image'>, pod: PodOptions): PodOptions['restartPolicy'] {
  const given = props.restartPolicy ?? pod.restartPolicy;
  if (given === 'ExitCode' || given === 'Always') {
    throw new InvalidValue(`restartPolicy '${given}' is for training-operator v1: Trainer v2 takes OnFailure or Never`);
  }
  return given ?? (props.retries === undefined ? undefined : 'Never');
}

interface Split {
  readonly trainer: NonNullable<TrainJobSpec['trainer']>;
  readonly override: Pick<
    PodSpec,
    'serviceAccountName' | 'imagePullSecrets' | 'nodeSelector' | 'tolerations' | 'affinity' | 'volumes' | 'containers'
  >;
  /** Fields that a TrainJob has no place for. */
  readonly unsaid: readonly string[];
  readonly more: boolean;
}

/**
 * What a TrainJob of Trainer 2.1 can say of a pod, and what only a runtime can.
 * Source: its PodTemplateSpecOverride.
 */
export function split(template: PodTemplateSpec): Split {
  const { containers, serviceAccountName, imagePullSecrets, nodeSelector, tolerations, affinity, volumes, ...pod } =
    template.spec!;
  const [main, ...sidecars] = containers as [PodContainer, ...PodContainer[]];
  const { name, image, command, args, env, resources, volumeMounts, ...container } = main;
  const unsaid = [
    ...Object.keys(defined(container)).map((field) => FIELDS[field] ?? field),
    ...Object.keys(defined(pod)).map((field) => FIELDS[field] ?? field),
    ...(sidecars.length > 0 ? ['pod.sidecars'] : []),
  ];
  return {
    trainer: defined({ image, command, args, env, resourcesPerNode: resources }),
    override: defined({
      serviceAccountName,
      imagePullSecrets,
      nodeSelector,
      tolerations,
      affinity,
      volumes,
      containers: volumeMounts === undefined ? undefined : [{ name, volumeMounts }],
    }) as Split['override'],
    unsaid,
    more: unsaid.length > 0,
  };
}

/** How a user says what Kubernetes calls otherwise. */
const FIELDS: Record<string, string> = {
  securityContext: 'security or pod.securityContext',
  livenessProbe: 'liveness',
  readinessProbe: 'readiness',
  startupProbe: 'startup',
  initContainers: 'pod.initContainers',
  priorityClassName: 'pod.priorityClass',
  schedulerName: 'pod.schedulerName',
  runtimeClassName: 'pod.runtimeClass',
  topologySpreadConstraints: 'pod.topologySpreadConstraints',
  terminationGracePeriodSeconds: 'pod.terminationGracePeriod',
  hostNetwork: 'pod.hostNetwork',
  hostIPC: 'pod.hostIPC',
  dnsPolicy: 'pod.dnsPolicy',
  automountServiceAccountToken: 'pod.automountServiceAccountToken',
};

/** Labels, annotations and the runtime's own volumes for every pod, the rest for those that train. */
export function overrides(
  jobs: readonly string[],
  trainers: readonly string[],
  spec: Split['override'],
  { metadata }: PodTemplateSpec,
  replaced: readonly PodVolume[] = [],
): Pick<TrainJobSpec, 'podTemplateOverrides'> {
  const targets = (names: readonly string[]) => names.map((name) => ({ name }));
  const everywhere = defined({ metadata, spec: replaced.length === 0 ? undefined : { volumes: [...replaced] } });
  if (jobs.length === trainers.length) {
    const volumes = [...replaced, ...(spec.volumes ?? [])];
    const all = defined({
      metadata,
      spec: definedOrNone({ ...spec, volumes: volumes.length === 0 ? undefined : volumes }),
    });
    return Object.keys(all).length === 0
      ? {}
      : { podTemplateOverrides: [{ targetJobs: targets(jobs), ...all }] as TrainJobSpec['podTemplateOverrides'] };
  }
  const list = [
    ...(Object.keys(everywhere).length === 0 ? [] : [{ targetJobs: targets(jobs), ...everywhere }]),
    ...(Object.keys(spec).length === 0 ? [] : [{ targetJobs: targets(trainers), spec }]),
  ];
  return list.length === 0 ? {} : { podTemplateOverrides: list };
}

export function volumesOf(volumes: RuntimeJob['volumes']): PodVolume[] {
  const all = new PodVolumes();
  for (const [name, volume] of Object.entries(volumes ?? {}))
    all.mount({ [`/${name}`]: { ...volume, name } as Volume });
  return all.list;
}

export function withoutTrainerFields(template: PodTemplateSpec): PodTemplateSpec {
  const [main, ...sidecars] = template.spec!.containers as [PodContainer, ...PodContainer[]];
  const { command: _command, args: _args, env: _env, resources: _resources, ...rest } = main;
  return { ...template, spec: { ...template.spec!, containers: [rest, ...sidecars] } };
}
