import type { TrialManifest } from '../../core/trial';
import { InvalidValue, isRecord } from '../../core/values';
import type { Param } from './space';

/** A value that Katib fills in for each trial. */
class TrialValue implements Param<never> {
  constructor(
    readonly name: string,
    /** What of the experiment or trial it stands for. */
    readonly reference: string,
  ) {}

  toString(): string {
    return `\${trialParameters.${this.name}}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** What is known of a trial beside its parameters. */
export interface TrialMeta {
  readonly name: Param<string>;
  readonly namespace: Param<string>;
  readonly kind: Param<string>;
  readonly apiVersion: Param<string>;
  /** A label that the trial's own metadata has. */
  label(key: string): Param<string>;
  /** An annotation that the trial's own metadata has. */
  annotation(key: string): Param<string>;
}

/** Every value that a trial template may use, and those that it does. */
export class Placeholders {
  readonly #byName = new Map<string, TrialValue>();
  readonly params: Readonly<Record<string, Param<never>>>;
  readonly meta: TrialMeta;

  /** @param what to call the parameters in errors */
  constructor(names: readonly string[], what: string) {
    for (const name of names) this.#add(name, name);
    const known = Object.fromEntries([...this.#byName]);
    this.params = new Proxy(known, {
      get: (target, key) => {
        if (typeof key !== 'string' || key in target) return target[key as string];
        throw new InvalidValue(`trial uses '${key}', which is not in ${what}: ${names.join(', ')}`);
      },
    });
    const meta = (name: string, reference: string): Param<string> =>
      this.#byName.get(name) ?? this.#add(name, `\${trialSpec.${reference}}`);
    const once = this;
    this.meta = {
      get name() {
        return meta(once.#free('trialName'), 'Name');
      },
      get namespace() {
        return meta(once.#free('trialNamespace'), 'Namespace');
      },
      get kind() {
        return meta(once.#free('trialKind'), 'Kind');
      },
      get apiVersion() {
        return meta(once.#free('trialAPIVersion'), 'APIVersion');
      },
      label: (key) => meta(this.#free(`trialLabel-${key}`), `Labels[${key}]`),
      annotation: (key) => meta(this.#free(`trialAnnotation-${key}`), `Annotations[${key}]`),
    };
  }

  /** Katib's list of what the trial uses. Throws where it uses what is not there, or leaves out what is searched. */
  trialParameters(
    manifest: TrialManifest,
    searched: readonly string[],
    what: string,
  ): { name: string; reference: string }[] {
    const template = JSON.stringify(manifest);
    const used = new Set([...template.matchAll(/\$\{trialParameters\.(.+?)\}/g)].map(([, name]) => name!));
    const undeclared = [...used].filter((name) => !this.#byName.has(name));
    if (undeclared.length > 0) {
      throw new InvalidValue(`trial uses ${undeclared.join(', ')}, which is not in ${what}: ${searched.join(', ')}`);
    }
    const unused = searched.filter((name) => !used.has(name));
    if (unused.length > 0) {
      throw new InvalidValue(
        `trial does not use ${unused.join(', ')}, and Katib fails trials that leave a parameter out: use it, or take it out of ${what}`,
      );
    }
    const parameters = [...this.#byName.values()].filter(({ name }) => used.has(name));
    for (const { reference } of parameters) checkMetadata(reference, manifest);
    return parameters.map(({ name, reference }) => ({ name, reference }));
  }

  #add(name: string, reference: string): TrialValue {
    const value = new TrialValue(name, reference);
    this.#byName.set(name, value);
    return value;
  }

  /** A name for a trial's own data that no parameter has. */
  #free(name: string): string {
    const taken = this.#byName.get(name);
    return taken === undefined || taken.reference.startsWith('${trialSpec.') ? name : this.#free(`${name}-`);
  }
}

function checkMetadata(reference: string, { metadata }: TrialManifest): void {
  const [, field, key] = /^\$\{trialSpec\.(Labels|Annotations)\[(.+)\]\}$/.exec(reference) ?? [];
  if (key === undefined) return;
  const of = field === 'Labels' ? 'labels' : 'annotations';
  if (metadata?.[of]?.[key] === undefined) {
    throw new InvalidValue(
      `trial uses its ${field === 'Labels' ? 'label' : 'annotation'} '${key}', which metadata.${of} of the trial does not have`,
    );
  }
}

/** The same value with every placeholder in it written out. */
export function writtenOut<T>(value: T): T {
  if (value instanceof TrialValue) return value.toString() as T;
  if (Array.isArray(value)) return value.map(writtenOut) as T;
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .map(([key, v]) => [key, writtenOut(v)]),
    ) as T;
  return value;
}
