/** `verify`: is the network what was meant? Of a state, of what AWS describes, or of what a program makes. */
import type { Before, Verification } from "../../analysis";
import { DriverError, OperationFailedError, UsageError } from "../errors";
import { masked } from "../runs/stateSecrets";
import type { SimulatedOptions, Target } from "../types";
import {
  fromResources,
  readEither,
  readFolder,
  readIntentSources,
  readStates,
  type Given,
  type GivenIntents,
} from "./verifyInputs";

export interface VerifyOptions extends SimulatedOptions {
  /**
   * States, as `pulumi stack export` writes them: files, patterns such as `prod/*.json`, `-` for standard input. Ids join
   * several. @default - the program's own network, as a rehearsal from nothing makes it
   */
  readonly states?: readonly string[];
  /** A folder of what `aws ec2 describe-…` prints, instead of states. */
  readonly described?: string;
  /** Files of intents, beside those of the states; `git:<ref>:<path>` tells what has become of them since. */
  readonly intents?: readonly string[];
  /** What it was before: a state, or a folder of what AWS describes. @default - nothing is compared */
  readonly before?: string;
}

/** Reads only: no AWS call is made, and of a program the simulated AWS is thrown away. */
export async function verify(
  target?: Target,
  options: VerifyOptions = {},
  ownsProcess = false,
): Promise<Verification> {
  refuseMixed(target, options);
  const { states = [], described } = options;
  const extra = await readIntentSources(options.intents ?? []);
  const old = options.before === undefined ? undefined : await readEither("--diff", options.before);
  const isRehearsed = states.length === 0 && described === undefined;
  const given = isRehearsed
    ? await rehearsed(target, options, ownsProcess)
    : await readGiven(states, described);
  const { verifyNetwork } = await import("../../analysis");
  const verification = verifyNetwork({
    cloud: isRehearsed ? "simulated" : "modelled",
    network: given.network,
    intents: [...given.intents, ...extra.beside],
    before: beforeOf(given, old, extra),
    waiversOn: new Date(),
  });
  return masked(verification, [...given.secrets, ...(old?.secrets ?? [])]);
}

const readGiven = (states: readonly string[], described: string | undefined): Promise<Given> =>
  described === undefined ? readStates("--state", states) : readFolder("--describe", described);

/** A state before brings its intents along; a branch brings those of its files. */
function beforeOf(
  given: Given,
  old: Given | undefined,
  { overTime }: GivenIntents,
): Before | undefined {
  if (old === undefined && overTime === undefined) return undefined;
  const { then = [], now = [] } = overTime ?? {};
  const intents =
    old === undefined
      ? { then, now }
      : { then: [...old.intents, ...then], now: [...given.intents, ...now] };
  return { network: old?.network, intents };
}

function refuseMixed(target: Target, { states = [], described, before }: VerifyOptions): void {
  const ways = [
    ...(target === undefined ? [] : ["a project/stack"]),
    ...(states.length === 0 ? [] : ["--state"]),
    ...(described === undefined ? [] : ["--describe"]),
  ];
  if (ways.length > 1)
    throw new UsageError(`${ways.join(" and ")}: say once what is to be verified`);
  if (before === "-" && states.includes("-"))
    throw new UsageError("--diff -: standard input is read once, and --state - reads it");
}

async function rehearsed(
  target: Target,
  options: VerifyOptions,
  ownsProcess: boolean,
): Promise<Given> {
  const { rehearseAndKeep } = await import("../runs/simulated");
  try {
    const { after } = await rehearseAndKeep(target, options, ownsProcess);
    return { ...(await fromResources(after.resources)), secrets: after.secrets };
  } catch (error) {
    if (!(error instanceof OperationFailedError)) throw error;
    throw new DriverError(`the rehearsal that makes the network failed: ${error.message}`);
  }
}
