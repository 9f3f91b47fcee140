import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { acknowledge } from '../../core/declared';

export interface ForeignObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Without a namespace the object has none, whatever its chart says. */
  readonly metadata: ApiObjectMetadata;
  readonly spec: object;
}

/** An object whose kind somebody else defines: nothing here knows its schema, and no finding says so. */
export function foreignObject(scope: Construct, id: string, props: ForeignObject, definedBy: string): ApiObject {
  const object = new ApiObject(scope, id, { ...props });
  if (props.metadata.namespace === undefined) Object.assign(object.metadata, { namespace: undefined });
  acknowledge(object, 'kind/unknown', `${definedBy} defines it`);
  return object;
}
