/** Ids, ARNs and names that a resource got when it was made, and how Terraform refers to each. */
import type { Deployed } from "./deployment";
import { namesOf } from "./names";
import { isMany, members, type Block } from "./schema";

interface Reference {
  readonly text: string;
  readonly expression: string;
  /** It is sure to mean this, wherever it stands. */
  readonly isUnmistakable: boolean;
}

/** An ARN, an id of AWS's or a name with Pulumi's seven digits is sure to mean this, wherever it stands. */
const isUnmistakable = (text: string): boolean =>
  /^arn:|^[a-z]+-[0-9a-f]{8,17}$|-[0-9a-f]{7}$/.test(text);

/** A name of the program's own means this where it stands alone, and is more than a word. */
const isName = (text: string): boolean => text.length >= 6 && /[^a-zA-Z]/.test(text);

/** A text that is no template: what would begin one is doubled. */
export const literal = (text: string): string =>
  text.replace(/([$%])\{/g, (_, sign: string) => `${sign}${sign}{`);

/** Texts of one deployment, written anew for another: what was made there is referred to, everything else is as it was. */
export class References {
  private readonly known = new Map<string, Reference>();

  /** @param address Terraform's, of the resource */
  add(one: Deployed, address: string, block: Block): void {
    this.put(one.id, `${address}.id`);
    const names = namesOf(
      undefined,
      [...members(block)].map(([name, member]) => [name, isMany(member)]),
    );
    for (const [key, value] of Object.entries(one.outputs)) {
      const name = names.get(key);
      if (typeof value !== "string" || name === undefined) continue;
      const isOwn = !(key in one.inputs) && /(Arn|Id|Name|Url)$/.test(key);
      if (isOwn || key === "name" || isUnmistakable(value)) this.put(value, `${address}.${name}`);
    }
  }

  private put(text: string, expression: string): void {
    if (!isName(text) || this.known.has(text)) return;
    this.known.set(text, { text, expression, isUnmistakable: isUnmistakable(text) });
  }

  /** In Terraform's templates. */
  write(text: string): string {
    const whole = this.known.get(text);
    if (whole !== undefined) return `\${${whole.expression}}`;
    const found = [...this.known.values()]
      .filter((one) => one.isUnmistakable && text.includes(one.text))
      .sort((a, b) => b.text.length - a.text.length)[0];
    if (found === undefined) return literal(text);
    const parts = text.split(found.text).map((part) => (part === "" ? "" : this.write(part)));
    return parts.join(`\${${found.expression}}`);
  }
}
