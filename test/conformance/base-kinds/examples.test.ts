import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { loadAll } from 'js-yaml';
import * as certManager from '../../../src/constructs/cert-manager';
import * as istio from '../../../src/constructs/istio';
import * as knative from '../../../src/constructs/knative';
import { KubeflowApp } from '../../../src/core/app';
import { isRecord } from '../../../src/core/values';

/** What others published for these kinds, said in our constructs: nothing may be lost, added or refused. */
const examples = join(__dirname, '../../../../shared/examples');

type Json = Record<string, unknown>;
type Make = new (scope: Construct, id: string, props: never) => { toJson(): unknown };

const constructs: Readonly<Record<string, Make>> = {
  'security.istio.io/AuthorizationPolicy': istio.AuthorizationPolicy,
  'security.istio.io/PeerAuthentication': istio.PeerAuthentication,
  'security.istio.io/RequestAuthentication': istio.RequestAuthentication,
  'networking.istio.io/VirtualService': istio.VirtualService,
  'networking.istio.io/DestinationRule': istio.DestinationRule,
  'networking.istio.io/Gateway': istio.Gateway,
  'networking.istio.io/Sidecar': istio.Sidecar,
  'networking.istio.io/ServiceEntry': istio.ServiceEntry,
  'networking.istio.io/WorkloadEntry': istio.WorkloadEntry,
  'networking.istio.io/WorkloadGroup': istio.WorkloadGroup,
  'networking.istio.io/ProxyConfig': istio.ProxyConfig,
  'networking.istio.io/EnvoyFilter': istio.EnvoyFilter,
  'telemetry.istio.io/Telemetry': istio.Telemetry,
  'extensions.istio.io/WasmPlugin': istio.WasmPlugin,
  'serving.knative.dev/Service': knative.KnativeService,
  'serving.knative.dev/Route': knative.KnativeRoute,
  'serving.knative.dev/Configuration': knative.KnativeConfiguration,
  'serving.knative.dev/DomainMapping': knative.DomainMapping,
  'eventing.knative.dev/Broker': knative.Broker,
  'eventing.knative.dev/Trigger': knative.Trigger,
  'cert-manager.io/Issuer': certManager.Issuer,
  'cert-manager.io/ClusterIssuer': certManager.ClusterIssuer,
  'cert-manager.io/Certificate': certManager.Certificate,
};

interface Example {
  readonly file: string;
  readonly manifest: Json & { readonly apiVersion: string; readonly kind: string; readonly metadata: Json };
}

function found(): Example[] {
  if (!existsSync(examples)) return [];
  return readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      (loadAll(readFileSync(join(examples, file), 'utf8')) as unknown[])
        .filter((manifest): manifest is Example['manifest'] => isRecord(manifest) && keyOf(manifest) in constructs)
        .map((manifest, i) => ({ file: `${file}${i === 0 ? '' : ` (${i})`}`, manifest })),
    );
}

function keyOf(manifest: Json): string {
  return `${String(manifest.apiVersion).split('/')[0]}/${manifest.kind}`;
}

/** The properties that say a manifest. */
function propsOf({ spec, metadata, kind }: Example['manifest']): Json {
  const fields = { ...(spec as Json | null) };
  if (kind === 'Certificate') {
    const { issuerRef, ...rest } = fields;
    return { ...rest, issuer: issuerRef, metadata };
  }
  if (kind === 'WorkloadGroup') {
    const { metadata: entryMetadata, ...rest } = fields;
    return { ...rest, ...(entryMetadata ? { entryMetadata } : {}), metadata };
  }
  return { ...fields, metadata };
}

/** Without what says nothing: creation times, and empty specifications. */
function said({ metadata, spec, kind, status: _, ...rest }: Json): Json {
  const { creationTimestamp: __, ...meta } = metadata as Json;
  return { ...rest, kind, metadata: meta, ...(isRecord(spec) && Object.keys(spec).length > 0 ? { spec } : {}) };
}

const all = found();
(all.length > 0 ? describe : describe.skip)(
  `${all.length} examples of ../shared/examples${all.length ? '' : ' (absent)'}`,
  () => {
    test.each(all)('$file', ({ manifest }) => {
      const app = new KubeflowApp();
      const chart = new Chart(app.manifests, 'examples', { disableResourceNameHashes: true });
      const construct = constructs[keyOf(manifest)]!;
      const made = new construct(chart, 'example', propsOf(manifest) as never).toJson() as Json;
      const { apiVersion, ...ours } = said(made);
      const { apiVersion: published, ...theirs } = said(manifest);
      expect(String(apiVersion).split('/')[0]).toBe(String(published).split('/')[0]);
      expect(ours).toEqual(theirs);
    });
  },
);
