/** Lets so many operations run at once, and none any more once the run is stopped. */

/** Why nothing more is begun: a failure elsewhere, or the user. What was begun has ended or will. */
export class StoppedError extends Error {
  constructor() {
    super("resource monitor shut down while waiting on step's done channel");
    this.name = "StoppedError";
  }
}

export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly idle: (() => void)[] = [];
  private stoppedFlag = false;
  declare private tellStopped: () => void;

  constructor(private readonly limit: number) {}

  get stopped(): boolean {
    return this.stoppedFlag;
  }

  /** Resolves when the run is stopped. */
  readonly whenStopped = new Promise<void>((resolve) => {
    this.tellStopped = resolve;
  });

  stop(): void {
    this.stoppedFlag = true;
    this.tellStopped();
    for (const resume of this.waiting.splice(0)) resume();
  }

  /** @throws StoppedError where the run was stopped before the operation could begin. */
  async run<T>(operation: () => Promise<T>): Promise<T> {
    while (this.running >= this.limit && !this.stoppedFlag)
      await new Promise<void>((resume) => this.waiting.push(resume));
    if (this.stoppedFlag) throw new StoppedError();
    this.running++;
    try {
      return await operation();
    } finally {
      this.running--;
      this.waiting.shift()?.();
      if (this.running === 0) for (const resolve of this.idle.splice(0)) resolve();
    }
  }

  /** Resolves when nothing is under way any more. */
  async drained(): Promise<void> {
    while (this.running > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }
}
