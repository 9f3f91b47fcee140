import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import type { Known } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { AwsStack } from './stack';

export interface CertificateProps {
  /** The platform's host; names below it are covered too. */
  readonly domain: string;
  /** Route 53 zone that the domain is in, such as `acme.io`. */
  readonly zone: string;
}

export interface Certificate {
  readonly arn: AppliedValue;
}

const certificateProperties: Known<CertificateProps> = { domain: 'text', zone: 'text' };

export function makeCertificate(stack: AwsStack, id: string, props: CertificateProps): Certificate {
  checkNew(stack, id, props, certificateProperties, ['domain', 'zone']);
  const { domain, zone } = props;
  const hosted = new DataAwsRoute53Zone(stack, `${id}-zone`, { name: zone });
  const certificate = new AcmCertificate(stack, id, {
    domainName: domain,
    subjectAlternativeNames: [`*.${domain}`],
    validationMethod: 'DNS',
    lifecycle: { createBeforeDestroy: true },
  });
  // The domain and its wildcard are proven by the same record.
  const proof = certificate.domainValidationOptions.get(0);
  const record = new Route53Record(stack, `${id}-proof`, {
    zoneId: hosted.zoneId,
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: 300,
    allowOverwrite: true,
  });
  const valid = new AcmCertificateValidation(stack, `${id}-valid`, {
    certificateArn: certificate.arn,
    validationRecordFqdns: [record.fqdn],
  });
  return { arn: stack.output(`${id}-arn`, valid.certificateArn) };
}
