import { expect } from "chai";
import { keys, made, planned, read, subnets, unknown, vpc } from "./support/stack";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

describe("analysis model: references", () => {
  it("opens secrets that are given, in memory or as an export has them", () => {
    const inMemory = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "10.0.1.0/24",
    };
    const network = read(
      vpc,
      made("ec2.Subnet", "subnet-1", { vpcId: secret("vpc-1"), cidrBlock: inMemory }),
      made("ec2.SecurityGroup", "sg-1", {
        vpcId: "vpc-1",
        ingress: secret([{ protocol: "tcp", fromPort: 1, toPort: 2, cidrBlocks: ["10.0.0.0/8"] }]),
      }),
    );
    expect(network.subnets[0]).to.include({ vpc: keys.vpc, ipv4Block: "10.0.1.0/24" });
    expect(network.securityGroups[1]?.ingress).to.have.length(1);
  });

  it("takes what is encrypted as unknown, and finds it by what it came from", () => {
    const sealed = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "v1:abc",
    };
    const hidden = made("ec2.Subnet", "subnet-1", { vpcId: sealed, cidrBlock: sealed });
    const network = read(vpc, { ...hidden, propertyDependencies: { vpcId: [keys.vpc] } });
    expect(network.subnets[0]?.vpc).to.equal(keys.vpc);
    expect(network.missing.map(({ kind }) => kind)).to.deep.equal(["CIDR block"]);
    expect(JSON.stringify(network)).not.to.contain("v1:abc");
  });

  it("reads an output value by its value, and an unknown one as unknown", () => {
    const output = (more: object) => ({
      "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
      ...more,
    });
    const known = planned("ec2.Subnet", "a", { vpcId: output({ value: "vpc-1" }) });
    const later = planned("ec2.Subnet", "b", { vpcId: output({}) }, { vpcId: [keys.vpc] });
    expect(read(vpc, known, later).subnets.map((one) => one.vpc)).to.deep.equal([
      keys.vpc,
      keys.vpc,
    ]);
  });

  it("takes all of the fitting kind for a list that nobody knows", () => {
    const parts = ["a", "b"].map((name) => planned("ec2.Subnet", name, { vpcId: "vpc-1" }));
    const sources = [vpc.urn, ...parts.map((one) => one.urn)];
    const group = planned("rds.SubnetGroup", "g", { subnetIds: unknown }, { subnetIds: sources });
    const database = planned(
      "rds.Instance",
      "d",
      { dbSubnetGroupName: unknown },
      { dbSubnetGroupName: [group.urn] },
    );
    const network = read(vpc, ...parts, group, database);
    expect(network.networkInterfaces.map((one) => one.subnet)).to.deep.equal(
      parts.map((one) => one.urn),
    );
    expect(network.missing).to.deep.equal([]);
  });

  it("does not guess which of more the unknown ones of a list are", () => {
    const parts = ["a", "b", "c"].map((name) => planned("ec2.Subnet", name, { vpcId: "vpc-1" }));
    const link = planned(
      "apigatewayv2.VpcLink",
      "l",
      { subnetIds: [unknown, "subnet-1"], securityGroupIds: ["sg-default"] },
      { subnetIds: parts.map((one) => one.urn) },
    );
    const network = read(vpc, ...subnets, ...parts, link);
    const key = `${link.urn}#subnetIds`;
    expect(network.networkInterfaces.map((one) => one.subnet)).to.have.members([
      keys.subnets[0],
      key,
    ]);
    expect(network.missing).to.deep.equal([{ key, kind: "subnet", referredToBy: link.urn }]);
  });

  it("counts what a list names by id already", () => {
    const one = planned("ec2.Subnet", "a", { vpcId: "vpc-1" });
    const link = planned(
      "apigatewayv2.VpcLink",
      "l",
      { subnetIds: ["subnet-1", unknown], securityGroupIds: ["sg-default"] },
      { subnetIds: [...keys.subnets.slice(0, 1), one.urn] },
    );
    const network = read(vpc, ...subnets, one, link);
    expect(network.networkInterfaces.map(({ subnet }) => subnet)).to.have.members([
      keys.subnets[0],
      one.urn,
    ]);
    expect(network.missing).to.deep.equal([]);
  });

  it("says that it found fewer than a list has", () => {
    const one = planned("ec2.Subnet", "a", { vpcId: "vpc-1" });
    const link = planned(
      "apigatewayv2.VpcLink",
      "l",
      { subnetIds: [unknown, unknown], securityGroupIds: ["sg-default"] },
      { subnetIds: [one.urn] },
    );
    const network = read(vpc, one, link);
    expect(network.networkInterfaces.map(({ subnet }) => subnet)).to.have.members([
      one.urn,
      `${link.urn}#subnetIds`,
    ]);
  });

  it("leaves alone what AWS is still to choose", () => {
    const preview = {
      ...planned("ec2.Instance", "i", { subnetId: "subnet-1" }),
      outputs: { vpcSecurityGroupIds: unknown, publicIp: unknown, networkInterfaces: unknown },
    };
    const network = read(vpc, ...subnets, preview);
    expect(network.networkInterfaces[0]).to.deep.include({
      securityGroups: [keys.defaultGroup],
      publicIpv4: false,
    });
    expect(network.missing).to.deep.equal([]);
  });

  it("tells things of one name in two regions apart", () => {
    const there = {
      ...made("rds.SubnetGroup", "db", {
        name: "db",
        subnetIds: ["subnet-2"],
        region: "us-east-1",
      }),
      urn: "urn:there",
    };
    const here = made("rds.SubnetGroup", "db", { name: "db", subnetIds: ["subnet-1"] });
    const database = made("rds.Instance", "d", { dbSubnetGroupName: "db", region: "us-east-1" });
    const network = read(vpc, ...subnets, here, there, database);
    expect(network.networkInterfaces.map((one) => one.subnet)).to.deep.equal([keys.subnets[1]]);
  });

  it("has a thing once that one stack manages and another reads", () => {
    const read2 = { ...vpc, urn: "urn:pulumi:dev::other::aws:ec2/vpc:Vpc::shared", external: true };
    const later = planned("ec2.Subnet", "s", { cidrBlock: "10.0.5.0/24" }, { vpcId: [read2.urn] });
    for (const records of [
      [vpc, read2],
      [read2, vpc],
    ]) {
      const network = read(...records, later);
      expect(network.vpcs.map(({ key }) => key)).to.deep.equal([keys.vpc]);
      expect(network.subnets[0]?.vpc).to.equal(keys.vpc);
    }
  });

  it("leaves components and other providers' resources out", () => {
    const component = {
      ...vpc,
      urn: "urn:component",
      type: "aws-network:index:Vpc",
      custom: false,
    };
    expect(read(component).vpcs).to.deep.equal([]);
    expect(read(component).unmodelled).to.deep.equal([]);
  });
});
