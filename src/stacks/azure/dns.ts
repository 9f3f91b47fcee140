import { DnsZone } from '@cdktf/provider-azurerm/lib/dns-zone';
import { Fn } from 'cdktf';
import type { Known } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { AzureStack } from './stack';

export interface DnsProps {
  /** The platform's host. */
  readonly domain: string;
}
export interface Dns {
  /** Known to Terraform only: the scope of a role, such as cert-manager's. */
  readonly zoneId: string;
  /** Name servers that the parent zone must point at, with commas between them. */
  readonly nameServers: AppliedValue;
}

const dnsProperties: Known<DnsProps> = { domain: 'text' };

/** A public DNS zone of the platform's domain, in which cert-manager or external-dns write. */
export function makeDns(stack: AzureStack, id: string, props: DnsProps): Dns {
  checkNew(stack, id, props, dnsProperties, ['domain']);
  const zone = new DnsZone(stack, id, { name: props.domain, resourceGroupName: stack.resourceGroup });
  return { zoneId: zone.id, nameServers: stack.output(`${id}-name-servers`, Fn.join(',', zone.nameServers)) };
}
