import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
import { type Known, listOf, oneOf } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import { projectNumber } from './project-number';
import type { GoogleStack } from './stack';

export interface CryptoKeyProps {
  /** Services of the project that may encrypt with it. @default none */
  readonly usedBy?: readonly (keyof typeof AGENTS)[];
}

export interface CryptoKey {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`, a plain value. */
  readonly name: string;
  /** The same as other resources of the stack write it, so that they wait for the key and for who may use it. */
  readonly id: string;
}

/** Service agents of a project. Source: cloud.google.com/iam/docs/service-agents */
const AGENTS = {
  storage: 'gs-project-accounts',
  disks: 'compute-system',
  secrets: 'container-engine-robot',
  sql: 'gcp-sa-cloud-sql',
  filestore: 'cloud-filer',
} as const;
const agents = Object.keys(AGENTS) as (keyof typeof AGENTS)[];
const keyProperties: Known<CryptoKeyProps> = { usedBy: listOf(oneOf(...agents)) };

/** A key that is renewed every 90 days. */
export function makeKey(stack: GoogleStack, id: string, props: CryptoKeyProps = {}): CryptoKey {
  checkNew(stack, id, props, keyProperties);
  const ring = `${stack.clusterName}-${stack.node.id}`;
  const made = stack.node.tryFindChild('key-ring') as KmsKeyRing | undefined;
  const keyRing = made ?? new KmsKeyRing(stack, 'key-ring', { name: ring, location: stack.region });
  const key = new KmsCryptoKey(stack, id, {
    name: id,
    keyRing: keyRing.id,
    rotationPeriod: `${90 * 24 * 3600}s`,
    lifecycle: { preventDestroy: true },
  });
  let reference = key.id;
  for (const service of props.usedBy ?? []) {
    // One after the other, so that who refers to the last waits for all.
    reference = new KmsCryptoKeyIamMember(stack, `${id}-${service}`, {
      cryptoKeyId: reference,
      role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
      member: `serviceAccount:service-${projectNumber(stack)}@${AGENTS[service]}.iam.gserviceaccount.com`,
    }).cryptoKeyId;
  }
  const name = `projects/${stack.project}/locations/${stack.region}/keyRings/${ring}/cryptoKeys/${id}`;
  return { name, id: reference };
}
