import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeflowValidation, type KubeflowValidationProps } from '../../src/validation';
import { tempFolder } from '../temp';

async function validated(text: string, props?: KubeflowValidationProps) {
  const file = join(tempFolder('plugin'), 'app.k8s.yaml');
  writeFileSync(file, text);
  const violations: unknown[] = [];
  const logged: string[] = [];
  let status = '';
  await new KubeflowValidation(props).validate({
    manifests: [file],
    report: {
      addViolation: (violation) => void violations.push(violation),
      submit: (how) => {
        status = how;
      },
    },
    logger: { log: (message) => void logged.push(message) },
  });
  return { file, violations, logged, status };
}

test('cdk8s synth fails on errors, with their resources', async () => {
  const { file, violations, status } = await validated(
    '{ apiVersion: kubeflow.org/v1, kind: Notebook, metadata: { name: a.b, namespace: default }, spec: { template: { spec: { containers: [{ name: a, image: i }] } } } }',
  );
  expect(status).toBe('failure');
  expect(violations).toEqual([
    {
      ruleName: 'notebook/name',
      recommendation: expect.stringMatching(/^metadata\.name: /),
      fix: expect.stringContaining('https://github.com/kubeflow/kubeflow/'),
      violatingResources: [{ resourceName: 'a.b', manifestPath: file, locations: ['metadata.name'] }],
    },
  ]);
});

test('warnings are logged, and errors where the set is closed', async () => {
  const secret = '{ apiVersion: v1, kind: Secret, metadata: { name: a, namespace: team } }';
  expect(await validated(secret)).toMatchObject({
    status: 'success',
    violations: [],
    logged: [expect.stringContaining('reference/namespace')],
  });
  expect(await validated(secret, { closed: true })).toMatchObject({ status: 'failure' });
});

test('a release that does not exist is refused', () => {
  expect(() => new KubeflowValidation({ release: '2' })).toThrow("properties.release: '2' is none of");
});
