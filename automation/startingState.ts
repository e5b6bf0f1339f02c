/** What a rehearsal starts from: a real stack's state, given as a file, taken over by the simulated AWS. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { UsageError } from "./errors";
import type { Subject } from "./subject";
import type { GivenState } from "../engine";
import type { Primed, World } from "../simulator";

export interface StartingState extends GivenState {
  /** As the report names it. */
  readonly name: string;
}

/** @param from a file, or `-` for standard input */
export async function readStartingState(
  from: string,
  subject: Subject,
  environment: NodeJS.ProcessEnv,
): Promise<StartingState> {
  const { readGivenState } = await import("../engine");
  const name = from === "-" ? "the state on standard input" : basename(from);
  const given = await readGivenState(await contents(from), {
    name,
    passphrase: environment.PULUMI_CONFIG_PASSPHRASE,
  });
  const { project, stack, snapshot } = given;
  if (snapshot.resources.length === 0)
    throw new UsageError(`${name} holds no resources: leave --from out to rehearse from nothing`);
  if (project !== subject.project.name || stack !== subject.stack)
    throw new UsageError(
      `${name} is the state of ${project}/${stack}, and the program is ${subject.name}: ` +
        `rehearse ${project}/${stack} with it, or give the state of ${subject.name}`,
    );
  return { ...given, name };
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

/** The simulated AWS takes over what the state has. Secrets are opened for it, and for it alone. */
export async function takeOver(
  world: World,
  { snapshot }: StartingState,
  fallback: { readonly account?: string | undefined; readonly region?: string | undefined },
): Promise<Primed> {
  const [{ stripSecrets }, { primeWorld }] = await Promise.all([
    import("../engine"),
    import("../simulator"),
  ]);
  const resources = snapshot.resources.map((one) => ({
    ...one,
    inputs: stripSecrets(one.inputs),
    outputs: stripSecrets(one.outputs),
  }));
  const { account, region } = fallback;
  return primeWorld(world, resources, {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  });
}
