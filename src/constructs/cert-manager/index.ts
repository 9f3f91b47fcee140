export { Certificate, type CertificateProps } from './certificate';
export {
  type AcmeSolver,
  ClusterIssuer,
  Issuer,
  type IssuerProps,
  type IssuerReference,
  type LetsEncryptOptions,
  letsEncrypt,
} from './issuer';
export { PrivateCa, type PrivateCaProps } from './private-ca';
