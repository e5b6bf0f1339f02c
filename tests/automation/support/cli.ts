/** The command line as a process of its own, with an environment that is given in full. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(__dirname, "..", "..", "..");

/** A PATH with node and no Pulumi CLI. */
const pathWithoutPulumi = "/nonexistent";

export interface CliSettings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process, to send it signals. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
  /** In a process group of its own, as a terminal would start it. */
  readonly detached?: boolean;
  /** Standard input. @default - none */
  readonly input?: string;
}

/**
 * What is built, where it is newer than its sources (as in `npm test`): it starts in a third of the time.
 *
 * @returns the folder that the rooms stand in, and what node needs to load them
 */
export function roomsToLoad(): { readonly folder: string; readonly loader: readonly string[] } {
  const built = join(root, "dist", "automation", "cli.js");
  const builtAt = existsSync(built) ? statSync(built).mtimeMs : 0;
  const rooms = ["analysis", "automation", "engine", "net", "simulator", "storage"];
  const changedAt = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true }).map(
      (file) => statSync(join(root, room, String(file))).mtimeMs,
    ),
  );
  if (builtAt > Math.max(...changedAt)) return { folder: join(root, "dist"), loader: [] };
  return { folder: root, loader: ["-r", require.resolve("ts-node/register")] };
}

function entry(name: string): readonly string[] {
  const { folder, loader } = roomsToLoad();
  return [...loader, join(folder, "automation", name)];
}

export function runCli(args: readonly string[], settings: CliSettings): Promise<CliRun> {
  return runScript("cli", args, settings);
}

/** @param name of a file of `automation/` that is run, not imported */
export function runScript(
  name: string,
  args: readonly string[],
  settings: CliSettings,
): Promise<CliRun> {
  const child = spawn(process.execPath, [...entry(name), ...args], {
    cwd: settings.cwd,
    env: {
      PATH: pathWithoutPulumi,
      HOME: process.env.HOME,
      TS_NODE_TRANSPILE_ONLY: "true",
      TS_NODE_PROJECT: join(root, "tsconfig.json"),
      ...settings.env,
    },
    stdio: ["pipe", "pipe", "pipe"],
    detached: settings.detached ?? false,
  });
  child.stdin.end(settings.input);
  settings.onStart?.(child);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
