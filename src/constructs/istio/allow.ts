import type { Construct } from 'constructs';
import { at, KubeflowError, Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { namespaceOf as nameOfNamespace } from '../../core/names';
import {
  checkProperties,
  fields,
  type Known,
  listOf,
  mapOf,
  positive,
  propertyProblems,
  type Shape,
} from '../../core/properties';
import type { ResourceProps } from '../../core/resource';
import { InvalidValue } from '../../core/values';
import { AuthorizationPolicy, type Condition, type Operation, type Rule, type Source } from './authorization-policy';

/** A namespace by name, or anything that has one: a team, a profile. */
export type CallerNamespace = string | { readonly namespace?: string };

/** Narrows what a caller may ask; everything when left out. */
export interface Asking extends Omit<Operation, 'ports' | 'notPorts'> {
  /** The workload's own ports. */
  readonly ports?: readonly number[];
}

/** A token that RequestAuthentication has read. */
export interface TokenClaims {
  readonly issuer: string;
  /** @default any */
  readonly subject?: string;
  /** Each claim has one of its values; a claim in a claim is written `realm][roles`. */
  readonly claims?: Readonly<Record<string, readonly string[]>>;
  /** @default any */
  readonly audiences?: readonly string[];
}

const lists = listOf('text');
const askingProperties: Known<Asking> = {
  ports: listOf(positive),
  hosts: lists,
  notHosts: lists,
  methods: lists,
  notMethods: lists,
  paths: lists,
  notPaths: lists,
};
const askingShape = fields(askingProperties);
const tokenProperties: Known<TokenClaims> = {
  issuer: 'text',
  subject: 'text',
  claims: mapOf(listOf('text')),
  audiences: listOf('text'),
};
export const tokenShape = fields(tokenProperties, ['issuer']);

/** Callers that a policy lets in, each as one rule. */
export const caller = {
  /** Workloads in these namespaces, by their certificates. */
  inNamespace(namespaces: CallerNamespace | readonly CallerNamespace[], asking?: Asking): Rule {
    checkCaller({ asking }, { asking: askingShape });
    const names = (Array.isArray(namespaces) ? namespaces : [namespaces]) as readonly CallerNamespace[];
    return rule({ namespaces: names.map(namespaceOf) }, asking);
  },
  /** Workloads that run as one service account. */
  as(namespace: CallerNamespace, serviceAccount: string, asking?: Asking): Rule {
    checkCaller({ serviceAccount, asking }, { serviceAccount: 'text', asking: askingShape });
    // cluster.local stands for the mesh's own trust domain, whatever that is.
    return rule({ principals: [`cluster.local/ns/${namespaceOf(namespace)}/sa/${serviceAccount}`] }, asking);
  },
  /** The Kubeflow gateway, on behalf of one user whose name it has put into a header. */
  user(email: string, asking?: Asking, header = 'kubeflow-userid'): Rule {
    checkCaller({ email, asking, header }, { email: 'text', asking: askingShape, header: 'text' });
    const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account';
    return rule({ principals: [gateway] }, asking, [{ key: `request.headers[${header}]`, values: [email] }]);
  },
  /** Whoever shows a token of this issuer. */
  withToken(token: TokenClaims, asking?: Asking): Rule {
    checkCaller({ token, asking }, { token: tokenShape, asking: askingShape });
    const { issuer, subject = '*', claims = {}, audiences } = token;
    const when: Condition[] = Object.entries(claims).map(([name, values]) => ({
      key: `request.auth.claims[${name}]`,
      values: [...values],
    }));
    if (audiences !== undefined) when.push({ key: 'request.auth.audiences', values: [...audiences] });
    return rule({ requestPrincipals: [`${issuer}/${subject}`] }, asking, when);
  },
  /** Peers at these addresses or CIDR blocks, with or without certificates. */
  at(blocks: readonly string[], asking?: Asking): Rule {
    checkCaller({ blocks, asking }, { blocks: listOf('text'), asking: askingShape });
    return rule({ ipBlocks: [...blocks] }, asking);
  },
  /** Anybody, for this. */
  anyone(asking: Asking): Rule {
    checkCaller({ asking }, { asking: askingShape });
    return rule(undefined, asking);
  },
};

export interface AllowFromProps extends ResourceProps {
  /** Labels of the workloads that are opened. @default every workload of the namespace */
  readonly workload?: Readonly<Record<string, string>>;
  /** Everybody else is refused. */
  readonly callers: readonly Rule[];
}

const allowProperties: Known<AllowFromProps> = {
  workload: mapOf('text'),
  callers: listOf('object'),
  metadata: metadataShape,
};

/** Lets callers reach workloads, and by that nobody else whom no other ALLOW policy mentions. */
export function allowFrom(scope: Construct, id: string, props: AllowFromProps): AuthorizationPolicy {
  const problems = new Problems(scope, id);
  checkProperties(problems, props, allowProperties, ['callers']);
  const { workload, callers, metadata } = props;
  if (callers.length === 0) problems.add('callers is empty, which refuses everybody: name at least one caller');
  problems.throw();
  return new AuthorizationPolicy(scope, id, {
    ...(workload === undefined ? {} : { selector: { matchLabels: { ...workload } } }),
    rules: [...callers],
    metadata,
  });
}

function rule(source: Source | undefined, asking: Asking | undefined, when: Condition[] = []): Rule {
  return {
    ...(source === undefined ? {} : { from: [{ source }] }),
    ...(asking === undefined
      ? {}
      : { to: [{ operation: { ...asking, ports: asking.ports?.map(String) } as Operation }] }),
    ...(when.length === 0 ? {} : { when }),
  };
}

function namespaceOf(namespace: CallerNamespace): string {
  try {
    return nameOfNamespace(namespace);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new KubeflowError([at('caller', error.message)]);
  }
}

/** A caller belongs to no construct yet. Throws KubeflowError. */
function checkCaller(given: Readonly<Record<string, unknown>>, known: Readonly<Record<string, Shape>>): void {
  const { sentences } = propertyProblems(
    given,
    known,
    Object.keys(given).filter((name) => name !== 'asking'),
  );
  if (sentences.length > 0) throw new KubeflowError(sentences.map((sentence) => at('caller', sentence)));
}
