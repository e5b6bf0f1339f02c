/** Runs a program of this repository on mocks, afresh each time. */
import path from "node:path";
import { record, type Recording } from "../components/recordedMocks";

const PROGRAMS = path.join(__dirname, "../../programs");

export interface ProgramRun {
  readonly recording: Recording;
  /** What the program exports, as it exports it. */
  readonly exports: Record<string, unknown>;
}

type Exports = Record<string, unknown>;
type Loaded = Exports & { readonly default?: () => Promise<Exports> };
type Answers = NonNullable<Parameters<typeof record>[1]>["answers"];

export async function runProgram(
  name: string,
  stack: string,
  config: Record<string, string>,
  answers?: Answers,
): Promise<ProgramRun> {
  // A program runs when it is loaded, so what an earlier run loaded of it has to go.
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(PROGRAMS)) delete require.cache[file];
  }
  let exported: Record<string, unknown> = {};
  const recording = await record(
    async () => {
      const loaded = (await import(path.join(PROGRAMS, name, "index"))) as Loaded;
      // A program that awaits something exports a function.
      exported = typeof loaded.default === "function" ? await loaded.default() : loaded;
    },
    { config, stack, answers },
  );
  return { recording, exports: exported };
}
