import type { IConstruct } from 'constructs';
import { Problems } from './errors';
import { metadataShape } from './metadata';
import { checkProperties, type Shape } from './properties';
import { isRecord } from './values';

/**
 * The properties of a kind field for field, whose specification the release's schema judges at synth. Throws KubeflowError
 * where there are none, where `metadata` is none, or where one of `known` is not of its shape.
 */
export function exact<P extends object>(
  scope: IConstruct,
  id: string,
  props: P,
  known: Readonly<Record<string, Shape>> = {},
  required: readonly string[] = [],
): P {
  const problems = new Problems(scope, id);
  const { metadata, ...others } = isRecord(props) ? (props as Record<string, unknown>) : {};
  const any = Object.fromEntries(Object.keys(others).map((name) => [name, true as const]));
  checkProperties(problems, props, { ...any, ...known, metadata: metadataShape }, required);
  problems.throw();
  return props;
}
