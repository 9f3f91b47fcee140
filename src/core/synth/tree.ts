import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct, Node } from 'constructs';

/** A construct tree as arrays: constructs are numbers in preorder, so a subtree is a range. */
export interface Tree {
  readonly constructs: readonly IConstruct[];
  /** One past the last construct of each subtree. */
  readonly end: Int32Array;
  readonly parent: Int32Array;
  /** Innermost chart a construct is in, a chart being in itself; -1 outside of charts. */
  readonly chart: Int32Array;
  readonly isObject: Uint8Array;
  /** Charts in preorder. */
  readonly charts: readonly number[];
  /** Whether any construct has a dependency. */
  readonly hasDependencies: boolean;
}

/**
 * Whether a node, as the `constructs` library keeps it, has nothing of a kind: asking it properly makes an empty list
 * for each of many thousand. False for nodes of versions that keep it otherwise.
 */
export function isUnused(node: Node, field: '_children' | '_dependencies' | '_validations'): boolean {
  return field in node && (node as unknown as Record<string, unknown>)[field] === undefined;
}

export function treeOf(root: IConstruct): Tree {
  const constructs: IConstruct[] = [];
  const parents: number[] = [];
  const stack: IConstruct[] = [root];
  const stackParents: number[] = [-1];
  let hasDependencies = false;
  while (stack.length > 0) {
    const construct = stack.pop()!;
    const index = constructs.length;
    constructs.push(construct);
    parents.push(stackParents.pop()!);
    const { node } = construct;
    if (!isUnused(node, '_children')) {
      const { children } = node;
      for (let i = children.length - 1; i >= 0; i--) {
        stack.push(children[i]!);
        stackParents.push(index);
      }
    }
    hasDependencies ||= !isUnused(node, '_dependencies') && node.dependencies.length > 0;
  }

  const count = constructs.length;
  const parent = Int32Array.from(parents);
  const end = new Int32Array(count);
  for (let i = count - 1; i >= 0; i--) {
    if (end[i] === 0) end[i] = i + 1;
    const above = parent[i]!;
    if (above >= 0 && end[above]! < end[i]!) end[above] = end[i]!;
  }

  const chart = new Int32Array(count);
  const isObject = new Uint8Array(count);
  const charts: number[] = [];
  for (let i = 0; i < count; i++) {
    const construct = constructs[i]!;
    if (Chart.isChart(construct)) {
      chart[i] = i;
      charts.push(i);
    } else {
      chart[i] = parent[i]! < 0 ? -1 : chart[parent[i]!]!;
      if (ApiObject.isApiObject(construct)) isObject[i] = 1;
    }
  }
  return { constructs, end, parent, chart, isObject, charts, hasDependencies };
}
