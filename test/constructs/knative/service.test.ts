import {
  Broker,
  DomainMapping,
  KnativeBase,
  KnativeConfiguration,
  KnativeRoute,
  KnativeService,
  type KnativeServiceProps,
  Trigger,
} from '../../../src/constructs/knative';
import { absent } from '../../../src/testing';
import { inNamespace } from '../istio/program';

const image = 'ghcr.io/acme/web:1';

test('a container in our words becomes a service in Knative’s', () => {
  const { chart, manifests } = inNamespace('vision');
  new KnativeBase(chart, 'knative');
  const service = new KnativeService(chart, 'web', {
    image,
    cpu: { request: '500m', limit: 2 },
    memory: '1Gi',
    ports: [{ containerPort: 9000, name: 'h2c' }],
    env: { MODE: 'fast' },
    nodeSelector: { pool: 'cpu' },
    scaling: { min: 1, max: 10, metric: 'rps', target: 100, window: '2m', scaleDownDelay: '15m' },
    concurrency: 20,
    timeout: '10m',
    idleTimeout: '1m',
    clusterLocal: true,
    rolloutDuration: '5m',
    labels: { app: 'web' },
    metadata: { labels: { team: 'vision' } },
  });
  expect(service.host).toBe('web.vision.svc.cluster.local');
  manifests().hasResource('serving.knative.dev/v1/Service', {
    metadata: {
      name: 'web',
      labels: { team: 'vision', 'networking.knative.dev/visibility': 'cluster-local' },
      annotations: { 'serving.knative.dev/rollout-duration': '5m' },
    },
    spec: {
      template: {
        metadata: {
          labels: { app: 'web' },
          annotations: {
            'autoscaling.knative.dev/metric': 'rps',
            'autoscaling.knative.dev/target': '100',
            'autoscaling.knative.dev/min-scale': '1',
            'autoscaling.knative.dev/max-scale': '10',
            'autoscaling.knative.dev/window': '2m',
            'autoscaling.knative.dev/scale-down-delay': '15m',
            'autoscaling.knative.dev/class': absent,
          },
        },
        spec: {
          containerConcurrency: 20,
          timeoutSeconds: 600,
          idleTimeoutSeconds: 60,
          nodeSelector: { pool: 'cpu' },
          containers: [
            {
              name: absent,
              image,
              env: [{ name: 'MODE', value: 'fast' }],
              ports: [{ containerPort: 9000, name: 'h2c' }],
              resources: { requests: { cpu: '500m' }, limits: { cpu: '2' } },
            },
          ],
        },
      },
    },
  });
});

test('on CPU the HorizontalPodAutoscaler scales', () => {
  const { chart, manifests } = inNamespace('vision');
  new KnativeService(chart, 'web', { image, scaling: { metric: 'cpu', target: 70, min: 1 } });
  manifests().hasResource('serving.knative.dev/v1/Service', {
    spec: {
      template: {
        metadata: {
          annotations: {
            'autoscaling.knative.dev/class': 'hpa.autoscaling.knative.dev',
            'autoscaling.knative.dev/metric': 'cpu',
          },
        },
      },
    },
  });
});

test('a template in Knative’s own words stays as it is', () => {
  const { chart, manifests } = inNamespace('vision');
  const template = {
    metadata: { name: 'web-v2' },
    spec: { containers: [{ image, ports: [{ containerPort: 8881 }] }, { image }] },
  };
  new KnativeService(chart, 'web', {
    template,
    traffic: [
      { revisionName: 'web-v1', percent: 90 },
      { revisionName: 'web-v2', percent: 10, tag: 'next' },
    ],
  });
  const [service] = manifests().find('serving.knative.dev/v1/Service');
  expect(service!.spec).toMatchObject({ template, traffic: [{ percent: 90 }, { tag: 'next' }] });
});

test.each<[Partial<KnativeServiceProps>, string]>([
  [{ traffic: [{ revisionName: 'a', percent: 60 }] }, 'vision/web: traffic adds up to 60 %, not 100'],
  [
    {
      traffic: [
        { latestRevision: true, percent: 50, tag: 'a' },
        { revisionName: 'x', percent: 50, tag: 'a' },
      ],
    },
    "traffic tag 'a' is there twice",
  ],
  [
    { traffic: [{ latestRevision: true, revisionName: 'a', percent: 100 }] },
    "traffic[0] says revisionName 'a' and latestRevision",
  ],
  [{ scaling: { min: 3, max: 2 } }, 'scaling: max 2 is less than min 3'],
  [{ scaling: { activation: 1 } }, 'scaling: activation 1 must be at least 2'],
  [
    { scaling: { panicThresholdPercentage: 100 } },
    'panic-threshold-percentage 100 must be a number, at least 110, at most 1000',
  ],
  [{ scaling: { window: '2h' } }, "window '2h' must be whole seconds from 6s to 3600s"],
  [{ timeout: '1.5s' }, "timeout '1.5s' is not a whole number of seconds"],
])('%j is refused', (props, message) => {
  const { chart } = inNamespace('vision');
  expect(() => new KnativeService(chart, 'web', { image, ...props } as KnativeServiceProps)).toThrow(message);
});

test('routes, configurations, domains, brokers and triggers', () => {
  const { chart, manifests } = inNamespace('vision');
  const service = new KnativeService(chart, 'web', { image });
  new KnativeConfiguration(chart, 'batch', { template: { spec: { containers: [{ image }] } } });
  new KnativeRoute(chart, 'batch-route', {
    traffic: [{ configurationName: 'batch', percent: 100 }],
    metadata: { name: 'batch' },
  });
  new DomainMapping(chart, 'web.acme.io', { ref: service, tls: { secretName: 'web-tls' } });
  new Broker(chart, 'default', { brokerClass: 'Kafka', delivery: { retry: 5 } });
  new Trigger(chart, 'on-upload', {
    broker: 'default',
    filter: { attributes: { type: 'acme.upload' } },
    subscriber: { ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'web' } },
  });
  manifests()
    .hasResource('DomainMapping', {
      metadata: { name: 'web.acme.io' },
      spec: {
        ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'web' },
        tls: { secretName: 'web-tls' },
      },
    })
    .hasResource('Broker', {
      metadata: { annotations: { 'eventing.knative.dev/broker.class': 'Kafka' } },
      spec: { delivery: { retry: 5 } },
    })
    .hasResource('Trigger', { spec: { filter: { attributes: { type: 'acme.upload' } } } })
    .hasResource('Route', { spec: { traffic: [{ configurationName: 'batch' }] } })
    .resourceCount('Configuration', 1);
});
