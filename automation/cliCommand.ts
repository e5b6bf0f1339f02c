/** The Pulumi CLI of this machine. */
import { NoPulumiCliError } from "./errors";
import { loadAutomation, type Command } from "./session";

/** @throws NoPulumiCliError where there is none, or one that this SDK cannot drive */
export async function loadPulumiCli(verb: string): Promise<Command> {
  const { PulumiCommand } = await loadAutomation();
  try {
    return await PulumiCommand.get();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (text.includes("ENOENT")) throw new NoPulumiCliError(verb);
    throw new NoPulumiCliError(verb, `the one on the PATH cannot be used (${firstLine(text)})`);
  }
}

function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}
