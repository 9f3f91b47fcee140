import { given, list, number, record } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'kserve/llm-router': 'Routes and gateways of a model are both managed or both given.',
  'kserve/llm-parallelism': 'Workers go with data or pipeline parallelism, not with both, of positive sizes.',
} as const;

type Ids = keyof typeof rules;

/** What KServe's webhook demands of a large language model. */
export const kserveLlm = ruleSet<Ids>({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/controller/v1alpha1/llmisvc/validation/llminferenceservice_validator.go',
  ],
  kinds: ['serving.kserve.io/v1alpha1/LLMInferenceService'],
  rules,
  check: (subject) => {
    const spec = record(subject.object.spec);
    checkRouter(subject, record(spec.router));
    checkParallelism(subject, 'spec', spec);
    if (given(spec.prefill)) checkParallelism(subject, 'spec.prefill', record(spec.prefill));
  },
});

export const kserveLlmConfig = ruleSet({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/controller/v1alpha1/llmisvc/validation/config_validator.go',
  ],
  kinds: ['serving.kserve.io/v1alpha1/LLMInferenceServiceConfig'],
  rules: { 'kserve/llm-config-base': 'A configuration has no base of its own.' },
  check: ({ object, report }) => {
    if (list(record(object.spec).baseRefs).length > 0)
      report('kserve/llm-config-base', 'spec.baseRefs', 'must be left out: configurations do not build on others');
  },
});

function checkRouter({ report }: Subject<Ids>, router: Record<string, unknown>): void {
  if (!given(router.route)) return;
  const rule = 'kserve/llm-router';
  const route = record(router.route);
  const gateway = given(router.gateway) ? record(router.gateway) : undefined;
  if (!given(route.http)) {
    if (gateway !== undefined && given(gateway.refs))
      report(
        rule,
        'spec.router.gateway.refs',
        'do not go with a managed route: give route.http.refs, or leave the refs out',
      );
    return;
  }
  const http = record(route.http);
  const refs = list(http.refs).length > 0;
  if (refs && given(http.spec))
    report(rule, 'spec.router.route.http', 'has refs and spec, only one of them is possible');
  if (refs && gateway !== undefined && list(gateway.refs).length === 0)
    report(
      rule,
      'spec.router.route.http.refs',
      'do not go with a managed gateway: give gateway.refs, or leave the refs out',
    );
  if (given(http.spec) && gateway !== undefined && list(gateway.refs).length > 0)
    report(rule, 'spec.router.route.http.spec', 'does not go with gateway.refs: leave one of them out');
}

function checkParallelism({ report }: Subject<Ids>, path: string, workload: Record<string, unknown>): void {
  const rule = 'kserve/llm-parallelism';
  const worker = given(workload.worker);
  const needs = 'needs parallelism.data or parallelism.pipeline beside it';
  if (!given(workload.parallelism)) {
    if (worker) report(rule, `${path}.worker`, needs);
    return;
  }
  const { data, dataLocal, pipeline } = record(workload.parallelism);
  const below = `${path}.parallelism`;
  const positive = (value: unknown) => (number(value) ?? 0) > 0;
  const byData = positive(data) || positive(dataLocal);
  if (worker && !byData && !positive(pipeline)) report(rule, `${path}.worker`, needs);
  if (byData && positive(pipeline)) report(rule, below, 'has pipeline and data, only one of them is possible');
  if (given(data) && !given(dataLocal)) report(rule, `${below}.dataLocal`, 'is required beside data');
  if (given(dataLocal) && !given(data)) report(rule, `${below}.data`, 'is required beside dataLocal');
  for (const [field, value] of Object.entries({ pipeline, data, dataLocal })) {
    const size = number(value);
    if (size !== undefined && size <= 0) report(rule, `${below}.${field}`, `${size} is not more than 0`);
  }
}
