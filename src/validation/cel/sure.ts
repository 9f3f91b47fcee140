import { matcherOf } from '../pattern';
import { hasMember, isIn, isScalar, itemOf, itemsOf, lengthOf, memberOf, type Scalar } from './sure-values';
import { type Token, tokensOf } from './tokens';
import { reserved } from './values';

/** Whether a value surely keeps a rule. */
export type Sure = (self: unknown) => boolean;

/**
 * Most rules are plain, and most values keep them: of those it is found out here, without loading the engine.
 * Only `true` is an answer: whatever is not as simple, a value that breaks a rule included, is the engine's to judge.
 * `undefined` where nothing can be said of any value.
 */
export function sureOf(rule: string): Sure | undefined {
  try {
    const { type, run } = new Parser(rule).whole();
    if (type !== 'bool') return undefined;
    return (self) => {
      steps = 0;
      return run([self]) === true;
    };
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

const NOT_PLAIN = new Error('not plain');
/** Far fewer than the engine allows. */
const MOST_STEPS = 2000;
let steps = 0;

type Type = 'bool' | 'int' | 'string' | 'list' | 'dyn';
/** The values of the variables, `self` first. */
type Scope = readonly unknown[];
/** A part of an expression; `undefined` is what it makes of values that it cannot judge. */
interface Part {
  readonly type: Type;
  readonly run: (scope: Scope) => unknown;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #names: readonly string[] = ['self'];

  constructor(rule: string) {
    const tokens = tokensOf(rule);
    if (tokens === undefined) throw NOT_PLAIN;
    this.#tokens = tokens;
  }

  whole(): Part {
    const part = this.#choice();
    if (this.#next.kind !== 'end') throw NOT_PLAIN;
    return part;
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #take(...signs: readonly string[]): string | undefined {
    const { kind, text } = this.#next;
    if (kind === 'text' || kind === 'number' || !signs.includes(text)) return undefined;
    this.#at++;
    return text;
  }

  #expect(sign: string): void {
    if (this.#take(sign) === undefined) throw NOT_PLAIN;
  }

  #name(): string {
    const { kind, text } = this.#next;
    if (kind !== 'name' || text.includes('__') || reserved(text)) throw NOT_PLAIN;
    this.#at++;
    return text;
  }

  #choice(): Part {
    const asked = this.#or();
    if (this.#take('?') === undefined) return asked;
    const yes = this.#or();
    this.#expect(':');
    const no = this.#choice();
    be('bool', asked);
    same(yes, no);
    return {
      type: yes.type === no.type ? yes.type : 'dyn',
      run: (scope) => {
        const answer = asked.run(scope);
        return answer === true ? yes.run(scope) : answer === false ? no.run(scope) : undefined;
      },
    };
  }

  #or(): Part {
    const left = this.#and();
    if (this.#take('||') === undefined) return left;
    return logical(left, this.#or(), true);
  }

  #and(): Part {
    const left = this.#relation();
    if (this.#take('&&') === undefined) return left;
    return logical(left, this.#and(), false);
  }

  #relation(): Part {
    const left = this.#sum();
    const sign = this.#take('==', '!=', '<', '<=', '>', '>=', 'in');
    if (sign === undefined) return left;
    const right = this.#sum();
    if (sign === 'in') {
      be('list', right);
      return { type: 'bool', run: (scope) => isIn(left.run(scope), right.run(scope)) };
    }
    same(left, right);
    const holds = RELATIONS.get(sign)!;
    const ordered = sign !== '==' && sign !== '!=';
    if (ordered) for (const part of [left, right]) be('int', part);
    return {
      type: 'bool',
      run: (scope) => {
        const a = left.run(scope);
        const b = right.run(scope);
        if (typeof a !== typeof b || (ordered && typeof a !== 'number')) return undefined;
        return isScalar(a) && isScalar(b) ? holds(a, b) : undefined;
      },
    };
  }

  #sum(): Part {
    let left = this.#unary();
    while (this.#take('+') !== undefined) {
      const [a, b] = [left, this.#unary()];
      if (a.type !== 'int' || b.type !== 'int') throw NOT_PLAIN;
      left = {
        type: 'int',
        run: (scope) => {
          const [x, y] = [a.run(scope), b.run(scope)];
          return typeof x === 'number' && typeof y === 'number' ? x + y : undefined;
        },
      };
    }
    return left;
  }

  #unary(): Part {
    if (this.#take('!') === undefined) return this.#member();
    const part = this.#unary();
    be('bool', part);
    return {
      type: 'bool',
      run: (scope) => {
        const value = part.run(scope);
        return typeof value === 'boolean' ? !value : undefined;
      },
    };
  }

  #member(): Part {
    let part = this.#primary();
    for (;;) {
      const of = part;
      if (this.#take('.') !== undefined) {
        const name = this.#name();
        part = this.#take('(') === undefined ? select(of, name) : this.#method(of, name);
      } else if (this.#take('[') !== undefined) part = this.#item(of);
      else return part;
    }
  }

  #item(of: Part): Part {
    const index = this.#choice();
    this.#expect(']');
    if (of.type !== 'dyn') throw NOT_PLAIN;
    return { type: 'dyn', run: (scope) => itemOf(of.run(scope), index.run(scope)) };
  }

  #primary(): Part {
    const { kind, text } = this.#next;
    if (kind === 'number' || kind === 'text') {
      this.#at++;
      const value = kind === 'number' ? Number(text) : text;
      if (!isScalar(value)) throw NOT_PLAIN;
      return { type: kind === 'number' ? 'int' : 'string', run: () => value };
    }
    if (this.#take('(') !== undefined) {
      const part = this.#choice();
      this.#expect(')');
      return part;
    }
    if (this.#take('[') !== undefined) return this.#list();
    if (this.#take('{') !== undefined) {
      this.#expect('}');
      return { type: 'dyn', run: () => ({}) };
    }
    if (this.#take('true', 'false') !== undefined) return { type: 'bool', run: () => text === 'true' };
    const name = this.#name();
    if (this.#take('(') !== undefined) return this.#call(name);
    const slot = this.#names.lastIndexOf(name);
    if (slot < 0) throw NOT_PLAIN;
    return { type: 'dyn', run: (scope) => scope[slot] };
  }

  #list(): Part {
    const items: Part[] = [];
    while (this.#take(']') === undefined) {
      if (items.length > 0) this.#expect(',');
      const item = this.#primary();
      if (item.type !== 'string') throw NOT_PLAIN;
      items.push(item);
    }
    const list = items.map(({ run }) => run([]));
    return { type: 'list', run: () => list };
  }

  #call(name: string): Part {
    if (name === 'size') return sizeOf(this.#argument());
    if (name !== 'has') throw NOT_PLAIN;
    let holder = this.#primary();
    this.#expect('.');
    let field = this.#name();
    for (;;) {
      if (this.#take('.') !== undefined) {
        holder = select(holder, field);
        field = this.#name();
      } else if (this.#take('[') !== undefined) {
        holder = this.#item(select(holder, field));
        this.#expect('.');
        field = this.#name();
      } else break;
    }
    this.#expect(')');
    if (holder.type !== 'dyn') throw NOT_PLAIN;
    const { run } = holder;
    return { type: 'bool', run: (scope) => hasMember(run(scope), field) };
  }

  #method(of: Part, name: string): Part {
    if (name === 'size') {
      this.#expect(')');
      return sizeOf(of);
    }
    const test = TEXTS.get(name);
    if (test !== undefined) {
      const given = this.#argument();
      for (const part of [of, given]) be('string', part);
      return {
        type: 'bool',
        run: (scope) => {
          const [text, part] = [of.run(scope), given.run(scope)];
          return typeof text === 'string' && typeof part === 'string' ? test(text, part) : undefined;
        },
      };
    }
    return this.#macro(of, name);
  }

  #argument(): Part {
    const part = this.#choice();
    this.#expect(')');
    return part;
  }

  /** `list.all(item, condition)` and its like. */
  #macro(of: Part, name: string): Part {
    const result = MACROS.get(name);
    if (result === undefined) throw NOT_PLAIN;
    be('list', of);
    const outer = this.#names;
    this.#names = [...outer, this.#name()];
    this.#expect(',');
    const condition = this.#argument();
    this.#names = outer;
    be('bool', condition);
    return {
      type: name === 'filter' ? 'list' : 'bool',
      run: (scope) => {
        const items = itemsOf(of.run(scope));
        const chosen: unknown[] = [];
        for (const item of items ?? []) {
          const answer = ++steps > MOST_STEPS ? undefined : condition.run([...scope, item]);
          if (typeof answer !== 'boolean') return undefined;
          if (answer) chosen.push(item);
        }
        return items && result(chosen, items);
      },
    };
  }
}

