/** The serverless program's own network and intents, as a rehearsal makes them. */
import { join } from "node:path";
import { readIntents } from "../../../../analysis/intents";
import { readNetwork } from "../../../../analysis/model";
import { rehearseAndKeep } from "../../../../automation/simulated";
import type { Base, Loaded } from "./base";

let rehearsed: Promise<Loaded> | undefined;

export const serverless: Base = {
  name: "serverless",
  load: () => (rehearsed ??= rehearse()),
};

async function rehearse(): Promise<Loaded> {
  const cwd = join(__dirname, "../../../..");
  const { after } = await rehearseAndKeep("serverless/dev", { cwd });
  return { network: readNetwork(after.resources), intents: readIntents(after.resources) };
}
