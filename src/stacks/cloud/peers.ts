import { KubeflowError } from '../../core/errors';

/** Says what to install when a cloud's optional packages are missing. */
export function requirePeers(subpath: string, packages: readonly string[]): void {
  const missing = packages.filter((name) => !installed(name));
  if (missing.length > 0) {
    throw new KubeflowError([
      `kubeflow-cdk/${subpath}: needs ${missing.join(' and ')}, install with: npm install ${missing.join(' ')}`,
    ]);
  }
}

function installed(name: string): boolean {
  try {
    require.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
