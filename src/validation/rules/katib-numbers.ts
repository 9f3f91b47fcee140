/** A whole number as Go's strconv.Atoi reads it. */
export function goInteger(value: string): number | undefined {
  if (!/^[-+]?\d+$/.test(value)) return undefined;
  const amount = Number(value);
  // Exact where it matters: at the ends of 64 bits.
  if (Math.abs(amount) >= 2 ** 62) {
    const exact = BigInt(value.startsWith('+') ? value.slice(1) : value);
    if (BigInt.asIntN(64, exact) !== exact) return undefined;
  }
  return amount;
}

/** A number as Go's strconv.ParseFloat reads it. */
export function goFloat(value: string): number | undefined {
  const special = infinite(value);
  if (special !== undefined) return special;
  if (/^nan$/i.test(value)) return Number.NaN;
  const hexadecimal = /^([-+]?)0x_?([\da-f]+(?:_[\da-f]+)*)?(?:\.([\da-f]*))?p([-+]?\d+)$/i.exec(value);
  if (hexadecimal !== null) {
    const [, sign, whole = '', part = '', exponent] = hexadecimal;
    const digits = whole.replaceAll('_', '') + part;
    if (digits === '') return undefined;
    const amount = Number(`0x${digits}`) * 2 ** (Number(exponent) - 4 * part.length);
    return finite(sign === '-' ? -amount : amount);
  }
  return decimal(value) ? finite(Number(value.replaceAll('_', ''))) : undefined;
}

/** A whole number as Python's int() reads it. */
export function pythonInteger(value: string): number | undefined {
  const plain = latinDigits(value.trim());
  return /^[-+]?\d+(_\d+)*$/.test(plain) ? Number(plain.replaceAll('_', '')) : undefined;
}

/** A number as Python's float() reads it. */
export function pythonFloat(value: string): number | undefined {
  const plain = latinDigits(value.trim());
  const special = infinite(plain);
  if (special !== undefined) return special;
  if (/^[-+]?nan$/i.test(plain)) return Number.NaN;
  return decimal(plain) ? Number(plain.replaceAll('_', '')) : undefined;
}

function infinite(value: string): number | undefined {
  if (!/^[-+]?(inf|infinity)$/i.test(value)) return undefined;
  return value.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Underscores stand between digits only. */
function decimal(value: string): boolean {
  return /^[-+]?(\d+(_\d+)*(\.(\d+(_\d+)*)?)?|\.\d+(_\d+)*)(e[-+]?\d+(_\d+)*)?$/i.test(value);
}

function finite(amount: number): number | undefined {
  return Number.isFinite(amount) ? amount : undefined;
}

/** Python reads the digits of every script. */
function latinDigits(value: string): string {
  return value.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    let above = 0;
    // Digits of a script follow each other, from its zero on.
    while (/^\p{Nd}$/u.test(String.fromCodePoint(digit.codePointAt(0)! - above - 1))) above++;
    return String(above % 10);
  });
}
