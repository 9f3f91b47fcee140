import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { freshId, Problems } from '../../core/errors';
import { metadataProperties } from '../../core/metadata';
import { label } from '../../core/names';
import { checkProperties, fields, type Known, mapOf, oneOf } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';
import { type RequestAndLimit, resourceProperties } from '../../core/resources';
import { type BytesLike, bytes, type CpuLike, cpu } from '../../core/units';
import { defined, definedOrNone, InvalidValue, isRecord, shown, within } from '../../core/values';
import { bindMember, type Role } from './members';
import { hardLimits, type Quota, quotaShape } from './quota';

export type Email = `${string}@${string}`;
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

export interface ProfileProps {
  /** Who owns the namespace. A profile's owner cannot change: the controller then refuses the namespace. */
  readonly owner: Email;
  /** Further people by e-mail, as the login says it. */
  readonly members?: Readonly<{ [member: Email]: Role }>;
  /** @default no limit */
  readonly quota?: Quota;
  /** What a container gets that does not say. @default nothing */
  readonly containerDefaults?: {
    readonly cpu?: RequestAndLimit<CpuLike>;
    readonly memory?: RequestAndLimit<BytesLike>;
  };
  /** Cloud identity of the namespace's default-editor account. */
  readonly identity?: { readonly awsRoleArn: string } | { readonly gcpServiceAccount: string };
  /** Pod Security level of the namespace. @default the cluster's */
  readonly podSecurity?: PodSecurityLevel;
  /** Istio sidecars in the namespace's pods. @default true */
  readonly sidecars?: boolean;
  /** Header in which the gateway names the user. @default 'kubeflow-userid' */
  readonly userIdHeader?: string;
  readonly metadata?: Omit<Metadata, 'namespace'>;
}

const { name, labels, annotations } = metadataProperties;
export const profileProperties: Known<ProfileProps> = {
  owner: email,
  members: mapOf(oneOf('view', 'edit', 'admin')),
  quota: quotaShape,
  containerDefaults: fields({ cpu: resourceProperties.cpu, memory: resourceProperties.memory }),
  identity,
  podSecurity: oneOf('privileged', 'baseline', 'restricted'),
  sidecars: 'flag',
  userIdHeader: 'text',
  metadata: fields({ name, labels, annotations }),
};

/** Source: kubeflow/dashboard components/profile-controller/controllers/plugin_{iam,workload_identity}.go. */
function identity(given: unknown): void {
  const ways = isRecord(given) ? Object.keys(given) : [];
  const [way] = ways;
  if (ways.length !== 1 || (way !== 'awsRoleArn' && way !== 'gcpServiceAccount'))
    throw new InvalidValue(`${shown(given)} is neither { awsRoleArn } nor { gcpServiceAccount }`);
  const name = (given as Record<string, unknown>)[way];
  if (typeof name !== 'string' || name === '') throw new InvalidValue(`${way} ${shown(name)} is no name`);
}

/** Namespaces of Kubernetes and of what Kubeflow installs. */
const SYSTEM_NAMESPACES = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'kubeflow',
  'kubeflow-system',
  'istio-system',
  'knative-serving',
  'knative-eventing',
  'cert-manager',
  'auth',
  'oauth2-proxy',
];

/**
 * A team's namespace: its owner, members, limits and identity.
 *
 * The namespace is made with the profile, so that what is applied next finds it; the controller takes it over because its
 * `owner` annotation is the profile's owner. Source: kubeflow/dashboard
 * components/profile-controller/controllers/profile_controller.go
 */
export class Profile extends Construct {
  /** A profile that exists already, made elsewhere. */
  static fromName(scope: Construct, id: string, name: string): ProfileReference {
    const problems = new Problems(scope, id);
    problems.try(() => within('name', () => label(name)));
    problems.throw();
    return new ProfileReference(scope, freshId(scope, id), name);
  }

  readonly namespace: string;
  readonly owner: Email;
  readonly quota?: Quota;

