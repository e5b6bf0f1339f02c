import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { messageOf, newStack, refusalOf, textOf, types } from "../support";
import {
  instanceType,
  templateType,
  volumeType,
  keyType,
  named,
  linux,
  arm,
  run,
  zones,
  subnetIn,
  groupElsewhere,
  profile,
  refusals,
  type Row,
} from "./computing";
import { site } from "./loadBalancing";

const rows: readonly Row[] = [
  [
    "an image that does not exist",
    "InvalidAMIID.NotFound",
    (s, p) => run(s, p, { ami: "ami-00000000000000000" }),
    (s, p) => run(s, p),
  ],
  [
    "an image of another region",
    "InvalidAMIID.NotFound",
    (s, p) => run(s, p, { ami: named("al2023-ami-2023", "eu-west-1"), instanceType: "t4g.micro" }),
    (s, p) => run(s, p),
  ],
  [
    "an image's id of the wrong form",
    "InvalidAMIID.Malformed",
    (s, p) => run(s, p, { ami: "al2023" }),
    (s, p) => run(s, p),
  ],
  [
    "an instance type that there is not",
    "InvalidParameterValue",
    (s, p) => run(s, p, { instanceType: "t3.tiny" }),
    (s, p) => run(s, p, { instanceType: "g5.48xlarge" }),
  ],
  [
    "an Arm image on Intel",
    "InvalidParameterValue",
    (s, p) => run(s, p, { ami: arm }),
    async (s, p) => {
      const subnetId = await subnetIn(s, p, (await zones(s)).fresh);
      await run(s, p, { ami: arm, instanceType: "t4g.micro", subnetId });
    },
  ],
  [
    "a newer type in the AZ of the oldest hardware",
    "Unsupported",
    async (s, p) => {
      const subnetId = await subnetIn(s, p, (await zones(s)).old);
      await run(s, p, { instanceType: "t3.micro", subnetId });
    },
    async (s, p) => {
      const subnetId = await subnetIn(s, p, (await zones(s)).old);
      await run(s, p, { instanceType: "t2.micro", subnetId });
    },
  ],
  [
    "a subnet that does not exist",
    "InvalidSubnetID.NotFound",
    (s, p) => run(s, p, { subnetId: "subnet-0" }),
    (s, p) => run(s, p),
  ],
  [
    "a group that does not exist",
    "InvalidGroup.NotFound",
    (s, p) => run(s, p, { vpcSecurityGroupIds: ["sg-0"] }),
    (s, p) => run(s, p, { vpcSecurityGroupIds: [] }),
  ],
  [
    "a group of another VPC",
    "InvalidParameter",
    async (s, p) => run(s, p, { vpcSecurityGroupIds: [await groupElsewhere(s)] }),
    async (s, p) => {
      const group = await s.create(types.group, "g", { vpcId: p.vpc.id });
      await run(s, p, { vpcSecurityGroupIds: [group.id] });
    },
  ],
  [
    "a subnet of another AZ than the one asked for",
    "InvalidParameterValue",
    (s, p) => run(s, p, { availabilityZone: "us-east-1b" }),
    (s, p) => run(s, p, { availabilityZone: "us-east-1a" }),
  ],
  [
    "an address outside the subnet",
    "InvalidParameterValue",
    (s, p) => run(s, p, { privateIp: "10.0.7.10" }),
    (s, p) => run(s, p, { privateIp: "10.0.0.10" }),
  ],
  [
    "a key pair that does not exist",
    "InvalidKeyPair.NotFound",
    (s, p) => run(s, p, { keyName: "none" }),
    async (s, p) => {
      await s.create(keyType, "k", { keyName: "mine", publicKey: "ssh-rsa AAAA one" });
      await run(s, p, { keyName: "mine" });
    },
  ],
  [
    "an instance profile that does not exist",
    "InvalidParameterValue",
    (s, p) => run(s, p, { iamInstanceProfile: "none" }),
    async (s, p) => run(s, p, { iamInstanceProfile: await profile(s, true) }),
  ],
  [
    "an instance profile without a role",
    "InvalidParameterValue",
    async (s, p) => run(s, p, { iamInstanceProfile: await profile(s, false) }),
    async (s, p) => run(s, p, { iamInstanceProfile: await profile(s, true) }),
  ],
  [
    "a placement group that does not exist",
    "InvalidPlacementGroup.Unknown",
    (s, p) => run(s, p, { placementGroup: "none" }),
    (s, p) => run(s, p),
  ],
  [
    "a root disk smaller than the image",
    "InvalidBlockDeviceMapping",
    (s, p) => run(s, p, { rootBlockDevice: { volumeSize: 7 } }),
    (s, p) => run(s, p, { rootBlockDevice: { volumeSize: 8 } }),
  ],
  [
    "provisioned operations on a gp2 disk",
    "InvalidParameterCombination",
    (s, p) => run(s, p, { rootBlockDevice: { volumeType: "gp2", iops: 3000 } }),
    (s, p) => run(s, p, { rootBlockDevice: { volumeType: "gp3", iops: 3000 } }),
  ],
  [
    "a key for a disk that there is not",
    "InvalidKmsKey.InvalidState",
    (s, p) => run(s, p, { rootBlockDevice: { encrypted: true, kmsKeyId: "none" } }),
    async (s, p) => {
      const key = await s.create("aws:kms/key:Key", "k", {});
      const kmsKeyId = textOf(key.properties, "arn");
      await run(s, p, { rootBlockDevice: { encrypted: true, kmsKeyId } });
    },
  ],
  [
    "terminating a protected instance",
    "OperationNotPermitted",
    async (s, p) => s.delete(await run(s, p, { disableApiTermination: true })),
    async (s, p) => s.delete(await run(s, p, { disableApiTermination: true, forceDestroy: true })),
  ],
];

