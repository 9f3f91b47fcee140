import { validateManifests } from '../../../src/validation';
import { examples, present } from './corpus';
import { experiment, type KatibVerdict, katib, REQUIRED } from './katib';
import { mutants } from './mutants';
import { pairs } from './tables';

type Json = Record<string, unknown>;

jest.setTimeout(20 * 60_000);

/** What is refused before the webhook is asked, by the schema and by the names that all kinds have. */
const BEFORE = /^(schema|metadata|cel|limits|object)\//;
/** Katib's controller asks the suggestion service after admission: its refusals are judged apart. */
const SERVICE = new Set([
  'katib/algorithm-settings',
  'katib/early-stopping-settings',
  'katib/algorithm-parameters',
  'katib/grid-size',
  'katib/hyperband-parallel',
  'katib/nas-config',
]);
/** Warnings of ours: an installation may have what the shipped configuration has not. */
const CONFIGURED = /metrics collector config for kind: PrometheusMetric/;
/** The webhook takes lists without members, since it fills in a distribution first; no algorithm finds a value in them. */
const EMPTY = 'katib/feasible-space';
/** The path that upstream gives, and the field that exists. */
const SPELLED: Readonly<Record<string, string>> = { 'spec.trialTemplate.TrialSource': 'spec.trialTemplate' };

describe("Katib's webhook", () => {
  const ask = katib();
  test.each([
    ['pairs of the changes that our own tables make', () => pairs('katib' as never, 2500)],
    ['mutants of upstream examples', fromExamples],
    ['mutants of an experiment of each algorithm', fromAlgorithms],
    ['mutants of the job of a trial', fromJobs],
  ])('agrees on %s', (name, make) => {
    if (typeof ask === 'string') {
      console.log(`skipped: ${ask}`);
      return;
    }
    const objects = make().filter(({ kind }) => kind === 'Experiment');
    const result = compare(objects, ask(objects));
    const { misses, alarms, elsewhere, ...counts } = result;
    console.log(`${name}, ${objects.length} experiments: ${JSON.stringify(counts)}`);
    if (process.env.SHOW) console.log(JSON.stringify({ misses, alarms, elsewhere }, null, 1));
    expect(alarms).toEqual([]);
    expect(misses).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});

function fromExamples(): Json[] {
  if (!present) return [];
  const seen = new Set<string>();
  return examples()
    .filter(({ object }) => object.kind === 'Experiment')
    .flatMap(({ object }) => [object, ...mutants(object, '26.03', seen).map((mutant) => mutant.object)]);
}

function fromAlgorithms(): Json[] {
  return Object.entries(REQUIRED).flatMap(([algorithm, settings]) => {
    const object = experiment(algorithm, settings, {
      maxFailedTrialCount: 2,
      resumePolicy: 'Never',
      metricsCollectorSpec: {
        collector: { kind: 'File' },
        source: {
          fileSystemPath: { path: '/log', kind: 'File', format: 'TEXT' },
          filter: { metricsFormat: ['(\\w+)=(\\d+)'] },
        },
      },
    });
    return [object, ...mutants(object, '26.03').map((mutant) => mutant.object)];
  });
}

/** Jobs whose fields are changed, and each as the trial of an experiment. */
function fromJobs(): Json[] {
  const seen = new Set<string>();
  const pod = {
    restartPolicy: 'Never',
    hostNetwork: true,
    priorityClassName: 'p',
    serviceAccountName: 's',
    nodeSelector: { a: 'b' },
    imagePullSecrets: [{ name: 's' }],
    terminationGracePeriodSeconds: 3,
    automountServiceAccountToken: true,
    shareProcessNamespace: true,
    securityContext: { runAsUser: 1000, fsGroup: 1, supplementalGroups: [1] },
    tolerations: [{ key: 'gpu', operator: 'Equal', value: 'x', effect: 'NoSchedule', tolerationSeconds: 1 }],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }],
        },
      },
    },
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: 'c', readOnly: true } },
      { name: 'shm', emptyDir: { medium: 'Memory' } },
      { name: 'cm', configMap: { name: 'c', optional: true, items: [{ key: 'a', path: 'b', mode: 1 }] } },
      { name: 'sec', secret: { secretName: 's', optional: true, defaultMode: 1 } },
      { name: 'h', hostPath: { path: '/x', type: '' } },
      { name: 'n', nfs: { server: 's', path: '/', readOnly: true } },
    ],
    initContainers: [{ name: 'init', image: 'i', args: ['a'] }],
    containers: [
      {
        name: 'main',
        image: 'i',
        command: ['${trialParameters.x}'],
        args: ['a'],
        workingDir: '/w',
        imagePullPolicy: 'Always',
        stdin: true,
        tty: true,
        env: [
          { name: 'A', value: 'b' },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } },
        ],
        envFrom: [{ prefix: 'p', configMapRef: { name: 'c', optional: true } }],
        ports: [{ name: 'http', containerPort: 80, hostPort: 80, protocol: 'TCP' }],
        resources: { limits: { cpu: 1, memory: '1Gi' }, requests: { cpu: '1' } },
        volumeMounts: [{ name: 'data', mountPath: '/d', readOnly: true, subPath: 'x' }],
        securityContext: { privileged: true, runAsNonRoot: true, capabilities: { add: ['A'], drop: ['B'] } },
        livenessProbe: {
          httpGet: { path: '/', port: 80, scheme: 'HTTP' },
          initialDelaySeconds: 1,
          periodSeconds: 2,
          failureThreshold: 3,
          successThreshold: 1,
          timeoutSeconds: 1,
        },
      },
    ],
  };
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { labels: { a: 'b' }, annotations: { host: '' } },
    spec: {
      backoffLimit: 3,
      parallelism: 1,
      suspend: true,
      ttlSecondsAfterFinished: 5,
      completionMode: 'Indexed',
      completions: 1,
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'A', status: 'True' }] }] },
      template: { metadata: { labels: { b: '' }, annotations: { c: 'd' } }, spec: pod },
    },
  };
  // Zeros, empty lists and empty objects of every field, and what mutants are besides.
  const changed = [job as Json, ...zeros(job), ...mutants(job, '26.03', seen).map((mutant) => mutant.object)];
  return changed.flatMap((trialSpec) => {
    const object = experiment('random', {});
    const spec = object.spec as { trialTemplate: Json };
    spec.trialTemplate.trialSpec = trialSpec;
    // Fields of the job's own metadata that nobody knows are not looked at.
    return trialSpec.kind === 'Job' && !JSON.stringify(trialSpec).includes('labelsx') ? [object] : [];
  });
}

