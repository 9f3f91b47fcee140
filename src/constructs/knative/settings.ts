import { type DurationLike, goDuration, milliseconds } from '../../core/duration';
import type { RequestAndLimit } from '../../core/resources';
import { type BytesLike, bytes, type CpuLike, cpu } from '../../core/units';
import { InvalidValue, isRecord, within } from '../../core/values';

/** A ConfigMap's data. */
export type Data = Record<string, string>;

/** One setting after the other, each under its key; what is not said stays out, and Knative's default holds. */
export class Settings {
  readonly data: Data = {};

  text(key: string, value: string | undefined): this {
    if (value !== undefined) this.data[key] = value;
    return this;
  }

  flag(key: string, value: boolean | undefined): this {
    return this.text(key, value === undefined ? undefined : String(value));
  }

  /** `enabled` or `disabled`, as the newer keys say it. */
  enabled(key: string, value: boolean | undefined): this {
    return this.text(key, value === undefined ? undefined : value ? 'enabled' : 'disabled');
  }

  number(
    key: string,
    value: number | undefined,
    range: { least?: number; most?: number; above?: number; whole?: boolean } = {},
  ): this {
    if (value === undefined) return this;
    const {
      least = Number.NEGATIVE_INFINITY,
      most = Number.POSITIVE_INFINITY,
      above = Number.NEGATIVE_INFINITY,
      whole,
    } = range;
    if (
      !Number.isFinite(value) ||
      value < least ||
      value > most ||
      value <= above ||
      (whole && !Number.isInteger(value))
    ) {
      const bounds = [
        whole ? 'a whole number' : 'a number',
        ...(range.least === undefined ? [] : [`at least ${least}`]),
        ...(range.above === undefined ? [] : [`above ${above}`]),
        ...(range.most === undefined ? [] : [`at most ${most}`]),
      ];
      throw new InvalidValue(`${key} ${value} must be ${bounds.join(', ')}`);
    }
    this.data[key] = String(value);
    return this;
  }

  /** In whole seconds where Knative wants those. */
  duration(
    key: string,
    value: DurationLike | undefined,
    range: { least?: number; most?: number; whole?: boolean } = {},
  ): this {
    if (value === undefined) return this;
    const ms = within(key, () => milliseconds(value));
    const { least = 0, most = Number.POSITIVE_INFINITY, whole = true } = range;
    if (ms < least * 1000 || ms > most * 1000 || (whole && ms % 1000 !== 0)) {
      const upper = most === Number.POSITIVE_INFINITY ? '' : ` to ${most}s`;
      throw new InvalidValue(
        `${key} '${goDuration(value)}' must be ${whole ? 'whole seconds ' : ''}from ${least}s${upper}`,
      );
    }
    this.data[key] = goDuration(value);
    return this;
  }

  cpu(prefix: string, value: RequestAndLimit<CpuLike> | undefined): this {
    return this.#pair(`${prefix}-cpu`, value, cpu);
  }

  memory(prefix: string, value: RequestAndLimit<BytesLike> | undefined): this {
    return this.#pair(`${prefix}-memory`, value, bytes);
  }

  storage(prefix: string, value: RequestAndLimit<BytesLike> | undefined): this {
    return this.#pair(`${prefix}-ephemeral-storage`, value, bytes);
  }

  #pair<T>(prefix: string, value: RequestAndLimit<T> | undefined, spell: (value: T) => string): this {
    if (value === undefined) return this;
    const pair = isRecord(value) && ('request' in value || 'limit' in value) ? value : { request: value, limit: value };
    for (const side of ['request', 'limit'] as const) {
      const said = pair[side] as T | undefined;
      if (said !== undefined) this.data[`${prefix}-${side}`] = within(`${prefix}-${side}`, () => spell(said));
    }
    return this;
  }
}
