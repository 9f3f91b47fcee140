import type { Construct } from 'constructs';
import { KnativeBase, KnativeService } from '../../src/constructs/knative';

declare const chart: Construct;
const image = 'ghcr.io/acme/web:1';

new KnativeBase(chart, 'k', { needs: ['nodeSelector', 'tolerations'], features: { tagHeaderRouting: 'allowed' } }).need(
  'runtimeClass',
);
// @ts-expect-error there is no such feature
new KnativeBase(chart, 'k', { needs: ['nodeSelectors'] });
// @ts-expect-error there is no such state
new KnativeBase(chart, 'k', { features: { affinity: 'on' } });
// @ts-expect-error a window has a unit
new KnativeBase(chart, 'k', { autoscaler: { stableWindow: 60 } });

new KnativeService(chart, 's', { image, scaling: { metric: 'rps', target: 10, activation: 2 } });
new KnativeService(chart, 's', { template: { spec: { containers: [{ image }] } } });
// @ts-expect-error one way or the other
new KnativeService(chart, 's', { image, template: { spec: { containers: [{ image }] } } });
// @ts-expect-error on CPU nothing scales to zero, so nothing comes back from it
new KnativeService(chart, 's', { image, scaling: { metric: 'cpu', target: 80, activation: 2 } });
// @ts-expect-error Knative decides when a pod ends
new KnativeService(chart, 's', { image, terminationGracePeriod: '30s' });
