/** Upstream: kubernetes pkg/apis/core/v1/helper/helpers.go and pkg/apis/core/helper/helpers.go. */

export function isHugePages(resource: string): boolean {
  return resource.startsWith('hugepages-');
}

/** Unqualified, or of Kubernetes' own domain. */
export function isNative(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/');
}

/** A device plugin's resource: a qualified name outside kubernetes.io. */
export function isExtended(resource: string): boolean {
  if (isNative(resource) || resource.startsWith('requests.')) return false;
  return isQualifiedName(`requests.${resource}`);
}

/** Names a container may ask for. */
export function isContainerResource(resource: string): boolean {
  if (!resource.includes('/')) {
    return ['cpu', 'memory', 'ephemeral-storage'].includes(resource) || isHugePages(resource);
  }
  return isQualifiedName(resource) && (isNative(resource) || isExtended(resource));
}

/** A request may be less than the limit. */
export function mayOvercommit(resource: string): boolean {
  return isNative(resource) && !isHugePages(resource);
}

function isQualifiedName(name: string): boolean {
  const parts = name.split('/');
  if (parts.length > 2) return false;
  const [last = '', prefix] = parts.reverse();
  if (!/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(last) || last.length > 63) return false;
  if (prefix === undefined) return true;
  return prefix.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(prefix);
}
