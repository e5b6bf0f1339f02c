/** The program `three-tier` on mocks, with the settings of its stacks. */
import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { readable } from "../components/readable";
import { runProgram } from "./runProgram";

export const FOLDER = path.join(__dirname, "../../programs/three-tier");
export const NAME = "three-tier";

/** As the CLI hands a setting to a program: text, JSON for all but strings. */
const asConfig = (setting: unknown): string =>
  typeof setting === "string" ? setting : JSON.stringify(setting);

function stackConfig(stack: string): Record<string, string> {
  const file = fs.readFileSync(path.join(FOLDER, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(file) as { config: Record<string, unknown> };
  return Object.fromEntries(Object.entries(config).map(([key, one]) => [key, asConfig(one)]));
}

export const spelled = (config: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(config).map(([key, one]) => [`${NAME}:${key}`, asConfig(one)]));

/** AWS's own prefix lists, by the service: `pl-s3`. */
function answers(token: string, { name }: Record<string, unknown>): object | undefined {
  if (token !== "aws:ec2/getPrefixList:getPrefixList") return undefined;
  return { id: `pl-${String(name).split(".").at(-1) ?? ""}` };
}

/** Each run once, for all that only look at it. */
const runs = new Map<string, ReturnType<typeof runProgram>>();
export function run(
  stack: string,
  config: Record<string, unknown> = {},
): ReturnType<typeof runProgram> {
  const key = JSON.stringify([stack, config]);
  const known =
    runs.get(key) ??
    runProgram(NAME, stack, { ...stackConfig(stack), ...spelled(config) }, answers);
  runs.set(key, known);
  return known;
}
export const made = async (stack: string, config?: Record<string, unknown>) =>
  readable((await run(stack, config)).recording);

/** The lines of the error that the program ends with. */
export async function refusal(config: Record<string, unknown>): Promise<string[]> {
  try {
    await run("dev", config);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  throw new Error("nothing was refused");
}