function zeros(object: Json): Json[] {
  const made: Json[] = [];
  const visit = (value: unknown, way: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, below] of Object.entries(value)) {
      const copy = JSON.parse(JSON.stringify(object)) as Json;
      let holder = copy;
      for (const step of way) holder = holder[step] as Json;
      const zero = { boolean: false, number: 0, string: '', object: Array.isArray(below) ? [] : {} };
      holder[key] = zero[typeof below as keyof typeof zero];
      if (JSON.stringify(copy).includes('${trialParameters.x}')) made.push(copy);
      visit(below, [...way, key]);
    }
  };
  visit(object, []);
  return made;
}

function compare(objects: readonly Json[], verdicts: readonly KatibVerdict[]) {
  const result = {
    bothRefuse: 0,
    bothAccept: 0,
    bySchema: 0,
    withoutValues: 0,
    misses: [] as string[],
    alarms: [] as string[],
    elsewhere: [] as string[],
  };
  for (const [i, object] of objects.entries()) {
    const { service, earlyStopping } = verdicts[i]!;
    const problems = verdicts[i]!.problems.filter(({ detail }) => !CONFIGURED.test(detail));
    const errors = validateManifests([object], { isolated: true }).filter(({ severity }) => severity === 'error');
    if (errors.some(({ rule }) => BEFORE.test(rule))) {
      result.bySchema++;
      continue;
    }
    const served = service === '' && earlyStopping === '';
    const ours = errors
      .filter(({ rule }) => !SERVICE.has(rule))
      .map((finding) => (finding.path === 'metadata.generateName' ? { ...finding, path: 'metadata.name' } : finding));
    const said = JSON.stringify(object.spec).slice(-700);
    for (const { path, detail } of problems) {
      const place = SPELLED[path] ?? path;
      if (place !== '' && !ours.some((finding) => finding.path === place || finding.path.startsWith(`${place}.`)))
        (ours.length === 0 ? result.misses : result.elsewhere).push(
          `${path} ${detail.slice(0, 200)}, ours ${ours.map((finding) => finding.path).join(', ')} - ${said}`,
        );
    }
    if (problems.length > 0) result.bothRefuse++;
    else if (ours.length > 0 && ours.every(({ rule }) => rule === EMPTY)) result.withoutValues++;
    else if (ours.length > 0) result.alarms.push(`${ours[0]!.path}: ${ours[0]!.message} - ${said}`);
    else if (!served && ours.length === errors.length) result.misses.push(`${service}${earlyStopping} - ${said}`);
    else if (served && errors.length > 0) result.alarms.push(`${errors[0]!.path}: ${errors[0]!.message} - ${said}`);
    else result.bothAccept++;
  }
  return result;
}
