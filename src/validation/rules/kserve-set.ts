import type { Json } from '../finding';
import { shippedServingRuntimes } from '../shipped-runtimes';
import { at, list, number, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

function others(object: Json, ofKind: Subject['ofKind']): Json[] {
  const where = text(at(object, 'metadata', 'namespace'));
  return ofKind(text(object.kind)).filter(
    (other) =>
      text(at(other, 'metadata', 'namespace')) === where &&
      at(other, 'metadata', 'name') !== at(object, 'metadata', 'name'),
  );
}

/** What of a runtime decides whether another one comes between it and a model. */
interface Choice {
  readonly name: string;
  readonly multiModel: boolean;
  readonly protocols: readonly unknown[];
  readonly formats: readonly Json[];
}

function choiceOf(object: Json): Choice | undefined {
  const spec = record(object.spec);
  if (spec.disabled === true) return undefined;
  return {
    name: text(at(object, 'metadata', 'name')),
    multiModel: spec.multiModel === true,
    protocols: list(spec.protocolVersions),
    formats: records(spec.supportedModelFormats),
  };
}

function shipped(release: Subject['release']): Choice[] {
  return [...shippedServingRuntimes(release)]
    .filter(([, { disabled }]) => disabled !== true)
    .map(([name, { multiModel, protocols, formats }]) => ({
      name,
      multiModel: multiModel === true,
      protocols,
      formats: formats.map((format) => ({ ...format })),
    }));
}

/** What KServe's webhooks demand of runtimes beside each other. */
export const kserveRuntimeSet = ruleSet({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/webhook/admission/servingruntime/servingruntime_webhook.go',
  ],
  kinds: ['serving.kserve.io/v1alpha1/ServingRuntime', 'serving.kserve.io/v1alpha1/ClusterServingRuntime'],
  rules: {
    'kserve/runtime-conflict': 'Of runtimes that are chosen for one format and protocol each has its own priority.',
  },
  check: ({ object, release, report, ofKind }) => {
    const mine = choiceOf(object);
    if (mine === undefined) return;
    const beside = others(object, ofKind);
    for (const other of beside)
      tell(mine, choiceOf(other), (path, message) => report('kserve/runtime-conflict', path, message));
    if (object.kind !== 'ClusterServingRuntime') return;
    // Those of the release may be installed in another shape, or not at all.
    for (const other of shipped(release)) {
      if (other.name === mine.name || beside.some((one) => at(one, 'metadata', 'name') === other.name)) continue;
      tell(mine, other, (path, message) => report('kserve/runtime-conflict', path, message, 'warning'));
    }
  },
});

function tell(mine: Choice, other: Choice | undefined, report: (path: string, message: string) => void): void {
  if (other === undefined || mine.multiModel !== other.multiModel) return;
  if (!mine.protocols.some((protocol) => other.protocols.includes(protocol))) return;
  for (const [i, format] of mine.formats.entries()) {
    const priority = number(format.priority);
    if (format.autoSelect !== true || priority === undefined) continue;
    const same = other.formats.some(
      (one) =>
        one.autoSelect === true &&
        number(one.priority) === priority &&
        text(one.name).toLowerCase() === text(format.name).toLowerCase() &&
        (one.version ?? undefined) === (format.version ?? undefined),
    );
    if (!same) continue;
    const shown = `'${text(format.name)}'${typeof format.version === 'string' ? ` version '${format.version}'` : ''}`;
    report(
      `spec.supportedModelFormats[${i}].priority`,
      `${priority} of ${shown} is the priority of runtime '${other.name}' too, of which both are chosen automatically`,
    );
  }
}

/** What KServe's webhook demands of models that nodes keep. */
export const kserveModelCache = ruleSet({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/webhook/admission/localmodelcache/local_model_cache_validation.go',
  ],
  kinds: ['serving.kserve.io/v1alpha1/LocalModelCache'],
  rules: { 'kserve/model-cache-source': 'A model is kept by one cache.' },
  check: ({ object, report, ofKind }) => {
    const uri = text(at(object, 'spec', 'sourceModelUri'));
    const other = others(object, ofKind).find((one) => at(one, 'spec', 'sourceModelUri') === uri);
    if (uri !== '' && other !== undefined) {
      const name = text(at(other, 'metadata', 'name'));
      report(
        'kserve/model-cache-source',
        'spec.sourceModelUri',
        `'${uri}' is kept by LocalModelCache '${name}' already`,
      );
    }
  },
});
