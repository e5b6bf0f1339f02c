/**
 * What `aws ec2 describe-…` prints, as files in the folder layout that Batfish reads: `Vpcs.json`, `Subnets.json` … in a
 * folder a region, those in `accounts/<account>` where there are several. Answers are told by their keys, not by the
 * names of the files.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, type ValueMap } from "../records/propertyValues";
import type { Place } from "../records/places";

/** By key of the answer: `Vpcs`, `Subnets` … */
export type Answers = ReadonlyMap<string, readonly ValueMap[]>;

export interface PlacedAnswers {
  readonly place: Place;
  readonly answers: Answers;
}

const regionName = /^[a-z]{2,4}(-[a-z]+)+-\d$/;
const accountName = /^\d{12}$/;

/** @throws Error naming the file that is no JSON, or the folder that holds no answer */
export async function readAnswers(folder: string): Promise<readonly PlacedAnswers[]> {
  const found = await collect(folder, {});
  if (found.length === 0)
    throw new Error(
      `${folder} holds no answers of AWS: put what \`aws ec2 describe-vpcs\`, \`describe-subnets\` … print into files there`,
    );
  return found;
}

async function collect(folder: string, place: Place): Promise<PlacedAnswers[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const answers = new Map<string, readonly ValueMap[]>();
  const below: PlacedAnswers[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) below.push(...(await collect(path, placeIn(place, entry.name))));
    else if (entry.name.endsWith(".json")) take(answers, await parse(path));
  }
  return answers.size === 0 ? below : [{ place, answers }, ...below];
}

function placeIn(place: Place, folder: string): Place {
  if (accountName.test(folder)) return { ...place, account: folder };
  return regionName.test(folder) ? { ...place, region: folder } : place;
}

function take(answers: Map<string, readonly ValueMap[]>, file: ValueMap): void {
  for (const [key, value] of Object.entries(file))
    if (Array.isArray(value))
      answers.set(key, [...(answers.get(key) ?? []), ...value.filter(isMap)]);
}

async function parse(path: string): Promise<ValueMap> {
  const text = await readFile(path, "utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (isMap(value)) return value;
  } catch {
    // Told below, with what is expected.
  }
  throw new Error(`${path} is no JSON: give what \`aws ec2 describe-…\` prints`);
}
