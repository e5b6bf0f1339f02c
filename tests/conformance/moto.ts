/** The cases put to moto by one Python process, and what the page on fidelity says of how moto differs. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { readPage, tableRows } from "../docs/pages";
import { isExpected, type Case } from "./case";

export interface Replayed {
  readonly version: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Steps that no Python class plays: ours to write, none of moto's faults. */
  readonly errors: readonly string[];
}

export interface Skipped {
  readonly missing: string;
}

const script = join(__dirname, "moto", "replay.py");

/** Twenty times what it takes on a machine that has nothing else to do. */
export const longest = 300_000;

/** What moto answers, or why it was not asked. */
export function replay(cases: readonly Case[]): Promise<Replayed | Skipped> {
  return new Promise((resolve, reject) => {
    const child = spawn("python3", ["-B", script], { stdio: "pipe", timeout: longest });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") resolve({ missing: "no python3 is on the PATH" });
      else reject(error);
    });
    child.on("close", (code, signal) => {
      if (code === 0) resolve(JSON.parse(stdout) as Replayed | Skipped);
      else reject(new Error(`replay.py ended: ${String(code ?? signal)} ${stderr.slice(-2000)}`));
    });
    // Where there is no such process, its end has been told already.
    child.stdin.on("error", () => undefined);
    child.stdin.end(JSON.stringify(cases));
  });
}

export interface Difference {
  readonly title: string;
  readonly ours: string;
  readonly moto: string;
}

export function differences(
  cases: readonly Case[],
  { answers }: Pick<Replayed, "answers">,
): Difference[] {
  return cases.flatMap(({ title, expect }) => {
    const moto = answers[title] ?? "not asked";
    return isExpected(expect, moto) ? [] : [{ title, ours: expect, moto }];
  });
}

interface Row extends Difference {
  readonly right: string;
  readonly why: string;
}

/** The page's section: the versions and counts that it states, and its table. */
export function comparedPage(): {
  readonly versions: readonly string[];
  readonly counts: readonly number[];
  readonly rows: readonly Row[];
} {
  const [, after = ""] = readPage("docs/fidelity.md").split("\n## Compared with moto\n");
  const [section = ""] = after.split("\n## ");
  const [, named = ""] = /\bmoto (\d+\.\d+\.\d+(?: and \d+\.\d+\.\d+)*)/.exec(section) ?? [];
  const counted = /^(\d+) cases: (\d+) are answered alike, (\d+) are not\.$/m.exec(section);
  return {
    versions: named.split(" and "),
    counts: (counted ?? []).slice(1).map(Number),
    rows: tableRows(section).map(([title = "", ours = "", moto = "", right = "", why = ""]) => ({
      title,
      ours,
      moto,
      right,
      why,
    })),
  };
}
