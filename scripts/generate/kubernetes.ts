import type { KindEntry } from '../../src/validation/crd';
import { SchemaFolder } from '../../src/validation/fold';
import { type Folded, sorted } from './crds';
import { type Definitions, type OpenApiSchema, Structural } from './openapi';

/** Kubernetes' own kinds, as OpenAPI definitions. */
export interface KubernetesApi {
  readonly definitions: Definitions;
  readonly kinds: Readonly<Record<string, KubernetesKind>>;
}
export interface KubernetesKind {
  readonly definition: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly subresources?: readonly string[];
}

/** Folds Kubernetes' kinds; alpha versions, which clusters do not serve by default, are left out. */
export function foldKubernetes(api: KubernetesApi): { folded: Folded; types: Record<string, number> } {
  const served = Object.entries(api.kinds).filter(([key]) => !/v\d+alpha\d+\//.test(key));
  const definitions: Record<string, OpenApiSchema> = { ...api.definitions };
  for (const [, { definition, subresources }] of served) {
    const { status, ...properties } = definitions[definition]!.properties!;
    if (status && subresources?.includes('status'))
      definitions[definition] = { ...definitions[definition], properties };
  }
  const structural = new Structural(definitions);
  const folder = new SchemaFolder();
  const kinds = served.map(([key, kind]): [string, KindEntry] => {
    const { definition, plural, scope, subresources } = kind;
    const schema = folder.fold(structural.get(definition));
    return [key, { schema, scope, plural, ...(subresources && { subresources }) }];
  });
  const types = [...structural.names()].map((name): [string, number] => [name, folder.fold(structural.get(name))]);
  return { folded: { nodes: folder.nodes, kinds: { core: sorted(kinds) } }, types: sorted(types) };
}
