import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, place, type Source } from './judge';

type Json = Record<string, unknown>;

/** Where a validating function begins, and what is written down of what it is given. */
interface Mark {
  readonly file: string;
  /** Begins the line of the function's signature. */
  readonly at: string;
  readonly record: string;
}

interface Recorded {
  /** File of `recorders/`. */
  readonly recorder: 'istio' | 'plain';
  /** Packages, by folder, whose unit tests are run. */
  readonly packages: readonly string[];
  readonly marks: readonly Mark[];
}

const VALIDATION = 'pkg/config/validation';
const http = (signature: string, set: string, only = false): Mark => ({
  file: `${VALIDATION}/validation.go`,
  at: `func ${signature}(`,
  record: `record${only ? 'Only' : 'Route'}(func(h *networking.HTTPRoute) { ${set} })`,
});
const policy = (signature: string, fields: string): Mark => ({
  file: `${VALIDATION}/validation.go`,
  at: `func ${signature}(`,
  record: `recordPolicy(&networking.TrafficPolicy{${fields}})`,
});

const ISTIO: Recorded = {
  recorder: 'istio',
  packages: [VALIDATION],
  marks: [
    {
      file: `${VALIDATION}/validation.go`,
      at: 'func RegisterValidateFunc(',
      record: 'given := f; f = func(c config.Config) (Warning, error) { recordConfig(name, c); return given(c) }',
    },
    {
      file: `${VALIDATION}/validation.go`,
      at: 'func validateServer(',
      record: 'if server != nil { recordServer(server) }',
    },
    {
      file: `${VALIDATION}/validation.go`,
      at: 'func validateServerPort(',
      record: 'recordServer(&networking.Server{Hosts: []string{"a.example.com"}, Port: port, Bind: bind})',
    },
    {
      file: `${VALIDATION}/validation.go`,
      at: 'func validateTLSOptions(',
      record:
        'recordServer(&networking.Server{Hosts: []string{"a.example.com"}, Port: &networking.Port{Number: 443, Name: "https", Protocol: "HTTPS"}, Tls: tls})',
    },
    http('validateCORSPolicy', 'h.CorsPolicy = policy'),
    http('validateHTTPFaultInjectionAbort', 'h.Fault = &networking.HTTPFaultInjection{Abort: abort}'),
    http('validateHTTPFaultInjectionDelay', 'h.Fault = &networking.HTTPFaultInjection{Delay: delay}'),
    http('validateHTTPRetry', 'h.Retries = retries'),
    http('validateHTTPRewrite', 'h.Rewrite = rewrite'),
    http('validateURIRegexRewrite', 'h.Rewrite = &networking.HTTPRewrite{UriRegexRewrite: regexRewrite}'),
    http('validateHTTPRedirect', 'h.Redirect = redirect', true),
    http('validateHTTPDirectResponse', 'h.DirectResponse = directResponse', true),
    http('validateDestination', 'h.Route = []*networking.HTTPRouteDestination{{Destination: destination}}', true),
    http('validateHTTPRouteDestinations', 'h.Route = weights', true),
    http(
      'ValidateHTTPHeaderValue',
      'h.Headers = &networking.Headers{Request: &networking.Headers_HeaderOperations{Set: map[string]string{"x-a": value}}}',
    ),
    http(
      'ValidateHTTPHeaderOperationName',
      'h.Headers = &networking.Headers{Request: &networking.Headers_HeaderOperations{Remove: []string{name}}}',
    ),
    http('ValidateCORSHTTPHeaderName', 'h.CorsPolicy = &networking.CorsPolicy{AllowHeaders: []string{name}}'),
    {
      file: `${VALIDATION}/validation.go`,
      at: 'func validateTrafficPolicy(',
      record: 'if policy != nil { recordPolicy(policy) }',
    },
    policy('validateConnectionPool', 'ConnectionPool: settings'),
    policy('validateLoadBalancer', 'LoadBalancer: settings, OutlierDetection: outlier'),
    policy('validateOutlierDetection', 'OutlierDetection: outlier'),
    { file: `${VALIDATION}/virtualservice.go`, at: 'func validateHTTPRoute(', record: 'recordHTTP(http)' },
    { file: `${VALIDATION}/validation_istiod.go`, at: 'func validateTelemetryFilter(', record: 'recordFilter(filter)' },
  ],
};

const KNATIVE_V1 = 'pkg/apis/serving/v1';
const knative = (kind: string, variable: string): Mark => ({
  file: `${KNATIVE_V1}/${kind.toLowerCase()}_validation.go`,
  at: `func (${variable} *${kind}) Validate(`,
  record: `recordObject("${kind}", "serving.knative.dev/v1", ${variable})`,
});

