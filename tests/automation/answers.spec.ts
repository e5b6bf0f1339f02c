/** Look-ups: what the simulated AWS answers from what was taken over, and what a file of answers says before it. */
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { join } from "node:path";
import { rehearse, simUp, type InlineProgram, type RehearseOptions } from "../../automation";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const state = join(__dirname, "..", "scenarios", "states", "network.json");
const ami = { owners: ["self"], filters: [{ name: "name", values: ["ours-*"] }] };

const file = (answers: unknown, rest: object = {}): string =>
  join(
    folderWith({
      "answers.json": JSON.stringify({
        ...{ format: "pulumi-aws-network look-up answers", version: 1, answers },
        ...rest,
      }),
    }),
    "answers.json",
  );

/** Rehearses the stack of the state, with a program that only asks. */
async function asked(
  ask: () => Promise<Record<string, unknown>>,
  options: RehearseOptions = {},
): Promise<Awaited<ReturnType<typeof rehearse>>> {
  const program: InlineProgram = { program: ask, projectName: "network", stackName: "prod" };
  const config = { "aws:region": "us-west-2" };
  return rehearse(program, { config, accept: ["findings"], ...options });
}

const found = { id: "ami-0ours", architecture: "arm64", tags: {} };

describe("look-ups of a rehearsal", () => {
  afterEach(removeFolders);

  it("by tag and filter find what was taken over, in its account and zones", async () => {
    // The answers, seen by the program: what it registers is no matter.
    const seen: Record<string, unknown> = {};
    const refused = await rejection(
      asked(
        async () => {
          seen.vpc = (await aws.ec2.getVpc({ tags: { Name: "shop" } })).id;
          const filters = [{ name: "tag:SubnetType", values: ["Public"] }];
          seen.subnets = (await aws.ec2.getSubnets({ filters })).ids.length;
          seen.account = (await aws.getCallerIdentity({})).accountId;
          seen.zones = (await aws.getAvailabilityZones({ state: "available" })).names.slice(0, 3);
          throw new Error("seen");
        },
        { from: state },
      ),
    );
    expect(refused.message).to.contain("seen");
    expect(seen).to.deep.equal({
      vpc: "vpc-02ddf84149304c91f",
      subnets: 3,
      account: "111122223333",
      zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
    });
  });

  it("are answered from a file where it has the same question, and else as they were", async () => {
    const answers = file([
      {
        token: "aws:ec2/getAmi:getAmi",
        args: { filters: ami.filters, owners: ["self"] },
        result: found,
      },
      {
        token: "aws:ssm/getParameter:getParameter",
        region: "eu-west-1",
        args: { name: "size" },
        result: { value: "elsewhere" },
      },
      {
        token: "aws:ssm/getParameter:getParameter",
        region: "us-west-2",
        args: { name: "size" },
        result: { value: "large" },
      },
      {
        token: "aws:eks/getCluster:getCluster",
        args: { name: "shop" },
        result: { endpoint: "https://eks" },
      },
    ]);
    const { outputs, diagnostics } = await asked(
      async () => ({
        ami: (await aws.ec2.getAmi(ami)).id,
        size: (await aws.ssm.getParameter({ name: "size" })).value,
        cluster: (await aws.eks.getCluster({ name: "shop" })).endpoint,
        region: (await aws.getRegion({})).region,
      }),
      { answers },
    );
    expect(outputs).to.deep.equal({
      ami: "ami-0ours",
      size: "large",
      cluster: "https://eks",
      region: "us-west-2",
    });
    expect(diagnostics.map(({ message }) => message)).to.include(
      "3 look-ups were answered from answers.json",
    );
  });

  it("with other arguments are not answered from it", async () => {
    const answers = file([
      { token: "aws:ec2/getAmi:getAmi", args: { owners: ["self"] }, result: found },
    ]);
    const error = await rejection(
      asked(async () => ({ ami: (await aws.ec2.getAmi(ami)).id }), { answers }),
    );
    expect(error.message).to.contain("Your query returned no results");
  });

  it("are answered from it on the kept simulated AWS, too", async () => {
    const answers = file([{ token: "aws:ec2/getAmi:getAmi", args: ami, result: found }]);
    const program: InlineProgram = {
      program: async () => ({ ami: (await aws.ec2.getAmi(ami)).id }),
      ...{ projectName: "asking", stackName: "dev" },
    };
    const home = join(folderWith({ "home/.keep": "" }), "home");
    const config = { "aws:region": "us-west-2" };
    const { outputs } = await simUp(program, { home, config, answers });
    expect(outputs).to.deep.equal({ ami: "ami-0ours" });
  });

  for (const [title, make, message] of [
    ["that is not there", () => "/nonexistent/answers.json", "there is no such file"],
    ["of something else", () => join(state), "it is no file of look-up answers"],
    ["of a later version", () => file([], { version: 2 }), "it is of version 2, and this reads 1"],
    ["with an answer to nothing", () => file([{ token: "a:b:c" }]), "answer 1 lacks its token"],
    ["without answers", () => file(undefined), "it has no list of answers"],
  ] as const)
    it(`a file ${title} is refused, with what is wanted`, async () => {
      const error = await rejection(asked(() => Promise.resolve({}), { answers: make() }));
      expect(error.message).to.contain(message).and.to.contain("preview --record");
      expect(error).to.have.property("exitCode", 2);
    });
});
