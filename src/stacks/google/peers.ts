import { requirePeers } from '../cloud/peers';

requirePeers('google', ['cdktf', '@cdktf/provider-google']);
