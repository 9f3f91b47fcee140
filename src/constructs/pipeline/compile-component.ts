import { callComponent } from './call';
import { compile } from './compile';
import type { ComponentSpec } from './component-spec';
import { channel, makeRef, PipelineBuilder, runBody } from './context';
import type { CompiledPipeline } from './ir';

/** A component alone, as a pipeline of one step with the component's own inputs and outputs. */
export function compileComponent(spec: ComponentSpec): CompiledPipeline {
  if ('graph' in spec.implementation) return spec.implementation.graph;
  const builder = new PipelineBuilder(spec.name, true, true);
  return runBody(builder, () => {
    const args: Record<string, unknown> = {};
    for (const [name, input] of Object.entries(spec.inputs)) {
      args[name] = makeRef(
        { kind: 'input', name },
        input.type.kind === 'system' ? { kind: 'parameter', type: 'STRUCT' } : input.type,
      );
    }
    const outputs = callComponent(spec, args, {}, true);
    return compile(builder, {
      info: { name: spec.name },
      interface: { inputs: spec.inputs, outputs: spec.outputs },
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, ref]) => [name, channel(ref)!])),
    });
  });
}
