import { isIP } from 'node:net';

/** An IP address or block: what `10.4.0.0/16` and `2001:db8::1` say. */
export interface Block {
  readonly version: 4 | 6;
  readonly bits: bigint;
  readonly prefix: number;
}

/** `undefined` where the text is neither an address nor CIDR notation. */
export function parseBlock(text: string): Block | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return parseAddress(text);
  const length = text.slice(slash + 1);
  const address = text.slice(0, slash);
  const whole = address.includes('%') ? undefined : parseAddress(address);
  if (whole === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = Number(length);
  return prefix > whole.prefix ? undefined : { ...whole, prefix };
}

export function parseAddress(text: string): Block | undefined {
  const version = isIP(text);
  if (version === 0) return undefined;
  return version === 4
    ? { version, bits: v4(text), prefix: 32 }
    : { version: 6, bits: v6(text.replace(/%.*$/, '')), prefix: 128 };
}

/** Whether an address lies in a block; the two families never meet, as in Envoy. */
export function inBlock(block: Block, address: Block): boolean {
  if (block.version !== address.version) return false;
  const shift = BigInt((block.version === 4 ? 32 : 128) - block.prefix);
  return block.bits >> shift === address.bits >> shift;
}

function v4(text: string): bigint {
  return text.split('.').reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

function v6(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const low = v4(dotted[2]!);
    return v6(`${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const [head, tail] = text.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const before = groups(head);
  const after = groups(tail);
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(zeros).fill('0'), ...after].reduce(
    (bits, group) => (bits << 16n) | BigInt(`0x${group}`),
    0n,
  );
}
