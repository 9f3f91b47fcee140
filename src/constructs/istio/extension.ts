import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';

export type TelemetryProps = SpecOf<'telemetry.istio.io/v1/Telemetry'> & ResourceProps;

/** Access logs, metrics and traces of a mesh, a namespace or some workloads. */
export class Telemetry extends Resource<'telemetry.istio.io/v1/Telemetry'> {
  constructor(scope: Construct, id: string, props: TelemetryProps = {}) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'telemetry.istio.io/v1/Telemetry', { spec }, metadata);
  }
}

export type EnvoyFilterProps = SpecOf<'networking.istio.io/v1alpha3/EnvoyFilter'> & ResourceProps;

/** A patch of the proxies' own configuration, for what no other kind says. */
export class EnvoyFilter extends Resource<'networking.istio.io/v1alpha3/EnvoyFilter'> {
  constructor(scope: Construct, id: string, props: EnvoyFilterProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1alpha3/EnvoyFilter', { spec }, metadata);
  }
}

export type WasmPluginProps = SpecOf<'extensions.istio.io/v1alpha1/WasmPlugin'> & ResourceProps;

/** A WebAssembly module in the filter chain of proxies. */
export class WasmPlugin extends Resource<'extensions.istio.io/v1alpha1/WasmPlugin'> {
  constructor(scope: Construct, id: string, props: WasmPluginProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'extensions.istio.io/v1alpha1/WasmPlugin', { spec }, metadata);
  }
}
