/** Who compiled a pipeline; says nothing of the IR, which `schemaVersion` does. */
export const SDK_VERSION = 'kubeflow-cdk';
