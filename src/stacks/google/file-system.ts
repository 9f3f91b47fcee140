import { FilestoreInstance } from '@cdktf/provider-google/lib/filestore-instance';
import { fail } from '../../core/errors';
import { type Known, oneOf } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { GoogleStack } from './stack';

export interface FilestoreProps {
  /** Name of the network that the cluster is in. @default the one that is made with the cluster */
  readonly network?: string;
  /** GiB; 1024 at least, 2560 with BASIC_SSD. */
  readonly storageGi: number;
  /** @default 'ZONAL' */
  readonly tier?: 'BASIC_HDD' | 'BASIC_SSD' | 'ZONAL' | 'REGIONAL' | 'ENTERPRISE';
  /** Zone, or region for REGIONAL and ENTERPRISE. @default the cluster's location */
  readonly location?: string;
  /** Key that Filestore may use: `key.id`. @default Google's */
  readonly kmsKey?: string;
}
export interface Filestore {
  readonly host: AppliedValue;
  /** Path that is mounted. */
  readonly share: string;
}

const filestoreProperties: Known<FilestoreProps> = {
  network: 'text',
  storageGi: 'number',
  tier: oneOf('BASIC_HDD', 'BASIC_SSD', 'ZONAL', 'REGIONAL', 'ENTERPRISE'),
  location: 'text',
  kmsKey: 'text',
};

export function makeFileSystem(stack: GoogleStack, id: string, props: FilestoreProps): Filestore {
  checkNew(stack, id, props, filestoreProperties, ['storageGi']);
  const { tier = 'ZONAL', location = stack.location } = props;
  const regional = tier === 'REGIONAL' || tier === 'ENTERPRISE';
  if (regional === /-[a-z]$/.test(location)) {
    fail(stack, `tier ${tier} is in a ${regional ? 'region' : 'zone'}, '${location}' is none: give location`, id);
  }
  const least = tier === 'BASIC_SSD' ? 2560 : 1024;
  if (props.storageGi < least)
    fail(stack, `storageGi ${props.storageGi} is less than ${least}, the least of ${tier}`, id);
  const network =
    props.network ??
    stack.cluster.network?.name ??
    fail(stack, "network is missing: only a cluster's own that is made here is known", id);
  const instance = new FilestoreInstance(
    stack,
    id,
    defined({
      name: `${stack.clusterName}-${id}`,
      location,
      tier,
      fileShares: { name: 'data', capacityGb: props.storageGi },
      networks: [{ network, modes: ['MODE_IPV4'] }],
      kmsKeyName: props.kmsKey,
    }),
  );
  return {
    host: stack.output(`${id}-host`, `\${${instance.fqn}.networks[0].ip_addresses[0]}`),
    share: '/data',
  };
}
