import { Chart } from 'cdk8s';
import { KubeflowApp } from '../../../src';
import { DeviceClaimTemplate, DeviceClass } from '../../../src/constructs/gpu';

test('pods claim devices of a class', () => {
  const app = new KubeflowApp();
  const chart = new Chart(app.manifests, 'dra', { namespace: 'vision', disableResourceNameHashes: true });
  const h100 = new DeviceClass(chart, 'h100', {
    where: ["device.attributes['gpu.nvidia.com'].productName == 'NVIDIA H100 80GB HBM3'"],
    extendedResource: 'acme.io/h100',
  });
  new DeviceClaimTemplate(chart, 'pair', {
    deviceClass: h100,
    count: 2,
    sameAttribute: 'resource.kubernetes.io/pcieRoot',
  });
  const [deviceClass, template] = app.manifests.render().objects.map(({ manifest }) => manifest);
  expect(deviceClass).toMatchObject({
    apiVersion: 'resource.k8s.io/v1',
    spec: {
      extendedResourceName: 'acme.io/h100',
      selectors: [{ cel: { expression: "device.driver == 'gpu.nvidia.com'" } }, {}],
    },
  });
  expect(deviceClass!.metadata).not.toHaveProperty('namespace');
  expect(template).toMatchObject({
    metadata: { namespace: 'vision' },
    spec: {
      spec: {
        devices: {
          requests: [{ exactly: { deviceClassName: 'h100', allocationMode: 'ExactCount', count: 2 } }],
          constraints: [{ matchAttribute: 'resource.kubernetes.io/pcieRoot' }],
        },
      },
    },
  });
  expect(() => new DeviceClaimTemplate(chart, 'none', { deviceClass: 'h100', count: 0 })).toThrow(
    'count 0 is less than 1',
  );
});
