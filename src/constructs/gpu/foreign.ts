import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { acknowledge } from '../../core/declared';

/** An object whose kind somebody else defines: nothing here knows its schema, and no finding says so. */
export function foreignObject(scope: Construct, id: string, props: ApiObjectProps, definedBy: string): ApiObject {
  const object = new ApiObject(scope, id, props);
  acknowledge(object, 'kind/unknown', `${definedBy} defines it`);
  return object;
}
