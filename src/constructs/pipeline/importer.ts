import { KubeflowError } from '../../core/errors';
import type { Known } from '../../core/properties';
import { callComponent } from './call';
import type { Channel, ChannelType } from './channel';
import { type ComponentSpec, channelType, type InputSpec } from './component-spec';
import { currentBuilder, makeRef, replaceChannels } from './context';
import type { Artifact } from './io-types';
import type { Json } from './ir';
import { uniqueName } from './naming';
import { checkShape, nameOrRef } from './properties';
import type { Ref, TaskOf } from './ref';
import type { TaskOptions } from './task-options';

export interface ImporterProps<T extends Artifact> {
  /** Where the artifact is kept: `'s3://bucket/data'`. */
  readonly uri: string | Ref<'string'>;
  readonly type: T;
  /** Import again what an earlier run has imported. @default false */
  readonly reimport?: boolean;
  /** Properties of the artifact; parameters may stand in it. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Copy it into the pipeline's workspace. @default false */
  readonly downloadToWorkspace?: boolean;
}

const importerProperties: Known<ImporterProps<Artifact>> = {
  uri: nameOrRef,
  type: 'text',
  reimport: 'flag',
  metadata: 'object',
  downloadToWorkspace: 'flag',
};

/** A step that brings an artifact from outside into the pipeline. */
export function importer<const T extends Artifact>(
  props: ImporterProps<T>,
  options?: Pick<TaskOptions, 'cache' | 'after' | 'displayName'>,
): TaskOf<{ artifact: T }> {
  currentBuilder('importer');
  checkShape('importer', props, importerProperties, ['uri', 'type']);
  let type: ChannelType;
  try {
    type = channelType(props.type);
  } catch (error) {
    throw new KubeflowError([`importer: ${(error as Error).message}`]);
  }
  if (type.kind !== 'artifact' || type.list) throw new KubeflowError([`importer: '${props.type}' is not an artifact`]);
  const inputs: Record<string, InputSpec> = { uri: { type: { kind: 'parameter', type: 'STRING' }, optional: false } };
  const args: Record<string, unknown> = { uri: props.uri };
  const names = new Map<Channel, string>();
  const taken = new Set<string>();
  const metadata = replaceChannels(props.metadata ?? {}, (c) => {
    let name = names.get(c);
    if (name === undefined) {
      name = uniqueName('metadata', taken);
      taken.add(name);
      names.set(c, name);
    }
    return `{{$.inputs.parameters['${name}']}}`;
  });
  for (const [c, name] of names) {
    if (c.type.kind === 'artifact')
      throw new KubeflowError(['importer: metadata has an artifact, only parameters can stand there']);
    inputs[name] = { type: c.type, optional: false };
    args[name] = makeRef(c.source, c.type);
  }
  const spec: ComponentSpec = {
    name: 'importer',
    inputs,
    outputs: { artifact: { type } },
    implementation: {
      importer: {
        uri: props.uri,
        type,
        reimport: props.reimport ?? false,
        metadata: Object.keys(props.metadata ?? {}).length === 0 ? undefined : (metadata as Record<string, Json>),
        downloadToWorkspace: props.downloadToWorkspace ?? false,
      },
    },
  };
  return callComponent(spec, args, options ?? {}) as unknown as TaskOf<{ artifact: T }>;
}
