/** Programs in the shape of Automation API's own examples: a website inline, on disk, and many over one program. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import {
  ConcurrentUpdateError,
  LocalWorkspace,
  StackAlreadyExistsError,
  StackNotFoundError,
  type PulumiCommand,
  type PulumiFn,
} from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { createRehearsalCommand } from "../../engine";
import { openWorld, type World } from "../../simulator";
import { Stage } from "./stage";

/** A site that everybody may read; `content` is the page. */
const website =
  (content: string): PulumiFn =>
  () => {
    const bucket = new aws.s3.Bucket("site", { website: { indexDocument: "index.html" } });
    const open = new aws.s3.BucketPublicAccessBlock("open", {
      bucket: bucket.bucket,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    });
    new aws.s3.BucketObject("index", {
      bucket,
      content,
      contentType: "text/html; charset=utf-8",
      key: "index.html",
    });
    // A policy as an object: the provider writes it down.
    new aws.s3.BucketPolicy(
      "readable",
      {
        bucket: bucket.bucket,
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: ["s3:GetObject"],
              Resource: [bucket.bucket.apply((name) => `arn:aws:s3:::${name}/*`)],
            },
          ],
        },
      },
      { dependsOn: [open] },
    );
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as the examples have it
    return Promise.resolve({ url: bucket.websiteEndpoint });
  };

describe("programs in the shape of Automation API's examples", function () {
  this.timeout(60_000);
  let stage: Stage;
  let world: World;
  let pulumiCommand: PulumiCommand;

  beforeEach(async () => {
    stage = await new Stage().open();
    world = await openWorld();
    pulumiCommand = createRehearsalCommand({ providers: { aws: world.providerFactory() } });
  });
  afterEach(async () => {
    await world.close();
    await stage.close();
  });

  const inline = (stackName: string, program: PulumiFn) => ({
    args: { stackName, projectName: "websites", program },
    options: { envVars: stage.env, pulumiCommand },
  });

  it("an inline program: plugin, configuration, refresh, up, again, destroy, remove", async () => {
    const { args, options } = inline("dev", website("hello"));
    const stack = await LocalWorkspace.createOrSelectStack(args, options);
    await stack.workspace.installPlugin("aws", "v7.48.0");
    await stack.setConfig("aws:region", { value: "us-west-2" });
    const told: string[] = [];
    await stack.refresh({ onOutput: (text) => told.push(text) });
    const { summary, outputs, stdout } = await stack.up({ onOutput: (text) => told.push(text) });
    expect(summary.resourceChanges).to.deep.equal({ create: 5 });
    expect(outputs.url?.value).to.match(/^site-[0-9a-f]{7}\.s3-website-us-west-2\.amazonaws\.com$/);
    expect(told.join("")).to.contain(stdout.trim().split("\n").at(-1));
    expect(world.list()).not.to.deep.equal([]);
    expect((await stack.up()).summary.resourceChanges).to.deep.equal({ same: 5 });
    expect((await stack.refresh()).summary.resourceChanges).to.deep.equal({ same: 5 });
    expect((await stack.workspace.stack())?.name).to.equal("dev");
    expect((await stack.info())?.result).to.equal("succeeded");
    await stack.destroy();
    await stack.workspace.removeStack("dev");
    expect(world.list()).to.deep.equal([]);
  });

  it("a program on disk, in TypeScript, by its own settings", async () => {
    const folder = join(await stage.folder(), "website");
    await mkdir(folder);
    await symlink(join(__dirname, "../../node_modules"), join(folder, "node_modules"));
    await writeFile(
      join(folder, "Pulumi.yaml"),
      "name: website\nruntime: nodejs\nmain: index.ts\n",
    );
    await writeFile(
      join(folder, "tsconfig.json"),
      '{"compilerOptions":{"module":"commonjs","moduleResolution":"bundler","target":"es2022"},"ts-node":{"transpileOnly":true}}',
    );
    await writeFile(
      join(folder, "index.ts"),
      `import * as aws from "@pulumi/aws";
       import * as pulumi from "@pulumi/pulumi";
       const bucket = new aws.s3.Bucket("site", { website: { indexDocument: "index.html" } });
       export const url: pulumi.Output<string> = bucket.websiteEndpoint;
       export const motto = new pulumi.Config().requireSecret("motto");`,
    );
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "dev", workDir: folder },
      { envVars: stage.env, pulumiCommand },
    );
    await stack.setAllConfig({
      "aws:region": { value: "us-west-2" },
      motto: { value: "hush-hush", secret: true },
    });
    expect((await stack.preview()).changeSummary).to.deep.equal({ create: 2 });
    const { outputs } = await stack.up();
    expect(outputs.url?.value).to.match(/us-west-2/);
    expect(outputs.motto).to.deep.equal({ value: "hush-hush", secret: true });
    await stack.destroy({ remove: true });
    expect(world.list()).to.deep.equal([]);
  });

  it("many stacks of one program: made once, found by name, changed, listed, removed", async () => {
    const create = async (name: string, content: string) => {
      const { args, options } = inline(name, website(content));
      const stack = await LocalWorkspace.createStack(args, options);
      await stack.setConfig("aws:region", { value: "us-west-2" });
      return (await stack.up()).outputs.url?.value as string;
    };
    // Each has a workspace of its own, where configuration is set anew.
    const select = async (name: string, content: string) => {
      const { args, options } = inline(name, website(content));
      const stack = await LocalWorkspace.selectStack(args, options);
      await stack.setConfig("aws:region", { value: "us-west-2" });
      return stack;
    };
    const thrown = (work: Promise<unknown>) => work.catch((error: unknown) => error);
    const urls = [await create("one", "1"), await create("two", "2")];
    expect(new Set(urls).size).to.equal(2);
    expect(await thrown(create("one", "again"))).to.be.instanceOf(StackAlreadyExistsError);
    expect(await thrown(select("three", "3"))).to.be.instanceOf(StackNotFoundError);
    const changed = await select("two", "two");
    expect((await changed.up()).summary.resourceChanges).to.deep.equal({ same: 4, update: 1 });
    const { workspace } = changed;
    expect((await workspace.listStacks()).map(({ name }) => name)).to.deep.equal(["one", "two"]);
    await (await select("one", "1")).destroy({ remove: true });
    expect((await workspace.listStacks()).map(({ name }) => name)).to.deep.equal(["two"]);
  });

  it("a second update of the same stack is the conflict that Automation API knows", async () => {
    const { args, options } = inline("dev", website("slow"));
    const stack = await LocalWorkspace.createOrSelectStack(args, options);
    await stack.setConfig("aws:region", { value: "us-west-2" });
    let begun: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const up = stack.up({ onEvent: () => begun() });
    await first;
    const second = await stack.up().catch((error: unknown) => error);
    expect(second).to.be.instanceOf(ConcurrentUpdateError);
    expect((await up).summary.result).to.equal("succeeded");
  });
});
