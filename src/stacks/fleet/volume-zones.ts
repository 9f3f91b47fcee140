import { at, type DemandedPods, list, textOf } from './demand';

const ZONE = 'topology.kubernetes.io/zone';

/** Zones that the volume behind a claim can be in, by namespace and claim; claims that may be anywhere are left out. */
export function claimZonesOf(manifests: readonly object[]): ReadonlyMap<string, readonly string[]> {
  const named = (kind: string) => manifests.filter((manifest) => at(manifest, 'kind') === kind);
  const byName = (kind: string) => new Map(named(kind).map((one) => [textOf(at(one, 'metadata', 'name')) ?? '', one]));
  const volumes = byName('PersistentVolume');
  const classes = byName('StorageClass');
  const claimed = new Map(
    [...volumes.values()].map((volume) => [
      `${at(volume, 'spec', 'claimRef', 'namespace')}/${at(volume, 'spec', 'claimRef', 'name')}`,
      volume,
    ]),
  );
  const found = new Map<string, readonly string[]>();
  for (const claim of named('PersistentVolumeClaim')) {
    const key = `${textOf(at(claim, 'metadata', 'namespace')) ?? 'default'}/${at(claim, 'metadata', 'name')}`;
    const volume = volumes.get(textOf(at(claim, 'spec', 'volumeName')) ?? '') ?? claimed.get(key);
    const zones =
      volume === undefined
        ? zonesOfClass(classes.get(textOf(at(claim, 'spec', 'storageClassName')) ?? ''))
        : zonesOfVolume(volume);
    if (zones !== undefined) found.set(key, zones);
  }
  return found;
}

function zonesOfVolume(volume: object): readonly string[] | undefined {
  const terms = list(at(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms')).map((term) =>
    zonesIn(list(at(term, 'matchExpressions')).filter((one) => at(one, 'operator') === 'In')),
  );
  return terms.length === 0 || terms.includes(undefined) ? undefined : terms.flatMap((zones) => zones ?? []);
}

function zonesOfClass(storageClass: object | undefined): readonly string[] | undefined {
  const terms = list(at(storageClass, 'allowedTopologies')).map((term) =>
    zonesIn(list(at(term, 'matchLabelExpressions'))),
  );
  return terms.length === 0 || terms.includes(undefined) ? undefined : terms.flatMap((zones) => zones ?? []);
}

function zonesIn(expressions: readonly unknown[]): readonly string[] | undefined {
  const zone = expressions.find((one) => at(one, 'key') === ZONE);
  return zone === undefined ? undefined : list(at(zone, 'values')).map(String);
}

/** Zones from which all volumes of the pods can be reached; `undefined` where they bind to none. */
export function zonesOf(
  { spec }: DemandedPods,
  namespace: string,
  claims: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const bound = list(spec.volumes).flatMap((volume) => {
    const zones = claims.get(`${namespace}/${at(volume, 'persistentVolumeClaim', 'claimName')}`);
    return zones === undefined ? [] : [zones];
  });
  const [first, ...rest] = bound;
  const common = first?.filter((zone) => rest.every((zones) => zones.includes(zone)));
  return common?.length === 0 ? ['no zone that has them all'] : common;
}
