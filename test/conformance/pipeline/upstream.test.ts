import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { pipeline, pythonComponent } from '../../../src/constructs/pipeline';
import { tempFolder } from '../../temp';
import { haveGoldens, readGolden } from './golden';
import { programs } from './programs';

/** Python with the SDK of the newest release: KFP_PYTHON, or python3 where it has kfp. */
const python = process.env.KFP_PYTHON ?? 'python3';
const hasSdk = spawnSync(python, ['-c', 'import kfp, kfp.local'], { encoding: 'utf8' }).status === 0;
const whySdk = hasSdk ? '' : `: skipped, ${python} has no kfp (pip install kfp==2.16.0, or say KFP_PYTHON)`;
/** Upstream's own validation and Argo compiler, built with scripts in this folder's README. */
const irlint = process.env.KFP_IRLINT;
const whyGo = irlint === undefined ? ': skipped, KFP_IRLINT names no program' : '';

const folder = tempFolder('pipelines');

function compiled(): string[] {
  return Object.entries(programs).map(([path, program], i) => {
    const definition = program(readGolden(path));
    const platform = definition.toPlatformSpec?.();
    const file = join(folder, `${i}-${path.split('/').at(-1)}`);
    writeFileSync(
      file,
      [definition.toIR(), platform]
        .filter((d) => d !== undefined)
        .map((d) => stringify(d, { aliasDuplicateObjects: false }))
        .join('---\n'),
    );
    return file;
  });
}

(hasSdk && haveGoldens ? describe : describe.skip)(`the Python SDK${whySdk}`, () => {
  test('loads every pipeline we compile', () => {
    const script = `
import sys
from kfp import components
failed = []
for file in sys.argv[1:]:
    try:
        components.load_component_from_text(open(file).read())
    except Exception as error:
        failed.append(f"{file}: {type(error).__name__}: {error}")
print("\\n".join(failed))
`;
    const { stdout, stderr, status } = spawnSync(python, ['-W', 'ignore', '-c', script, ...compiled()], {
      encoding: 'utf8',
    });
    expect({ status, failed: stdout.trim(), stderr: status === 0 ? '' : stderr }).toEqual({
      status: 0,
      failed: '',
      stderr: '',
    });
  });
});

(hasSdk ? describe : describe.skip)(`kfp.local${whySdk}`, () => {
  test('runs a pipeline of Python functions end to end', () => {
    const source = join(folder, 'steps.py');
    writeFileSync(
      source,
      `
def numbers(count: int) -> list:
    return list(range(1, count + 1))

def write(values: list, data: Output[Dataset]):
    with open(data.path, 'w') as file:
        file.write(','.join(str(value) for value in values))
    data.metadata['rows'] = len(values)

def total(data: Input[Dataset], factor: float = 2.0) -> float:
    with open(data.path) as file:
        return factor * sum(float(value) for value in file.read().split(','))
`,
    );
    const numbers = pythonComponent(source, {
      function: 'numbers',
      inputs: { count: 'int' },
      outputs: { Output: 'list' },
    });
    const write = pythonComponent(source, {
      function: 'write',
      inputs: { values: 'list' },
      outputs: { data: 'Dataset' },
    });
    const total = pythonComponent(source, {
      function: 'total',
      inputs: { data: 'Dataset', factor: { double: 2 } },
      outputs: { Output: 'double' },
    });
    const definition = pipeline('sums', { count: { int: 4 } }, ({ count }) => {
      const { data } = write({ values: numbers({ count }).Output });
      return { Output: total({ data, factor: 3 }).Output };
    });
    const file = join(folder, 'sums.yaml');
    writeFileSync(file, definition.toYaml());
    const root = join(folder, 'root');
    mkdirSync(root);
    const script = `
import sys
from kfp import components, local
local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root=sys.argv[2])
task = components.load_component_from_file(sys.argv[1])(count=5)
print("RESULT", task.output if not hasattr(task, 'outputs') else task.outputs)
`;
    const { stdout, stderr, status } = spawnSync(python, ['-W', 'ignore', '-c', script, file, root], {
      encoding: 'utf8',
    });
    expect({ status, result: stdout.split('RESULT').at(-1)?.trim(), stderr: status === 0 ? '' : stderr }).toEqual({
      status: 0,
      result: "{'Output': 45.0}",
      stderr: '',
    });
  });
});

(irlint !== undefined && haveGoldens ? describe : describe.skip)(
  `the API server's validation and Argo compiler${whyGo}`,
  () => {
    test('accept every pipeline we compile', () => {
      const { stdout } = spawnSync(irlint!, compiled(), { encoding: 'utf8' });
      const refused = stdout.split('\n').filter((line) => line !== '' && !line.endsWith('\tok'));
      expect(refused).toEqual([]);
    });
  },
);
