import type { Construct } from 'constructs';
import { Resource } from '../../core/resource';
import { defined, type Open } from '../../core/values';

export interface StorageClassProps {
  readonly provisioner: Open<
    | 'rancher.io/local-path'
    | 'driver.longhorn.io'
    | 'rook-ceph.rbd.csi.ceph.com'
    | 'rook-ceph.cephfs.csi.ceph.com'
    | 'nfs.csi.k8s.io'
    | 'beegfs.csi.netapp.com'
    | 'csi.weka.io'
    | 'csi.vastdata.com'
    | 'lustre.csi.hpe.com'
    | 'csi.trident.netapp.io'
    | 'openebs.io/local'
    | 'topolvm.io'
  >;
  /** What the provisioner must know, in its own words. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Volumes without a class get this one; notebooks need one such. @default false */
  readonly isDefault?: boolean;
  /** What becomes of the data with its claim. @default 'Delete' */
  readonly reclaim?: 'Delete' | 'Retain';
  /** Make the volume where the pod will be; `'Immediate'` for file systems that are everywhere. @default 'WaitForFirstConsumer' */
  readonly binding?: 'Immediate' | 'WaitForFirstConsumer';
  /** @default true */
  readonly expandable?: boolean;
  readonly mountOptions?: readonly string[];
}

export function storageClass(
  scope: Construct,
  id: string,
  props: StorageClassProps,
): Resource<'storage.k8s.io/v1/StorageClass'> {
  const annotations = props.isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : undefined;
  return new Resource(
    scope,
    id,
    'storage.k8s.io/v1/StorageClass',
    defined({
      provisioner: props.provisioner,
      parameters: props.parameters && { ...props.parameters },
      reclaimPolicy: props.reclaim ?? 'Delete',
      volumeBindingMode: props.binding ?? 'WaitForFirstConsumer',
      allowVolumeExpansion: props.expandable ?? true,
      mountOptions: props.mountOptions && [...props.mountOptions],
    }),
    { annotations },
  );
}
