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
  /** Constructs that may have something to say of themselves. */
  readonly validated: readonly number[];
  /** Whether any construct has a dependency. */
  readonly hasDependencies: boolean;
}

type Field = '_children' | '_dependencies' | '_metadata' | '_validations';
const fields: readonly Field[] = ['_children', '_dependencies', '_metadata', '_validations'];
let lastClass: unknown;
let hasFields = false;

/**
 * Whether a node has none of these: asking it properly makes an empty list for each of many thousand constructs. Not known
 * of versions of the `constructs` library whose nodes keep them otherwise, which are asked.
 */
function isUnused(node: Node, used: unknown): boolean {
  if (node.constructor !== lastClass) {
    lastClass = node.constructor;
    hasFields = fields.every((field) => field in node);
  }
  return used === undefined && hasFields;
}

type Fields = { readonly [K in Field]?: unknown };

/** Data of one type of metadata in the tree, in preorder. */
export function metadataOf<T>(root: IConstruct, type: string): T[] {
  const found: T[] = [];
  const stack: IConstruct[] = [root];
  while (stack.length > 0) {
    const { node } = stack.pop()!;
    const { _children, _metadata } = node as unknown as Fields;
    if (!isUnused(node, _metadata)) {
      for (const entry of node.metadata) if (entry.type === type) found.push(entry.data as T);
    }
    if (!isUnused(node, _children)) for (const child of node.children.toReversed()) stack.push(child);
  }
  return found;
}

export function treeOf(root: IConstruct): Tree {
  const constructs: IConstruct[] = [];
  const parents: number[] = [];
  const chartOf: number[] = [];
  const objects: number[] = [];
  const charts: number[] = [];
  const validated: number[] = [];
  let hasDependencies = false;
  const stack: IConstruct[] = [root];
  const stackParents: number[] = [-1];
  while (stack.length > 0) {
    const construct = stack.pop()!;
    const above = stackParents.pop()!;
    const index = constructs.length;
    constructs.push(construct);
    parents.push(above);
    if (ApiObject.isApiObject(construct)) objects.push(index);
    const isChart = Chart.isChart(construct);
    if (isChart) charts.push(index);
    chartOf.push(isChart ? index : above < 0 ? -1 : chartOf[above]!);

    const { node } = construct;
    const { _children, _dependencies, _validations } = node as unknown as Fields;
    if (!isUnused(node, _children)) {
      const { children } = node;
      for (let i = children.length - 1; i >= 0; i--) {
        stack.push(children[i]!);
        stackParents.push(index);
      }
    }
    if (!isUnused(node, _dependencies)) hasDependencies ||= node.dependencies.length > 0;
    if (!isUnused(node, _validations)) validated.push(index);
  }

  const count = constructs.length;
  const parent = new Int32Array(parents);
  const end = new Int32Array(count);
  for (let i = count - 1; i >= 0; i--) {
    if (end[i] === 0) end[i] = i + 1;
    const above = parent[i]!;
    if (above >= 0 && end[above]! < end[i]!) end[above] = end[i]!;
  }
  const isObject = new Uint8Array(count);
  for (const index of objects) if (chartOf[index] !== index) isObject[index] = 1;
  return { constructs, end, parent, chart: new Int32Array(chartOf), isObject, charts, validated, hasDependencies };
}
