"""Makes random pipelines, and compiles each with the SDK: JSON lines of the program and its IR, or why there is none."""

import json
import random
import sys
import tempfile
import warnings
from operator import eq, gt, le, ne
from typing import List

import yaml
from kfp import compiler, dsl
from kfp.dsl import ContainerSpec, Dataset, Input, Output, OutputPath

warnings.simplefilter('ignore')
OPERATORS = {'==': eq, '!=': ne, '>': gt, '<=': le}
OUTPUTS = {
    'make': [('s', 'str'), ('i', 'int'), ('l', 'list'), ('d', 'dataset')],
    'text': [('o', 'str')],
    'number': [('o', 'int')],
    'items': [],
    'copy': [('o', 'dataset')],
    'merge': [],
}


@dsl.container_component
def make(s: OutputPath(str), i: OutputPath(int), l: OutputPath(list), d: Output[Dataset]):
    return ContainerSpec(image='i', command=['make', s, i, l, d.path])


@dsl.container_component
def text(s: str, o: OutputPath(str)):
    return ContainerSpec(image='i', command=['text', s, o])


@dsl.container_component
def number(i: int, o: OutputPath(int)):
    return ContainerSpec(image='i', command=['number', i, o])


@dsl.container_component
def items(l: list):
    return ContainerSpec(image='i', command=['items', l])


@dsl.container_component
def copy(d: Input[Dataset], o: Output[Dataset]):
    return ContainerSpec(image='i', command=['copy', d.path, o.uri])


@dsl.container_component
def merge(ds: Input[List[Dataset]]):
    return ContainerSpec(image='i', command=['merge', ds])


COMPONENTS = {'make': make, 'text': text, 'number': number, 'items': items, 'copy': copy, 'merge': merge}


