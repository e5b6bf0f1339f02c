import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { newStack, refusalOf, types } from "../support";
import {
  templateType,
  keyType,
  encryptionType,
  linux,
  arm,
  run,
  attach,
  disk,
  template,
  fromTemplate,
  refusals,
  type Row,
} from "./computing";
import { site } from "./loadBalancing";

const managed = "arn:aws:kms:us-east-1:000000000000:alias/aws/ebs";

const rows: readonly Row[] = [
  [
    "a launch template that does not exist",
    "InvalidLaunchTemplateId.NotFound",
    (s, p) => fromTemplate(s, p, { id: "lt-00000000000000000" }),
    async (s, p) => fromTemplate(s, p, { id: (await template(s)).id }),
  ],
  [
    "a launch template's version that does not exist",
    "InvalidLaunchTemplateId.VersionNotFound",
    async (s, p) => fromTemplate(s, p, { id: (await template(s)).id, version: "2" }),
    async (s, p) => fromTemplate(s, p, { id: (await template(s)).id, version: "$Latest" }),
  ],
  [
    "groups beside a launch template's interfaces",
    "InvalidParameterCombination",
    async (s, p) => {
      const group = await s.create(types.group, "g", { vpcId: p.vpc.id });
      const args = { vpcSecurityGroupIds: [group.id], networkInterfaces: [{ deviceIndex: 0 }] };
      await fromTemplate(s, p, { id: (await template(s, args)).id });
    },
    async (s, p) => {
      const group = await s.create(types.group, "g", { vpcId: p.vpc.id });
      const args = { networkInterfaces: [{ deviceIndex: 0, securityGroups: [group.id] }] };
      await fromTemplate(s, p, { id: (await template(s, args)).id });
    },
  ],
  [
    "a launch template's name that is taken",
    "InvalidLaunchTemplateName.AlreadyExistsException",
    async (s) => {
      await template(s, { name: "web" }, "one");
      await template(s, { name: "web" }, "two");
    },
    async (s) => {
      await template(s, { name: "web" }, "one");
      await template(s, { name: "web2" }, "two");
    },
  ],
  [
    "user data that is not base64",
    "InvalidUserData.Malformed",
    (s) => template(s, { userData: "#!/bin/sh" }),
    (s) => template(s, { userData: "IyEvYmluL3No" }),
  ],
  [
    "user data beyond 16 KB",
    "InvalidParameterValue",
    (s) => template(s, { userData: Buffer.alloc(16_385).toString("base64") }),
    (s) => template(s, { userData: Buffer.alloc(16_384).toString("base64") }),
  ],
  [
    "tags for what cannot be tagged at launch",
    "InvalidParameterValue",
    (s) => template(s, { tagSpecifications: [{ resourceType: "subnet" }] }),
    (s) => template(s, { tagSpecifications: [{ resourceType: "volume" }] }),
  ],
  [
    "a default version that does not exist",
    "InvalidLaunchTemplateId.VersionNotFound",
    async (s) => s.update(await template(s), { imageId: linux, defaultVersion: 3 }),
    async (s) => s.update(await template(s), { imageId: arm, defaultVersion: 2 }),
  ],
  [
    "a key pair's name that is taken",
    "InvalidKeyPair.Duplicate",
    async (s) => {
      await s.create(keyType, "one", { keyName: "k", publicKey: "ssh-rsa AAAA" });
      await s.create(keyType, "two", { keyName: "k", publicKey: "ssh-rsa AAAA" });
    },
    async (s) => {
      await s.create(keyType, "one", { publicKey: "ssh-rsa AAAA" });
      await s.create(keyType, "two", { publicKey: "ssh-rsa AAAA" });
    },
  ],
  [
    "a key of no known form",
    "InvalidKey.Format",
    (s) => s.create(keyType, "one", { publicKey: "secret" }),
    (s) => s.create(keyType, "one", { publicKey: "ssh-ed25519 AAAA" }),
  ],
  [
    "a disk in an AZ that there is not",
    "InvalidZone.NotFound",
    (s) => disk(s, { availabilityZone: "us-east-1z" }),
    (s) => disk(s, { availabilityZone: "us-east-1b" }),
  ],
  [
    "a disk larger than its type has",
    "InvalidParameterValue",
    (s) => disk(s, { type: "gp2", size: 16_385 }),
    (s) => disk(s, { type: "gp3", size: 16_385 }),
  ],
  [
    "more operations than the size allows",
    "InvalidParameterCombination",
    (s) => disk(s, { type: "io1", size: 10, iops: 501 }),
    (s) => disk(s, { type: "io1", size: 10, iops: 500 }),
  ],
  [
    "more throughput than the operations allow",
    "InvalidParameterValue",
    (s) => disk(s, { type: "gp3", throughput: 751 }),
    (s) => disk(s, { type: "gp3", throughput: 750 }),
  ],
  [
    "a key for a disk that is not encrypted",
    "InvalidParameterDependency",
    (s) => disk(s, { kmsKeyId: managed }),
    (s) => disk(s, { kmsKeyId: managed, encrypted: true }),
  ],
  [
    "shrinking a disk",
    "InvalidParameterValue",
    async (s) => s.update(await disk(s), { availabilityZone: "us-east-1a", size: 9 }),
    async (s) => s.update(await disk(s), { availabilityZone: "us-east-1a", size: 11 }),
  ],
  [
    "a disk of another AZ",
    "InvalidVolume.ZoneMismatch",
    async (s, p) => attach(s, [await disk(s, { availabilityZone: "us-east-1b" }), await run(s, p)]),
    async (s, p) => attach(s, [await disk(s), await run(s, p)]),
  ],
  [
    "a disk that is at another instance",
    "VolumeInUse",
    async (s, p) => {
      const volume = await disk(s);
      await attach(s, [volume, await run(s, p)]);
      await attach(s, [volume, await run(s, p, {}, "two")], {}, "again");
    },
    async (s, p) => {
      const volume = await disk(s, { type: "io2", iops: 100, multiAttachEnabled: true });
      await attach(s, [volume, await run(s, p)]);
      await attach(s, [volume, await run(s, p, {}, "two")], {}, "again");
    },
  ],
  [
    "a device that is taken",
    "InvalidParameterValue",
    async (s, p) => {
      const instance = await run(s, p);
      await attach(s, [await disk(s), instance]);
      await attach(s, [await disk(s, {}, "second"), instance], {}, "again");
    },
    async (s, p) => {
      const instance = await run(s, p);
      await attach(s, [await disk(s), instance]);
      await attach(s, [await disk(s, {}, "second"), instance], { deviceName: "/dev/sdg" }, "again");
    },
  ],
];

