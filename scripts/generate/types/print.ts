import type { Interface, Property, TypeRef } from './model';

/** Prints the types of one file, and remembers which core types it used. */
export class Printer {
  readonly imports = new Set<string>();

  constructor(private readonly names: ReadonlyMap<string, string>) {}

  type(type: TypeRef): string {
    switch (type.is) {
      case 'text':
        return type.text;
      case 'core':
        this.imports.add(type.name);
        return type.name;
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
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name).replace(/"/g, "'");
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
