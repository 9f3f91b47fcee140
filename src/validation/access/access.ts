import { type Action, type ApplicablePolicy, applicablePolicies } from './applicable';
import type { AccessDocument } from './document';
import { type Facts, factsOf } from './facts';
import { normalizePath } from './path';
import { compileRule } from './rule';

export interface AccessDecision {
  readonly decision: 'allow' | 'deny';
  /** `namespace/policy` of the rule that decided; `null` where none did: nothing applies, or nothing allows. */
  readonly by: string | null;
  /** One sentence for people. */
  readonly reason: string;
}

/**
 * Decides one request as the proxies that Istio configures would: CUSTOM, then DENY, then ALLOW; AUDIT decides nothing.
 * Upstream: istio pilot/pkg/security/authz/builder.
 */
export function access(document: AccessDocument): AccessDecision {
  const { request } = document;
  const tcp = request.protocol?.toUpperCase() === 'TCP';
  const path = tcp || request.path === undefined ? request.path : normalizePath(request.path);
  if (path === undefined && request.path !== undefined) {
    return {
      decision: 'deny',
      by: null,
      reason: `the proxy answers 400 to the path '${request.path}', whatever the policies say`,
    };
  }
  const facts = factsOf(request, path);
  const policies = applicablePolicies(document);
  const of = (action: Action) => policies.filter((policy) => policy.action === action);
  return (
    custom(of('CUSTOM'), document, facts) ??
    deny(of('DENY'), document, facts) ??
    allow(of('ALLOW'), document, facts, policies.length)
  );
}

function custom(
  policies: readonly ApplicablePolicy[],
  document: AccessDocument,
  facts: Facts,
): AccessDecision | undefined {
  const providers = [...new Set(policies.map((policy) => policy.provider))].sort();
  // External authorization runs before tokens are read, so that a rule about them sees none.
  const { hit } = search(policies, document, { ...facts, claims: undefined }, true);
  if (hit === undefined) return undefined;
  const [provider = ''] = providers;
  const named = document.providers ?? {};
  if (providers.length > 1) {
    return denied(
      hit,
      `and its workload has ${providers.length} providers (${providers.join(', ')}) where Istio takes one: all they match is denied`,
    );
  }
  if (!Object.hasOwn(named, provider))
    return denied(hit, `and provider '${provider}' is not configured: all it matches is denied`);
  return named[provider] === 'deny' ? denied(hit, `and provider '${provider}' denies`) : undefined;
}

function deny(
  policies: readonly ApplicablePolicy[],
  document: AccessDocument,
  facts: Facts,
): AccessDecision | undefined {
  const { hit } = search(policies, document, facts, true);
  return hit && denied(hit, '');
}

function allow(
  policies: readonly ApplicablePolicy[],
  document: AccessDocument,
  facts: Facts,
  applied: number,
): AccessDecision {
  const enforced = policies.filter((policy) => !policy.dryRun);
  if (enforced.length === 0) {
    const reason =
      applied === 0
        ? 'no policy applies to the workload'
        : 'nothing denies, and no ALLOW policy applies to the workload';
    return { decision: 'allow', by: null, reason };
  }
  const { hit, misses } = search(enforced, document, facts, false);
  if (hit)
    return {
      decision: 'allow',
      by: nameOf(hit.policy),
      reason: `rule ${hit.index} of ALLOW policy ${nameOf(hit.policy)} matches`,
    };
  const shown = misses.slice(0, 5).join('; ');
  return {
    decision: 'deny',
    by: null,
    reason: `no ALLOW policy matches: ${shown}${misses.length > 5 ? `; and ${misses.length - 5} more` : ''}`,
  };
}

interface Hit {
  readonly policy: ApplicablePolicy;
  readonly index: number;
}

/** The matching rule that the proxy reports: the first by provider and name, as Envoy orders them; and why the others do not match. */
function search(
  policies: readonly ApplicablePolicy[],
  document: AccessDocument,
  facts: Facts,
  restricts: boolean,
): { readonly hit: Hit | undefined; readonly misses: readonly string[] } {
  const trustDomains = [document.trustDomain ?? 'cluster.local', ...(document.trustDomainAliases ?? [])];
  const hits: (Hit & { readonly key: string })[] = [];
  const misses: string[] = [];
  for (const policy of policies.filter((candidate) => !candidate.dryRun)) {
    if (policy.rules.length === 0) misses.push(`${nameOf(policy)} has no rules`);
    for (const [index, rule] of policy.rules.entries()) {
      const compiled = compileRule(rule, { namespace: policy.namespace, trustDomains, tcp: facts.tcp, restricts });
      const miss = 'dropped' in compiled ? `is dropped, ${compiled.dropped}` : compiled.mismatch(facts);
      if (miss === undefined)
        hits.push({
          policy,
          index,
          key: `${policy.provider}\0ns[${policy.namespace}]-policy[${policy.name}]-rule[${index}]`,
        });
      else misses.push(`${nameOf(policy)} rule ${index} ${'dropped' in compiled ? miss : `differs in ${miss}`}`);
    }
  }
  hits.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { hit: hits[0], misses };
}

function denied({ policy, index }: Hit, why: string): AccessDecision {
  const reason = `rule ${index} of ${policy.action} policy ${nameOf(policy)} matches${why && ` ${why}`}`;
  return { decision: 'deny', by: nameOf(policy), reason };
}

function nameOf(policy: ApplicablePolicy): string {
  return `${policy.namespace}/${policy.name}`;
}
