import type { Construct } from 'constructs';
import { chartOf } from '../../core/chart';
import { type DurationLike, seconds } from '../../core/duration';
import { nameOf } from '../../core/environment';
import { didYouMean, Problems } from '../../core/errors';
import { exact } from '../../core/exact';
import { hostLabel } from '../../core/names';
import { oneOf, propertyProblems } from '../../core/properties';
import { platformOf } from '../../core/release';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import type { InferenceGraphNode, InferenceGraphStep } from '../../generated/serving.kserve.io';
import { EndpointAccess, teamOf } from './access';
import type { ModelCaller } from './callers';
import { gjsonProblem } from './gjson';
import type { InferenceService } from './inference-service';
import type { ServingMode } from './props';

/** Where a step sends its request. */
export type GraphTarget =
  /** A service of this namespace by name, or any by itself. */
  | { readonly service: string | InferenceService<ServingMode>; readonly url?: undefined; readonly node?: undefined }
  | { readonly url: string; readonly service?: undefined; readonly node?: undefined }
  /** Another node of the graph by name, or one that stands only here. */
  | { readonly node: string | GraphNode; readonly service?: undefined; readonly url?: undefined };

interface StepOptions {
  /** Key of the answer in an ensemble. @default the step's number */
  readonly name?: string;
  /** A hard one ends the graph where it fails. @default 'soft' */
  readonly dependency?: 'soft' | 'hard';
}
export type SequenceStep = GraphTarget &
  StepOptions & {
    /** What the step is asked: the graph's request, or the answer of the step before. @default 'request' */
    readonly input?: 'request' | 'response';
    /** GJSON path; the sequence ends with the answer so far where it finds nothing in it. */
    readonly condition?: string;
  };
export type SwitchStep = GraphTarget &
  StepOptions & {
    /** GJSON path; the first step whose path finds something in the request answers it. */
    readonly condition: string;
  };
export type EnsembleStep = GraphTarget & StepOptions;
export type SplitterStep = GraphTarget &
  StepOptions & {
    /** Percent of the requests; those of all steps add up to 100. */
    readonly weight: number;
  };

/** A node as `graph` makes it; nodes within are named when the graph is made. */
export interface GraphNode {
  readonly routerType: InferenceGraphNode['routerType'];
  readonly steps: readonly (GraphTarget &
    StepOptions & { readonly input?: string; readonly condition?: string; readonly weight?: number })[];
}

/** Nodes of an InferenceGraph. */
export const graph = {
  /** One step after the other. */
  sequence: (...steps: readonly SequenceStep[]): GraphNode => ({ routerType: 'Sequence', steps }),
  /** The first step whose condition is met. */
  switch: (...steps: readonly SwitchStep[]): GraphNode => ({ routerType: 'Switch', steps }),
  /** All steps at once, their answers together. */
  ensemble: (...steps: readonly EnsembleStep[]): GraphNode => ({ routerType: 'Ensemble', steps }),
  /** One step at random, by weight. */
  splitter: (...steps: readonly SplitterStep[]): GraphNode => ({ routerType: 'Splitter', steps }),
};

type Spec = SpecOf<'serving.kserve.io/v1alpha1/InferenceGraph'>;
type Node = GraphNode | InferenceGraphNode;

export interface InferenceGraphProps extends Omit<Spec, 'nodes' | 'timeout'>, ResourceProps {
  /** One node, or several by name of which `root` comes first; of `graph`, or as the API spells them. */
  readonly nodes: Node | Readonly<Record<string, Node>>;
  /** A request that takes longer fails; whole seconds. */
  readonly timeout?: DurationLike;
  /** Whether the policies are made here that let the team, and nobody else, reach it. @default true in a team's namespace */
  readonly access?: boolean;
}

const graphProperties = { nodes: 'object', timeout: seconds, access: 'flag' } as const;

/** Models called in sequence, by condition, by weight or all at once, behind one endpoint. */
export class InferenceGraph extends Resource<'serving.kserve.io/v1alpha1/InferenceGraph'> {
  /** Where other pods of the cluster reach it. */
  readonly url: string;
  readonly #namespace: string;
  readonly #deployed: boolean;
  #access?: EndpointAccess;

