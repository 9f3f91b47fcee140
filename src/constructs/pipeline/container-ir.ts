import { gpuClaim } from '../../core/gpu';
import type { RequestAndLimit } from '../../core/resources';
import { bytes, cpu, Quantity } from '../../core/units';
import { InvalidValue, isRecord, within } from '../../core/values';
import { type Channel, fullName, injectedName } from './channel';
import type { ContainerImplementation } from './component-spec';
import { channel, channelsIn, replaceChannels } from './context';
import type { ContainerIR, Json } from './ir';
import type { TaskOptions } from './task-options';

/** How a program reads a channel that the compiler has added to its inputs. */
export function injectedPlaceholder(c: Channel): string {
  return `{{$.inputs.parameters['${injectedName(fullName(c))}']}}`;
}

/** Settings of a container that only the run knows, by the input that carries each. */
export function runtimeSettings(options: TaskOptions): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const add = (name: string, value: unknown) => {
    if (channelsIn(value).length > 0) found[name] = `${value}`;
  };
  const cpuPair = pair(options.cpu);
  const memoryPair = pair(options.memory);
  add('cpu_request', cpuPair.request);
  add('cpu_limit', cpuPair.limit);
  add('memory_request', memoryPair.request);
  add('memory_limit', memoryPair.limit);
  add('accelerator_type', options.accelerator?.type);
  add('accelerator_count', options.accelerator?.count);
  add('base_image', options.image);
  return found;
}

/** The container of one task. Throws InvalidValue. Upstream: sdk/python/kfp/compiler/pipeline_spec_builder.py. */
export function containerIR(container: ContainerImplementation, options: TaskOptions): ContainerIR {
  const ir: ContainerIR = { image: placeholderOr(options.image ?? container.image) };
  if (container.command.length > 0) ir.command = [...container.command];
  if (container.args.length > 0) ir.args = [...container.args];
  const claim = options.gpu === undefined ? undefined : within('gpu', () => gpuClaim(options.gpu!));
  /** A fabric's variables only help where its adapters come along, which the IR cannot ask for. */
  const fabric = claim?.extended === undefined || Object.keys(claim.extended).length === 0 ? claim?.env : undefined;
  const env = Object.entries({ ...fabric, ...container.env, ...options.env });
  if (env.length > 0) {
    ir.env = env.map(([name, value]) => {
      if (typeof value !== 'string') throw new InvalidValue(`env ${name} is not a text`);
      if (channelsIn(value).length > 0)
        throw new InvalidValue(
          `env ${name} depends on the run, and variables of a step are constants: make it an input`,
        );
      return { name, value };
    });
  }
  const resources = resourcesIR(options);
  if (Object.keys(resources).length > 0) ir.resources = resources;
  return ir;
}

function resourcesIR(options: TaskOptions): Record<string, Json> {
  const resources: Record<string, Json> = {};
  const add = (field: string, value: unknown, spell: (value: never) => string, unit: number) => {
    if (value === undefined) return;
    const resourceField = `resource${field[0]!.toUpperCase()}${field.slice(1)}`;
    if (channel(value) !== undefined || (typeof value === 'string' && channelsIn(value).length > 0)) {
      resources[resourceField] = placeholderOr(value);
      return;
    }
    const text = within(field, () => spell(value as never));
    resources[resourceField] = text;
    const amount = Quantity.parse(text).toNumber() / unit;
    if (amount !== 0) resources[field] = amount;
  };
  const cpuPair = pair(options.cpu);
  const memoryPair = pair(options.memory);
  add('cpuRequest', cpuPair.request, cpu, 1);
  add('cpuLimit', cpuPair.limit, cpu, 1);
  add('memoryRequest', memoryPair.request, bytes, 1e9);
  add('memoryLimit', memoryPair.limit, bytes, 1e9);
  if (options.accelerator !== undefined) {
    if (options.gpu !== undefined) throw new InvalidValue('gpu and accelerator are two ways to say the same, give one');
    resources.accelerator = {
      ...acceleratorField('resourceType', 'type', options.accelerator.type),
      ...acceleratorField('resourceCount', 'count', options.accelerator.count ?? 1),
    };
  } else if (options.gpu !== undefined) {
    const claim = gpuClaim(options.gpu);
    resources.accelerator = {
      resourceType: claim.resource,
      type: claim.resource,
      resourceCount: String(claim.count),
      count: String(claim.count),
    };
  }
  return resources;
}

function acceleratorField(resourceField: string, field: string, value: unknown): Record<string, Json> {
  if (channelsIn(value).length > 0) return { [resourceField]: placeholderOr(value) };
  return { [resourceField]: String(value), [field]: String(value) };
}

function pair(value: RequestAndLimit<unknown> | undefined): { request?: unknown; limit?: unknown } {
  if (value === undefined) return {};
  if (channel(value) === undefined && isRecord(value) && ('request' in value || 'limit' in value))
    return value as { request?: unknown; limit?: unknown };
  return { request: value, limit: value };
}

function placeholderOr(value: unknown): string {
  return replaceChannels(String(value), injectedPlaceholder) as string;
}
