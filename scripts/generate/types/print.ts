import { type Interface, literal, type Property, type TypeRef } from './model';

/** Prints the types of one file, and remembers which core types it used. */
export class Printer {
  readonly imports = new Set<string>();
  readonly #own: ReadonlySet<string>;

  constructor(private readonly names: ReadonlyMap<string, string>) {
    this.#own = new Set(names.values());
  }

  /** A core type as this file calls it: where a kind has its name, by another. */
  #called(name: string): string {
    return this.#own.has(name) ? `Core${name}` : name;
  }

  /** The core types that were used, as an import names them. */
  get imported(): string[] {
    return [...this.imports].sort().map((name) => (this.#own.has(name) ? `${name} as ${this.#called(name)}` : name));
  }

  type(type: TypeRef): string {
    switch (type.is) {
      case 'text':
        return type.text;
      case 'core':
        this.imports.add(type.name);
        return this.#called(type.name);
      case 'interface':
        return this.names.get(type.key)!;
      case 'array': {
        const inner = this.type(type.of);
        return /[|&]/.test(inner) ? `(${inner})[]` : `${inner}[]`;
      }
      case 'record':
        return `Record<string, ${this.type(type.of)}>`;
      case 'inline':
        return `{ ${type.properties.map((property) => this.property(property).trim()).join(' ')} }`;
      case 'union':
        return [...new Set(type.of.map((member) => this.type(member)))].join(' | ');
    }
  }

  property({ name, optional, type, only }: Property): string {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
    return `${note(only, '  ')}  ${key}${optional ? '?' : ''}: ${this.type(type)};\n`;
  }

  interface(
    name: string,
    { properties, open }: Interface,
    fixed: Readonly<Record<string, string>> = {},
    only?: readonly string[],
  ): string {
    const lines = [
      ...Object.entries(fixed).map(([key, type]) => `  ${key}: ${type};\n`),
      ...properties
        .filter((property) => !Object.hasOwn(fixed, property.name) && !Object.hasOwn(fixed, `${property.name}?`))
        .map((property) => this.property(property)),
      ...(open ? ['  [key: string]: unknown;\n'] : []),
    ];
    return `${note(only, '')}export interface ${name} {\n${lines.join('')}}\n`;
  }
}

function note(only: readonly string[] | undefined, indent: string): string {
  return only ? `${indent}/** ${only.length === 1 ? 'Release' : 'Releases'} ${only.join(', ')}. */\n` : '';
}