  constructor(scope: Construct, id: string, props: InferenceGraphProps) {
    const problems = new Problems(scope, id);
    const { metadata, nodes, timeout, access, ...rest } = exact(scope, id, props, graphProperties, ['nodes']);
    problems.try(() => within('name', () => hostLabel(metadata?.name ?? id)));
    const namespace = metadata?.namespace ?? chartOf(scope, id).namespace ?? 'default';
    const spelled = problems.try(() => spelledNodes(nodes, namespace, problems));
    const seconds_ = timeout === undefined ? undefined : problems.try(() => within('timeout', () => seconds(timeout)));
    if (spelled !== undefined) for (const sentence of graphProblems(spelled)) problems.add(sentence);
    problems.throw();
    const spec = defined<Spec>({ ...rest, nodes: spelled!, timeout: seconds_ });
    super(scope, id, 'serving.kserve.io/v1alpha1/InferenceGraph', { spec }, metadata);
    this.url = `http://${this.name}.${namespace}.svc.${platformOf(this).clusterDomain}`;
    this.#namespace = namespace;
    this.#deployed = /^(Standard|RawDeployment)$/.test(
      metadata?.annotations?.['serving.kserve.io/deploymentMode'] ?? '',
    );
    const team = teamOf(this, namespace);
    if (access ?? team !== undefined) this.#open(team);
  }

  /** Lets others than the team in: a namespace, a service account, a user of the gateway, or anybody for one path. */
  allowFrom(...callers: readonly ModelCaller[]): this {
    (this.#access ?? this.#open(teamOf(this, this.#namespace))).add(callers);
    return this;
  }

  #open(team: ReturnType<typeof teamOf>): EndpointAccess {
    const { knative, clusterDomain } = platformOf(this);
    const endpoint = {
      name: this.name,
      namespace: this.#namespace,
      selector: { 'serving.kserve.io/inferencegraph': this.name },
      revisions: knative && !this.#deployed ? [`${this.name}-*`] : undefined,
      localGateway: knative,
      clusterDomain,
    };
    this.#access = new EndpointAccess(this, endpoint, team);
    return this.#access;
  }
}

function spelledNodes(nodes: InferenceGraphProps['nodes'], namespace: string, problems: Problems) {
  const named: Readonly<Record<string, Node>> = isNode(nodes) ? { root: nodes } : nodes;
  const spelled: Record<string, InferenceGraphNode> = {};
  const spell = (name: string, node: Node): void => {
    if (!isNode(node))
      throw new InvalidValue(`nodes.${name} ${shown(node)} is no node, write graph.sequence(...) or another`);
    const odd = Object.keys(node).find((key) => key !== 'routerType' && key !== 'steps');
    if (odd !== undefined) throw new InvalidValue(`nodes.${name}.${odd} is no property here`);
    const target: InferenceGraphNode = { routerType: node.routerType, steps: [] };
    spelled[name] = target;
    if (node.steps !== undefined && !Array.isArray(node.steps))
      throw new InvalidValue(`nodes.${name}.steps ${shown(node.steps)} is no list`);
    for (const [i, step] of (node.steps ?? []).entries()) {
      const place = `nodes.${name}.steps[${i}]`;
      if (!isRecord(step)) throw new InvalidValue(`${place} ${shown(step)} is no step`);
      const { sentences } = propertyProblems(step, stepProperties);
      for (const sentence of sentences) problems.add(`${place}.${sentence}`);
      if (sentences.length > 0) continue;
      const inner = 'node' in step && typeof step.node === 'object' ? `${name}-${step.name ?? i}` : undefined;
      const fields = problems.try(() => within(`${place}:`, () => spelledStep(step as never, namespace, inner)));
      if (fields !== undefined) target.steps!.push(fields);
      if (inner !== undefined) spell(inner, (step as { node: GraphNode }).node);
    }
  };
  for (const [name, node] of Object.entries(named)) spell(name, node);
  return spelled;
}

/** Of our steps and of those that the API spells. */
const stepProperties = {
  service: nameOf,
  url: 'text',
  node: (node: unknown) => typeof node === 'string' || spelledNode(node),
  name: 'text',
  dependency: oneOf('soft', 'hard', 'Soft', 'Hard'),
  input: oneOf('request', 'response'),
  condition: 'text',
  weight: count,
  serviceName: 'text',
  serviceUrl: 'text',
  nodeName: 'text',
  data: 'text',
} as const;

