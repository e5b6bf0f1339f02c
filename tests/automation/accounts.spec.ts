import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  simDestroy,
  simList,
  simPreview,
  simRefresh,
  simReset,
  simUp,
  type InlineProgram,
} from "../../automation";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const account = "000000000042";

function stack(stackName: string, given: object = {}): InlineProgram {
  const program = (): Promise<Record<string, unknown>> => {
    const provider = new aws.Provider("here", { region: "us-east-1", ...given });
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }, { provider });
    return Promise.resolve({ ownerId: vpc.ownerId });
  };
  return { program, projectName: "net", stackName };
}

describe("the account that a stack is deployed to", () => {
  let home: string;
  let file: string;
  beforeEach(() => {
    home = join(folderWith({}), "home");
    file = join(home, "accounts.json");
  });
  afterEach(removeFolders);

  it("is the one of --account, also in the runs after it, until the stack is destroyed", async () => {
    const dev = stack("dev");
    expect((await simUp(dev, { home, account })).outputs.ownerId).to.equal(account);
    expect((await simUp(dev, { home })).changes).to.include({ create: 0, update: 0, replace: 0 });
    expect((await simPreview(dev, { home })).outputs.ownerId).to.equal(account);
    expect((await simRefresh(dev, { home })).changes).to.include({ update: 0, delete: 0 });
    expect((await simUp(stack("prod"), { home })).outputs.ownerId).not.to.equal(account);
    await simDestroy(dev, { home });
    expect((await simList({ home })).map((one) => one.account)).not.to.include(account);
    expect((await simUp(dev, { home })).outputs.ownerId).not.to.equal(account);
  });

  it("is not changed under what stands in it", async () => {
    const dev = stack("dev");
    await simUp(dev, { home });
    const own = await rejection(simUp(dev, { home, account }));
    expect(own.message).to.equal(
      "net/dev is deployed to an account of its own: leave --account out, or run `sim destroy net/dev` " +
        "before --account 000000000042",
    );
    await simDestroy(dev, { home });
    await simUp(dev, { home, account });
    for (const run of [simUp, simPreview, simRefresh, simDestroy]) {
      const other = await rejection(run(dev, { home, account: "000000000043" }));
      expect(other.message).to.match(/^net\/dev is deployed to the account 000000000042: leave/);
      expect(other).to.include({ name: "UsageError", exitCode: 2 });
    }
    expect((await simUp(dev, { home, account })).changes.create).to.equal(0);
  });

  it("is its provider's where that names one", async () => {
    const dev = stack("dev", { allowedAccountIds: ["000000000007"] });
    expect((await simUp(dev, { home, account })).outputs.ownerId).to.equal("000000000007");
  });

  it("is not remembered of a run that is refused, nor after a reset", async () => {
    const region = { region: "us-east-9" };
    await rejection(simUp(stack("dev", region), { home, account }));
    expect(existsSync(file)).to.equal(false);
    await simUp(stack("dev"), { home, account });
    expect(existsSync(file)).to.equal(true);
    await simReset({ home });
    expect(existsSync(file)).to.equal(false);
  });

  it("is never guessed from a damaged file, which is left as it is", async () => {
    await simUp(stack("dev"), { home, account });
    for (const text of ["{", "[]", '{"net/dev":42}']) {
      writeFileSync(file, text);
      const error = await rejection(simUp(stack("dev"), { home }));
      expect(error.message).to.equal(
        `${file} is damaged and has been left as it is: it holds no accounts; delete it to have them chosen anew`,
      );
      expect(readFileSync(file, "utf8")).to.equal(text);
    }
  });
});
