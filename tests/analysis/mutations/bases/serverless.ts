/**
 * The serverless program's own network and intents, as a rehearsal makes them; and one intent beside
 * them: the program does not say that the endpoints are for nothing but TCP 443.
 */
import { join } from "node:path";
import { readIntents, type Intent } from "../../../../analysis/intents";
import { intentOf } from "../../../../analysis/intents/intent";
import { readNetwork, type Network } from "../../../../analysis/model";
import { rehearseAndKeep } from "../../../../automation/runs/simulated";
import type { Base, Loaded } from "./base";

let rehearsed: Promise<Loaded> | undefined;

export const serverless: Base = {
  name: "serverless",
  load: () => (rehearsed ??= rehearse()),
};

async function rehearse(): Promise<Loaded> {
  const cwd = join(__dirname, "../../../..");
  const { after } = await rehearseAndKeep("serverless/dev", { cwd });
  const network = readNetwork(after.resources);
  return { network, intents: [...readIntents(after.resources), httpsOnly(network)] };
}

function httpsOnly({ securityGroups }: Network): Intent {
  const group = (name: string): string => {
    const found = securityGroups.find(({ key }) => key.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`the program has no security group ${name}`);
    return found.key;
  };
  return intentOf("https-only", "endpoints-on-https-only", {
    source: group("analytics-lambda"),
    expect: "reachOnly",
    destination: group("analytics-endpoints"),
    ports: ["tcp/443"],
  });
}
