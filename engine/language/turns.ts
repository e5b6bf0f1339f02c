/**
 * Inline programs take turns: Automation API's language server listens to everything that goes wrong in the process, so of
 * two programs that run at once both fail where one throws. A program that itself runs another does not wait for itself.
 */
export interface Turn {
  /** Resolves when those before have ended. */
  readonly ready: Promise<void>;
  /** The next one's turn; a place in the queue may be given up, too. */
  end(): void;
}

let last: Promise<unknown> = Promise.resolve();

export function takeTurn(): Turn {
  if (isWithinProgram()) return { ready: Promise.resolve(), end: () => undefined };
  let end: () => void = () => undefined;
  const mine = new Promise<void>((resolve) => {
    end = resolve;
  });
  const before = last;
  last = Promise.all([before, mine]);
  return { ready: before.then(() => undefined), end };
}

/** Where the SDK keeps what belongs to the program that runs. */
const sdk = globalThis as { readonly asyncLocalStorage?: { getStore(): unknown } };

function isWithinProgram(): boolean {
  return sdk.asyncLocalStorage?.getStore() !== undefined;
}
