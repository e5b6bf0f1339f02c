/** Instances, launch templates and disks, as the tests make them. */
import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { imagesOf } from "../../../simulator/services/compute/images";
import { trust } from "../lifecycleCases";
import { type Made, type Stack, newStack, refusalOf, types } from "../support";
import { type Site, site } from "./loadBalancing";

export const instanceType = "aws:ec2/instance:Instance";
export const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
export const volumeType = "aws:ebs/volume:Volume";
export const attachmentType = "aws:ec2/volumeAttachment:VolumeAttachment";
export const keyType = "aws:ec2/keyPair:KeyPair";
export const encryptionType = "aws:ebs/encryptionByDefault:EncryptionByDefault";
export const profileType = "aws:iam/instanceProfile:InstanceProfile";

export const named = (part: string, region = "us-east-1"): string =>
  imagesOf(region)
    .filter((image) => image.name.includes(part))
    .at(-1)!.id;
export const linux = named("al2023-ami-2023.6.20250115.0-kernel-6.1-x86_64");
export const arm = named("al2023-ami-2023.6.20250115.0-kernel-6.1-arm64");

export const run = (stack: Stack, { a }: Site, args: ValueMap = {}, name = "one"): Promise<Made> =>
  stack.create(instanceType, name, {
    ami: linux,
    instanceType: "t2.micro",
    subnetId: a.id,
    ...args,
  });

/** The AZ of the account that is use1-az3, and another. */
export async function zones(stack: Stack): Promise<{ old: string; fresh: string }> {
  const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
  const { names, zoneIds } = (await stack.provider.invoke(token, {})).result as {
    names: string[];
    zoneIds: string[];
  };
  const old = names[zoneIds.indexOf("use1-az3")]!;
  return { old, fresh: names.find((name) => name !== old)! };
}

export const subnetIn = async (
  stack: Stack,
  { vpc }: Site,
  availabilityZone: string,
): Promise<string> => {
  const args = { vpcId: vpc.id, cidrBlock: "10.0.50.0/24", availabilityZone };
  return (await stack.create(types.subnet, "zone", args)).id;
};

export async function groupElsewhere(stack: Stack): Promise<string> {
  const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
  return (await stack.create(types.group, "other", { vpcId: vpc.id })).id;
}

export async function profile(stack: Stack, withRole: boolean): Promise<string> {
  const assumeRolePolicy = trust("ec2.amazonaws.com");
  const role = await stack.create(types.role, "r", { assumeRolePolicy });
  const args: ValueMap = withRole ? { role: role.id } : {};
  return (await stack.create(profileType, "p", args)).id;
}

export const attach = (
  stack: Stack,
  [volume, instance]: readonly [Made, Made],
  args: ValueMap = {},
  name = "va",
) =>
  stack.create(attachmentType, name, {
    volumeId: volume.id,
    instanceId: instance.id,
    deviceName: "/dev/sdf",
    ...args,
  });

export const disk = (stack: Stack, args: ValueMap = {}, name = "disk"): Promise<Made> =>
  stack.create(volumeType, name, { availabilityZone: "us-east-1a", size: 10, ...args });

export const template = (stack: Stack, args: ValueMap = {}, name = "lt"): Promise<Made> =>
  stack.create(templateType, name, { imageId: linux, instanceType: "t2.micro", ...args });

export const fromTemplate = async (stack: Stack, { a }: Site, launchTemplate: ValueMap) =>
  stack.create(instanceType, "one", { launchTemplate, subnetId: a.id });

export type Attempt = (stack: Stack, place: Site) => Promise<unknown>;
export type Row = readonly [title: string, code: string, refused: Attempt, accepted: Attempt];

/** Each refused on one side of its rule, and taken on the other. */
export function refusals(rows: readonly Row[]): void {
  for (const [title, code, refused, accepted] of rows) {
    it(`refuses ${title}: ${code}`, async () => {
      const stack = await newStack();
      expect(await refusalOf(refused(stack, await site(stack)))).to.equal(code);
    });
    it(`takes what is not: ${title}`, async () => {
      const stack = await newStack();
      expect(await refusalOf(accepted(stack, await site(stack)))).to.equal("none");
    });
  }
}
