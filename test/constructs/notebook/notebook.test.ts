import { KubeflowApp, Notebook, type NotebookProps, onPremPool, TeamStack } from '../../../src';
import { absent, Manifests } from '../../../src/testing';

const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { rack: 'dgx' } });

function lab(props: Partial<NotebookProps> = {}, id = 'lab') {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new Notebook(team, id, { image: 'acme/lab:1', ...props });
  return Manifests.of(app);
}

test('its container has its name, which the controller looks for', () => {
  lab().hasResource('kubeflow.org/v1/Notebook', {
    metadata: { name: 'lab', namespace: 'vision', annotations: { 'notebooks.kubeflow.org/server-type': 'jupyter' } },
    spec: {
      template: { spec: { serviceAccountName: 'default-editor', containers: [{ name: 'lab', image: 'acme/lab:1' }] } },
    },
  });
});

test('a home is a claim that outlives the pod', () => {
  lab({ home: '50Gi', storageClass: 'fast' })
    .hasResource('PersistentVolumeClaim', {
      metadata: { name: 'lab-workspace', namespace: 'vision' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '50Gi' } } },
    })
    .hasResource('Notebook', {
      spec: {
        template: {
          spec: {
            containers: [{ volumeMounts: [{ name: 'lab-workspace', mountPath: '/home/jovyan' }] }],
            volumes: [{ name: 'lab-workspace', persistentVolumeClaim: { claimName: 'lab-workspace' } }],
          },
        },
      },
    });
  lab().resourceCount('PersistentVolumeClaim', 0);
});

test('a slice of a GPU, and shared memory', () => {
  lab({ gpu: dgx.mig('1g.10gb'), memory: '32Gi', sharedMemory: '8Gi' }).hasResource('Notebook', {
    spec: {
      template: {
        spec: {
          nodeSelector: { rack: 'dgx' },
          containers: [
            {
              resources: { limits: { 'nvidia.com/mig-1g.10gb': 1, memory: '32Gi' } },
              volumeMounts: [{ mountPath: '/dev/shm' }],
            },
          ],
          volumes: [{ emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }],
        },
      },
    },
  });
});

test('a server that is not Jupyter has its requests rewritten', () => {
  lab({ server: 'group-two' }).hasResource('Notebook', {
    metadata: {
      annotations: {
        'notebooks.kubeflow.org/http-rewrite-uri': '/',
        'notebooks.kubeflow.org/http-headers-request-set': '{"X-RStudio-Root-Path":"/notebook/vision/lab/"}',
      },
    },
  });
  lab().hasResource('Notebook', { metadata: { annotations: { 'notebooks.kubeflow.org/http-rewrite-uri': absent } } });
});

test('a name that leaves its StatefulSet no room is refused', () => {
  expect(() => lab({}, 'a'.repeat(53))).toThrow('has 53 characters, 52 are allowed');
});

test('everything that is wrong is said together', () => {
  expect(() => lab({ home: '50GB' as never, memory: 1 as never })).toThrow(
    /2 problems\n.*home '50GB'.*\n.*memory 1 has no unit/,
  );
});

test.each([
  [{ hoem: '5Gi' }, "vision/lab: hoem is no property here, did you mean 'home'?"],
  [{ image: undefined }, 'vision/lab: image is missing'],
  [{ memory: {} }, "vision/lab: memory {} is not an amount, write '64Gi'"],
  [{ pod: null }, 'vision/lab: pod null is no value, leave it out'],
])('%j is refused', (props, sentence) => expect(() => lab(props as never)).toThrow(sentence));
