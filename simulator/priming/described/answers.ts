/**
 * What `aws ec2 describe-…` prints, as files of a folder: the layout that Batfish reads (`Vpcs.json`, `Subnets.json` …, also in
 * a folder a region). What is read is told by the keys of the answers, not by the names of the files.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Answer = Readonly<Record<string, unknown>>;

/** By key of the answer: `Vpcs`, `Subnets` … */
export type Answers = ReadonlyMap<string, readonly Answer[]>;

/** The answers of one region, where the folder's name says which. */
export interface RegionAnswers {
  readonly region: string | undefined;
  readonly answers: Answers;
}

const regionName = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** @throws Error naming the file that is no JSON, or the folder that holds no answer */
export async function readAnswers(folder: string): Promise<readonly RegionAnswers[]> {
  const found: RegionAnswers[] = [];
  await collect(folder, undefined, found);
  if (found.every(({ answers }) => answers.size === 0))
    throw new Error(
      `${folder} holds no answers of AWS: put what \`aws ec2 describe-vpcs\`, \`describe-subnets\` … print into files there`,
    );
  return found;
}

async function collect(
  folder: string,
  region: string | undefined,
  found: RegionAnswers[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const answers = new Map<string, readonly Answer[]>();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      await collect(path, regionName.test(entry.name) ? entry.name : region, found);
    else if (entry.name.endsWith(".json")) take(answers, await parse(path));
  }
  found.push({ region, answers });
}

function take(answers: Map<string, readonly Answer[]>, file: Answer): void {
  for (const [key, value] of Object.entries(file))
    if (Array.isArray(value))
      answers.set(key, [...(answers.get(key) ?? []), ...(value as readonly Answer[])]);
}

async function parse(path: string): Promise<Answer> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof value === "object" && value !== null) return value as Answer;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`${path} is no JSON: give what \`aws ec2 describe-…\` prints`);
}

/** Reading an answer, whose values may be anything. */
export function textOf(answer: Answer, key: string): string | undefined {
  const value = answer[key];
  return typeof value === "string" ? value : undefined;
}

export function listOf(answer: Answer, key: string): readonly Answer[] {
  const value = answer[key];
  return Array.isArray(value) ? (value as readonly Answer[]) : [];
}

export function numberOf(answer: Answer, key: string): number | undefined {
  const value = answer[key];
  return typeof value === "number" ? value : undefined;
}

export const flagOf = (answer: Answer, key: string): boolean => answer[key] === true;

/** `[{Key, Value}]` as a map, without AWS's own. */
export function tagsOf(answer: Answer): Readonly<Record<string, string>> {
  const entries = listOf(answer, "Tags").map(({ Key, Value }) => [Key, Value]);
  return Object.fromEntries(
    entries.filter(
      ([key, value]) =>
        typeof key === "string" && typeof value === "string" && !key.startsWith("aws:"),
    ),
  ) as Readonly<Record<string, string>>;
}