const RELATIONS = new Map<string, (a: Scalar, b: Scalar) => boolean>([
  ['==', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
]);
const TEXTS = new Map<string, (text: string, part: string) => boolean | undefined>([
  ['startsWith', (text, part) => text.startsWith(part)],
  ['endsWith', (text, part) => text.endsWith(part)],
  ['contains', (text, part) => text.includes(part)],
  ['matches', (text, pattern) => matcherOf(pattern)(text)],
]);
const MACROS = new Map<string, (chosen: unknown[], all: readonly unknown[]) => unknown>([
  ['all', (chosen, all) => chosen.length === all.length],
  ['exists', (chosen) => chosen.length > 0],
  ['exists_one', (chosen) => chosen.length === 1],
  ['filter', (chosen) => chosen],
]);

function be(type: Type, part: Part): void {
  if (part.type !== type && part.type !== 'dyn') throw NOT_PLAIN;
}

function same(a: Part, b: Part): void {
  if (a.type !== 'dyn') be(a.type, b);
}

/** `a || b` where `ends` is true, `a && b` where it is false: one side that decides outweighs what the other cannot say. */
function logical(left: Part, right: Part, ends: boolean): Part {
  for (const part of [left, right]) be('bool', part);
  return {
    type: 'bool',
    run: (scope) => {
      const first = left.run(scope);
      if (first === ends) return ends;
      if (first === undefined ? left.type !== 'bool' : typeof first !== 'boolean') return undefined;
      const second = right.run(scope);
      return second === ends ? ends : first === undefined || typeof second !== 'boolean' ? undefined : second;
    },
  };
}

function select(of: Part, name: string): Part {
  if (of.type !== 'dyn') throw NOT_PLAIN;
  return { type: 'dyn', run: (scope) => memberOf(of.run(scope), name) };
}

function sizeOf(of: Part): Part {
  if (of.type === 'int' || of.type === 'bool') throw NOT_PLAIN;
  return { type: 'int', run: (scope) => lengthOf(of.run(scope)) };
}
