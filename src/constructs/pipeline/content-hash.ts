import { createHash } from 'node:crypto';
import type { CompiledDefinition } from './definition';
import type { Json } from './ir';

/** Ten characters that change with what a pipeline does, and not with the version of the compiler. */
export function contentHash(definition: CompiledDefinition): string {
  const { sdkVersion, ...pipelineSpec } = definition.toIR();
  const content = { pipelineSpec, platformSpec: definition.toPlatformSpec() ?? null };
  return createHash('sha256')
    .update(sorted(content as unknown as Json))
    .digest('hex')
    .slice(0, 10);
}

/** JSON with its keys in order, so that equal content is equal text. */
function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as { readonly [key: string]: Json }).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
