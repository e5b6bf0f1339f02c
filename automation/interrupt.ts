/** Ctrl-C: once, the run stops in order; twice, the process ends as it would without us. */
import type { Printer } from "./printer";

export async function onInterrupt<T>(
  printer: Printer,
  run: { readonly engine: string; readonly command: string },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    printer.note(
      "stopping: what is in flight finishes or is recorded as pending; Ctrl-C once more stops at once",
    );
    // On a terminal Ctrl-C reaches the Pulumi CLI as well, and a second one would make it drop what is in flight.
    if (run.engine !== "pulumi" || !process.stdin.isTTY) controller.abort();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