  constructor(scope: Construct, id: string, props: ProfileProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, profileProperties, ['owner']);
    const namespace = props.metadata?.name ?? id;
    problems.try(() => within('name', () => label(namespace)));
    if (SYSTEM_NAMESPACES.includes(namespace))
      problems.add(
        `name '${namespace}' is a namespace of the cluster itself, which a profile would take over: choose another name`,
      );
    for (const member of Object.keys(props.members ?? {})) {
      problems.try(() => within('members', () => email(member)));
      if (member === props.owner) problems.add(`members['${member}'] is the owner, who is admin already: leave it out`);
    }
    problems.throw();
    const hard = props.quota && definedOrNone(hardLimits(props.quota));
    const defaults = limitRange(props.containerDefaults);

    this.namespace = namespace;
    this.owner = props.owner;
    this.quota = props.quota;
    const { owner, userIdHeader = 'kubeflow-userid' } = props;
    new Resource(
      this,
      'Namespace',
      'v1/Namespace',
      {},
      {
        name: namespace,
        annotations: { ...props.metadata?.annotations, owner },
        labels: { ...namespaceLabels(props), ...props.metadata?.labels },
      },
    );
    new Resource(
      this,
      'Profile',
      'kubeflow.org/v1/Profile',
      {
        spec: defined({
          owner: { kind: 'User', name: owner },
          plugins: props.identity && [plugin(props.identity)],
          resourceQuotaSpec: hard && { hard },
        }),
      },
      { ...props.metadata, name: namespace },
    );
    if (defaults !== undefined) {
      new Resource(
        this,
        'LimitRange',
        'v1/LimitRange',
        { spec: { limits: [defaults] } },
        { name: 'container-defaults', namespace },
      );
    }
    for (const [member, role] of Object.entries(props.members ?? {}))
      bindMember(this, namespace, member, role, userIdHeader);
  }
}

/** The namespace of a profile made elsewhere. */
export class ProfileReference extends Construct {
  constructor(
    scope: Construct,
    id: string,
    readonly namespace: string,
  ) {
    super(scope, id);
  }
}

/** The labels that the controller and the webhooks of Katib, KServe and Pipelines look for. */
function namespaceLabels(props: ProfileProps): Record<string, string> {
  return defined({
    'app.kubernetes.io/part-of': 'kubeflow-profile',
    'istio-injection': props.sidecars === false ? 'disabled' : 'enabled',
    'katib.kubeflow.org/metrics-collector-injection': 'enabled',
    'pipelines.kubeflow.org/enabled': 'true',
    'serving.kubeflow.org/inferenceservice': 'enabled',
    'pod-security.kubernetes.io/enforce': props.podSecurity,
  }) as Record<string, string>;
}

function plugin(identity: NonNullable<ProfileProps['identity']>) {
  return 'awsRoleArn' in identity
    ? { kind: 'AwsIamForServiceAccount', spec: { awsIamRole: identity.awsRoleArn } }
    : { kind: 'WorkloadIdentity', spec: { gcpServiceAccount: identity.gcpServiceAccount } };
}

function limitRange(defaults: ProfileProps['containerDefaults']) {
  if (defaults === undefined) return undefined;
  const requests: Record<string, string> = {};
  const limits: Record<string, string> = {};
  const set = <T>(name: string, value: RequestAndLimit<T> | undefined, spell: (value: T) => string) => {
    if (value === undefined) return;
    const given =
      isRecord(value) && ('request' in value || 'limit' in value)
        ? (value as { request?: T; limit?: T })
        : { request: value as T, limit: value as T };
    if (given.request !== undefined)
      requests[name] = within(`containerDefaults.${name}`, () => spell(given.request as T));
    if (given.limit !== undefined) limits[name] = within(`containerDefaults.${name}`, () => spell(given.limit as T));
  };
  set('cpu', defaults.cpu, cpu);
  set('memory', defaults.memory, bytes);
  return { type: 'Container', ...defined({ defaultRequest: definedOrNone(requests), default: definedOrNone(limits) }) };
}

function email(value: string): string {
  if (typeof value !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(value))
    throw new InvalidValue(`${shown(value)} is not an e-mail address: people are known by the one they log in with`);
  return value;
}
