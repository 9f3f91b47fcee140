import { podSecurityProblems } from '../../../src/validation/rules/pod-security-levels';

const namespace = (level: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'vision', labels: { 'pod-security.kubernetes.io/enforce': level } },
});
const job = (spec: object, container: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'sft', namespace: 'vision' },
  spec: { template: { spec: { containers: [{ name: 'main', image: 'acme/sft', ...container }], ...spec } } },
});
const hardened = {
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
const said = (level: string, spec: object, container: object = {}) =>
  podSecurityProblems([namespace(level), job(spec, container)]).map(({ rule, path, message, ...rest }) => {
    expect(rest).toEqual({ object: 1, severity: 'error' });
    return `${rule} ${path} ${message}`;
  });

it('names the level that a pod does not keep to', () => {
  const rules = podSecurityProblems([namespace('restricted'), job({ hostNetwork: true })]).map(({ rule }) => rule);
  expect([...new Set(rules)]).toEqual(['pod-security/baseline', 'pod-security/restricted']);
});

describe('a namespace that enforces baseline', () => {
  it('takes plain pods', () => {
    expect(said('baseline', {})).toEqual([]);
    expect(said('baseline', {}, { securityContext: { capabilities: { add: ['NET_BIND_SERVICE', 'CHOWN'] } } })).toEqual(
      [],
    );
    expect(said('baseline', { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } })).toEqual([]);
  });

  it.each<[string, object, object, string]>([
    ['the network of the node', { hostNetwork: true }, {}, 'spec.template.spec.hostNetwork'],
    ['folders of the node', { volumes: [{ name: 'd', hostPath: { path: '/dev' } }] }, {}, 'volumes[0].hostPath'],
    ['privilege', {}, { securityContext: { privileged: true } }, 'containers[0].securityContext.privileged'],
    ['capabilities', {}, { securityContext: { capabilities: { add: ['IPC_LOCK'] } } }, 'adds IPC_LOCK'],
    ['ports of the node', {}, { ports: [{ containerPort: 1, hostPort: 1 }] }, 'ports[0].hostPort'],
    ['no seccomp', { securityContext: { seccompProfile: { type: 'Unconfined' } } }, {}, "'Unconfined'"],
    ['no AppArmor', {}, { securityContext: { appArmorProfile: { type: 'Unconfined' } } }, 'appArmorProfile'],
    ['sysctls', { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }, {}, 'kernel.msgmax'],
    ['SELinux types', {}, { securityContext: { seLinuxOptions: { type: 'spc_t' } } }, "'spc_t'"],
    ['procMount', {}, { securityContext: { procMount: 'Unmasked' } }, 'procMount'],
  ])('refuses %s', (_, spec, container, expected) => {
    const [one, ...more] = said('baseline', spec, container);
    expect(more).toEqual([]);
    expect(one).toContain(expected);
    expect(one).toMatch(/^pod-security\/baseline .*: namespace 'vision' enforces baseline and refuses such pods$/);
  });

  it('looks at init containers too', () => {
    expect(said('baseline', { initContainers: [{ name: 'i', securityContext: { privileged: true } }] })).toHaveLength(
      1,
    );
  });
});

describe('a namespace that enforces restricted', () => {
  it('wants four things of every container, of the pod or of itself', () => {
    expect(said('restricted', {}, hardened)).toEqual([]);
    const pod = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost' } } };
    const own = { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };
    expect(said('restricted', pod, own)).toEqual([]);
    expect(said('restricted', {})).toEqual([
      expect.stringContaining(
        "lacks allowPrivilegeEscalation: false, capabilities.drop: ['ALL'], runAsNonRoot: true, seccompProfile",
      ),
    ]);
    expect(said('restricted', pod, { securityContext: { ...own.securityContext, runAsNonRoot: false } })).toHaveLength(
      1,
    );
  });

  it('refuses root, further capabilities and volumes that are no claims', () => {
    const with1 = (more: object) => ({ securityContext: { ...hardened.securityContext, ...more } });
    expect(said('restricted', {}, with1({ runAsUser: 0 }))).toHaveLength(1);
    expect(said('restricted', {}, with1({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }))).toHaveLength(1);
    expect(said('restricted', {}, with1({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }))).toEqual([]);
    expect(said('restricted', { volumes: [{ name: 'n', nfs: { server: 's', path: '/' } }] }, hardened)).toHaveLength(1);
    expect(said('restricted', { volumes: [{ name: 'n', emptyDir: {} }] }, hardened)).toEqual([]);
  });
});

it('says nothing of other namespaces, of levels that refuse nothing, and of templates for others', () => {
  const bad = job({ hostNetwork: true });
  expect(podSecurityProblems([namespace('privileged'), bad])).toEqual([]);
  expect(podSecurityProblems([namespace('baseline'), { ...bad, metadata: { name: 'x', namespace: 'other' } }])).toEqual(
    [],
  );
  expect(podSecurityProblems([bad])).toEqual([]);
});
