import { shippedServingRuntimes } from '../shipped-runtimes';
import { at, record, records, text } from './read';
import { ruleSet } from './rule';

/** Whether the runtime that a model names, or any that KServe installs, serves its format. */
export const kserveModelFormat = ruleSet({
  sources: ['https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1beta1/predictor_model.go'],
  kinds: ['serving.kserve.io/v1beta1/InferenceService'],
  rules: { 'kserve/model-format': 'The runtime of a model serves its format.' },
  check: ({ object, find, release, report }) => {
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
        : shippedServingRuntimes(release)
            .get(runtime)
            ?.formats.map(({ name }) => name);
    if (formats !== undefined && !formats.some((name) => name.toLowerCase() === format.toLowerCase())) {
      report(
        'kserve/model-format',
        path,
        `'${format}' is not served by runtime '${runtime}', which serves ${[...new Set(formats)].join(', ')}`,
      );
    }
  },
});
