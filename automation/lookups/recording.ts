/** Records the look-ups of a real run in a file of answers, with which the same program can be rehearsed without credentials. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { readAnswers, writeAnswers, type LookupAnswer } from "./answers";
import type { Heard, TappedSdk } from "./lookupTap";
import type { RunRecorder } from "../runs/recorder";
import type { InlineProgram } from "../types";

export interface Recording {
  /** For the engine's process, and so for the program's. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes what was heard, beside what the file had already. */
  finish(recorder: RunRecorder): Promise<void>;
  /** Stops listening. */
  end(): void;
}

/** @param folder a temporary one */
export async function startRecording(
  file: string,
  folder: string,
  inline: InlineProgram | undefined,
): Promise<Recording> {
  const before = existsSync(file) ? await readAnswers(file, "--record") : [];
  const heard: Heard[] = [];
  const lines = join(folder, "look-ups");
  return {
    env: inline === undefined ? preloading(lines) : {},
    finish: async (recorder) => {
      if (existsSync(lines)) heard.push(...(await readLines(lines)));
      const { answers, kept } = sorted(heard, before);
      await writeAnswers(file, answers);
      tell(recorder, file, { heard, kept });
    },
    end: inline === undefined ? () => undefined : await tapHere((one) => heard.push(one)),
  };
}

/** The program's process loads the tap before anything else. */
function preloading(lines: string): Record<string, string> {
  const loader = createRequire(__filename);
  const tap = require.resolve("./lookupTapPreload");
  const required = tap.endsWith(".ts")
    ? [loader.resolve("ts-node/register/transpile-only"), tap]
    : [tap];
  const options = required.map((one) => `--require ${JSON.stringify(one)}`);
  const given = process.env.NODE_OPTIONS;
  return {
    NODE_OPTIONS: [...(given === undefined ? [] : [given]), ...options].join(" "),
    PULUMI_AWS_NETWORK_LOOKUPS: lines,
  };
}

/** An inline program asks by the SDK of this process. */
async function tapHere(hear: (heard: Heard) => void): Promise<() => void> {
  const [{ tapLookups }, grpc] = await Promise.all([
    import("./lookupTap"),
    import("@pulumi/pulumi/proto/resource_grpc_pb"),
  ]);
  // As the SDK has it: a copy of the module's exports cannot be changed for others.
  const rpc = createRequire(__filename)("@pulumi/pulumi/runtime/rpc") as TappedSdk["rpc"];
  return tapLookups({ grpc, rpc }, hear);
}

async function readLines(file: string): Promise<Heard[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Heard);
}

interface Kept {
  readonly recorded: number;
  /** Tokens of look-ups with two answers: by two accounts, say. */
  readonly ambiguous: readonly string[];
}

/** What was heard now comes before what was recorded earlier. */
function sorted(
  heard: readonly Heard[],
  before: readonly LookupAnswer[],
): { answers: LookupAnswer[]; kept: Kept } {
  const now = new Map<string, LookupAnswer[]>();
  for (const { token, args, result } of heard) {
    if (args === undefined || result === undefined) continue;
    const region = typeof result.region === "string" ? { region: result.region } : {};
    const answer = { token, ...region, args, result };
    const known = now.get(keyOf(answer)) ?? [];
    if (!known.some((one) => JSON.stringify(one) === JSON.stringify(answer))) known.push(answer);
    now.set(keyOf(answer), known);
  }
  const single = [...now.values()].filter(({ length }) => length === 1).flat();
  const ambiguous = [...now.values()]
    .filter(({ length }) => length > 1)
    .map((all) => all[0]?.token ?? "");
  const earlier = before.filter((one) => !now.has(keyOf(one)));
  const answers = [...earlier, ...single].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { answers, kept: { recorded: single.length, ambiguous } };
}

const keyOf = ({ token, region = "", args }: LookupAnswer): string =>
  `${token} ${region} ${JSON.stringify(args)}`;

function tell(
  recorder: RunRecorder,
  file: string,
  { heard, kept }: { readonly heard: readonly Heard[]; readonly kept: Kept },
): void {
  const { recorded, ambiguous } = kept;
  if (heard.length === 0)
    recorder.note("info", "no look-up was recorded: the program asked none, or is not run by Node");
  else recorder.note("info", `${recorded} look-ups are recorded in ${file}`);
  const secret = [...new Set(heard.flatMap(({ token, isSecret }) => (isSecret ? token : [])))];
  if (secret.length > 0)
    recorder.note("warning", `not recorded, as they are secret: ${secret.join(", ")}`);
  if (ambiguous.length > 0)
    recorder.note("warning", `not recorded, as the answers differ: ${ambiguous.join(", ")}`);
}
