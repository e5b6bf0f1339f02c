/** The deployments that are put to the real provider: a network of ours as it is deployed, and every resource that a test makes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simUp } from "../../../automation";
import { openWorld } from "../../../simulator";
import { suites, type Case, type Suite } from "../../simulator/lifecycleCases";
import { Stack, type Made } from "../../simulator/support";
import { readDeployment, type Deployed } from "./deployment";

/** @param stack `serverless/dev`, of a program of this repository */
export async function deployedProgram(stack: string, cwd: string): Promise<Deployed[]> {
  const home = await mkdtemp(join(tmpdir(), "pan-deployed-"));
  try {
    await simUp(stack, { cwd, home });
    return readDeployment(join(home, "state", ".pulumi", "stacks", `${stack}.json`));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const deployed = (
  { urn, type, id, inputs, properties }: Made,
  dependencies: readonly string[],
): Deployed => ({ urn, type, id, inputs, outputs: properties, dependencies });

interface Round {
  readonly deployed: readonly Deployed[];
  /** Those that AWS refuses beside the others. */
  readonly left: readonly Case[];
}

/** A suite's surroundings and its cases, in a world of their own. */
async function round(suite: Suite, cases: readonly Case[], name: string): Promise<Round> {
  const world = await openWorld();
  try {
    const stack = await Stack.open(world, {}, { stack: name });
    const { ids, made } = (await suite.surroundings?.(stack)) ?? { ids: {}, made: [] };
    // One after the other, as they were made here; the cases when all of them are there.
    const around = made.map((one, index) =>
      deployed(
        one,
        made
          .slice(0, index)
          .slice(-1)
          .map(({ urn }) => urn),
      ),
    );
    const last = made.slice(-1).map(({ urn }) => urn);
    const all = [...around];
    const left: Case[] = [];
    for (const one of cases) {
      try {
        all.push(deployed(await stack.create(one.type, "one", one.args(ids)), last));
      } catch (error) {
        if (left.length === cases.length - 1) throw error;
        left.push(one);
      }
    }
    return { deployed: all, left };
  } finally {
    await world.close();
  }
}

/** What the cases of every type make: all that can stand side by side, then what could not stand beside that. */
export async function deployedCases(): Promise<readonly (readonly Deployed[])[]> {
  const rounds: Deployed[][] = [];
  for (const [index, suite] of suites.entries()) {
    let cases = suite.cases;
    for (let count = 0; cases.length > 0; count++) {
      const made = await round(suite, cases, `suite${index}-${count}`);
      (rounds[count] ??= []).push(...made.deployed);
      cases = made.left;
    }
  }
  return rounds;
}
