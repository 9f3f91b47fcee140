import type { CustomResources } from '../../src/generated';
import type { Container, PodSpec, PodTemplateSpec, Quantity } from '../../src/generated/core';
import type { AuthorizationPolicySpec } from '../../src/generated/security.istio.io';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => {};

// Shared types keep Kubernetes' names wherever they stand.
type PyTorchJob = CustomResources['kubeflow.org/v1/PyTorchJob'];
type Replica = NonNullable<PyTorchJob['spec']>['pytorchReplicaSpecs'][string];
same<Replica['template'], PodTemplateSpec | undefined>(true);
same<PodSpec['containers'], Container[]>(true);
same<NonNullable<Container['resources']>['limits'], Record<string, Quantity> | undefined>(true);
same<CustomResources['apps/v1/Deployment']['kind'], 'Deployment'>(true);
same<CustomResources['v1/Pod']['spec'], PodSpec | undefined>(true);

const container = { name: 'pytorch', image: 'pytorch/pytorch', resources: { limits: { 'nvidia.com/gpu': 1 } } };
export const job: PyTorchJob = {
  apiVersion: 'kubeflow.org/v1',
  kind: 'PyTorchJob',
  metadata: { name: 'sft', labels: { team: 'vision' } },
  spec: {
    nprocPerNode: 'auto',
    runPolicy: { cleanPodPolicy: 'Running', suspend: true },
    pytorchReplicaSpecs: {
      Master: { replicas: 1, restartPolicy: 'OnFailure', template: { spec: { containers: [container] } } },
    },
  },
};
export const misspelled: PyTorchJob['spec'] = {
  // @ts-expect-error the field is pytorchReplicaSpecs
  pyTorchReplicaSpecs: {},
};
// @ts-expect-error the replicas are required
export const withoutReplicas: PyTorchJob['spec'] = {};
// @ts-expect-error a kind has its own apiVersion only
export const otherVersion: PyTorchJob['apiVersion'] = 'kubeflow.org/v2';
// @ts-expect-error a container has a name
export const nameless: Container = { image: 'pytorch/pytorch' };
// @ts-expect-error image pull policies are a closed list
export const always: Container['imagePullPolicy'] = 'always';
// @ts-expect-error there is no such kind
export type Misspelled = CustomResources['kubeflow.org/v1/PytorchJob'];

type Experiment = NonNullable<CustomResources['kubeflow.org/v1beta1/Experiment']['spec']>;
export const experiment: Experiment = {
  objective: { type: 'maximize', objectiveMetricName: 'accuracy', goal: 0.99 },
  algorithm: { algorithmName: 'tpe' },
  parameters: [
    { name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.01', max: '0.1', distribution: 'logUniform' } },
  ],
  trialTemplate: { trialSpec: { apiVersion: 'batch/v1', kind: 'Job', spec: {} } },
};
// @ts-expect-error minimize or maximize
export const wrongGoal: Experiment = { objective: { type: 'minimise' } };
// @ts-expect-error bounds are strings
export const wrongBounds: Experiment = { parameters: [{ feasibleSpace: { min: 0.01 } }] };
// @ts-expect-error the field is parallelTrialCount
export const wrongCount: Experiment = { parallelTrials: 3 };

type Predictor = CustomResources['serving.kserve.io/v1beta1/InferenceService']['spec'];
export const service: Predictor = {
  predictor: {
    minReplicas: 0,
    canaryTrafficPercent: 10,
    model: {
      modelFormat: { name: 'huggingface' },
      storageUri: 'hf://meta-llama/Llama-3.2-1B',
      resources: { limits: { memory: '24Gi' } },
    },
  },
};
// @ts-expect-error a scale metric is one of four
export const wrongMetric: Predictor = { predictor: { scaleMetric: 'requests' } };
// @ts-expect-error the field is modelFormat
export const formatless: Predictor = { predictor: { model: { format: { name: 'onnx' } } } };
// @ts-expect-error a predictor is required
export const withoutPredictor: Predictor = {};

export const policy: AuthorizationPolicySpec = {
  action: 'ALLOW',
  selector: { matchLabels: { app: 'sklearn' } },
  rules: [
    {
      from: [{ source: { principals: ['cluster.local/ns/istio-system/sa/gateway'] } }],
      to: [{ operation: { methods: ['GET'] } }],
    },
  ],
};
same<CustomResources['security.istio.io/v1/AuthorizationPolicy']['spec'], AuthorizationPolicySpec | undefined>(true);
same<CustomResources['security.istio.io/v1beta1/AuthorizationPolicy']['spec'], AuthorizationPolicySpec | undefined>(
  true,
);
// @ts-expect-error actions are upper case
export const lowerCase: AuthorizationPolicySpec = { action: 'allow' };
// @ts-expect-error rules have from, to, when
export const wrongRule: AuthorizationPolicySpec = { rules: [{ source: {} }] };

// A field that only some releases know is allowed; synth checks the release.
export const newest: NonNullable<CustomResources['serving.kserve.io/v1beta1/InferenceService']['spec']>['predictor'] = {
  storageUris: [{ uri: 's3://models/x' }],
};
