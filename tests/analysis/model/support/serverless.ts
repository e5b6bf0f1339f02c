/** The state of `serverless/dev`, deployed once to a simulated AWS. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simUp } from "../../../../automation";
import type { StackState } from "../../../../analysis/model";

export async function deployedServerless(): Promise<StackState> {
  const home = await mkdtemp(join(tmpdir(), "pan-model-"));
  try {
    await simUp("serverless/dev", { cwd: join(__dirname, "../../../.."), home });
    const file = join(home, "state/.pulumi/stacks/serverless/dev.json");
    return { name: "serverless/dev", text: await readFile(file, "utf8") };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
