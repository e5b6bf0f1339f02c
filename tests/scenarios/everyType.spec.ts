/**
 * One of each resource type, all in one program: made, left unchanged, refreshed and destroyed, as an engine does it. Each
 * stands in an account of its own, beside what its case needs.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PulumiCommand, type PulumiFn } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { ValueMap, World } from "../../simulator";
import { findModel } from "../../simulator/services/registry";
import { suites, type Case, type Ids, type Suite } from "../simulator/lifecycleCases";
import { Stack } from "../simulator/support";
import { Site, type Engine } from "./support/site";

interface Placed {
  readonly one: Case;
  readonly account: string;
  readonly ids: Ids;
}

const all = suites.flatMap((suite) => suite.cases.map((one) => ({ suite, one })));
const accountOf = (index: number): string => `0000${String(index + 1).padStart(8, "0")}`;
const roleOf = (account: string): string => `arn:aws:iam::${account}:role/deploy`;

/** What each case needs, in its account. */
async function surround(world: World): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for (const [index, { suite, one }] of all.entries()) {
    const account = accountOf(index);
    placed.push({ one, account, ids: await idsFor(suite, world, account) });
  }
  return placed;
}

async function idsFor(suite: Suite, world: World, account: string): Promise<Ids> {
  const config = { assumeRoles: [{ roleArn: roleOf(account) }] };
  const stack = await Stack.open(world, config, { stack: `around${account}` });
  withOwnBuckets(stack);
  return (await suite.surroundings?.(stack))?.ids ?? {};
}

/** Names of buckets are the world's: those of one account's surroundings are told apart from another's. */
function withOwnBuckets(stack: Stack): void {
  const create = stack.create.bind(stack);
  stack.create = (type, name, news) => {
    const bucket = /:Bucket(V2)?$/.test(type) ? news?.bucket : undefined;
    if (typeof bucket !== "string") return create(type, name, news);
    return create(type, name, { ...news, bucket: `${stack.stack}-${bucket}` });
  };
}

class AnyResource extends pulumi.CustomResource {
  constructor(type: string, name: string, args: ValueMap, provider: aws.Provider) {
    const outputs = Object.keys(findModel(type)?.properties ?? {});
    const unset = Object.fromEntries(outputs.map((key) => [key, undefined]));
    super(type, name, { ...unset, ...args }, { provider });
  }
}

const everyType =
  (placed: readonly Placed[]): PulumiFn =>
  () => {
    for (const { one, account, ids } of placed) {
      const provider = new aws.Provider(account, {
        region: "us-east-1",
        assumeRoles: [{ roleArn: roleOf(account) }],
      });
      new AnyResource(one.type, "one", withoutNulls(one.args(ids)), provider);
    }
    return Promise.resolve();
  };

const withoutNulls = (args: ValueMap): ValueMap =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

function lives(engine: Engine, site: () => Site): void {
  it("is made, left as it is, read back without a difference, and destroyed", async function () {
    this.timeout(400_000);
    const placed = await surround(site().world);
    const stack = await site().stack(engine, everyType(placed));
    const up = await stack.up({ parallel: 16 });
    expect(up.summary.resourceChanges?.create).to.equal(2 * placed.length + 1);
    expect(Object.keys((await stack.preview()).changeSummary)).to.deep.equal(["same"]);
    const refreshed = await stack.refresh();
    expect(Object.keys(refreshed.summary.resourceChanges ?? {})).to.deep.equal(["same"]);
    const after = await stack.preview();
    expect(Object.keys(after.changeSummary)).to.deep.equal(["same"]);
    await stack.destroy();
  });
}

describe("every resource type at once", () => {
  describe("on the rehearsal engine", () => {
    let site: Site;
    beforeEach(async () => {
      site = await Site.open();
    });
    afterEach(() => site.close());
    lives("rehearsal", () => site);
  });

  describe("on the Pulumi CLI", () => {
    let cli: PulumiCommand;
    let opened: Site | undefined;
    before(async function () {
      this.timeout(30_000);
      try {
        cli = await PulumiCommand.get();
      } catch {
        // Said where people look for what was not run.
        process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
        this.skip();
      }
    });
    beforeEach(async () => {
      opened = await Site.open(cli);
    });
    afterEach(() => opened?.close());
    lives("pulumi", () => {
      if (opened === undefined) throw new Error("no site");
      return opened;
    });
  });
});
