import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { Problems } from '../../core/errors';
import { namespaceOf } from '../../core/names';
import { checkProperties, type Known, listOf, mapOf } from '../../core/properties';
import { Resource } from '../../core/resource';
import { count } from '../../core/units';

/** A namespace by name, or whatever has one: a team, a chart. */
export type TeamLike = string | { readonly namespace?: string };

export interface MlflowAccessProps {
  /** Namespace of the tracking server. @default 'mlflow' */
  readonly namespace?: string;
  /** Labels of its pods. @default { app: 'mlflow' } */
  readonly selector?: Readonly<Record<string, string>>;
  /** @default 5000 */
  readonly port?: number;
  /** Whose pods may reach it. */
  readonly teams: readonly TeamLike[];
  /** Whether the server has an Istio sidecar, which then must take what pods without one send. @default false */
  readonly mesh?: boolean;
}

const accessProperties: Known<MlflowAccessProps> = {
  namespace: 'text',
  selector: mapOf('text'),
  port: (port: number) => count(port, 1),
  teams: listOf(namespaceOf),
  mesh: 'flag',
};

/**
 * Lets the pods of teams reach a tracking server. Training pods have no sidecar, so they have no identity in the mesh:
 * a NetworkPolicy tells who they are, and the server's sidecar takes plain text on this port.
 */
export class MlflowAccess extends Construct {
  constructor(scope: Construct, id: string, props: MlflowAccessProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, accessProperties, ['teams']);
    if (props.teams?.length === 0) problems.add('teams is empty, nobody could reach the server');
    problems.throw();
    const { namespace = 'mlflow', selector = { app: 'mlflow' }, port = 5000, mesh = false } = props;
    const teams = props.teams.map(namespaceOf);
    const named = (name: string) => ({ name, namespace });
    const inTeams = {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: teams }],
    };
    new Resource(
      this,
      'network',
      'networking.k8s.io/v1/NetworkPolicy',
      {
        spec: {
          podSelector: { matchLabels: { ...selector } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ namespaceSelector: inTeams }], ports: [{ protocol: 'TCP', port }] }],
        },
      },
      named(id),
    );
    if (!mesh) return;
    new Resource(
      this,
      'plain-text',
      'security.istio.io/v1/PeerAuthentication',
      { spec: { selector: { matchLabels: { ...selector } }, portLevelMtls: { [port]: { mode: 'PERMISSIVE' } } } },
      named(id),
    );
    new Resource(
      this,
      'allow',
      'security.istio.io/v1/AuthorizationPolicy',
      {
        spec: {
          selector: { matchLabels: { ...selector } },
          action: 'ALLOW',
          rules: [{ to: [{ operation: { ports: [String(port)] } }] }],
        },
      },
      named(id),
    );
  }
}
