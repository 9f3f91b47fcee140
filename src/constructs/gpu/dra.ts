import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import type { Metadata } from '../../core/resource';
import { Resource } from '../../core/resource';
import { count } from '../../core/units';
import { defined, within } from '../../core/values';

export interface DeviceClassProps {
  /** Driver whose devices these are. @default 'gpu.nvidia.com' */
  readonly driver?: 'gpu.nvidia.com' | 'mig.nvidia.com' | 'gpu.amd.com' | (string & {});
  /** Further conditions on a device, as CEL: `device.attributes['gpu.nvidia.com'].productName == 'NVIDIA H100 80GB HBM3'`. */
  readonly where?: readonly string[];
  /** Extended resource that pods may ask such devices by, as before. @default none */
  readonly extendedResource?: string;
  readonly metadata?: Metadata;
}

/** Devices that pods may claim, on clusters with Dynamic Resource Allocation: Kubernetes 1.34 and newer. */
export class DeviceClass extends Resource<'resource.k8s.io/v1/DeviceClass'> {
  constructor(scope: Construct, id: string, props: DeviceClassProps = {}) {
    const { driver = 'gpu.nvidia.com', where = [] } = props;
    const selectors = [`device.driver == '${driver}'`, ...where].map((expression) => ({ cel: { expression } }));
    const spec = defined({ selectors, extendedResourceName: props.extendedResource });
    super(scope, id, 'resource.k8s.io/v1/DeviceClass', { spec }, props.metadata);
  }
}

export interface DeviceClaimTemplateProps {
  readonly deviceClass: DeviceClass | string;
  /** Devices for each pod. @default 1 */
  readonly count?: number | 'all';
  /** Conditions on the devices, as CEL. */
  readonly where?: readonly string[];
  /** Attribute that all devices must share, such as `resource.kubernetes.io/pcieRoot`. */
  readonly sameAttribute?: string;
  readonly metadata?: Metadata;
}

/** A claim of its own for each pod that names it in `resourceClaims`: Kubernetes 1.34 and newer. */
export class DeviceClaimTemplate extends Resource<'resource.k8s.io/v1/ResourceClaimTemplate'> {
  constructor(scope: Construct, id: string, props: DeviceClaimTemplateProps) {
    const { deviceClass, count: amount = 1, where, sameAttribute } = props;
    const problems = new Problems(scope, id);
    if (amount !== 'all') problems.try(() => within('count', () => count(amount, 1)));
    problems.throw();
    const exactly = defined({
      deviceClassName: typeof deviceClass === 'string' ? deviceClass : deviceClass.name,
      allocationMode: amount === 'all' ? 'All' : 'ExactCount',
      count: amount === 'all' ? undefined : amount,
      selectors: where?.map((expression) => ({ cel: { expression } })),
    });
    const devices = defined({
      requests: [{ name: 'devices', exactly }],
      constraints: sameAttribute === undefined ? undefined : [{ requests: ['devices'], matchAttribute: sameAttribute }],
    });
    super(scope, id, 'resource.k8s.io/v1/ResourceClaimTemplate', { spec: { spec: { devices } } }, props.metadata);
  }
}
