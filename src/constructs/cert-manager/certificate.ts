import type { Construct } from 'constructs';
import { type DurationLike, goDuration, milliseconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { exact } from '../../core/exact';
import { listOf } from '../../core/properties';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import { Issuer, type IssuerReference } from './issuer';

type Spec = SpecOf<'cert-manager.io/v1/Certificate'>;

export interface CertificateProps
  extends Omit<Spec, 'issuerRef' | 'secretName' | 'duration' | 'renewBefore'>,
    ResourceProps {
  /** An issuer by its construct or its name and kind. */
  readonly issuer: IssuerReference;
  /** Where key and certificate are kept. @default the construct's id */
  readonly secretName?: string;
  /** At least 1h. @default '90d', by cert-manager */
  readonly duration?: DurationLike;
  /** Time before the end at which it is renewed, at least 5m. @default a third of the duration, by cert-manager */
  readonly renewBefore?: DurationLike;
}

const SUBJECTS = [
  'commonName',
  'dnsNames',
  'ipAddresses',
  'uris',
  'emailAddresses',
  'otherNames',
  'literalSubject',
] as const;

const certificateProperties = {
  issuer: issuer,
  secretName: 'text',
  duration: milliseconds,
  renewBefore: milliseconds,
  commonName: 'text',
  dnsNames: listOf('text'),
  ipAddresses: listOf('text'),
  uris: listOf('text'),
  emailAddresses: listOf('text'),
  otherNames: listOf('object'),
  literalSubject: 'text',
} as const;

function issuer(given: unknown): void {
  const { name, kind = 'Issuer' } = isRecord(given) ? given : {};
  if (typeof name !== 'string' || name === '' || typeof kind !== 'string')
    throw new InvalidValue(`${shown(given)} is no issuer, which has a name, and a kind where it is a ClusterIssuer`);
}

/** A key with a certificate for it, renewed in time. Pass it where a TLS secret is wanted. */
export class Certificate extends Resource<'cert-manager.io/v1/Certificate'> {
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    exact(scope, id, props, certificateProperties, ['issuer']);
    const { metadata, issuer, secretName = metadata?.name ?? id, duration, renewBefore, ...spec } = props;
    const problems = new Problems(scope, id);
    const times = problems.try(() => ({
      duration: duration === undefined ? undefined : within('duration', () => goDuration(duration)),
      renewBefore: renewBefore === undefined ? undefined : within('renewBefore', () => goDuration(renewBefore)),
    }));
    for (const sentence of wrong(props)) problems.add(sentence);
    const home = issuer instanceof Issuer ? issuer.metadata.namespace : undefined;
    const own = metadata?.namespace;
    if (home !== undefined && own !== undefined && home !== own) {
      problems.add(`issuer '${issuer.name}' signs for namespace '${home}' only, not '${own}': use a ClusterIssuer`);
    }
    problems.throw();
    const issuerRef = {
      name: issuer.name,
      kind: issuer.kind,
      ...(isCertManagers(issuer) ? {} : { group: issuer.group }),
    };
    super(
      scope,
      id,
      'cert-manager.io/v1/Certificate',
      { spec: defined({ ...spec, ...times, secretName, issuerRef }) },
      metadata,
    );
    this.secretName = secretName;
  }
}

function isCertManagers({ group }: IssuerReference): boolean {
  return group === undefined || group === 'cert-manager.io';
}

/** Source: cert-manager pkg/apis/certmanager/validation/certificate.go. */
function* wrong(props: CertificateProps): Generator<string> {
  const named = SUBJECTS.some((field) =>
    Array.isArray(props[field]) ? props[field].length > 0 : Boolean(props[field]),
  );
  if (!named)
    yield `names nobody: say dnsNames, or one of ${SUBJECTS.filter((field) => field !== 'dnsNames').join(', ')}`;
  if (props.commonName !== undefined && props.commonName.length > 64) {
    yield `commonName '${props.commonName}' has ${props.commonName.length} characters, 64 are allowed: put it into dnsNames alone`;
  }
  if (props.renewBefore !== undefined && props.renewBeforePercentage !== undefined) {
    yield 'renewBefore and renewBeforePercentage are two words for one thing: keep one';
  }
  const hour = 3_600_000;
  const [whole, before] = [props.duration, props.renewBefore].map((time) =>
    time === undefined ? undefined : read(time),
  );
  if (whole !== undefined && whole < hour) yield `duration '${props.duration}' is less than 1h`;
  if (before !== undefined && before < hour / 12) yield `renewBefore '${props.renewBefore}' is less than 5m`;
  if (before !== undefined && before >= (whole ?? 90 * 24 * hour))
    yield `renewBefore '${props.renewBefore}' is not less than the duration`;
}

function read(time: DurationLike): number | undefined {
  try {
    return milliseconds(time);
  } catch {
    return undefined;
  }
}
