/**
 * Rule numbers that follow from what a rule says. An edited rule is another rule with another
 * number, so it can be made before the old one goes, and an edit renumbers nothing else.
 *
 *     1 ... 999   1000 ... 10999   11000 ... 15999   16000 ... 31999   32000 ... 32766
 *     free        denies           free              allows            free
 */
const BANDS = {
  deny: { first: 1000, size: 10000 },
  allow: { first: 16000, size: 16000 },
} as const;

/**
 * The numbers of one ACL's rules in one direction, by content. Where two rules want one number both
 * move on: were one to stay, the newcomer could take the number while the old rule still holds it.
 */
export function numberRules(
  rules: readonly { readonly action: "allow" | "deny"; readonly content: string }[],
): Map<string, number> {
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  let waiting = [...rules];
  for (let attempt = 0; waiting.length > 0; attempt += 1) {
    const wanted = waiting.map((rule) => ({ rule, number: numberOf(rule, attempt) }));
    const free = wanted.filter(
      ({ number }) =>
        !taken.has(number) && wanted.filter((other) => other.number === number).length === 1,
    );
    for (const { rule, number } of free) {
      numbers.set(rule.content, number);
      taken.add(number);
    }
    waiting = waiting.filter(({ content }) => !numbers.has(content));
  }
  return numbers;
}

function numberOf(rule: { action: "allow" | "deny"; content: string }, attempt: number): number {
  const { first, size } = BANDS[rule.action];
  return first + (hash(attempt === 0 ? rule.content : `${rule.content} ${attempt}`) % size);
}

/** FNV-1a, 32 bits: small, the same everywhere, and spread well enough for 19 rules. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}
