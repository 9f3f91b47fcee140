import fc from 'fast-check';
import { podSecurityProblems } from '../../../src/validation/rules/pod-security-levels';
import { type Ask, scheduler } from './scheduler';

const SEED = 20261121;
const built = scheduler();
const ask: Ask = typeof built === 'string' ? () => [] : built;
const conform = typeof built === 'string' ? it.skip : it;

/** Left out more often than not. */
const rarely = <T>(...values: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, { arbitrary: fc.constantFrom(...values), weight: 1 });
const often = <T>(...values: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 1 }, { arbitrary: fc.constantFrom(...values), weight: 6 });

const shared = {
  runAsNonRoot: often(true, true, true, true, false),
  runAsUser: rarely(0, 1000),
  seccompProfile: often(
    { type: 'RuntimeDefault' },
    { type: 'RuntimeDefault' },
    { type: 'Localhost' },
    { type: 'Unconfined' },
  ),
  appArmorProfile: rarely({ type: 'RuntimeDefault' }, { type: 'Unconfined' }),
  seLinuxOptions: rarely({ type: 'container_t' }, { type: 'spc_t' }, { user: 'u' }, { role: 'r' }),
};
const container = (name: string) =>
  fc.record({
    name: fc.constant(name),
    image: fc.constant('i'),
    securityContext: often({}).chain((some) =>
      some === undefined
        ? fc.constant(undefined)
        : fc.record({
            ...shared,
            privileged: rarely(true, false),
            procMount: rarely('Default', 'Unmasked'),
            allowPrivilegeEscalation: often(false, false, false, true),
            capabilities: often(
              { drop: ['ALL'] },
              { drop: ['ALL'] },
              { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
              { drop: ['ALL'], add: ['CHOWN'] },
              { add: ['IPC_LOCK'] },
              { drop: ['NET_RAW'] },
            ),
          }),
    ),
    ports: rarely([{ containerPort: 1 }], [{ containerPort: 1, hostPort: 1 }], [{ containerPort: 1, hostPort: 0 }]),
  });
const specs = fc.record({
  containers: fc.tuple(container('a')),
  initContainers: fc.oneof(fc.constant(undefined), fc.tuple(container('b'))),
  securityContext: often({}).chain((some) =>
    some === undefined
      ? fc.constant(undefined)
      : fc.record({
          ...shared,
          sysctls: rarely([{ name: 'net.ipv4.tcp_rmem', value: '1' }], [{ name: 'kernel.msgmax', value: '1' }]),
        }),
  ),
  hostNetwork: rarely(true, false),
  hostPID: rarely(true),
  hostIPC: rarely(true),
  volumes: rarely(
    [{ name: 'v', emptyDir: {} }],
    [{ name: 'v', hostPath: { path: '/' } }],
    [{ name: 'v', nfs: { server: 's', path: '/' } }],
    [{ name: 'v', image: { reference: 'i' } }],
    [{ name: 'v', csi: { driver: 'd' } }],
  ),
});

describe('Pod Security admission', () => {
  conform('refuses the pods that the check says a level refuses', () => {
    const sampled = fc.sample(fc.tuple(specs, fc.constantFrom('baseline', 'restricted')), {
      numRuns: 6000,
      seed: SEED,
    });
    const plain = sampled.map(([spec, level]) => ({ spec: JSON.parse(JSON.stringify(spec)), level }));
    const pods = plain.map(({ spec, level }) => ({
      level,
      pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n' }, spec },
    }));
    const answers = ask(pods.map(({ level, pod }) => ({ ask: 'secure', level, pods: [pod] })));
    let refused = 0;
    for (const [i, { level, pod }] of pods.entries()) {
      const labels = { 'pod-security.kubernetes.io/enforce': level };
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels } };
      const ours = podSecurityProblems([namespace, pod]).map(({ path, message }) => `${path} ${message}`);
      const theirs = answers[i]!.refused;
      if (ours.length > 0 !== (theirs !== undefined)) {
        throw new Error(`${level} ${JSON.stringify(pod.spec)}: ours ${ours.join('; ')}, upstream ${theirs}`);
      }
      if (theirs !== undefined) refused++;
    }
    console.info(`Pod Security: ${pods.length} of ${pods.length} pods agree, ${refused} refused`);
    expect(refused).toBeLessThan(pods.length);
  });
});
