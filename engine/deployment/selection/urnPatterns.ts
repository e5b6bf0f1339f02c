/** A list of URNs as `--target` and its like take them: `*` stands for a part of a URN, `**` for any text. */

export class UrnPatterns {
  private readonly urns: Set<string>;
  private readonly globs: readonly RegExp[];

  constructor(private readonly named: readonly string[]) {
    this.urns = new Set(named.filter((one) => !one.includes("*")));
    this.globs = named.filter((one) => one.includes("*")).map(globExpression);
  }

  /** False where nothing was named: then the list contains everything. */
  get constrains(): boolean {
    return this.named.length > 0;
  }

  contains(urn: string): boolean {
    return !this.constrains || this.names(urn);
  }

  /** Whether the URN itself is named: false where nothing is. */
  names(urn: string): boolean {
    return this.urns.has(urn) || this.globs.some((glob) => glob.test(urn));
  }

  add(urn: string): void {
    if (this.constrains) this.urns.add(urn);
  }

  copy(): UrnPatterns {
    return new UrnPatterns(this.named);
  }

  /** Those that are written out in full. */
  get literals(): readonly string[] {
    return [...this.urns];
  }
}

function globExpression(glob: string): RegExp {
  const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parts = glob
    .split("**")
    .map((part) => part.split("*").map(literally).join("[^:]*"))
    .join(".*");
  return new RegExp(`^${parts}$`);
}
