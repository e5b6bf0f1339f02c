/** Starts a provider plugin, as the CLI does: with the engine's address, and the plugin answers with its port. */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { EngineError } from "../errors";
import { pluginEnvironment } from "./pluginEnvironment";

export interface PluginProcess {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  /** How the process ended; undefined where it still runs a moment later. */
  whyEnded(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface PluginStart {
  readonly file: string;
  /** Before the engine's address. */
  readonly args?: readonly string[];
  readonly cwd?: string | undefined;
  readonly engineAddress: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the plugin prints, a line at a time; the port is not among it. */
  readonly onLine: (line: string) => void;
}

/** A Node plugin loads the whole SDK of its cloud before it serves. */
const patienceMilliseconds = 60_000;

export function startPlugin(start: PluginStart): Promise<PluginProcess> {
  const { file, engineAddress, env, onLine } = start;
  const child = spawn(file, [...(start.args ?? []), engineAddress], {
    cwd: start.cwd,
    env: pluginEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: a plugin may be a script that starts another process.
    detached: process.platform !== "win32",
    shell: /\.(cmd|bat)$/.test(file),
  });
  const close = closer(child);
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (why: string): void => {
      void close();
      const words = said.length > 0 ? `; it said: ${said.slice(-5).join(" / ")}` : "";
      reject(new EngineError(`the plugin ${file} ${why}${words}`));
    };
    const timer = setTimeout(
      () => fail(`gave no port within ${String(patienceMilliseconds / 1000)} s`),
      patienceMilliseconds,
    );
    let address: string | undefined;
    child.on("error", (error) => fail(`could not be started: ${error.message}`));
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (address === undefined) fail(`ended before it served (${String(code ?? signal)})`);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      onLine(line);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (address !== undefined || !/^\d+$/.test(line.trim())) {
        onLine(line);
        return;
      }
      clearTimeout(timer);
      address = `127.0.0.1:${line.trim()}`;
      resolve({ address, close, whyEnded: () => whyEnded(child) });
    });
  });
}

/** A connection that breaks off is noticed before the process is known to have ended. */
const momentMilliseconds = 500;

async function whyEnded(child: ChildProcess): Promise<string | undefined> {
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (!ended())
    await Promise.race([
      new Promise((resolve) => child.once("exit", resolve)),
      new Promise((resolve) => setTimeout(resolve, momentMilliseconds)),
    ]);
  return ended() ? (child.signalCode ?? `exit code ${String(child.exitCode)}`) : undefined;
}

/** @returns what ends the plugin, and resolves when it has ended */
function closer(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const kill = (): void => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    try {
      if (process.platform === "win32") child.kill();
      else process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  // A run that ends its own process leaves no plugin behind.
  process.on("exit", kill);
  void ended.then(() => process.off("exit", kill));
  return () => {
    kill();
    return ended;
  };
}
