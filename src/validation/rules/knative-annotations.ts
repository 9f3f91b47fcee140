import { Quantity } from '../../core/units';
import { goDurationSeconds } from '../formats';
import type { Fields, Knative } from './knative-rules';
import { goFloat, word } from './read';

const KPA = 'kpa.autoscaling.knative.dev';
const HPA = 'hpa.autoscaling.knative.dev';
export const GROUP = 'autoscaling.knative.dev';
const INT32 = 2 ** 31 - 1;

const NETWORKING = 'networking.knative.dev';
const OF_REVISIONS = new Set(
  'ingress.class ingress-class certificate.class certificate-class disableAutoTLS disable-auto-tls disable-external-domain-tls httpOption http-protocol'
    .split(' ')
    .map((key) => `${NETWORKING}/${key}`),
);

/** Annotations for the network on the template of revisions. Fact: knative.dev/networking pkg/apis/networking. */
export function checkNetworking({ report, release }: Knative, annotations: Fields, path: string): void {
  // Knative 1.16 does not look at them.
  if (release !== '26.03') return;
  for (const key of Object.keys(annotations))
    if (key.startsWith(NETWORKING) && !OF_REVISIONS.has(key))
      report('knative/networking-annotations', path, `has '${key}', none of ${[...OF_REVISIONS].join(', ')}`);
}

/** Annotations have an older spelling each; the newer one is looked at first. */
const SPELLINGS: Record<string, readonly string[]> = Object.fromEntries(
  [
    'class',
    'metric',
    'min-scale',
    'max-scale',
    'initial-scale',
    'activation-scale',
    'scale-down-delay',
    'window',
    'target',
    'target-utilization-percentage',
    'target-burst-capacity',
    'panic-window-percentage',
    'panic-threshold-percentage',
    'scale-to-zero-pod-retention-period',
    'metric-aggregation-algorithm',
  ].map((key) => [key, [`${GROUP}/${key}`, `${GROUP}/${key.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())}`]]),
);

function isQuantity(amount: string): boolean {
  try {
    Quantity.parse(amount);
    return true;
  } catch {
    return false;
  }
}

export function checkAnnotations({ report }: Knative, annotations: Fields, path: string): void {
  const read = (key: string): { readonly key: string; readonly value: string } | undefined => {
    const found = SPELLINGS[key]!.find((spelling) => typeof annotations[spelling] === 'string');
    return found === undefined ? undefined : { key: found, value: word(annotations[found]) };
  };
  const bad = (key: string, message: string) => report('knative/autoscaling-annotations', `${path}.${key}`, message);
  const percentage = ['resource-percentage', 'resourcePercentage']
    .map((key) => `queue.sidecar.serving.knative.dev/${key}`)
    .find((key) => typeof annotations[key] === 'string');
  if (percentage !== undefined) {
    const share = goFloat(word(annotations[percentage]));
    if (share === undefined || share < 0.1 || share > 100) {
      bad(percentage, `'${word(annotations[percentage])}' must be a number from 0.1 to 100`);
    }
  }
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
    for (const kind of ['request', 'limit']) {
      const key = `queue.sidecar.serving.knative.dev/${resource}-resource-${kind}`;
      const amount = annotations[key];
      if (typeof amount === 'string' && !isQuantity(amount)) bad(key, `'${amount}' is no quantity`);
    }
  }
  const scaler = read('class');
  if (scaler?.value.endsWith(GROUP) && scaler.value !== KPA && scaler.value !== HPA)
    bad(scaler.key, `'${scaler.value}' is neither ${KPA} nor ${HPA}`);
  const whole = (key: string): number => {
    const found = read(key);
    if (found === undefined) return 0;
    const amount = /^[-+]?\d{1,18}$/.test(found.value) ? Number(found.value) : undefined;
    if (amount === undefined || amount < 0 || amount > INT32) {
      bad(found.key, `'${found.value}' must be a whole number from 0 to ${INT32}`);
      return 0;
    }
    return amount;
  };
  const min = whole('min-scale');
  const max = whole('max-scale');
  if (max !== 0 && max < min) bad(read('max-scale')!.key, `${max} is less than min-scale, ${min}`);
  const activation = read('activation-scale');
  if (activation !== undefined) {
    const amount = /^[-+]?\d{1,9}$/.test(activation.value) ? Number(activation.value) : undefined;
    if (amount === undefined) bad(activation.key, `'${activation.value}' must be a whole number`);
    else if (min > amount) bad(activation.key, `${amount} is less than min-scale, ${min}`);
    else if (max < amount && max !== 0) bad(activation.key, `${amount} is more than max-scale, ${max}`);
    else if (amount < 2) bad(activation.key, `${amount} must be more than 1`);
  }
  const float = (key: string, fits: (amount: number) => boolean, range: string) => {
    const found = read(key);
    const amount = found === undefined ? undefined : goFloat(found.value);
    if (found !== undefined && (amount === undefined || !fits(amount)))
      bad(found.key, `'${found.value}' must be a number ${range}`);
  };
  float('panic-window-percentage', (a) => !(a < 1 || a > 100), 'from 1 to 100');
  float('panic-threshold-percentage', (a) => !(a < 110 || a > 1000), 'from 110 to 1000');
  float('target', (a) => !(a < 0.01), 'of at least 0.01');
  float('target-utilization-percentage', (a) => !(a < 1 || a > 100), 'from 1 to 100');
  float('target-burst-capacity', (a) => !(a < 0 && a !== -1), 'of at least 0, or -1');
  const duration = (key: string, least: number, wholeSeconds: boolean) => {
    const found = read(key);
    if (found === undefined) return;
    const seconds = goDurationSeconds(found.value);
    if (seconds === undefined || seconds < least || seconds > 3600)
      bad(found.key, `'${found.value}' must be a duration from ${least}s to 1h`);
    else if (wholeSeconds && !Number.isInteger(seconds)) bad(found.key, `'${found.value}' must be whole seconds`);
  };
  duration('window', 6, true);
  duration('scale-to-zero-pod-retention-period', 0, false);
  duration('scale-down-delay', 0, true);
  const metric = read('metric');
  const now = scaler?.value ?? KPA;
  if (metric !== undefined && now === KPA && metric.value !== 'concurrency' && metric.value !== 'rps')
    bad(metric.key, `'${metric.value}' is neither concurrency nor rps`);
  if (metric !== undefined && now === HPA && metric.value === '') bad(metric.key, 'may not be empty');
  const algorithm = read('metric-aggregation-algorithm');
  if (
    scaler?.value === KPA &&
    algorithm?.value &&
    !['linear', 'weightedExponential', 'weighted-exponential'].includes(algorithm.value)
  ) {
    bad(algorithm.key, `'${algorithm.value}' is neither linear nor weighted-exponential`);
  }
  const initial = read('initial-scale');
  if (initial !== undefined && !(/^\+?\d{1,9}$/.test(initial.value) && Number(initial.value) > 0))
    bad(initial.key, `'${initial.value}' must be a whole number more than 0`);
  const deadline = annotations['serving.knative.dev/progress-deadline'];
  if (typeof deadline === 'string' && deadline !== '') {
    const seconds = goDurationSeconds(deadline);
    if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0)
      bad('serving.knative.dev/progress-deadline', `'${deadline}' must be a duration of whole seconds`);
  }
}
