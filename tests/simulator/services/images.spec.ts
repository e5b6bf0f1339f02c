import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, messageOf, newStack } from "../support";
import { named, linux, template, fromTemplate } from "./computing";
import { site } from "./loadBalancing";

describe("images and instance types", () => {
  const look = async (stack: Stack, name: string, args: ValueMap): Promise<ValueMap> =>
    (await stack.provider.invoke(`aws:ec2/${name}:${name}`, args)).result;
  const ubuntu = (release: string): ValueMap => ({
    name: "name",
    values: [`ubuntu/images/hvm-ssd/ubuntu-${release}-amd64-server-*`],
  });

  it("finds the newest image by owner and name, and refuses to choose otherwise", async () => {
    const stack = await newStack();
    const filters = [ubuntu("jammy-22.04")];
    const newest = { owners: ["099720109477"], filters, mostRecent: true };
    const found = await look(stack, "getAmi", newest);
    expect(found.name).to.include("jammy-22.04-amd64-server-20250112");
    expect(found.id).to.match(/^ami-00000[0-9a-f]{12}$/);
    const several = look(stack, "getAmi", { ...newest, mostRecent: false });
    expect(await messageOf(several)).to.include("more than one result");
    const none = look(stack, "getAmi", { owners: ["amazon"], filters });
    expect(await messageOf(none)).to.include("no results");
    const ids = await look(stack, "getAmiIds", { owners: ["099720109477"], filters });
    expect(ids.ids).to.deep.equal([found.id, named("jammy-22.04-amd64-server-20241206")]);
    const other = await look(await newStack({}, { region: "eu-west-1" }), "getAmi", newest);
    expect(other.id).not.to.equal(found.id);
  });

  it("has the image that AWS's parameter names", async () => {
    const stack = await newStack();
    const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    const token = "aws:ssm/getParameter:getParameter";
    const { result } = await stack.provider.invoke(token, { name });
    expect(result.value).to.equal(linux);
    const place = await site(stack);
    const resolved = await template(stack, { imageId: `resolve:ssm:${name}` });
    const made = await fromTemplate(stack, place, { id: resolved.id });
    expect(made.properties.ami).to.equal(linux);
    const missing = stack.provider.invoke(token, { name: "/aws/service/none" });
    expect(await messageOf(missing)).to.include("couldn't find resource");
  });

  it("knows where types are offered, and what they are made of", async () => {
    const stack = await newStack();
    const type = (value: string): ValueMap => ({
      locationType: "availability-zone-id",
      filters: [{ name: "instance-type", values: [value] }],
    });
    const t3 = await look(stack, "getInstanceTypeOfferings", type("t3.micro"));
    expect(t3.locations).to.have.lengthOf(5).and.not.include("use1-az3");
    const t2 = await look(stack, "getInstanceTypeOfferings", type("t2.micro"));
    expect(t2.locations).to.include("use1-az3");
    const preferred = { preferredInstanceTypes: ["t9.huge", "t3.small"] };
    const one = await look(stack, "getInstanceTypeOffering", preferred);
    expect(one.instanceType).to.equal("t3.small");
    const made = await look(stack, "getInstanceType", { instanceType: "m6g.2xlarge" });
    expect(made).to.include({ defaultVcpus: 8, memorySize: 32_768 });
    expect(made.supportedArchitectures).to.deep.equal(["arm64"]);
  });

  it("finds a launch template by name", async () => {
    const stack = await newStack();
    const made = await template(stack, {
      name: "web",
      metadataOptions: { httpTokens: "required" },
    });
    const found = await look(stack, "getLaunchTemplate", { name: "web" });
    expect(found).to.include({ id: made.id, imageId: linux, latestVersion: 1 });
    expect(found.metadataOptions).to.deep.equal([{ httpTokens: "required" }]);
    const missing = look(stack, "getLaunchTemplate", { name: "none" });
    expect(await messageOf(missing)).to.equal("no matching EC2 Launch Template found");
  });
});
