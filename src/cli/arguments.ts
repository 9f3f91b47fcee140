import { didYouMean } from '../core/errors';
import { InvalidValue } from '../core/values';

type Name = `-${string}`;

/** The options of a command: a `flag` stands alone, a `value` follows; another name of an option names that option. */
export type Options = Readonly<Record<Name, 'flag' | 'value' | Name>>;

/** A command line as it was read. Of an option given twice, `value` is the last. */
export interface Arguments {
  readonly words: readonly string[];
  readonly help: boolean;
  has(option: Name): boolean;
  value(option: Name): string | undefined;
  values(option: Name): readonly string[];
}

/**
 * Reads `--option value`, `--option=value`, `--flag`, words, and `--`, behind which all are words; `-` is a word.
 * `--help` and `-h` need not be listed. Throws InvalidValue for options that do not exist and values that are missing.
 */
export function readArguments(command: string, args: readonly string[], options: Options): Arguments {
  const all: Options = { ...options, '--help': 'flag', '-h': '--help' };
  const words: string[] = [];
  const given = new Map<string, string[]>();
  const refuse = (option: string, sentence: string): never => {
    throw new InvalidValue(`${option}: ${sentence}\nkubeflow-cdk ${command} --help says what there is`);
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--') {
      words.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      words.push(arg);
      continue;
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
    const written = (equals < 0 ? arg : arg.slice(0, equals)) as Name;
    const inline = equals < 0 ? undefined : arg.slice(equals + 1);
    if (!Object.hasOwn(all, written))
      refuse(written, `there is no such option${didYouMean(written, Object.keys(all).filter(isLong))}`);
    const name = isLong(all[written]!) ? (all[written] as Name) : written;
    if (all[name] === 'flag') {
      if (inline !== undefined) refuse(written, 'takes no value');
      given.set(name, []);
      continue;
    }
    const value = inline ?? args[++at] ?? '';
    if (value === '' || (inline === undefined && isLong(value))) refuse(written, 'a value is missing');
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return {
    words,
    help: given.has('--help'),
    has: (option) => given.has(option),
    value: (option) => given.get(option)?.at(-1),
    values: (option) => given.get(option) ?? [],
  };
}

function isLong(text: string): boolean {
  return text.startsWith('--');
}
