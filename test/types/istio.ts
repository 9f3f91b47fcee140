import type { Construct } from 'constructs';
import {
  AuthorizationPolicy,
  type AuthorizationSource,
  caller,
  EnvoyFilter,
  Gateway,
  PeerAuthentication,
  RequestAuthentication,
  VirtualService,
} from '../../src/constructs/istio';

declare const chart: Construct;
const rules = [{}];

// An action has what it needs, and nothing of another's.
new AuthorizationPolicy(chart, 'p', { rules });
new AuthorizationPolicy(chart, 'p', {});
new AuthorizationPolicy(chart, 'p', { action: 'CUSTOM', rules, provider: { name: 'oauth2-proxy' } });
// @ts-expect-error CUSTOM names its provider
new AuthorizationPolicy(chart, 'p', { action: 'CUSTOM', rules });
// @ts-expect-error only CUSTOM has a provider
new AuthorizationPolicy(chart, 'p', { action: 'DENY', rules, provider: { name: 'oauth2-proxy' } });
// @ts-expect-error DENY without rules denies nothing
new AuthorizationPolicy(chart, 'p', { action: 'DENY' });
// @ts-expect-error there is no such action
new AuthorizationPolicy(chart, 'p', { action: 'WARN', rules });
// @ts-expect-error a policy selects by labels or by targets
new AuthorizationPolicy(chart, 'p', { selector: {}, targetRefs: [{ kind: 'Gateway', name: 'x' }] });

new AuthorizationPolicy(chart, 'p', { rules: [{ when: [{ key: 'request.headers[x-team]', values: ['a'] }] }] });
// @ts-expect-error the attribute is source.namespace
new AuthorizationPolicy(chart, 'p', { rules: [{ when: [{ key: 'source.namespaces', values: ['a'] }] }] });
// @ts-expect-error a condition has values
new AuthorizationPolicy(chart, 'p', { rules: [{ when: [{ key: 'source.ip' }] }] });
new AuthorizationPolicy(chart, 'p', {
  rules: [{ from: [{ source: { serviceAccounts: ['a/b'], ipBlocks: ['10.0.0.0/8'] } }] }],
});
// @ts-expect-error service accounts stand alone
export const both: AuthorizationSource = { serviceAccounts: ['a/b'], namespaces: ['a'] };
// @ts-expect-error the field is methods
new AuthorizationPolicy(chart, 'p', { rules: [{ to: [{ operation: { method: ['GET'] } }] }] });

// @ts-expect-error ports are said of workloads that a selector names
new PeerAuthentication(chart, 'p', { portLevelMtls: { '8080': { mode: 'STRICT' } } });
// @ts-expect-error keys are fetched or inline
new RequestAuthentication(chart, 'r', { jwtRules: [{ issuer: 'i', jwks: '{}', jwksUri: 'https://i/jwks' }] });
// @ts-expect-error a token has an issuer
new RequestAuthentication(chart, 'r', { jwtRules: [{ jwksUri: 'https://i/jwks' }] });

// @ts-expect-error a weight is a number
new VirtualService(chart, 'v', { http: [{ route: [{ destination: { host: 'a' }, weight: '10' }] }] });
// @ts-expect-error a destination has a host
new VirtualService(chart, 'v', { http: [{ route: [{ destination: { subset: 'a' } }] }] });
// @ts-expect-error there is no such place for a patch
new EnvoyFilter(chart, 'e', { configPatches: [{ applyTo: 'HTTP_FILTERS' }] });

const gateway = new Gateway(chart, 'g');
gateway.expose({ name: 'a' }, { host: 'a.io', tls: { secretName: 'a-tls' } });
// @ts-expect-error plain HTTP is said: tls: false
gateway.expose({ name: 'a' }, { host: 'a.io' });
// @ts-expect-error a path starts with a slash
gateway.expose({ name: 'a' }, { host: 'a.io', tls: false, path: 'a' });

// @ts-expect-error anybody may ask for something, not for everything
caller.anyone();
