import { expect } from "chai";
import type { NetworkInterface } from "../../../analysis/model";
import {
  keys,
  made,
  planned,
  read,
  subnet,
  subnets,
  unknown,
  urn,
  vpc,
  type Records,
  type Values,
} from "./support/stack";

const group = made("ec2.SecurityGroup", "sg-1", { vpcId: "vpc-1", name: "web" });
const groupKey = urn("ec2.SecurityGroup", "sg-1");
const interfacesOf = (...records: Records): readonly NetworkInterface[] =>
  read(vpc, ...subnets, group, ...records).networkInterfaces;

describe("analysis model: instances and bare interfaces", () => {
  const instance = (inputs: Values, added: Values = {}) =>
    made(
      "ec2.Instance",
      "i-1",
      { subnetId: "subnet-1", vpcSecurityGroupIds: ["sg-1"], ...inputs },
      added,
    );
  const own = made(
    "ec2.NetworkInterface",
    "eni-1",
    { subnetId: "subnet-1", securityGroups: ["sg-1"], sourceDestCheck: false },
    { privateIp: "10.0.1.7", privateIps: ["10.0.1.7", "10.0.1.8"] },
  );
  const elastic = (inputs: Values) =>
    made("ec2.Eip", "eipalloc-1", inputs, { publicIp: "198.51.100.7" });

  it("has an instance's own interface under the instance's key", () => {
    expect(interfacesOf(instance({}, { privateIp: "10.0.1.4", publicIp: "" }))).to.deep.equal([
      {
        key: urn("ec2.Instance", "i-1"),
        name: "i-1",
        type: "aws:ec2/instance:Instance",
        id: "i-1",
        tags: {},
        kind: "instance",
        owner: urn("ec2.Instance", "i-1"),
        subnet: keys.subnets[0],
        securityGroups: [groupKey],
        filtered: true,
        ipv4: ["10.0.1.4"],
        hasIpv4: true,
        ipv6: [],
        hasIpv6: false,
        publicIpv4: false,
        sourceDestCheck: true,
      },
    ]);
  });

  const addresses: readonly [string, Records, boolean | undefined, string | undefined][] = [
    ["AWS's answer", [instance({}, { publicIp: "198.51.100.9" })], true, "198.51.100.9"],
    [
      "what the program asks for",
      [{ ...instance({ associatePublicIpAddress: true }), id: "", outputs: {} }],
      true,
      undefined,
    ],
    [
      "its subnet",
      [
        { ...instance({ subnetId: "subnet-9" }), id: "", outputs: {} },
        subnet("subnet-9", 9, { mapPublicIpOnLaunch: true }),
      ],
      true,
      undefined,
    ],
    [
      "an Elastic IP that names it",
      [instance({}, { publicIp: "" }), elastic({ instance: "i-1" })],
      true,
      "198.51.100.7",
    ],
    [
      "an association",
      [
        instance({}, { publicIp: "" }),
        elastic({}),
        made("ec2.EipAssociation", "a", { allocationId: "eipalloc-1", instanceId: "i-1" }),
      ],
      true,
      "198.51.100.7",
    ],
    [
      "an Elastic IP of its interface",
      [
        instance({}, { publicIp: "", primaryNetworkInterfaceId: "eni-9" }),
        elastic({ networkInterface: "eni-9" }),
      ],
      true,
      "198.51.100.7",
    ],
    [
      "nobody, where its subnet is not given",
      [{ ...instance({ subnetId: "subnet-x" }), id: "", outputs: {} }],
      undefined,
      undefined,
    ],
  ];
  for (const [by, records, isPublic, address] of addresses)
    it(`knows an instance's public address by ${by}`, () => {
      const found = interfacesOf(...records)[0];
      expect([found?.publicIpv4, found?.publicAddress]).to.deep.equal([isPublic, address]);
    });

  it("gives an instance the default group, a group by name, and groups that are attached", () => {
    const groupsOf = (...records: Records) => interfacesOf(...records)[0]?.securityGroups;
    const bare = { vpcSecurityGroupIds: undefined };
    expect(groupsOf(instance(bare))).to.deep.equal([keys.defaultGroup]);
    expect(groupsOf(instance({ ...bare, securityGroups: ["web"] }))).to.deep.equal([groupKey]);
    const attached = made("ec2.NetworkInterfaceSecurityGroupAttachment", "a", {
      networkInterfaceId: "eni-9",
      securityGroupId: "sg-default",
    });
    expect(groupsOf(instance({}, { primaryNetworkInterfaceId: "eni-9" }), attached)).to.deep.equal([
      groupKey,
      keys.defaultGroup,
    ]);
  });

  it("has an interface that is nobody's", () => {
    const [bare] = interfacesOf(own, elastic({ networkInterface: "eni-1" }));
    expect(bare).to.deep.include({
      key: own.urn,
      owner: own.urn,
      kind: "interface",
      ipv4: ["10.0.1.7", "10.0.1.8"],
      sourceDestCheck: false,
      publicIpv4: true,
      publicAddress: "198.51.100.7",
    });
    expect(interfacesOf(own)[0]?.publicIpv4).to.equal(false);
  });

  const attachments: readonly [string, Records, number][] = [
    [
      "made with it",
      [
        instance({
          subnetId: undefined,
          networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-1" }],
        }),
      ],
      1,
    ],
    [
      "its primary one",
      [instance({ subnetId: undefined, primaryNetworkInterface: { networkInterfaceId: "eni-1" } })],
      1,
    ],
    [
      "attached later",
      [
        instance({}),
        made("ec2.NetworkInterfaceAttachment", "a", {
          instanceId: "i-1",
          networkInterfaceId: "eni-1",
        }),
      ],
      2,
    ],
  ];
  for (const [name, records, count] of attachments)
    it(`gives an instance an interface that is ${name}`, () => {
      const found = interfacesOf(own, ...records);
      expect(found).to.have.length(count);
      expect(found.find(({ key }) => key === own.urn)).to.include({
        kind: "instance",
        owner: urn("ec2.Instance", "i-1"),
      });
    });

  it("has the instance's address on its first interface", () => {
    const first = instance(
      { subnetId: undefined, primaryNetworkInterface: { networkInterfaceId: "eni-1" } },
      { publicIp: "198.51.100.9" },
    );
    expect(interfacesOf(own, first)[0]).to.include({
      publicIpv4: true,
      publicAddress: "198.51.100.9",
    });
    const named = instance(
      { subnetId: undefined, primaryNetworkInterface: { networkInterfaceId: "eni-1" } },
      { publicIp: "" },
    );
    expect(interfacesOf(own, named, elastic({ instance: "i-1" }))[0]?.publicAddress).to.equal(
      "198.51.100.7",
    );
  });

  it("gets an IPv6 address of a subnet that gives one, unless AWS has answered otherwise", () => {
    const giving = subnet("subnet-6", 6, {
      ipv6CidrBlock: "2001:db8:0:6::/64",
      assignIpv6AddressOnCreation: true,
    });
    const at = (inputs: Values, added: Values) =>
      interfacesOf(giving, instance({ subnetId: "subnet-6", ...inputs }, added))[0]?.hasIpv6;
    expect(at({}, {})).to.equal(true);
    expect(at({}, { ipv6Addresses: [] })).to.equal(false);
    expect(at({ ipv6AddressCount: 1 }, {})).to.equal(true);
    expect(at({}, { ipv6Addresses: ["2001:db8:0:6::1"] })).to.equal(true);
  });

  it("has the groups and the subnets of what a preview is to make", () => {
    const sg = planned("ec2.SecurityGroup", "g", { vpcId: "vpc-1" });
    const parts = ["a", "b"].map((name) =>
      planned("ec2.Subnet", name, { vpcId: "vpc-1", cidrBlock: "10.0.8.0/24" }),
    );
    const config = { subnetIds: [unknown, unknown], securityGroupIds: [unknown] };
    const fn = planned(
      "lambda.Function",
      "f",
      { vpcConfig: config },
      {
        vpcConfig: [...parts.map((one) => one.urn), sg.urn],
      },
    );
    const found = interfacesOf(sg, ...parts, fn);
    expect(found.map((one) => [one.subnet, one.securityGroups])).to.deep.equal(
      parts.map((one) => [one.urn, [sg.urn]]),
    );
  });
});
