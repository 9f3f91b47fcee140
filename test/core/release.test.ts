import { Chart } from 'cdk8s';
import { KubeflowApp, ModelStorage, Profile, platformOf, TeamStack, usePlatform } from '../../src';

test.each([
  [['trainin'], "app: components 'trainin' is no component of Kubeflow, did you mean 'training'? (pipelines, katib,"],
  [[7, 'katib'], 'app: components 7 is no component of Kubeflow ('],
  ['training', "app: components 'training' is no list"],
])('an app with the components %j is refused', (components, sentence) => {
  expect(() => new KubeflowApp({ components: components as never })).toThrow(sentence);
});

test('what a program says of its components is complete, what it does not say is assumed', () => {
  const chart = new Chart(new KubeflowApp().manifests, 'c');
  expect(platformOf(chart).complete).toBeFalsy();
  usePlatform(chart, { components: ['katib'] });
  expect(platformOf(chart)).toMatchObject({ components: ['katib'], complete: true });
  usePlatform(chart, { release: '1.11' });
  expect(platformOf(chart)).toMatchObject({ release: '1.11', complete: true });
});

test('constructs stand in charts', () => {
  const { manifests } = new KubeflowApp();
  const identity = { awsRoleArn: 'arn:aws:iam::123456789012:role/a' };
  expect(() => new ModelStorage(manifests, 'models', { identity })).toThrow(
    'models: stands in no chart: create it in a TeamStack, a PlatformStack or a Chart',
  );
  const team = new TeamStack(new KubeflowApp(), 'vision', { owner: 'ada@acme.io' });
  expect(Profile.fromName(team, 'other', 'speech').namespace).toBe('speech');
  expect(() => Profile.fromName(team, 'wrong', 'Speech')).toThrow("vision/wrong: name 'Speech' may only have");
});
