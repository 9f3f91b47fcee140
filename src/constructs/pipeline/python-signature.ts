import { type ComponentSpec, typeText } from './component-spec';
import { type PythonFunction, split } from './python-source';

interface Side {
  readonly type?: string;
  readonly optional: boolean;
}

/** Where the types given in TypeScript and the function's own signature disagree, as sentences. */
export function signatureProblems(fn: PythonFunction, spec: Pick<ComponentSpec, 'inputs' | 'outputs'>): string[] {
  const problems: string[] = [];
  const inputs = new Map<string, Side>();
  const outputs = new Map<string, Side>();
  for (const { name, annotation, optional } of fn.parameters) {
    if (name.startsWith('*')) {
      problems.push(`parameter ${name} of ${fn.name} has no fixed name, which a component's inputs need`);
      continue;
    }
    if (annotation === '') problems.push(`parameter ${name} of ${fn.name} has no type annotation`);
    const bare = unquoted(annotation);
    if (/^(dsl\.)?EmbeddedInput\b/.test(bare)) continue;
    if (/^(dsl\.|kfp\.dsl\.)?(Output\s*\[|OutputPath\b)/.test(bare))
      outputs.set(name, { type: typeOf(bare), optional });
    else inputs.set(name, { type: typeOf(bare), optional });
  }
  const returned = returnedOutputs(fn.returns);
  for (const [name, type] of returned ?? []) outputs.set(name, { type, optional: false });

  compare('input', inputs, spec.inputs, fn.name, problems);
  compare('output', outputs, spec.outputs, fn.name, problems, returned === undefined);
  for (const [name, side] of inputs) {
    const input = spec.inputs[name];
    if (input === undefined || input.type.kind === 'system') continue;
    if (input.optional && !side.optional && input.default === undefined)
      problems.push(`input ${name} is optional, and ${fn.name} has no default for it`);
    if (!input.optional && side.optional)
      problems.push(
        `input ${name} has a default in ${fn.name}, and none here: write '${typeText(input.type)}?' or { ${typeText(input.type)}: ... }`,
      );
  }
  return problems;
}

function compare(
  what: string,
  python: ReadonlyMap<string, Side>,
  declared: ComponentSpec['inputs'] | ComponentSpec['outputs'],
  fn: string,
  problems: string[],
  open = false,
): void {
  for (const [name, { type }] of python) {
    const given = declared[name];
    if (given === undefined)
      problems.push(
        `${fn} has ${article(what)} ${what} ${name}${type === undefined ? '' : ` (${type})`}, which is not declared`,
      );
    else if (type !== undefined && type !== typeText(given.type))
      problems.push(`${what} ${name} is declared as ${typeText(given.type)}, and is ${type} in ${fn}`);
  }
  for (const name of Object.keys(declared)) {
    if (!python.has(name) && !open)
      problems.push(
        `${what} ${name} is declared, and ${fn} has none: it has ${[...python.keys()].join(', ') || 'none'}`,
      );
  }
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

const NAMES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'int',
  float: 'double',
  bool: 'bool',
  list: 'list',
  List: 'list',
  dict: 'struct',
  Dict: 'struct',
};
const ARTIFACTS = /^(Artifact|Dataset|Model|Metrics|ClassificationMetrics|SlicedClassificationMetrics|HTML|Markdown)$/;

/** The annotation as a type of ours, where it says one that is known. */
function typeOf(annotation: string): string | undefined {
  const text = unquoted(annotation).replace(/^(kfp\.)?(dsl|typing)\./, '');
  const [, outer, inner] = /^(\w+)\s*(?:\[([\s\S]*)\]|\(([\s\S]*)\))?$/.exec(text) ?? [];
  const argument = inner ?? /\(([\s\S]*)\)$/.exec(text)?.[1];
  if (outer === undefined) return undefined;
  if ((outer === 'Optional' || outer === 'Input' || outer === 'Output') && argument !== undefined)
    return typeOf(argument.trim());
  if (outer === 'OutputPath' || outer === 'InputPath')
    return argument === undefined ? undefined : typeOf(argument.trim().replace(/^['"]|['"]$/g, ''));
  if (outer === 'PipelineTaskFinalStatus') return 'TaskFinalStatus';
  if (outer === 'TaskConfig') return 'TaskConfig';
  if (ARTIFACTS.test(outer)) return outer;
  if ((outer === 'List' || outer === 'list') && argument !== undefined) {
    const of = typeOf(argument.trim());
    if (of !== undefined && ARTIFACTS.test(of)) return `${of}[]`;
  }
  return NAMES[outer];
}

/** The outputs behind a return annotation; nothing where it is a class of its own. */
function returnedOutputs(annotation: string): [string, string | undefined][] | undefined {
  const text = unquoted(annotation);
  if (text === '' || text === 'None') return [];
  const named = /^(?:typing\.)?NamedTuple\s*\(([\s\S]*)\)$/.exec(text)?.[1];
  if (named === undefined) {
    const type = typeOf(text);
    return type === undefined ? undefined : [['Output', type]];
  }
  const [, ...fields] = split(named, ',').map((part) => part.trim());
  if (fields[0]?.startsWith('[') || fields[0]?.startsWith('(')) {
    return split(fields[0].slice(1, -1), ',')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', type = ''] = split(pair.slice(1, -1), ',').map((part) => part.trim());
        return [unquoted(name), typeOf(type)];
      });
  }
  return fields
    .filter((field) => field !== '')
    .map((field) => {
      const [name = '', type = ''] = split(field, '=').map((part) => part.trim());
      return [name, typeOf(type)];
    });
}

/** Annotations may be texts, evaluated later. */
function unquoted(text: string): string {
  return /^(['"])([\s\S]*)\1$/.exec(text.trim())?.[2] ?? text.trim();
}
