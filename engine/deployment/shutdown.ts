/**
 * The end of a program: one that has hooks stays, when it has said all, until the last step is done, so that the hooks of
 * deletions can be called.
 */
export class Shutdown {
  declare private tellSignalled: (nothing: undefined) => void;
  declare private tellReleased: () => void;

  /** Resolves when the program has said all and waits. */
  readonly signalled = new Promise<undefined>((resolve) => {
    this.tellSignalled = resolve;
  });
  private readonly released = new Promise<void>((resolve) => {
    this.tellReleased = resolve;
  });

  /** The program's side: resolves when it may end. */
  wait(): Promise<void> {
    this.tellSignalled(undefined);
    return this.released;
  }

  release(): void {
    this.tellReleased();
  }
}
