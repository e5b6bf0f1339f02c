/** The deployments that are put to the real provider: a network of ours as it is deployed, and every resource that a test makes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simUp } from "../../../automation";
import { openWorld, type World } from "../../../simulator";
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

/** What it stands on is told from the ids in its inputs: a resource that moto lacks holds up only those that need it. */
const deployed = ({ urn, type, id, inputs, properties }: Made): Deployed => ({
  urn,
  type,
  id,
  inputs,
  outputs: properties,
  dependencies: [],
});

/**
 * A suite's surroundings and its cases, each case once: those that AWS refuses beside the others of the suite have
 * surroundings of their own.
 */
async function deployedSuite(world: World, suite: Suite, name: string): Promise<Deployed[]> {
  const all: Deployed[] = [];
  let left = suite.cases;
  for (let round = 1; left.length > 0; round++) {
    const stack = await Stack.open(world, {}, { stack: `${name}-${round}` });
    const { ids, made } = (await suite.surroundings?.(stack)) ?? { ids: {}, made: [] };
    all.push(...made.map(deployed));
    const refused: Case[] = [];
    for (const one of left) {
      try {
        all.push(deployed(await stack.create(one.type, "one", one.args(ids))));
      } catch (error) {
        if (refused.length === left.length - 1) throw error;
        refused.push(one);
      }
    }
    left = refused;
  }
  return all;
}

/** What the cases of every type make, by suite. */
export async function deployedCases(): Promise<Deployed[]> {
  const world = await openWorld();
  try {
    const all: Deployed[] = [];
    for (const [index, suite] of suites.entries())
      all.push(...(await deployedSuite(world, suite, `suite${index}`)));
    return all;
  } finally {
    await world.close();
  }
}
