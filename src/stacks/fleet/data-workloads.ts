import { at, type Json, json, list, podsOf, type Reader, type Shape, textOf, whole } from './demand';

const rayPods = (cluster: unknown): Shape => ({
  pods: [
    podsOf('head', at(cluster, 'headGroupSpec', 'template'), 1),
    ...list(at(cluster, 'workerGroupSpecs')).map((group) => {
      const hosts = whole(at(group, 'numOfHosts'), 1);
      const replicas = whole(at(group, 'replicas'), 0);
      const scales = at(cluster, 'enableInTreeAutoscaling') === true;
      const min = (scales ? whole(at(group, 'minReplicas'), 0) : replicas) * hosts;
      const max = (scales ? whole(at(group, 'maxReplicas'), replicas) : replicas) * hosts;
      return podsOf(textOf(at(group, 'groupName')) ?? 'workers', at(group, 'template'), min, Math.max(min, max));
    }),
  ],
});

const sparkApplication: Reader = (object) => {
  const spec = json(object.spec);
  const scales = at(spec, 'dynamicAllocation', 'enabled') === true;
  const instances = whole(at(spec, 'executor', 'instances'), 1);
  const min = scales ? whole(at(spec, 'dynamicAllocation', 'minExecutors'), 0) : instances;
  const max = scales ? whole(at(spec, 'dynamicAllocation', 'maxExecutors'), instances) : instances;
  return [
    {
      pods: [
        { role: 'driver', spec: sparkPod(json(spec.driver), spec), labels: {}, min: 1, max: 1 },
        { role: 'executor', spec: sparkPod(json(spec.executor), spec), labels: {}, min, max: Math.max(min, max) },
      ],
    },
  ];
};

function sparkPod(part: Json, spec: Json): Json {
  const gpu = textOf(at(part, 'gpu', 'name'));
  const limits = gpu === undefined ? {} : { [gpu]: at(part, 'gpu', 'quantity') };
  const cpu = at(part, 'coreRequest') ?? at(part, 'cores');
  return {
    nodeSelector: { ...json(spec.nodeSelector), ...json(part.nodeSelector) },
    tolerations: part.tolerations,
    affinity: part.affinity,
    // Spark writes memory as the JVM does, and adds an overhead: left out, rather than wrong.
    containers: [{ resources: { requests: { ...limits, ...(cpu !== undefined && { cpu }) }, limits } }],
  };
}

/** Steps of a pipeline run one after the other where one needs the other; the largest stands for all. */
const pipelineVersion: Reader = (object) => {
  const name = textOf(at(object, 'metadata', 'name')) ?? 'pipeline';
  const executors = Object.entries(json(at(object, 'spec', 'pipelineSpec', 'deploymentSpec', 'executors')));
  const settings = json(at(object, 'spec', 'platformSpec', 'platforms', 'kubernetes', 'deploymentSpec', 'executors'));
  return executors.flatMap(([executor, body]): Shape[] => {
    const container = at(body, 'container');
    if (container === undefined) return [];
    const task = executor.replace(/^exec-/, '');
    return [
      {
        kind: 'pipeline step',
        name: `${name}/${task}`,
        oneOf: name,
        pods: [{ role: task, spec: stepPod(container, json(settings[executor])), labels: {}, min: 1, max: 1 }],
      },
    ];
  });
};

function stepPod(container: unknown, settings: Json): Json {
  const resources = json(at(container, 'resources'));
  const accelerator = json(resources.accelerator);
  const type = textOf(accelerator.resourceType) ?? textOf(accelerator.type);
  const amount = accelerator.resourceCount ?? accelerator.count;
  const amounts = (which: 'Limit' | 'Request'): Json => ({
    ...(resources[`resourceCpu${which}`] !== undefined
      ? { cpu: resources[`resourceCpu${which}`] }
      : resources[`cpu${which}`] !== undefined && { cpu: resources[`cpu${which}`] }),
    ...(resources[`resourceMemory${which}`] !== undefined && { memory: resources[`resourceMemory${which}`] }),
  });
  const limits: Json = { ...amounts('Limit'), ...(type !== undefined && { [type]: amount ?? 1 }) };
  return {
    nodeSelector: at(settings, 'nodeSelector', 'labels'),
    tolerations: settings.tolerations,
    containers: [{ resources: { limits, requests: { ...limits, ...amounts('Request') } } }],
  };
}

export const dataWorkloads: Readonly<Record<string, Reader>> = {
  'ray.io/v1/RayCluster': (object) => [rayPods(object.spec)],
  'ray.io/v1/RayJob': (object) => [rayPods(at(object, 'spec', 'rayClusterSpec'))],
  'ray.io/v1/RayService': (object) => [rayPods(at(object, 'spec', 'rayClusterConfig'))],
  'sparkoperator.k8s.io/v1beta2/SparkApplication': sparkApplication,
  'pipelines.kubeflow.org/v2beta1/PipelineVersion': pipelineVersion,
};
