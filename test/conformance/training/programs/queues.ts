import {
  AdmissionCheck,
  ClusterQueue,
  Cohort,
  LocalQueue,
  MultiKueueCluster,
  ProvisioningRequestConfig,
  ResourceFlavor,
  VolcanoPodGroup,
  VolcanoQueue,
} from '../../../../src/constructs/scheduling';
import type { Toleration } from '../../../../src/generated/core';
import type { Program } from './program';

const foundation = 'ai-for-humanity-foundation';
const small = [{ flavor: 'default-flavor', quota: { cpu: '300m', memory: '300Mi' } }] as const;
const stop = { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'MayStopSearch' } as const;
const spotTaint: Toleration[] = [{ key: 'spot-taint', operator: 'Exists', effect: 'NoSchedule' }];

export const queues: readonly Program[] = [
  {
    example: 'ClusterQueue/kueue__agi-cluster-queue.yaml',
    write: (chart) =>
      new ClusterQueue(chart, 'agi-cluster-queue', {
        cohort: foundation,
        preemption: { reclaimWithinCohort: 'Never' },
        flavorFungibility: stop,
        flavors: small,
      }),
  },
  {
    example: 'ClusterQueue/kueue__llm-cluster-queue.yaml',
    write: (chart) =>
      new ClusterQueue(chart, 'llm-cluster-queue', {
        cohort: foundation,
        preemption: { reclaimWithinCohort: 'LowerPriority' },
        flavorFungibility: stop,
        flavors: small,
      }),
  },
  {
    example: 'ClusterQueue/kueue__cluster-queue.3.yaml',
    write: (chart) =>
      new ClusterQueue(chart, 'cluster-queue', {
        flavors: [{ flavor: 'default-flavor', quota: { cpu: 40, memory: '200Gi', 'example.com/gpu': 8 } }],
      }),
  },
  {
    example: 'ClusterQueue/kueue__cluster-queue.4.yaml',
    write: (chart) =>
      new ClusterQueue(chart, 'cluster-queue', {
        flavors: [{ flavor: 'default-flavor', quota: { cpu: 9, memory: '9Gi' } }],
      }),
  },
  {
    example: 'ClusterQueue/kueue__team-cluster-queue.2.yaml',
    write: (chart) =>
      new ClusterQueue(chart, 'team-cluster-queue', {
        flavors: [
          { flavor: 'on-demand', quota: { cpu: 9 } },
          { flavor: 'spot', quota: { cpu: 9 } },
          { flavor: 'credits', quota: { cpu_credits: 14 } },
        ],
      }),
  },
  {
    example: 'ClusterQueue/kueue__worker-cluster-queue.yaml',
    write: (chart) =>
      new ClusterQueue(chart, 'worker-cluster-queue', {
        flavors: [{ flavor: 'tas-flavor', quota: { cpu: 8, memory: '16Gi' } }],
      }),
  },
  {
    example: 'LocalQueue/kueue__emergency-queue.yaml',
    write: (chart) => new LocalQueue(chart, 'emergency-queue', { clusterQueue: 'emergency-cluster-queue' }),
  },
  {
    example: 'LocalQueue/kueue__tas-user-queue.yaml',
    write: (chart) =>
      new LocalQueue(chart, 'tas-user-queue', {
        clusterQueue: 'tas-cluster-queue',
        metadata: { namespace: 'default' },
      }),
  },
  {
    example: 'ResourceFlavor/kueue__default-flavor.yaml',
    write: (chart) => new ResourceFlavor(chart, 'default-flavor'),
  },
  { example: 'ResourceFlavor/kueue__reservation.yaml', write: (chart) => new ResourceFlavor(chart, 'reservation') },
  {
    example: 'ResourceFlavor/kueue__gpu.yaml',
    write: (chart) => new ResourceFlavor(chart, 'gpu', { nodeLabels: { 'instance-type': 'gpu' } }),
  },
  {
    example: 'ResourceFlavor/kueue__spot.yaml',
    write: (chart) =>
      new ResourceFlavor(chart, 'spot', {
        nodeLabels: { 'instance-type': 'spot' },
        nodeTaints: [{ effect: 'NoSchedule', key: 'spot', value: 'true' }],
        tolerations: spotTaint,
      }),
  },
  {
    example: 'ResourceFlavor/kueue__spot.4.yaml',
    write: (chart) =>
      new ResourceFlavor(chart, 'spot', {
        pool: {
          name: 'spot',
          resource: 'nvidia.com/gpu',
          placement: { nodeSelector: { 'instance-type': 'spot' }, tolerations: spotTaint },
        },
      }),
  },
  {
    example: 'ResourceFlavor/kueue__tas-flavor.2.yaml',
    write: (chart) =>
      new ResourceFlavor(chart, 'tas-flavor', {
        nodeLabels: { 'cloud.provider.com/node-group': 'tas-group' },
        topology: 'default',
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      }),
  },
  {
    example: 'Cohort/kueue__engineering.yaml',
    write: (chart) => new Cohort(chart, 'engineering', { parentName: 'organization' }),
  },
  {
    example: 'AdmissionCheck/kueue__sample-multikueue.yaml',
    write: (chart) =>
      new AdmissionCheck(chart, 'sample-multikueue', {
        controllerName: 'kueue.x-k8s.io/multikueue',
        parameters: { apiGroup: 'kueue.x-k8s.io', kind: 'MultiKueueConfig', name: 'multikueue-test' },
      }),
  },
  {
    example: 'AdmissionCheck/kueue__sample-prov.yaml',
    write: (chart) =>
      new AdmissionCheck(chart, 'sample-prov', {
        controllerName: 'kueue.x-k8s.io/provisioning-request',
        parameters: { apiGroup: 'kueue.x-k8s.io', kind: 'ProvisioningRequestConfig', name: 'prov-test-config' },
      }),
  },
  {
    example: 'ProvisioningRequestConfig/kueue__prov-test-config.yaml',
    write: (chart) =>
      new ProvisioningRequestConfig(chart, 'prov-test-config', {
        provisioningClassName: 'check-capacity.autoscaling.x-k8s.io',
        managedResources: ['nvidia.com/gpu'],
        retryStrategy: { backoffLimitCount: 2, backoffBaseSeconds: 0, backoffMaxSeconds: 1800 },
      }),
  },
  {
    example: 'MultiKueueCluster/kueue__worker2.yaml',
    write: (chart) =>
      new MultiKueueCluster(chart, 'worker2', {
        clusterSource: { kubeConfig: { locationType: 'Secret', location: 'worker2-secret' } },
      }),
  },
  {
    example: 'PodGroup/volcano__test-pg.yaml',
    write: (chart) =>
      new VolcanoPodGroup(chart, 'test-pg', {
        minMember: 1,
        minResources: { cpu: '1000m', memory: '2G' },
        queue: 'default',
        metadata: { namespace: 'default' },
      }),
  },
  {
    example: 'Queue/volcano__benchmark-queue.yaml',
    write: (chart) =>
      new VolcanoQueue(chart, 'benchmark-queue', {
        reclaimable: false,
        weight: 1,
        capability: { cpu: '10000', memory: '10000Gi' },
      }),
  },
];
