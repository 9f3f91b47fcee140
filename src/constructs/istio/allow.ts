import type { Construct } from 'constructs';
import { KubeflowError, Problems } from '../../core/errors';
import type { ResourceProps } from '../../core/resource';
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

/** Callers that a policy lets in, each as one rule. */
export const caller = {
  /** Workloads in these namespaces, by their certificates. */
  inNamespace(namespaces: CallerNamespace | readonly CallerNamespace[], asking?: Asking): Rule {
    const names = (Array.isArray(namespaces) ? namespaces : [namespaces]) as readonly CallerNamespace[];
    return rule({ namespaces: names.map(namespaceOf) }, asking);
  },
  /** Workloads that run as one service account. */
  as(namespace: CallerNamespace, serviceAccount: string, asking?: Asking): Rule {
    // cluster.local stands for the mesh's own trust domain, whatever that is.
    return rule({ principals: [`cluster.local/ns/${namespaceOf(namespace)}/sa/${serviceAccount}`] }, asking);
  },
  /** The Kubeflow gateway, on behalf of one user whose name it has put into a header. */
  user(email: string, asking?: Asking, header = 'kubeflow-userid'): Rule {
    const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account';
    return rule({ principals: [gateway] }, asking, [{ key: `request.headers[${header}]`, values: [email] }]);
  },
  /** Whoever shows a token of this issuer. */
  withToken({ issuer, subject = '*', claims = {}, audiences }: TokenClaims, asking?: Asking): Rule {
    const when: Condition[] = Object.entries(claims).map(([name, values]) => ({
      key: `request.auth.claims[${name}]`,
      values: [...values],
    }));
    if (audiences !== undefined) when.push({ key: 'request.auth.audiences', values: [...audiences] });
    return rule({ requestPrincipals: [`${issuer}/${subject}`] }, asking, when);
  },
  /** Peers at these addresses or CIDR blocks, with or without certificates. */
  at(blocks: readonly string[], asking?: Asking): Rule {
    return rule({ ipBlocks: [...blocks] }, asking);
  },
  /** Anybody, for this. */
  anyone(asking: Asking): Rule {
    return rule(undefined, asking);
  },
};

export interface AllowFromProps extends ResourceProps {
  /** Labels of the workloads that are opened. @default every workload of the namespace */
  readonly workload?: Readonly<Record<string, string>>;
  /** Everybody else is refused. */
  readonly callers: readonly Rule[];
}

/** Lets callers reach workloads, and by that nobody else whom no other ALLOW policy mentions. */
export function allowFrom(
  scope: Construct,
  id: string,
  { workload, callers, metadata }: AllowFromProps,
): AuthorizationPolicy {
  const problems = new Problems(scope, id);
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

export function namespaceOf(namespace: CallerNamespace): string {
  const name = typeof namespace === 'string' ? namespace : namespace.namespace;
  if (!name) throw new KubeflowError(['caller: the namespace has no name: pass a team, a profile or a name']);
  return name;
}
