import { requirePeers } from '../cloud/peers';

requirePeers('azure', ['cdktf', '@cdktf/provider-azurerm']);
