import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, messageOf, newStack } from "../support";

const look = async (stack: Stack, name: string, args: ValueMap = {}): Promise<ValueMap> =>
  (await stack.provider.invoke(`aws:index/${name}:${name}`, args)).result;

describe("looked up without a service", () => {
  it("an ARN's parts", async () => {
    const stack = await newStack();
    const arn = "arn:aws:rds:eu-west-1:123456789012:db:mysql-db";
    const parts = {
      partition: "aws",
      service: "rds",
      region: "eu-west-1",
      resource: "db:mysql-db",
    };
    expect(await look(stack, "getArn", { arn })).to.include({ ...parts, account: "123456789012" });
    expect(await look(stack, "arnParse", { arn })).to.deep.equal({
      ...parts,
      accountId: "123456789012",
    });
    expect(await messageOf(look(stack, "getArn", { arn: "nothing" }))).to.include("invalid prefix");
    expect(await messageOf(look(stack, "getArn", { arn: "arn:aws" }))).to.include("not enough");
  });

  it("an availability zone, by whatever there is one of", async () => {
    const stack = await newStack();
    const zone = await look(stack, "getAvailabilityZone", { name: "us-east-1b" });
    expect(zone).to.include({ nameSuffix: "b", region: "us-east-1", state: "available" });
    const byId = await look(stack, "getAvailabilityZone", { zoneId: zone.zoneId! });
    expect(byId.name).to.equal("us-east-1b");
    const filters = [{ name: "zone-name", values: ["us-east-1c"] }];
    expect((await look(stack, "getAvailabilityZone", { filters })).nameSuffix).to.equal("c");
    const tried = (args: ValueMap) => messageOf(look(stack, "getAvailabilityZone", args));
    expect(await tried({ name: "us-east-1z" })).to.include("no matching");
    expect(await tried({})).to.include("multiple");
    expect(await tried({ name: "us-east-1a", state: "impaired" })).to.include("no matching");
  });

  it("the regions of the partition", async () => {
    const stack = await newStack();
    const { names } = await look(stack, "getRegions");
    expect(names).to.include("us-east-1").and.to.include("eu-central-1");
    expect(names).not.to.include("cn-north-1");
    expect(names).not.to.include("eu-south-1");
    expect((await look(stack, "getRegions", { allRegions: true })).names).to.include("eu-south-1");
    const filters = [{ name: "opt-in-status", values: ["not-opted-in"] }];
    const closed = await look(stack, "getRegions", { allRegions: true, filters });
    expect(closed.names).to.deep.equal(["eu-south-1"]);
    const unknown = look(stack, "getRegions", { filters: [{ name: "moon", values: [] }] });
    expect(await messageOf(unknown)).to.include("cannot filter regions by moon");
  });

  it("the provider's default tags", async () => {
    const tags = { Team: "net" };
    const stack = await newStack({}, { defaultTags: { tags } });
    expect((await look(stack, "getDefaultTags")).tags).to.deep.equal(tags);
    expect((await look(await newStack(), "getDefaultTags")).tags).to.deep.equal({});
  });

  it("a service, by three names", async () => {
    const stack = await newStack();
    const s3 = { dnsName: "s3.us-east-1.amazonaws.com", serviceId: "s3", region: "us-east-1" };
    expect(await look(stack, "getService", { serviceId: "s3" })).to.include(s3);
    const byDns = await look(stack, "getService", { dnsName: "ecr.api.eu-west-1.amazonaws.com" });
    expect(byDns).to.include({ region: "eu-west-1", serviceId: "ecr.api" });
    const reverseDnsName = "com.amazonaws.eu-west-1.s3";
    expect(await look(stack, "getService", { reverseDnsName })).to.include({
      dnsName: "s3.eu-west-1.amazonaws.com",
    });
    expect(await messageOf(look(stack, "getService"))).to.include("must be specified");
    const none = look(stack, "getService", { dnsName: "s3.amazonaws.com" });
    expect(await messageOf(none)).to.include("no region in it");
  });

  it("a service's principal, which in China is another for some", async () => {
    const stack = await newStack();
    const name = async (serviceName: string, region?: string) =>
      (
        await look(
          stack,
          "getServicePrincipal",
          region === undefined ? { serviceName } : { serviceName, region },
        )
      ).name;
    expect(await name("s3")).to.equal("s3.amazonaws.com");
    expect(await name("ec2", "cn-north-1")).to.equal("ec2.amazonaws.com.cn");
    expect(await name("s3", "cn-north-1")).to.equal("s3.amazonaws.com");
  });

  it("but not AWS's address ranges, which are on the internet", async () => {
    const stack = await newStack();
    const said = await messageOf(look(stack, "getIpRanges", { services: ["S3"] }));
    expect(said).to.include("no answer to aws:index/getIpRanges:getIpRanges");
  });
});
