import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline, pythonComponent } from '../../../src';
import { tempFolder } from '../../temp';

const folder = tempFolder('python');
const file = (text: string, name = 'steps.py'): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const steps = file(`
from kfp import dsl

def helper(x):
    return x

@dsl.component(
    base_image='ignored')
def train(data: dsl.Input[dsl.Dataset], model: "Output[Model]",
          lr: float = 1e-3,  # a comment, with a comma
          note: Optional[str] = None) -> NamedTuple('Out', [('loss', float), ('steps', int)]):
    """Text with
def nothing():
    in it."""
    x = [
1, 2]
    return helper(x)
    # the end

CONSTANT = 1
def last() -> str: return 'x'
`);

test('the function travels as its file has it, without decorators', () => {
  const component = pythonComponent(steps, {
    function: 'train',
    inputs: { data: 'Dataset', lr: { double: 1e-3 }, note: 'string?' },
    outputs: { model: 'Model', loss: 'double', steps: 'int' },
    helpers: ['helper'],
  });
  const { command, args, image } = component.toIR().deploymentSpec!.executors!['exec-train']!.container!;
  expect(image).toBe('python:3.11');
  expect(args).toEqual(['--executor_input', '{{$}}', '--function_to_execute', 'train']);
  expect(command!.slice(0, 2)).toEqual(['sh', '-c']);
  expect(command![2]).toContain("python3 -m pip install --quiet --no-warn-script-location 'kfp==2.16.0' '--no-deps'");
  expect(command!.slice(3, 5)).toEqual(['sh', '-ec']);
  expect(command![6]).toBe(`
import kfp
from kfp import dsl
from kfp.dsl import *
from typing import *

def helper(x):
    return x


def train(data: dsl.Input[dsl.Dataset], model: "Output[Model]",
          lr: float = 1e-3,  # a comment, with a comma
          note: Optional[str] = None) -> NamedTuple('Out', [('loss', float), ('steps', int)]):
    """Text with
def nothing():
    in it."""
    x = [
1, 2]
    return helper(x)
    # the end

`);
});

test('packages come before the SDK, and an image may bring both', () => {
  const install = (props: object) =>
    pythonComponent(steps, { function: 'last', outputs: { Output: 'string' }, ...props }).toIR().deploymentSpec!
      .executors!['exec-last']!.container!.command!;
  expect(install({ packages: ["it's"], indexUrls: ['https://a', 'https://b'], trustedHosts: [] })[2]).toContain(
    `--no-warn-script-location --index-url https://a --extra-index-url https://b "it's"  &&  python3 -m pip install`,
  );
  expect(install({ kfp: false })).toHaveLength(4);
  expect(install({ packages: ['kfp==2.15.0'] })[2]).not.toContain('2.16.0');
  expect(install({ venv: true })[2]).toContain('python3 -m venv "$tmp/venv" --system-site-packages');
});

test('the types given here and in Python agree', () => {
  const wrong = () =>
    pythonComponent(steps, {
      function: 'train',
      inputs: { data: 'Model', lr: 'double', rows: 'int' },
      outputs: { model: 'Model', loss: 'double' },
    });
  expect(wrong).toThrow(`component train: ${steps}: train has an input note (string), which is not declared`);
  expect(wrong).toThrow(`input data is declared as Model, and is Dataset in train`);
  expect(wrong).toThrow(`input rows is declared, and train has none: it has data, lr, note`);
  expect(wrong).toThrow(`input lr has a default in train, and none here: write 'double?' or { double: ... }`);
  expect(wrong).toThrow(`train has an output steps (int), which is not declared`);
});

test.each([
  ['no such file', () => pythonComponent(join(folder, 'none.py')), 'none.py: cannot be read: ENOENT'],
  [
    'no such function',
    () => pythonComponent(steps, { function: 'trian' }),
    "has no function 'trian' at its top, did you mean 'train'?: it has helper, train, last",
  ],
  ['several functions', () => pythonComponent(steps), "has 3 functions at its top, say which one: function: 'helper'"],
  [
    'an open text',
    () => pythonComponent(file('def f():\n    """', 'open.py')),
    'open.py: the file ends inside a text or a bracket',
  ],
  [
    'no annotation',
    () => pythonComponent(file('def f(x): pass', 'bare.py'), { inputs: { x: 'int' } }),
    'parameter x of f has no type annotation',
  ],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a function is a step like any other', () => {
  const last = pythonComponent(steps, { function: 'last', outputs: { Output: 'string' } });
  const ir = pipeline('python', {}, () => ({ said: last().Output })).toIR();
  expect(ir.root.dag!.outputs!.parameters).toEqual({
    said: { valueFromParameter: { producerSubtask: 'last', outputParameterKey: 'Output' } },
  });
});
