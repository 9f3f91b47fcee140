/** Places that one line names; of more it says how many. */
const PLACES = 3;

/** `path: sentence` each become a line for each sentence, whatever number of places it is said of: a thousand teams have a thousand of the same. */
export function warningLines(warnings: readonly string[], prefix = ''): string[] {
  const places = new Map<string, string[]>();
  for (const warning of warnings) {
    const end = warning.indexOf(': ');
    const place = warning.slice(0, end);
    const sentence = warning.slice(end + 2);
    const known = places.get(sentence);
    if (known === undefined) places.set(sentence, [place]);
    else known.push(place);
  }
  return [...places].map(([sentence, all]) => {
    const named = all.slice(0, PLACES).map((place) => `${prefix}${place}`);
    const rest = all.length - named.length;
    return `warning ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${sentence}`;
  });
}
