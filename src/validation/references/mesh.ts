import { isRecord } from '../finding';
import type { ObjectSet } from '../options';
import { podTemplates } from '../pod-templates';
import { at, list, record, records, text } from '../rules/read';
import type { Add, Fields } from './reference';

/** Certificates are read in the namespaces of the pods that a gateway selects: Istio's own, where the set has none such. */
export function gatewayReferences(spec: Fields, judge: ObjectSet, add: Add): void {
  const selector = Object.entries(record(spec.selector));
  let namespaces: readonly string[] | undefined;
  for (const [i, server] of records(spec.servers).entries()) {
    const tls = record(server.tls);
    const path = `spec.servers[${i}].tls`;
    const names: [unknown, string][] = [[tls.credentialName, `${path}.credentialName`]];
    for (const [j, name] of list(tls.credentialNames).entries()) names.push([name, `${path}.credentialNames[${j}]`]);
    for (const [name, where] of names) {
      if (text(name) === '' || /[/:]/.test(text(name))) continue;
      namespaces ??= workloadNamespaces(selector, judge);
      const [first = 'istio-system', ...orNamespaces] = namespaces;
      add('secret', 'Secret', name, where, { in: first, orNamespaces, elsewhere: true });
    }
  }
}

function workloadNamespaces(selector: readonly (readonly [string, unknown])[], judge: ObjectSet): string[] {
  const found = new Set<string>();
  if (selector.length > 0) {
    for (const object of judge.objects) {
      if (!isRecord(object)) continue;
      for (const { labels } of podTemplates(object)) {
        if (labels !== undefined && selector.every(([key, value]) => labels[key] === value))
          found.add(text(at(object, 'metadata', 'namespace')));
      }
    }
  }
  return [...found];
}

/** Gateways that a virtual service is bound to, and services that it leads to. */
export function routeReferences(spec: Fields, namespace: string, add: Add): void {
  const gateways = (names: unknown, path: string) => {
    for (const [i, name] of list(names).entries()) gatewayReference(text(name), namespace, `${path}[${i}]`, add);
  };
  gateways(spec.gateways, 'spec.gateways');
  for (const kind of ['http', 'tls', 'tcp']) {
    for (const [i, route] of records(spec[kind]).entries()) {
      const path = `spec.${kind}[${i}]`;
      for (const [j, match] of records(route.match).entries()) gateways(match.gateways, `${path}.match[${j}].gateways`);
      for (const [j, { destination }] of records(route.route).entries())
        hostReference(record(destination).host, namespace, `${path}.route[${j}].destination.host`, add);
      hostReference(record(route.mirror).host, namespace, `${path}.mirror.host`, add);
    }
  }
}

/** `namespace/name`, a name alone, or `name.namespace.svc.cluster.local`. */
function gatewayReference(gateway: string, namespace: string, path: string, add: Add): void {
  if (gateway === '' || gateway === 'mesh') return;
  const [first = '', second] = gateway.split('/');
  const [name = '', where, ...more] = (second ?? first).split('.');
  if (second !== undefined) add('gateway', 'Gateway', second, path, { in: first === '.' ? namespace : first });
  else if (where === undefined) add('gateway', 'Gateway', name, path);
  else if (more.length === 0 || more[0] === 'svc') add('gateway', 'Gateway', name, path, { in: where });
}

/** The service of a host in the mesh; controllers make many of those. */
export function hostReference(host: unknown, namespace: string, path: string, add: Add): void {
  const [name, where, svc, ...more] = text(host).split('.');
  if (name === undefined || name.includes('*')) return;
  const inMesh = where === undefined || (svc === 'svc' && (more.length === 0 || more.join('.') === 'cluster.local'));
  if (inMesh) add('service', 'Service', name, path, { in: where ?? namespace, elsewhere: true });
}

/** Services and certificates of an Ingress. */
export function ingressReferences(object: Fields, spec: Fields, add: Add): void {
  const backend = (value: unknown, path: string) =>
    add('service', 'Service', record(record(value).service).name, `${path}.service.name`, { elsewhere: true });
  backend(spec.defaultBackend, 'spec.defaultBackend');
  for (const [i, rule] of records(spec.rules).entries()) {
    for (const [j, path] of records(record(rule.http).paths).entries())
      backend(path.backend, `spec.rules[${i}].http.paths[${j}].backend`);
  }
  // cert-manager makes the secrets of those that it is told of.
  if (Object.keys(record(at(object, 'metadata', 'annotations'))).some((key) => key.startsWith('cert-manager.io/')))
    return;
  for (const [i, tls] of records(spec.tls).entries())
    add('secret', 'Secret', tls.secretName, `spec.tls[${i}].secretName`, { elsewhere: true });
  add('ingress-class', 'IngressClass', spec.ingressClassName, 'spec.ingressClassName', { in: '', elsewhere: true });
}
