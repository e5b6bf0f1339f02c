import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";
import { SITE } from "./site";

const base = { vpc: SITE, imageId: "ami-1", securityGroupIds: ["sg-1"] };
const made = async (args: Partial<net.BastionArgs> = {}) =>
  readable(await record(() => new net.Bastion("shop-bastion", { ...base, ...args })));
const refusal = (args: Partial<net.BastionArgs>) =>
  messageOf(() => new net.Bastion("shop", { ...base, ...args }));
const instanceOf = (all: Awaited<ReturnType<typeof made>>) =>
  all["Instance shop-bastion < Bastion"];

describe("Bastion", () => {
  it("makes an instance that Systems Manager reaches, and its role", async () => {
    const all = await made();
    expect(Object.keys(all).sort()).to.deep.equal([
      "Bastion shop-bastion < ",
      "Instance shop-bastion < Bastion",
      "InstanceProfile shop-bastion < InstanceRole",
      "InstanceRole shop-bastion < Bastion",
      "Role shop-bastion < InstanceRole",
      "RolePolicy shop-bastion-ssm < InstanceRole",
    ]);
    expect(instanceOf(all)).to.deep.equal({
      ami: "ami-1",
      instanceType: "t3.micro",
      subnetId: "subnet-pub-a",
      vpcSecurityGroupIds: ["sg-1"],
      associatePublicIpAddress: true,
      iamInstanceProfile: "InstanceProfile shop-bastion arn",
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      },
      rootBlockDevice: {
        volumeType: "gp3",
        encrypted: true,
        tags: { Name: "shop-bastion" },
      },
      tags: { Name: "shop-bastion" },
    });
  });

  it("stands where it is told to, without a public address in a private tier", async () => {
    const naming = { purpose: "shop", suffix: "dev" };
    const all = await made({
      vpc: { ...SITE, region: "eu-west-1" },
      tier: "private",
      availabilityZone: "us-east-1b",
      instanceType: "t3.nano",
      kmsKeyArn: "key",
      naming,
      tags: { Service: "shop" },
    });
    const tags = { Name: "instance-shop-bastion-dev", Service: "shop" };
    expect(instanceOf(all)).to.deep.include({
      instanceType: "t3.nano",
      subnetId: "subnet-prv-b",
      associatePublicIpAddress: false,
      rootBlockDevice: { volumeType: "gp3", encrypted: true, kmsKeyId: "key", tags },
      region: "eu-west-1",
      tags,
    });
    expect(all["Role shop-bastion < InstanceRole"]?.tags).to.deep.equal({
      Name: "role-shop-bastion-dev",
      Service: "shop",
    });
  });

  it("refuses what cannot be, all at once", async () => {
    expect(
      await refusal({ tier: "web", availabilityZone: "us-east-1z", securityGroupIds: [] }),
    ).to.equal(
      [
        'Bastion "shop" was given invalid arguments:',
        '  - tier: must be one of public, private, got "web"',
        "  - securityGroupIds: must list a security group, got none; AWS would give the instance the network's default one",
      ].join("\n"),
    );
    expect(await refusal({ availabilityZone: "us-east-1z" })).to.equal(
      'Bastion "shop" was given invalid arguments:\n  - availabilityZone: must be a zone of the tier "public" (us-east-1a, us-east-1b), got "us-east-1z"',
    );
    const isolated = { ...SITE, subnetTypes: { database: net.SubnetType.Isolated } };
    expect(await refusal({ vpc: isolated })).to.equal(
      'Bastion "shop" was given invalid arguments:\n  - tier: must be one of database, got nothing, as there is no public and no private tier',
    );
  });
});