const KNATIVE: Recorded = {
  recorder: 'plain',
  packages: [KNATIVE_V1, 'pkg/apis/serving'],
  marks: [
    knative('Service', 's'),
    knative('Configuration', 'c'),
    knative('Revision', 'r'),
    knative('Route', 'r'),
    {
      file: `${KNATIVE_V1}/revision_validation.go`,
      at: 'func (rts *RevisionTemplateSpec) Validate(',
      record: 'recordPart("Service", "serving.knative.dev/v1", rts, "template")',
    },
    {
      file: `${KNATIVE_V1}/revision_validation.go`,
      at: 'func (rs *RevisionSpec) Validate(',
      record: 'recordPart("Service", "serving.knative.dev/v1", rs, "template", "spec")',
    },
    {
      file: 'pkg/apis/serving/k8s_validation.go',
      at: 'func ValidatePodSpec(',
      record: 'recordPart("Service", "serving.knative.dev/v1", ps, "template", "spec")',
    },
  ],
};

const KSERVE: Recorded = {
  recorder: 'plain',
  packages: ['pkg/apis/serving/v1beta1', 'pkg/apis/serving/v1alpha1'],
  marks: [
    {
      file: 'pkg/apis/serving/v1beta1/inference_service_validation.go',
      at: 'func validateInferenceService(',
      record: 'recordObject("InferenceService", "serving.kserve.io/v1beta1", isvc)',
    },
    ...[
      ['InferenceGraph', 'inference_graph_validation.go'],
      ['TrainedModel', 'trainedmodel_webhook.go'],
    ].map(([kind, file]) => ({
      file: `pkg/apis/serving/v1alpha1/${file}`,
      at: `func (v *${kind}Validator) ValidateCreate(`,
      record: `recordObject("${kind}", "serving.kserve.io/v1alpha1", obj)`,
    })),
  ],
};

const kueue = (file: string, signature: string, kind: string, variable: string, guard = 'true'): Mark => ({
  file: `pkg/webhooks/${file}_webhook.go`,
  at: `func ${signature}(`,
  record: `if ${guard} { recordObject("${kind}", "kueue.x-k8s.io/v1beta2", ${variable}) }`,
});

const KUEUE: Recorded = {
  recorder: 'plain',
  packages: ['pkg/webhooks'],
  marks: [
    kueue('clusterqueue', 'validateClusterQueueSpec', 'ClusterQueue', 'cq'),
    kueue('resourceflavor', 'ValidateResourceFlavor', 'ResourceFlavor', 'rf'),
    kueue('workload', 'ValidateWorkload', 'Workload', 'obj', 'oldObj == nil'),
  ],
};

const RECORDED = { istio: ISTIO, knative: KNATIVE, kserve: KSERVE, kueue: KUEUE } as const;

/** The objects that a project's own unit tests validate; a sentence where its source cannot be had. */
export function unitCases(project: keyof typeof RECORDED, source: Source): Json[] | string {
  const { recorder, packages, marks } = RECORDED[project];
  const folder = join(tmpdir(), `kubeflow-cdk-recorder-${project}-${source.version}`);
  const file = join(folder, 'recorded.jsonl');
  try {
    if (!existsSync(file)) {
      rmSync(folder, { recursive: true, force: true });
      place(source, folder);
      mark(folder, recorder, packages, marks);
      for (const name of packages) {
        const args = ['test', '-mod=mod', `./${name}`];
        // Some tests compare what the recording functions change, such as the number of calls: what they saw counts.
        execFileSync('go', args, { cwd: folder, env: { ...environment, RECORD: `${file}.part` }, stdio: 'ignore' });
      }
      writeFileSync(file, readFileSync(`${file}.part`));
    }
  } catch (error) {
    if (!existsSync(`${file}.part`))
      return `the unit tests of ${project} cannot be run: ${String(error).slice(0, 200)}`;
    writeFileSync(file, readFileSync(`${file}.part`));
  }
  const lines = new Set(readFileSync(file, 'utf8').trim().split('\n'));
  return [...lines].map((line) => {
    // Nobody creates a status.
    const { status: _, ...object } = JSON.parse(line) as Json;
    return object;
  });
}

function mark(folder: string, recorder: string, packages: readonly string[], marks: readonly Mark[]): void {
  const text = readFileSync(join(__dirname, 'recorders', `${recorder}.go`), 'utf8');
  for (const name of packages) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(
      join(folder, name, 'zz_record.go'),
      text.replace('package PACKAGE', `package ${name.split('/').at(-1)}`),
    );
  }
  for (const { file, at, record } of marks) {
    const path = join(folder, file);
    const code = readFileSync(path, 'utf8');
    const start = code.indexOf(at);
    if (start < 0) throw new Error(`${file} has no '${at}'`);
    // The signature may have several lines, and ends with the brace of the body.
    const body = code.indexOf('{\n', start) + 2;
    writeFileSync(path, `${code.slice(0, body)}${record}\n${code.slice(body)}`);
  }
}
