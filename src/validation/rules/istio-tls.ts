import type { Tell } from './istio-values';
import { given, list, records, text } from './read';

type Fields = Record<string, unknown>;

const TERMINATED = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);

/**
 * TLS as servers of gateways and sidecars terminate it.
 * @param one whether there is one certificate, however many are written: Istio 1.26 reads no list
 */
export function checkServerTls(tls: Fields, path: string, one: boolean, tell: Tell): void {
  const mode = text(tls.mode) || 'PASSTHROUGH';
  if (mode === 'ISTIO_MUTUAL') {
    for (const field of ['serverCertificate', 'privateKey', 'caCertificates', 'credentialName'])
      if (text(tls[field]) !== '') tell(`${path}.${field}`, 'must be left out for mode ISTIO_MUTUAL');
    for (const field of ['tlsCertificates', 'credentialNames'])
      if (list(tls[field]).length > 0) tell(`${path}.${field}`, 'must be left out for mode ISTIO_MUTUAL');
    return;
  }
  const sources = [
    text(tls.serverCertificate) !== '' && text(tls.privateKey) !== '',
    text(tls.credentialName) !== '',
    list(tls.credentialNames).length > 0,
    list(tls.tlsCertificates).length > 0,
  ];
  if (!one && sources.filter(Boolean).length > 1)
    tell(path, 'has several sources of certificates, only one is possible');
  const named = text(tls.credentialName) !== '' || (!one && list(tls.credentialNames).length > 0);
  if (TERMINATED.has(mode) && named) return;
  if (TERMINATED.has(mode)) {
    if (mode !== 'SIMPLE' && text(tls.caCertificates) === '')
      tell(`${path}.caCertificates`, `is required for mode ${mode}`);
    const listed = one ? [] : records(tls.tlsCertificates);
    for (const [i, certificate] of (listed.length > 0 ? listed : [tls]).entries()) {
      const where = listed.length > 0 ? `${path}.tlsCertificates[${i}]` : path;
      for (const field of ['serverCertificate', 'privateKey'])
        if (text(certificate[field]) === '')
          tell(`${where}.${field}`, `is required for mode ${mode}, or credentialName`);
    }
  }
  if (text(tls.caCrl) === '') return;
  if (text(tls.credentialName) !== '') tell(`${path}.caCrl`, 'does not go with credentialName');
  if (mode === 'SIMPLE') tell(`${path}.caCrl`, 'does not go with mode SIMPLE');
}

/** TLS as clients of a destination begin it. */
export function checkClientTls(tls: Fields, path: string, namespace: string, tell: Tell): void {
  const mode = text(tls.mode);
  const credential = text(tls.credentialName);
  const wrong = configMapCredential(credential, namespace);
  if (wrong !== undefined) tell(`${path}.credentialName`, wrong);
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
  const named = credential !== '';
  if (tls.insecureSkipVerify === true) {
    if (text(tls.caCertificates) !== '') tell(`${path}.caCertificates`, 'does not go with insecureSkipVerify');
    if (mode === 'SIMPLE' && named) tell(`${path}.credentialName`, 'does not go with insecureSkipVerify');
    if (list(tls.subjectAltNames).length > 0) tell(`${path}.subjectAltNames`, 'do not go with insecureSkipVerify');
  }
  if (named) {
    for (const field of ['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'])
      if (text(tls[field]) !== '') tell(`${path}.${field}`, 'does not go with credentialName');
  } else if (mode === 'MUTUAL') {
    for (const field of ['clientCertificate', 'privateKey'])
      if (!given(tls[field]) || text(tls[field]) === '') tell(`${path}.${field}`, 'is required for mode MUTUAL');
  }
}

/** `configmap://namespace/name`, in the namespace of what names it. */
function configMapCredential(name: string, namespace: string): string | undefined {
  if (!name.startsWith('configmap://')) return undefined;
  const parts = name.slice('configmap://'.length).split('/');
  const [first = '', second] = parts;
  if (first === '' || second === '' || parts.length > 2) return `'${name}' must be configmap://name`;
  const where = second === undefined ? namespace : first;
  // Where no namespace is written, the one of `kubectl apply` counts.
  if (namespace === '' || where === namespace) return undefined;
  return `'${name}' must be in namespace '${namespace}', as its user is`;
}
