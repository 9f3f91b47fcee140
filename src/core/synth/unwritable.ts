const TOKEN = /[$#&]\{TfToken\[[^\]]*\]\}/;
/** A number that cdktf made stands for a value only Terraform knows; its upper 16 bits say so. */
const NUMBER_IN_TEXT = /-[0-9](?:\.[0-9]+)?e\+(?:28[89]|29[0-9])/g;
const double = new DataView(new ArrayBuffer(8));

/** Whether cdktf made this number to stand for one, or for a list of them, which only Terraform knows. */
export function isNumberToken(value: number): boolean {
  if (!(value < -1e288)) return false;
  double.setFloat64(0, value);
  const marker = double.getUint16(0);
  return marker === 0xfdff || marker === 0xfbff;
}

/** Whether a text has a placeholder in it which only Terraform can replace. */
export function hasToken(text: string): boolean {
  if (text.includes('TfToken[') && TOKEN.test(text)) return true;
  return text.includes('e+2') && (text.match(NUMBER_IN_TEXT) ?? []).some((found) => isNumberToken(Number(found)));
}

const LONE_SURROGATE = /\p{Surrogate}/u;

export function hasHalfCharacter(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

const LEAKED = 'is known to Terraform only after it ran, so a manifest cannot hold it: pass a plain value';

/** Says of each field that no cluster can be given its value; the fields as JSONPath-like text. */
export function unwritableFields(manifest: unknown): string[] {
  const problems: string[] = [];
  visit(manifest, '', problems);
  return problems;
}

function visit(value: unknown, path: string, problems: string[]): void {
  switch (typeof value) {
    case 'string':
      visitText(value, `${path} ${short(value)}`, problems);
      return;
    case 'number':
      if (isNumberToken(value)) problems.push(`${path} ${LEAKED}`);
      else if (!Number.isFinite(value))
        problems.push(`${path} is ${value}, which JSON has no number for: give a finite one`);
      return;
    case 'function':
    case 'symbol':
      problems.push(`${path} is a ${typeof value}: give the value it stands for`);
      return;
    case 'object':
      break;
    default:
      return;
  }
  if (value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      visit(item, `${path}[${i}]`, problems);
    });
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`;
    visitText(key, `${path === '' ? '' : `${path} `}key ${short(key)}`, problems);
    visit(member, place, problems);
  }
}

function visitText(text: string, place: string, problems: string[]): void {
  if (hasToken(text)) problems.push(`${place} ${LEAKED}`);
  else if (hasHalfCharacter(text)) problems.push(`${place} has half of a surrogate pair: give whole characters`);
}

function short(text: string): string {
  return text.length > 80 ? `'${text.slice(0, 77)}...'` : `'${text}'`;
}
