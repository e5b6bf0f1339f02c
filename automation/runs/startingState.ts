/** What a rehearsal starts from: a real stack's state, given as a file, taken over by the simulated AWS. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { UsageError } from "../errors";
import type { Subject } from "../project/subject";
import type { GivenState } from "../../engine";
import type { Primed, PrimedDescribed, World } from "../../simulator";

export interface StartingState extends GivenState {
  /** As the report names it. */
  readonly name: string;
}

/** @param from a file, or `-` for standard input. @throws UsageError where it is another stack's than the program's */
export async function readStartingState(
  from: string,
  subject: Subject,
  environment: NodeJS.ProcessEnv,
): Promise<StartingState> {
  const given = await readStateFile(from, environment);
  const { name, project, stack } = given;
  if (project !== subject.project.name || stack !== subject.stack)
    throw new UsageError(
      `${name} is the state of ${project}/${stack}, and the program is ${subject.name}: ` +
        `rehearse ${project}/${stack} with it, or give the state of ${subject.name}`,
    );
  return given;
}

export async function readStateFile(
  from: string,
  environment: NodeJS.ProcessEnv,
): Promise<StartingState> {
  const name = from === "-" ? "the state on standard input" : basename(from);
  const given = await readStateText(await contents(from), name, environment);
  if (given.snapshot.resources.length === 0)
    throw new UsageError(`${name} holds no resources: leave it out to begin with nothing`);
  return given;
}

/** @param name as messages have it */
export async function readStateText(
  state: string,
  name: string,
  environment: NodeJS.ProcessEnv,
): Promise<StartingState> {
  const { readGivenState } = await import("../../engine");
  const passphrase = environment.PULUMI_CONFIG_PASSPHRASE;
  return { ...(await readGivenState(state, { name, passphrase })), name };
}

async function contents(from: string): Promise<string> {
  if (from === "-") return text(process.stdin);
  try {
    return await readFile(from, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : String(code);
    throw new UsageError(`--from ${from}: ${why}; give a file that \`pulumi stack export\` wrote`);
  }
}

/** Where resources are that do not say so themselves. */
export interface FallbackPlace {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

const defined = ({ account, region }: FallbackPlace): { account?: string; region?: string } => ({
  ...(account === undefined ? {} : { account }),
  ...(region === undefined ? {} : { region }),
});

/** The simulated AWS takes over what an account has, as AWS described it. */
async function takeOverDescribed(
  world: World,
  folder: string,
  fallback: FallbackPlace,
): Promise<PrimedDescribed> {
  const { primeDescribed } = await import("../../simulator");
  try {
    return await primeDescribed(world, folder, defined(fallback));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The simulated AWS takes over what the state has. Secrets are opened for it, and for it alone. */
async function takeOver(
  world: World,
  { snapshot }: StartingState,
  fallback: FallbackPlace,
): Promise<Primed> {
  const [{ stripSecrets }, { primeWorld }] = await Promise.all([
    import("../../engine"),
    import("../../simulator"),
  ]);
  const resources = snapshot.resources.map((one) => ({
    ...one,
    inputs: stripSecrets(one.inputs),
    outputs: stripSecrets(one.outputs),
  }));
  return primeWorld(world, resources, defined(fallback));
}

interface Taking {
  readonly starting: StartingState | undefined;
  /** A folder of answers. */
  readonly existing: string | undefined;
  readonly place: FallbackPlace;
}

interface Listener {
  note(severity: "info" | "warning", message: string): void;
}

/** What there is before the program runs, and what is to be said of it. */
export async function takeOverAll(
  world: World,
  { starting, existing, place }: Taking,
  listener: Listener,
): Promise<void> {
  if (existing !== undefined) {
    const described = await takeOverDescribed(world, existing, place);
    tell(described, listener);
    if (described.unread.length > 0)
      listener.note("warning", `not read of ${existing}: ${described.unread.join(", ")}`);
  }
  if (starting === undefined) return;
  tell(await takeOver(world, starting, place), listener);
  if (starting.sealed > 0)
    listener.note(
      "warning",
      `${starting.sealed} secret values of ${starting.name} cannot be read here (PULUMI_CONFIG_PASSPHRASE is not the ` +
        "stack's, or it has another secrets provider): each is taken to be what the program gives, so that a change of " +
        "one is not seen; `pulumi stack export --show-secrets` has them in clear",
    );
}

function tell({ taken, standing, account }: Primed, listener: Listener): void {
  listener.note("info", `${taken} resources of account ${account ?? "unknown"} were taken over`);
  for (const { urn, reason } of standing)
    listener.note(
      "warning",
      `taken as it stands, changes to it are not checked: ${urn}: ${reason}`,
    );
}
