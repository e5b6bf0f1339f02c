/** Ctrl-C: once, the run stops in order; twice, the process ends as it would without us. */
import type { Printer } from "./printer";

export async function onInterrupt<T>(
  printer: Printer,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let stopping = false;
  const release = (): void => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
  // Not by `once`: the SDK's way of starting the CLI ends this process at a signal to which nobody else listens.
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) {
      release();
      process.kill(process.pid, signal);
      return;
    }
    stopping = true;
    printer.note(
      "stopping: what is in flight finishes or is recorded as pending; Ctrl-C once more stops at once",
    );
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
