import { expect } from "chai";
import { join } from "node:path";
import { runScript } from "./support/cli";

describe("npm start", () => {
  it("takes serverless/dev through its life on a simulated AWS, and says so", async () => {
    const root = join(__dirname, "..", "..");
    const { code, stdout, stderr } = await runScript("tour", [], { cwd: root });
    const lines = stdout.trimEnd().split("\n");
    expect([stderr, code]).to.deep.equal(["", 0]);
    expect(lines.filter((line) => line.startsWith("> "))).to.deep.equal([
      "> rehearse serverless/dev",
      "> sim up serverless/dev",
      "> sim up serverless/dev, again",
      `> sim up serverless/dev --config 'availabilityZones=["a","b","c"]'`,
      "> sim destroy serverless/dev",
    ]);
    expect(stdout).to.contain("0 were replaced and 0 deleted. No subnet moved");
    expect(lines.at(-1)).to.match(
      /nothing was deployed, no AWS call was made; in your own project: npx pulumi-aws-network rehearse$/,
    );
  });
});