describe("instances", () => {
  refusals(rows);

  const previews: readonly (readonly [title: string, type: string, bad: ValueMap, said: string])[] =
    [
      ["no image", instanceType, { ami: null }, "ami"],
      [
        "tokens that are neither",
        instanceType,
        { metadataOptions: { httpTokens: "on" } },
        "http_tokens",
      ],
      ["user data twice", instanceType, { userData: "a", userDataBase64: "YQ==" }, "conflicts"],
      [
        "operations of a gp2 disk",
        volumeType,
        { type: "gp2", iops: 100 },
        "'iops' must not be set",
      ],
      ["an io1 disk without operations", volumeType, { type: "io1" }, "'iops' must be set"],
      ["throughput of a gp2 disk", volumeType, { type: "gp2", throughput: 125 }, "'throughput'"],
      ["a disk without a size", volumeType, { size: null }, "size"],
      ["a template's name with a space", templateType, { name: "a b c" }, "()./_-"],
      [
        "a hop limit of 65",
        templateType,
        { metadataOptions: { httpPutResponseHopLimit: 65 } },
        "range (1 - 64)",
      ],
    ];
  for (const [title, type, bad, said] of previews)
    it(`refuses at preview: ${title}`, async () => {
      const stack = await newStack();
      const good: Readonly<Record<string, ValueMap>> = {
        [instanceType]: { ami: linux, instanceType: "t2.micro" },
        [volumeType]: { availabilityZone: "us-east-1a", size: 10 },
        [templateType]: {},
      };
      expect(await messageOf(stack.preview(type, "x", good[type]!))).to.equal("none");
      expect(await messageOf(stack.preview(type, "x", { ...good[type], ...bad }))).to.include(said);
    });

  it("has an interface in its subnet, which it holds, and a public address where the subnet gives one", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const hidden = await run(stack, place);
    expect(hidden.properties.publicIp).to.equal("");
    expect(hidden.properties.privateIp).to.match(/^10\.0\.0\./);
    expect(hidden.properties.vpcSecurityGroupIds).to.deep.equal([
      place.vpc.properties.defaultSecurityGroupId,
    ]);
    expect(await refusalOf(stack.delete(place.a))).to.equal("DependencyViolation");
    const open = await stack.create(types.subnet, "open", {
      vpcId: place.vpc.id,
      cidrBlock: "10.0.60.0/24",
      availabilityZone: "us-east-1a",
      mapPublicIpOnLaunch: true,
    });
    const shown = await run(stack, place, { subnetId: open.id }, "shown");
    expect(shown.properties.publicIp).to.match(/^198\.1[89]\./);
    expect(shown.properties.publicDns).to.match(/^ec2-198-.*\.compute-1\.amazonaws\.com$/);
    const told = { subnetId: open.id, associatePublicIpAddress: false };
    expect((await run(stack, place, told, "told")).properties.publicIp).to.equal("");
  });

  it("is launched in the default VPC where no subnet is given, in an AZ that has the type", async () => {
    const stack = await newStack();
    const { old } = await zones(stack);
    const args = { ami: linux, instanceType: "t3.micro" };
    const made = await stack.create(instanceType, "one", args);
    expect(made.properties.privateIp).to.match(/^172\.31\./);
    expect(made.properties.availabilityZone).not.to.equal(old);
    const forced = stack.create(instanceType, "two", { ...args, availabilityZone: old });
    expect(await refusalOf(forced)).to.equal("Unsupported");
  });

  it("fails where there is no capacity, until there is", async () => {
    const stack = await newStack();
    const place = await site(stack);
    await stack.world.addFault({ action: "RunInstances", effect: "capacity" });
    expect(await refusalOf(run(stack, place))).to.equal("InsufficientInstanceCapacity");
    expect(await refusalOf(run(stack, place))).to.equal("none");
  });

  it("is replaced for its user data only where that was asked for", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const args = { ami: linux, instanceType: "t2.micro", subnetId: place.a.id };
    const made = await stack.create(instanceType, "one", { ...args, userData: "a" });
    const changed = await stack.diff(made, { ...args, userData: "b" });
    expect(changed.diffs).to.deep.equal(["userData"]);
    expect(changed.replaces).to.deep.equal([]);
    const asked = { ...args, userData: "b", userDataReplaceOnChange: true };
    expect((await stack.diff(made, asked)).replaces).to.deep.equal(["userData"]);
    const encrypted = { ...args, userData: "a", rootBlockDevice: { encrypted: true } };
    const disks = await stack.create(instanceType, "two", encrypted);
    const plain = { ...args, userData: "a", rootBlockDevice: { encrypted: false } };
    expect((await stack.diff(disks, plain)).replaces).to.deep.equal(["rootBlockDevice"]);
  });
});
