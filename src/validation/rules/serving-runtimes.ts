import { SERVING_RUNTIMES } from '../shipped-runtimes';
import { at, list, record, records, text, word } from './read';
import { ruleSet } from './rule';

/** Whether the runtime that a model names, or any that KServe installs, serves its format. */
export const kserveModelFormat = ruleSet({
  sources: ['https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1beta1/predictor_model.go'],
  kinds: ['serving.kserve.io/v1beta1/InferenceService'],
  rules: { 'kserve/model-format': 'The runtime of a model serves its format.' },
  check: ({ object, find, report }) => {
    const model = record(at(object, 'spec', 'predictor', 'model'));
    const format = text(record(model.modelFormat).name);
    const runtime = text(model.runtime);
    if (format === '' || runtime === '') return;
    const path = 'spec.predictor.model.modelFormat.name';
    const found =
      find('ServingRuntime', text(at(object, 'metadata', 'namespace')), runtime) ??
      find('ClusterServingRuntime', '', runtime);
    const formats =
      found !== undefined
        ? records(at(found, 'spec', 'supportedModelFormats')).map(({ name }) => text(name))
        : Object.hasOwn(SERVING_RUNTIMES, runtime)
          ? list(SERVING_RUNTIMES[runtime]).map(word)
          : undefined;
    if (formats !== undefined && !formats.some((name) => name.toLowerCase() === format.toLowerCase())) {
      report(
        'kserve/model-format',
        path,
        `'${format}' is not served by runtime '${runtime}', which serves ${[...new Set(formats)].join(', ')}`,
      );
    }
  },
});
