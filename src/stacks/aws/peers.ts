import { requirePeers } from '../cloud/peers';

requirePeers('aws', ['cdktf', '@cdktf/provider-aws']);
