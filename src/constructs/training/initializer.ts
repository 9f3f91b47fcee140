import { envVars } from '../../core/environment';
import type { KubeflowRelease } from '../../core/release';
import { defined, definedOrNone, InvalidValue, shown, within } from '../../core/values';
import type { Asset, AssetUri, RuntimeJob } from './props';
import { type RuntimeFacts, runtimeFacts, shippedRuntimes } from './runtimes';
import type { TrainJobSpec } from './specs';

type Initializer = NonNullable<TrainJobSpec['initializer']>;

/** Jobs that load the data set and the model before training. Throws where the runtime has none. */
export function initializer(
  props: Pick<RuntimeJob, 'dataset' | 'model'>,
  runtime: string,
  facts: RuntimeFacts | undefined,
  release: KubeflowRelease,
): Initializer | undefined {
  for (const kind of ['dataset', 'model'] as const) {
    const job = `${kind}-initializer`;
    if (props[kind] === undefined || facts === undefined || facts.jobs.includes(job)) continue;
    const able = shippedRuntimes(release).filter((name) => runtimeFacts(name)!.jobs.includes(job));
    throw new InvalidValue(
      `${kind} needs a runtime with the job '${job}', '${runtime}' has none: ${able.length > 0 ? able.join(', ') : 'no shipped one'} has`,
    );
  }
  return definedOrNone<Initializer>({
    dataset: props.dataset === undefined ? undefined : within('dataset', () => asset(props.dataset!)),
    model: props.model === undefined ? undefined : within('model', () => asset(props.model!)),
  });
}

/** Schemes of the initializers. Source: kubeflow/trainer pkg/initializers/types/types.py. */
const SCHEMES = ['hf', 's3', 'cache'];

/** Throws InvalidValue for what the initializers do not load. */
export function checkAssetUri(uri: unknown): void {
  const scheme = typeof uri === 'string' ? /^([a-z0-9+]+):\/\/\S+$/.exec(uri)?.[1] : undefined;
  if (scheme === undefined) throw new InvalidValue(`${shown(uri)} is no URI, write 'hf://...' or 's3://...'`);
  if (!SCHEMES.includes(scheme))
    throw new InvalidValue(
      `${shown(uri)} cannot be loaded, the initializers read ${SCHEMES.map((s) => `${s}://`).join(', ')}`,
    );
}

function asset(given: AssetUri | Asset): NonNullable<Initializer['model']> {
  const { uri, env, secret } = typeof given === 'string' ? { uri: given, env: undefined, secret: undefined } : given;
  return defined({
    storageUri: uri,
    env: env && envVars(env),
    secretRef: secret === undefined ? undefined : { name: secret },
  });
}