function spelledNode(node: unknown): void {
  if (!isNode(node)) throw new InvalidValue(`${shown(node)} is neither a node's name nor a node of graph`);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).routerType === 'string';
}

function spelledStep(
  step: GraphNode['steps'][number],
  namespace: string,
  inner: string | undefined,
): InferenceGraphStep {
  const { service, url, node, name, dependency, input, condition, weight, ...spelled } =
    step as GraphNode['steps'][number] & InferenceGraphStep;
  const far = typeof service === 'object' && service.namespace !== namespace;
  return defined<InferenceGraphStep>({
    ...spelled,
    name,
    serviceName: spelled.serviceName ?? (far ? undefined : typeof service === 'object' ? service.name : service),
    // Another namespace is reached by address; the path is the service's own protocol's.
    serviceUrl: spelled.serviceUrl ?? url ?? (far ? service.predictUrl : undefined),
    nodeName: spelled.nodeName ?? inner ?? (node as string | undefined),
    data: spelled.data ?? (input === undefined ? undefined : `$${input}`),
    condition,
    dependency: dependency && (/^hard$/i.test(dependency) ? 'Hard' : 'Soft'),
    weight,
  });
}

/** What KServe's webhook refuses, and what its router would find out at the first request. */
function graphProblems(nodes: Readonly<Record<string, InferenceGraphNode>>): string[] {
  const found: string[] = [];
  if (nodes.root === undefined)
    found.push(`nodes has no root, where the graph begins: there are ${Object.keys(nodes).join(', ') || 'none'}`);
  for (const [name, { routerType, steps = [] }] of Object.entries(nodes)) {
    const at = `nodes.${name}`;
    if (steps.length === 0) found.push(`${at} has no steps`);
    const names = new Set<string>();
    for (const [i, step] of steps.entries()) {
      const place = `${at}.steps[${i}]`;
      const targets = (['serviceName', 'serviceUrl', 'nodeName'] as const).filter((field) => step[field]);
      if (targets.length !== 1)
        found.push(
          `${place} ${targets.length === 0 ? 'has no target: name a service, a url or a node' : `has ${targets.join(' and ')}, of which one is possible`}`,
        );
      if (step.nodeName && nodes[step.nodeName] === undefined)
        found.push(
          `${place}.node '${step.nodeName}' is no node of this graph${didYouMean(step.nodeName, Object.keys(nodes))}`,
        );
      if (step.name !== undefined && names.has(step.name)) found.push(`${place}.name '${step.name}' is there twice`);
      if (step.name !== undefined) names.add(step.name);
      if (routerType === 'Switch' && step.condition === undefined)
        found.push(`${place} has no condition, which a switch decides by`);
      const problem = step.condition === undefined ? undefined : gjsonProblem(step.condition);
      if (problem !== undefined) found.push(`${place}.condition ${shown(step.condition)} ${problem}`);
      if (step.weight !== undefined && (!Number.isInteger(step.weight) || step.weight < 0))
        found.push(`${place}.weight ${step.weight} is not a whole percentage`);
      if (routerType === 'Splitter' && step.weight === undefined)
        found.push(`${place} has no weight, which a splitter decides by`);
    }
    const total = steps.reduce((sum, { weight = 0 }) => sum + weight, 0);
    if (routerType === 'Splitter' && steps.every(({ weight }) => weight !== undefined) && total !== 100)
      found.push(
        `${at} has weights that add up to ${total}, not 100: ${steps.map(({ weight }) => weight).join(' + ')}`,
      );
  }
  const { cycle, reached } = walk(nodes);
  if (cycle !== undefined) found.push(`nodes go round in circles: ${cycle.join(' -> ')}`);
  for (const name of Object.keys(nodes))
    if (nodes.root !== undefined && !reached.has(name))
      found.push(`nodes.${name} is never reached from root: name it in a step, or leave it out`);
  return found;
}

function walk(nodes: Readonly<Record<string, InferenceGraphNode>>) {
  const reached = new Set<string>();
  let cycle: string[] | undefined;
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) cycle ??= [...path.slice(path.indexOf(name)), name];
    if (reached.has(name) || nodes[name] === undefined) return;
    reached.add(name);
    for (const { nodeName } of nodes[name].steps ?? []) if (nodeName) visit(nodeName, [...path, name]);
  };
  visit('root', []);
  return { cycle, reached };
}