describe("launch templates, key pairs and disks", () => {
  refusals(rows);

  it("counts a template's versions, and shows them as unknown at the preview of a change", async () => {
    const stack = await newStack();
    const made = await template(stack);
    expect(made.properties.latestVersion).to.equal(1);
    const changed = await stack.update(made, { imageId: arm, instanceType: "t4g.micro" });
    expect(changed.properties.latestVersion).to.equal(2);
    expect(changed.properties.defaultVersion).to.equal(1);
    const tagged = await stack.update(changed, {
      imageId: arm,
      instanceType: "t4g.micro",
      tags: { Name: "one" },
    });
    expect(tagged.properties.latestVersion).to.equal(2);
    const preview = async (news: ValueMap): Promise<unknown> => {
      const inputs = await stack.check(templateType, "lt", news, made.inputs);
      const request = {
        ...made,
        oldInputs: made.inputs,
        oldOutputs: made.properties,
        news: inputs,
      };
      const rest = { preview: true, timeout: 0, ignoreChanges: [] };
      return (await stack.provider.update({ ...request, ...rest })).properties.latestVersion;
    };
    expect(await preview({ imageId: arm, instanceType: "t4g.micro" })).not.to.equal(1);
    expect(await preview({ imageId: linux, instanceType: "t2.micro", tags: { a: "b" } })).to.equal(
      1,
    );
  });

  it("moves the default version along where that is asked for", async () => {
    const stack = await newStack();
    const made = await template(stack, { updateDefaultVersion: true });
    const news = { imageId: linux, instanceType: "t2.small", updateDefaultVersion: true };
    expect((await stack.update(made, news)).properties.defaultVersion).to.equal(2);
  });

  it("encrypts disks of themselves where the account says so", async () => {
    const stack = await newStack();
    expect((await disk(stack, {}, "before")).properties.encrypted).to.equal(false);
    const setting = await stack.create(encryptionType, "e", {});
    const after = await disk(stack, {}, "after");
    expect(after.properties.encrypted).to.equal(true);
    expect(after.properties.kmsKeyId).to.match(/^arn:aws:kms:us-east-1:\d{12}:key\/00000000-/);
    await stack.delete(setting);
    expect((await disk(stack, {}, "later")).properties.encrypted).to.equal(false);
  });

  it("keeps a volume attached where the attachment is only given up", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const volume = await disk(stack);
    const held = await attach(stack, [volume, await run(stack, place)], { skipDestroy: true });
    await stack.delete(held);
    expect(await refusalOf(stack.delete(volume))).to.equal("VolumeInUse");
  });
});
