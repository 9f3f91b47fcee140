import type { Construct } from 'constructs';
import { foreignObject } from '../../constructs/gpu';
import { declareExisting } from '../../core/declared';
import { fail } from '../../core/errors';

export interface LoadBalancerProps {
  /** Ranges or blocks: `10.0.8.0/26`, `10.0.8.10-10.0.8.20`. */
  readonly addresses: readonly string[];
  /** How the network learns of them: by ARP and NDP in the same segment, or from these routers. @default 'layer2' */
  readonly announce?:
    | 'layer2'
    | {
        readonly bgp: readonly { readonly address: string; readonly asn: number; readonly myAsn: number }[];
      };
  /** Only for services that ask for it. @default false */
  readonly onlyOnRequest?: boolean;
  /** Namespace of MetalLB. @default 'metallb-system' */
  readonly namespace?: string;
}

const ADDRESSES = /^[0-9a-fA-F:.]+(\/\d{1,3}|-[0-9a-fA-F:.]+)$/;

/** Source: github metallb/metallb api/v1beta1, api/v1beta2 */
export function loadBalancer(scope: Construct, id: string, props: LoadBalancerProps): void {
  const { addresses, announce = 'layer2', namespace = 'metallb-system', onlyOnRequest = false } = props;
  const wrong = addresses.filter((range) => !ADDRESSES.test(range));
  if (addresses.length === 0 || wrong.length > 0) {
    fail(scope, `addresses '${wrong.join("', '")}' are no block such as 10.0.8.0/26 and no range of two addresses`, id);
  }
  declareExisting(scope, { kind: 'Namespace', name: namespace });
  const make = (kind: string, name: string, apiVersion: string, spec: object) =>
    foreignObject(
      scope,
      `${id}-${kind.toLowerCase()}-${name}`,
      { apiVersion, kind, metadata: { name, namespace }, spec },
      'MetalLB',
    );
  make('IPAddressPool', id, 'metallb.io/v1beta1', { addresses: [...addresses], autoAssign: !onlyOnRequest });
  if (announce === 'layer2') {
    make('L2Advertisement', id, 'metallb.io/v1beta1', { ipAddressPools: [id] });
    return;
  }
  make('BGPAdvertisement', id, 'metallb.io/v1beta1', { ipAddressPools: [id] });
  for (const [i, { address, asn, myAsn }] of announce.bgp.entries()) {
    make('BGPPeer', `${id}-${i}`, 'metallb.io/v1beta2', { peerAddress: address, peerASN: asn, myASN: myAsn });
  }
}
