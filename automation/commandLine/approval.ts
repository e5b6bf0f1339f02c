/** Asking before something is changed for good. */
import { DriverError, UsageError } from "../errors";
import type { PlannedPromotion } from "../promotion/promotion";
import type { Printer } from "./printer";
import type { RunResult, Verb } from "../types";

/** Shows what would change and asks. @throws UsageError where nobody can be asked, or the answer is no */
export async function approve(
  verb: Verb,
  printer: Printer,
  preview: () => Promise<RunResult>,
): Promise<void> {
  await checkCanAsk(verb, printer);
  if (verb === "up") printer.result(await preview());
  await ask(`\`${verb}\` changes AWS. Go on?`);
}

/** @throws UsageError where nobody can be asked: known before long work is begun */
export async function checkCanAsk(verb: Verb, printer: Printer): Promise<void> {
  // Found first, for it explains more than a missing flag.
  const { loadPulumiCli } = await import("../runs/cliCommand");
  await loadPulumiCli(verb);
  if (!canAsk(printer))
    throw new UsageError(`\`${verb}\` changes AWS: where no one can be asked it needs --yes`);
}

/** @throws DriverError where the answer is no */
export async function confirmPromotion({ project, to, cloud, digest }: Planned): Promise<void> {
  const what = cloud === "simulated" ? "the simulated AWS" : "AWS";
  await ask(`Deploy ${digest.slice(0, 19)}… to ${project}/${to}? It changes ${what}.`);
}

type Planned = Pick<PlannedPromotion, "project" | "to" | "cloud" | "digest">;

export async function approveReset(printer: Printer): Promise<void> {
  if (!canAsk(printer))
    throw new UsageError(
      "`sim reset` deletes the simulated AWS and its stacks: it needs --yes here",
    );
  await ask("Delete the simulated AWS and forget the stacks deployed to it?");
}

function canAsk(printer: Printer): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && !printer.json;
}

async function ask(message: string): Promise<void> {
  const { confirm } = await import("@inquirer/prompts");
  if (!(await confirm({ message, default: false })))
    throw new DriverError("nothing was changed: the answer was no");
}