class Generator:
    """A value is {x: expression, ty: type}; `f` may stand in a text, `task` made it, `raw` is a field of a loop's item."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = self.groups = 0

    def name(self, prefix):
        self.count += 1
        return f'{prefix}{self.count}'

    def chance(self, share):
        return self.random.random() < share

    def pick(self, values, kind, only=lambda value: True):
        fitting = [value['x'] for value in values if value['ty'] == kind and only(value)]
        return self.random.choice(fitting) if fitting else None

    def text(self, values):
        roll = self.random.random()
        if roll < 0.25:
            return {'lit': self.random.choice(['a', 'é x', 'q"'])}
        inside = self.pick(values, 'str', lambda value: value.get('f'))
        if roll < 0.5 and inside:
            return {'f': ['pre ', inside, ' post']}
        return self.pick(values, 'str') or {'lit': 'z'}

    def call(self, values, local):
        component = self.random.choice(list(OUTPUTS))
        arguments = {}
        if component == 'text':
            arguments['s'] = self.text(values)
        elif component == 'number':
            arguments['i'] = self.pick(values, 'int') or {'lit': 7}
        elif component == 'items':
            arguments['l'] = self.pick(values, 'list') or {'lit': [1, 'x']}
        elif component in ('copy', 'merge'):
            name, kind, where = ('d', 'dataset', values) if component == 'copy' else ('ds', 'datasets', local)
            value = self.pick(where, kind)
            if value is None:
                component = 'make'
            else:
                arguments[name] = value
        task = self.name('t')
        node = {'t': 'call', 'c': component, 'args': arguments, 'id': task}
        earlier = [value['task'] for value in local if value.get('task')]
        if earlier and self.chance(0.15):
            node['after'] = [self.random.choice(earlier)]
        made = [{'x': {'r': [task, name]}, 'ty': kind, 'f': True, 'task': task} for name, kind in OUTPUTS[component]]
        return node, made

    def condition(self, values):
        fitting = [value for value in values if value['ty'] in ('str', 'int')]
        left = self.random.choice(fitting)
        if left['ty'] == 'int':
            return [left['x'], self.random.choice(['==', '>', '<=']), {'lit': self.random.choice([3, 2.5])}]
        right = self.pick(values, 'str') if self.chance(0.2) else {'lit': 'v'}
        return [left['x'], self.random.choice(['==', '!=']), right]

    def decision(self, values, depth):
        count = self.random.choice([1, 1, 2, 2, 3])
        self.groups += count + 1
        visible = [value for value in values if not value.get('raw')]
        node, outputs, joined = {'t': 'if', 'branches': []}, [], []
        for _ in range(count):
            body, made = self.body(visible, depth + 1)
            node['branches'].append({'cond': self.condition(visible), 'body': body})
            outputs.append(made)
        if count > 1 or self.chance(0.5):
            node['else'], made = self.body(visible, depth + 1)
            outputs.append(made)
            for kind in ('str', 'int', 'dataset'):
                choices = [[value['x'] for value in made if value['ty'] == kind] for made in outputs]
                if all(choices) and self.chance(0.7):
                    name = self.name('o')
                    node.setdefault('oneofs', []).append([name, [self.random.choice(choice) for choice in choices]])
                    joined.append({'x': {'one': name}, 'ty': kind})
        return node, joined

    def loop(self, values, local, depth):
        self.groups += 2
        item, roll = self.name('x'), self.random.random()
        value = {'x': {'item': item}, 'ty': 'str'}
        if roll < 0.25:
            over, value['ty'] = {'lit': [1, 2, 3]}, 'int'
        elif roll < 0.5:
            over = {'lit': ['p', 'q']}
        elif roll < 0.65:
            over, value = {'lit': [{'a': '1', 'b': '2'}]}, {'x': {'field': [item, 'a']}, 'ty': 'str', 'raw': True}
        else:
            over = self.pick(local, 'datasets') if self.chance(0.4) else None
            if over:
                value['ty'] = 'dataset'
            else:
                over = self.pick(values, 'list', lambda value: value.get('f')) or {'param': 'gamma'}
        body, made = self.body([value_ for value_ in values if not value_.get('raw')] + [value], depth + 1)
        if 'lit' not in over:
            uses = ('copy', 'd') if value['ty'] == 'dataset' else ('text', 's')
            body.insert(0, {'t': 'call', 'c': uses[0], 'args': {uses[1]: value['x']}, 'id': self.name('t')})
        node = {'t': 'for', 'items': over, 'id': item, 'body': body, 'par': self.random.choice([0, 0, 0, 2])}
        lists = {'dataset': 'datasets'}
        collected = [{'x': {'col': one['x']}, 'ty': lists.get(one['ty'], 'list')} for one in made if self.chance(0.6)]
        return node, collected

    def body(self, values, depth):
        nodes, made, local = [], [], []
        for _ in range(self.random.randint(1, 3) if depth else self.random.randint(2, 5)):
            roll = self.random.random()
            if depth >= 3 or self.groups > 6 or roll < 0.5:
                node, new = self.call(values + made, local)
            elif roll < 0.72:
                node, new = self.decision(values + made, depth)
            elif roll < 0.95 or depth:
                node, new = self.loop(values + made, local, depth)
            else:
                exit_task, _ = self.call([value for value in values if 'param' in value['x']], [])
                node, new = {'t': 'exit', 'task': exit_task, 'body': self.body(values + made, depth + 1)[0]}, []
            nodes.append(node)
            local += new
            made += [value for value in new if value['ty'] != 'datasets']
        return nodes, [value for value in made if value.get('task')]

    def program(self, seed):
        params = {'alpha': 'str', 'beta': 'int', 'gamma': 'list'}
        values = [{'x': {'param': name}, 'ty': kind, 'f': True} for name, kind in params.items()]
        return {'name': f'random-{seed}', 'body': self.body(values, 0)[0]}


def pipeline_of(program):
    @dsl.pipeline(name=program['name'])
    def body(alpha: str = 'A', beta: int = 1, gamma: list = ['x']):
        params = {'alpha': alpha, 'beta': beta, 'gamma': gamma}
        tasks, loops, joined = {}, {}, {}

        def value(x):
            if 'lit' in x:
                return x['lit']
            if 'param' in x:
                return params[x['param']]
            if 'r' in x:
                return tasks[x['r'][0]].outputs[x['r'][1]]
            if 'item' in x:
                return loops[x['item']]
            if 'field' in x:
                return getattr(loops[x['field'][0]], x['field'][1])
            if 'col' in x:
                return dsl.Collected(value(x['col']))
            if 'one' in x:
                return joined[x['one']]
            return ''.join(part if isinstance(part, str) else f'{value(part)}' for part in x['f'])

        def call(node):
            task = COMPONENTS[node['c']](**{name: value(x) for name, x in node['args'].items()})
            tasks[node['id']] = task
            return task.after(*[tasks[name] for name in node.get('after', [])])

        def run(nodes):
            for node in nodes:
                if node['t'] == 'call':
                    call(node)
                elif node['t'] == 'if':
                    for index, branch in enumerate(node['branches']):
                        left, operator, right = branch['cond']
                        condition = OPERATORS[operator](value(left), value(right))
                        with dsl.Elif(condition) if index else dsl.If(condition):
                            run(branch['body'])
                    if 'else' in node:
                        with dsl.Else():
                            run(node['else'])
                    for name, outputs in node.get('oneofs', []):
                        joined[name] = dsl.OneOf(*[value(x) for x in outputs])
                elif node['t'] == 'for':
                    with dsl.ParallelFor(value(node['items']), parallelism=node['par']) as item:
                        loops[node['id']] = item
                        run(node['body'])
                else:
                    task = call(node['task'])
                    with dsl.ExitHandler(task):
                        run(node['body'])

        run(program['body'])

    return body


with tempfile.TemporaryDirectory() as folder:
    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        program = Generator(seed).program(seed)
        try:
            compiler.Compiler().compile(pipeline_of(program), f'{folder}/ir.yaml')
            with open(f'{folder}/ir.yaml') as file:
                result = {'ir': yaml.safe_load(file)}
        except Exception as error:  # pylint: disable=broad-except
            result = {'refused': f'{type(error).__name__}: {error}'}
        print(json.dumps({'program': program, **result}))
