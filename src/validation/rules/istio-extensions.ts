import { expression } from '../pattern';
import { checkTargets } from './istio-targets';
import { checkSelection, ISTIO_VALIDATION, istioKinds, type Tell } from './istio-values';
import { at, given, number, record, records, text } from './read';
import { ruleSet } from './rule';

type Fields = Record<string, unknown>;

/** What Istio's webhook demands of WebAssembly in proxies. */
export const istioWasmPlugin = ruleSet({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('WasmPlugin', 'extensions.istio.io', ['v1alpha1']),
  rules: {
    'istio/policy-target': 'A policy is for a selector or for targets, of kinds that Istio knows.',
    'istio/wasm-module': 'A module has an address that Istio can fetch, a checksum and a secret.',
    'istio/wasm-environment': 'Variables of a module have names of their own, and one source.',
    'istio/wasm-match': 'Ports that a module is for are from 1 to 65535.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    const url = text(spec.url);
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase() ?? '';
    if (url === '') report('istio/wasm-module', 'spec.url', 'is required');
    else if (!['', 'file', 'http', 'https', 'oci'].includes(scheme))
      report('istio/wasm-module', 'spec.url', `'${url}' must begin with oci://, https://, http:// or file://`);
    const sum = text(spec.sha256);
    if (sum !== '' && !/^[a-f0-9]{64}$/.test(sum))
      report('istio/wasm-module', 'spec.sha256', `'${sum}' must be 64 hexadecimal digits in lower case`);
    if (Buffer.byteLength(text(spec.imagePullSecret)) > 253)
      report('istio/wasm-module', 'spec.imagePullSecret', 'has more than 253 characters');
    if (Buffer.byteLength(text(spec.pluginName)) > 256)
      report('istio/wasm-module', 'spec.pluginName', 'has more than 256 characters');
    checkVariables(records(at(spec, 'vmConfig', 'env')), (path, message) =>
      report('istio/wasm-environment', path, message),
    );
    for (const [i, { ports }] of records(spec.match).entries()) {
      for (const [j, { number: value }] of records(ports).entries()) {
        const port = number(value) ?? 0;
        if (port < 1 || port > 65535)
          report('istio/wasm-match', `spec.match[${i}].ports[${j}].number`, `${port} must be from 1 to 65535`);
      }
    }
  },
});

function checkVariables(variables: readonly Fields[], tell: Tell): void {
  const names = new Set<string>();
  for (const [i, variable] of variables.entries()) {
    const path = `spec.vmConfig.env[${i}]`;
    const name = text(variable.name);
    if (name === '') tell(`${path}.name`, 'is required');
    else if (Buffer.byteLength(name) > 256) tell(`${path}.name`, 'has more than 256 characters');
    else if (names.has(name)) tell(`${path}.name`, `'${name}' is used twice`);
    names.add(name);
    if (variable.valueFrom === 'HOST' && text(variable.value) !== '')
      tell(`${path}.value`, 'goes with valueFrom INLINE');
  }
}

const OF_LISTENERS = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];
const OF_ROUTES = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];
const MATCHES = ['listener', 'routeConfiguration', 'cluster', 'waypoint'];
const CONNECTION_MANAGERS = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];

/** What Istio's webhook demands of patches to Envoy's configuration, but for that configuration itself. */
export const istioEnvoyFilter = ruleSet({
  sources: [
    'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/envoyfilter/envoyfilter.go',
    ISTIO_VALIDATION,
  ],
  kinds: istioKinds('EnvoyFilter', 'networking.istio.io', ['v1alpha3']),
  rules: {
    'istio/workload-selector': 'Workloads are selected by labels without wildcards.',
    'istio/envoy-patch': 'A patch says what it applies to, what it does, and with which value.',
    'istio/envoy-match': 'A patch matches objects of the class that it applies to.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkSelection(at(spec, 'workloadSelector', 'labels'), 'spec.workloadSelector.labels', (path, message) =>
      report('istio/workload-selector', path, message),
    );
    for (const [i, patch] of records(spec.configPatches).entries()) {
      const path = `spec.configPatches[${i}]`;
      if (record(patch.match).context === 'WAYPOINT') continue;
      const wrong = wrongPatch(patch);
      if (wrong !== undefined) report('istio/envoy-patch', `${path}${wrong[0]}`, wrong[1]);
      else checkMatch(patch, `${path}.match`, (at, message) => report('istio/envoy-match', at, message));
    }
  },
});

function wrongPatch(patch: Fields): readonly [string, string] | undefined {
  const applied = text(patch.applyTo) || 'INVALID';
  if (applied === 'INVALID') return ['.applyTo', 'is required'];
  if (!given(patch.patch)) return ['.patch', 'is required'];
  const { operation = 'INVALID', value } = record(patch.patch);
  if (operation === 'INVALID') return ['.patch.operation', 'is required'];
  return operation !== 'REMOVE' && !given(value) ? ['.patch.value', `is required for ${String(operation)}`] : undefined;
}

function checkMatch(patch: Fields, path: string, tell: Tell): void {
  const match = record(patch.match);
  const version = text(record(match.proxy).proxyVersion);
  if (version !== '' && expression(version) === undefined) {
    tell(`${path}.proxy.proxyVersion`, `'${version}' is no RE2 expression`);
    return;
  }
  const applied = text(patch.applyTo);
  const matched = MATCHES.find((kind) => given(match[kind]));
  const needs = OF_LISTENERS.includes(applied)
    ? 'listener'
    : OF_ROUTES.includes(applied)
      ? 'routeConfiguration'
      : applied === 'CLUSTER'
        ? 'cluster'
        : undefined;
  if (needs === undefined || matched === undefined) return;
  if (matched !== needs) {
    tell(`${path}.${matched}`, `does not go with applyTo ${applied}: give ${needs}`);
    return;
  }
  const filter = at(match, 'listener', 'filterChain', 'filter');
  if (needs !== 'listener' || !given(filter)) return;
  const below = `${path}.listener.filterChain.filter`;
  const { name, subFilter } = record(filter);
  if (text(name) === '') tell(`${below}.name`, 'is required');
  else if (given(subFilter)) {
    if (applied !== 'HTTP_FILTER') tell(`${below}.subFilter`, `goes with applyTo HTTP_FILTER, not with ${applied}`);
    else if (!CONNECTION_MANAGERS.includes(text(name)))
      tell(`${below}.name`, `must be ${CONNECTION_MANAGERS[0]} beside subFilter`);
    else if (text(record(subFilter).name) === '') tell(`${below}.subFilter.name`, 'is required');
  }
}
