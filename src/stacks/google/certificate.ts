import { CertificateManagerCertificate } from '@cdktf/provider-google/lib/certificate-manager-certificate';
import { CertificateManagerDnsAuthorization } from '@cdktf/provider-google/lib/certificate-manager-dns-authorization';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import type { Known } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import type { GoogleStack } from './stack';

export interface GoogleCertificateProps {
  /** The platform's host; names below it are covered too. */
  readonly domain: string;
  /** Name of the Cloud DNS zone that the domain is in. */
  readonly zone: string;
}
export interface GoogleCertificate {
  /** Name in Certificate Manager. */
  readonly name: string;
}

const certificateProperties: Known<GoogleCertificateProps> = { domain: 'text', zone: 'text' };

export function makeCertificate(stack: GoogleStack, id: string, props: GoogleCertificateProps): GoogleCertificate {
  checkNew(stack, id, props, certificateProperties, ['domain', 'zone']);
  const name = `${stack.clusterName}-${id}`;
  const proof = new CertificateManagerDnsAuthorization(stack, `${id}-proof`, { name, domain: props.domain });
  const record = proof.dnsResourceRecord.get(0);
  new DnsRecordSet(stack, `${id}-record`, {
    managedZone: props.zone,
    name: record.name,
    type: record.type,
    ttl: 300,
    rrdatas: [record.data],
  });
  new CertificateManagerCertificate(stack, id, {
    name,
    managed: { domains: [props.domain, `*.${props.domain}`], dnsAuthorizations: [proof.id] },
  });
  return { name };
}
