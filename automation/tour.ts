/**
 * `npm start`: this repository's `serverless/dev` through its whole life on a simulated AWS, in a temporary folder, with a
 * sentence on what each step did and a check that it did.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  rehearse,
  simAdvance,
  simDestroy,
  simList,
  simUp,
  type KeptOptions,
  type RunResult,
} from "./index";

const stack = "serverless/dev";

interface Scene {
  readonly title: string;
  readonly run: (options: KeptOptions) => Promise<RunResult>;
  readonly tell: (result: RunResult) => string;
  /** What the scene is there to show. */
  readonly holds: (result: RunResult) => boolean;
}

const scenes: readonly Scene[] = [
  {
    title: `rehearse ${stack}`,
    run: ({ cwd }) => rehearse(stack, { cwd }),
    tell: ({ changes }) =>
      `The whole network was deployed to a simulated AWS that was then thrown away: ${changes.create} resources, and ` +
      `every call passed the checks that our model of AWS makes of it.`,
    holds: ({ changes }) => changes.create > 0,
  },
  {
    title: `sim up ${stack}`,
    run: (options) => simUp(stack, options),
    tell: ({ changes }) =>
      `The same ${changes.create} resources, on a simulated AWS that is kept: there is now something to change.`,
    holds: ({ changes }) => changes.create > 0,
  },
  {
    title: `sim up ${stack}, again`,
    run: (options) => simUp(stack, options),
    tell: ({ changes }) =>
      `Nothing in the program had changed, so nothing was done: ${changes.same} resources are the same.`,
    holds: ({ changes: { create, update, replace, delete: deleted } }) =>
      create + update + replace + deleted === 0,
  },
  {
    title: `sim up ${stack} --config 'availabilityZones=["a","b","c"]'`,
    run: (options) => simUp(stack, { ...options, config: { availabilityZones: ["a", "b", "c"] } }),
    tell: ({ changes }) =>
      `A third availability zone: ${changes.create} resources came, ${changes.update} that list subnets or route tables ` +
      `were updated in place, ${changes.replace} were replaced and ${changes.delete} deleted. No subnet moved: an address ` +
      `block belongs to its tier and zone, not to its place in a list.`,
    holds: ({ changes }) => changes.create > 0 && changes.replace + changes.delete === 0,
  },
  {
    title: `sim destroy ${stack}`,
    run: (options) => simDestroy(stack, options),
    tell: ({ changes }) =>
      `All ${changes.delete} resources are gone, in the order that AWS insists on.`,
    holds: ({ changes }) => changes.delete > 0,
  },
];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function tour(): Promise<boolean> {
  const home = await mkdtemp(join(tmpdir(), "pulumi-aws-network-tour-"));
  const options: KeptOptions = { cwd: process.cwd(), home };
  const started = Date.now();
  say("SIMULATED AWS: a tour. Everything below happens on this machine, against our model of AWS.");
  try {
    for (const scene of scenes) {
      say(`\n> ${scene.title}`);
      const result = await scene.run(options);
      say(`  ${scene.tell(result)} (${(result.durationMs / 1000).toFixed(1)} s)`);
      if (!scene.holds(result)) {
        say(`  That is not what this tour is there to show: ${JSON.stringify(result.changes)}`);
        return false;
      }
    }
    const kept = await simList(options);
    await simAdvance("31d", options);
    const left = await simList(options);
    const isKept = kept.length === 1 ? "1 thing of ours was" : `${kept.length} things of ours were`;
    say(
      `\n${isKept} still to be deleted, as KMS waits thirty days with a key. Thirty-one days later the simulated AWS is as ` +
        `it was before: ${left.length} things of ours are left in it.`,
    );
    say(
      `\nDone in ${((Date.now() - started) / 1000).toFixed(1)} s. SIMULATED: nothing was deployed, no AWS call was made; ` +
        `in your own project: npx pulumi-aws-network rehearse`,
    );
    return left.length === 0;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

tour().then(
  (shown) => {
    if (!shown) process.exitCode = 1;
  },
  (error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
