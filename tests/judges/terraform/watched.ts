/** A process that does not outlive this one, however this one ends. */
import { spawn, type ChildProcess } from "node:child_process";

interface Settings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What ends it when this process is gone. Terraform ends its own children when it is interrupted. */
  readonly signal: "INT" | "KILL";
}

/** The shell holds our pipe: when that closes, whatever we still had to say, the process is told to go. */
const script = `signal=$1; shift
"$@" < /dev/null & child=$!
{ cat; kill -s "$signal" $child; } <&3 > /dev/null 2>&1 &
wait $child`;

export function startWatched(
  command: string,
  args: readonly string[],
  { env, cwd, signal }: Settings,
): ChildProcess {
  const child = spawn("sh", ["-c", `exec 3<&0; ${script}`, "sh", signal, command, ...args], {
    env,
    cwd,
    stdio: "pipe",
  });
  child.stdin.on("error", () => undefined);
  child.once("exit", () => child.stdin.end());
  return child;
}

/** Ends it, if it has not ended, and waits until it has. */
export async function stopWatched(child: ChildProcess): Promise<void> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  const ended = isOver || new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await ended;
}
