import type { Construct } from 'constructs';
import { Certificate, ClusterIssuer, Issuer, letsEncrypt } from '../../src/constructs/cert-manager';

declare const chart: Construct;

const issuer = new ClusterIssuer(chart, 'i', letsEncrypt({ email: 'a@acme.io' }));
new Certificate(chart, 'c', { issuer, dnsNames: ['a.io'] });
new Certificate(chart, 'c', { issuer: { name: 'i', kind: 'ClusterIssuer' }, dnsNames: ['a.io'], duration: '90d' });
// @ts-expect-error one way to sign
new Issuer(chart, 'i', { selfSigned: {}, ca: { secretName: 'ca' } });
// @ts-expect-error some way to sign
new Issuer(chart, 'i', {});
// @ts-expect-error a certificate has an issuer
new Certificate(chart, 'c', { dnsNames: ['a.io'] });
// @ts-expect-error a duration has a unit
new Certificate(chart, 'c', { issuer, dnsNames: ['a.io'], duration: 90 });
