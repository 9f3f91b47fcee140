import { requirePeers } from '../../../src/stacks/cloud/peers';

test('what is missing is named with the way to install it', () => {
  expect(() => requirePeers('google', ['cdktf', '@cdktf/provider-absent'])).toThrow(
    'kubeflow-cdk/google: needs @cdktf/provider-absent, install with: npm install @cdktf/provider-absent',
  );
  expect(() => requirePeers('google', ['cdktf', '@cdktf/provider-google'])).not.toThrow();
});
