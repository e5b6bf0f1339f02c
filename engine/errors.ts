/** What a user can mend: shown as it is, without a stack trace. */
export class EngineError extends Error {
  /** @param code what the CLI's process would end with */
  constructor(
    message: string,
    readonly code = 1,
  ) {
    super(message);
    this.name = "EngineError";
  }
}

/** Refuses by name what this engine does not do. `docs/conformance.md` lists them. */
export function refuse(what: string): never {
  throw new EngineError(refusal(what));
}

export function refusal(what: string): string {
  return `the rehearsal engine does not support ${what}; use the Pulumi CLI`;
}

/** Problems that are told at once, as the CLI lists them. */
export function severalErrors(problems: readonly string[]): EngineError {
  const [only = ""] = problems;
  if (problems.length === 1) return new EngineError(only);
  const list = problems.map((one, index) => `\n    ${index + 1}) ${one}`).join("");
  return new EngineError(`${problems.length} errors occurred:${list}`);
}
