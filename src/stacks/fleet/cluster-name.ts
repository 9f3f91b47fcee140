import type { IConstruct } from 'constructs';

const CLUSTER = 'kubeflow-cdk/cluster';

export function nameCluster(root: IConstruct, name: string): void {
  root.node.addMetadata(CLUSTER, name);
}

/** The cluster that an app is for; `cluster` where a program has one only. */
export function clusterName(root: IConstruct): string {
  const found = root.node.metadata.find(({ type }) => type === CLUSTER);
  return found === undefined ? 'cluster' : String(found.data);
}
