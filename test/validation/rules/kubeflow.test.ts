import { check } from './cases';

check([
  {
    kind: 'Notebook',
    base: '{ apiVersion: kubeflow.org/v1, kind: Notebook, metadata: { name: lab, namespace: team }, spec: { template: { spec: { containers: [{ name: lab, image: i }] } } } }',
    refused: [
      { rule: 'notebook/name', change: { 'metadata.name': 'my.lab' }, path: 'metadata.name' },
      {
        rule: 'notebook/containers',
        change: { 'spec.template.spec.containers': [] },
        path: 'spec.template.spec.containers',
      },
      {
        rule: 'pod/volume-mounts',
        change: { 'spec.template.spec.containers[0].volumeMounts': [{ name: 'x', mountPath: '/x' }] },
        path: 'spec.template.spec.containers[0].volumeMounts[0].name',
        severity: 'warning',
      },
    ],
  },
  {
    kind: 'Profile',
    base: '{ apiVersion: kubeflow.org/v1, kind: Profile, metadata: { name: team }, spec: { owner: { kind: User, name: a@b.c } } }',
    refused: [
      { rule: 'profile/name', change: { 'metadata.name': 'team.a' }, path: 'metadata.name' },
      { rule: 'profile/owner', change: { 'spec.owner.kind': 'Robot' }, path: 'spec.owner.kind' },
    ],
  },
  {
    kind: 'PodDefault',
    base: '{ apiVersion: kubeflow.org/v1alpha1, kind: PodDefault, metadata: { name: token }, spec: { desc: d, selector: { matchLabels: { token: "true" } } } }',
    refused: [
      {
        rule: 'poddefault/selector',
        change: { 'spec.selector.matchLabels.token': 'a b' },
        path: 'spec.selector.matchLabels',
      },
    ],
  },
  {
    kind: 'PVCViewer',
    base: '{ apiVersion: kubeflow.org/v1alpha1, kind: PVCViewer, metadata: { name: data }, spec: { pvc: data, podSpec: { containers: [{ name: a, image: i }], volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }] } } }',
    refused: [{ rule: 'pvcviewer/claim', change: { 'spec.pvc': 'other' }, path: 'spec.podSpec.volumes' }],
  },
  {
    kind: 'LeaderWorkerSet',
    base: '{ apiVersion: leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet, metadata: { name: vllm }, spec: { replicas: 2, leaderWorkerTemplate: { size: 4, subGroupPolicy: { subGroupSize: 2 }, workerTemplate: { spec: { containers: [{ name: a, image: i }] } } } } }',
    refused: [
      { rule: 'lws/name', change: { 'metadata.name': '1vllm' }, path: 'metadata.name' },
      { rule: 'lws/size', change: { 'spec.replicas': -1 }, path: 'spec.replicas' },
      {
        rule: 'lws/rollout',
        change: {
          'spec.rolloutStrategy': {
            type: 'RollingUpdate',
            rollingUpdateConfiguration: { maxUnavailable: '150%', maxSurge: 1 },
          },
        },
        path: 'spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable',
      },
      {
        rule: 'lws/subgroup',
        change: { 'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize': 5 },
        path: 'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize',
      },
    ],
  },
]);
