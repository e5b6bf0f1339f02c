import { expect } from "chai";
import type { NetworkInterface } from "../../../analysis/model";
import {
  keys,
  made,
  planned,
  read,
  subnet,
  subnetIds,
  subnets,
  unknown,
  urn,
  vpc,
} from "./support/stack";

const group = made("ec2.SecurityGroup", "sg-1", { vpcId: "vpc-1", name: "web" });
const groupKey = urn("ec2.SecurityGroup", "sg-1");
const interfacesOf = (...records: Parameters<typeof read>): readonly NetworkInterface[] =>
  read(vpc, ...subnets, group, ...records).networkInterfaces;

describe("analysis model: interfaces of services", () => {
  const inVpc = { subnetIds, securityGroupIds: ["sg-1"] };
  const dbGroup = made("rds.SubnetGroup", "db", { name: "db", subnetIds });
  const cacheGroup = made("elasticache.SubnetGroup", "cache", { name: "cache", subnetIds });
  const cluster = made("rds.Cluster", "aurora", {
    clusterIdentifier: "aurora",
    dbSubnetGroupName: "db",
    vpcSecurityGroupIds: ["sg-1"],
  });
  const services: readonly [string, Parameters<typeof read>, object][] = [
    [
      "a function",
      [made("lambda.Function", "f", { vpcConfig: inVpc })],
      { kind: "lambda", publicIpv4: false },
    ],
    [
      "a service's tasks",
      [
        made("ecs.Service", "s", {
          networkConfiguration: {
            subnets: subnetIds,
            securityGroups: ["sg-1"],
            assignPublicIp: true,
          },
        }),
      ],
      { kind: "task", publicIpv4: true },
    ],
    [
      "a database",
      [
        dbGroup,
        made("rds.Instance", "d", { dbSubnetGroupName: "db", vpcSecurityGroupIds: ["sg-1"] }),
      ],
      { kind: "database", publicIpv4: false },
    ],
    [
      "a database that is publicly accessible",
      [
        dbGroup,
        made("rds.Instance", "d", {
          dbSubnetGroupName: "db",
          vpcSecurityGroupIds: ["sg-1"],
          publiclyAccessible: true,
        }),
      ],
      { kind: "database", publicIpv4: true },
    ],
    [
      "an instance of a cluster",
      [dbGroup, cluster, made("rds.ClusterInstance", "c", { clusterIdentifier: "aurora" })],
      { kind: "database", publicIpv4: false, owner: urn("rds.ClusterInstance", "c") },
    ],
    [
      "a proxy",
      [made("rds.Proxy", "p", { vpcSubnetIds: subnetIds, vpcSecurityGroupIds: ["sg-1"] })],
      { kind: "database" },
    ],
    [
      "a replication group, without its nodes",
      [
        cacheGroup,
        made("elasticache.ReplicationGroup", "r", {
          subnetGroupName: "cache",
          securityGroupIds: ["sg-1"],
        }),
        made("elasticache.Cluster", "n", { replicationGroupId: "r" }),
      ],
      { kind: "cache", owner: urn("elasticache.ReplicationGroup", "r") },
    ],
    [
      "a cache",
      [
        cacheGroup,
        made("elasticache.Cluster", "n", { subnetGroupName: "cache", securityGroupIds: ["sg-1"] }),
      ],
      { kind: "cache" },
    ],
    ["a VPC link", [made("apigatewayv2.VpcLink", "l", inVpc)], { kind: "vpcLink" }],
    [
      "an internal load balancer",
      [
        made("lb.LoadBalancer", "b", {
          internal: true,
          subnets: subnetIds,
          securityGroups: ["sg-1"],
        }),
      ],
      { kind: "loadBalancer", publicIpv4: false, filtered: true },
    ],
    [
      "an internet-facing load balancer",
      [made("alb.LoadBalancer", "b", { subnets: subnetIds, securityGroups: ["sg-1"] })],
      { kind: "loadBalancer", publicIpv4: true },
    ],
    [
      "a classic load balancer",
      [
        made("elb.LoadBalancer", "b", {
          subnets: subnetIds,
          securityGroups: ["sg-1"],
          internal: false,
        }),
      ],
      { kind: "loadBalancer", publicIpv4: true },
    ],
    [
      "an Auto Scaling group by its launch template",
      [
        made("ec2.LaunchTemplate", "lt-1", { vpcSecurityGroupIds: ["sg-1"], latestVersion: 1 }),
        made("autoscaling.Group", "g", {
          vpcZoneIdentifiers: subnetIds,
          launchTemplate: { id: "lt-1", version: "$Latest" },
        }),
      ],
      { kind: "autoScalingGroup", publicIpv4: false },
    ],
    [
      "an Auto Scaling group by its template's interface",
      [
        made("ec2.LaunchTemplate", "lt-1", {
          name: "lt",
          networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: ["sg-1"] }],
        }),
        made("autoscaling.Group", "g", {
          vpcZoneIdentifiers: subnetIds,
          mixedInstancesPolicy: {
            launchTemplate: { launchTemplateSpecification: { launchTemplateName: "lt" } },
          },
        }),
      ],
      { kind: "autoScalingGroup", publicIpv4: true },
    ],
    [
      "an Auto Scaling group by its launch configuration",
      [
        made("ec2.LaunchConfiguration", "lc", {
          name: "lc",
          securityGroups: ["sg-1"],
          associatePublicIpAddress: true,
        }),
        made("autoscaling.Group", "g", {
          vpcZoneIdentifiers: subnetIds,
          launchConfiguration: "lc",
        }),
      ],
      { kind: "autoScalingGroup", publicIpv4: true },
    ],
  ];
  for (const [name, records, expected] of services)
    it(`has those of ${name}: one in each subnet`, () => {
      const network = read(vpc, ...subnets, group, ...records);
      const found = network.networkInterfaces;
      expect(found.map((one) => one.subnet)).to.deep.equal(keys.subnets);
      expect(found.map(({ key, owner }) => key.startsWith(`${owner}#`))).to.deep.equal([
        true,
        true,
      ]);
      for (const one of found)
        expect(one).to.deep.include({ securityGroups: [groupKey], ...expected });
      expect(network.missing).to.deep.equal([]);
      expect(network.unmodelled).to.deep.equal([]);
    });

  it("has none for a function outside a VPC", () => {
    expect(interfacesOf(made("lambda.Function", "f", {}))).to.deep.equal([]);
  });

  it("has no filter before a Network Load Balancer without groups, and the default group before others", () => {
    const balancer = (loadBalancerType: string) =>
      interfacesOf(made("lb.LoadBalancer", "b", { loadBalancerType, subnets: ["subnet-1"] }))[0];
    expect(balancer("network")).to.deep.include({ filtered: false, securityGroups: [] });
    expect(balancer("application")).to.deep.include({
      filtered: true,
      securityGroups: [keys.defaultGroup],
    });
  });

  it("has a Network Load Balancer's own addresses", () => {
    const eip = made("ec2.Eip", "eipalloc-1", {}, { publicIp: "198.51.100.7" });
    const [one] = interfacesOf(
      eip,
      made("lb.LoadBalancer", "b", {
        loadBalancerType: "network",
        subnetMappings: [
          { subnetId: "subnet-1", allocationId: "eipalloc-1", privateIpv4Address: "10.0.1.5" },
        ],
      }),
    );
    expect(one).to.deep.include({
      ipv4: ["10.0.1.5"],
      publicAddress: "198.51.100.7",
      publicIpv4: true,
    });
  });

  it("lists a Gateway Load Balancer as unmodelled", () => {
    const network = read(
      vpc,
      ...subnets,
      made("lb.LoadBalancer", "b", { loadBalancerType: "gateway", subnets: subnetIds }),
    );
    expect(network.networkInterfaces).to.deep.equal([]);
    expect(network.unmodelled.map(({ name }) => name)).to.deep.equal(["b"]);
  });

  it("has IPv6 addresses where the service takes them and the subnet has a block", () => {
    const dual = subnet("subnet-6", 6, { ipv6CidrBlock: "2001:db8:0:6::/64" });
    const only = made("ec2.Subnet", "subnet-7", {
      vpcId: "vpc-1",
      ipv6Native: true,
      ipv6CidrBlock: "2001:db8:0:7::/64",
    });
    const families = (record: Parameters<typeof read>[number]) =>
      interfacesOf(dual, only, record).map(({ hasIpv4, hasIpv6 }) => [hasIpv4, hasIpv6]);
    const vpcConfig = { subnetIds: ["subnet-1", "subnet-6"], securityGroupIds: ["sg-1"] };
    expect(families(made("lambda.Function", "f", { vpcConfig }))).to.deep.equal([
      [true, false],
      [true, false],
    ]);
    const dualStack = { ...vpcConfig, ipv6AllowedForDualStack: true };
    expect(families(made("lambda.Function", "f", { vpcConfig: dualStack }))).to.deep.equal([
      [true, false],
      [true, true],
    ]);
    expect(families(made("ec2.Instance", "i-1", { subnetId: "subnet-7" }))).to.deep.equal([
      [false, true],
    ]);
  });

  it("says which version of a launch template it cannot see", () => {
    const network = read(
      vpc,
      ...subnets,
      made("ec2.LaunchTemplate", "lt-1", { latestVersion: 3 }),
      made("autoscaling.Group", "g", {
        vpcZoneIdentifiers: ["subnet-1"],
        launchTemplate: { id: "lt-1", version: "2" },
      }),
    );
    expect(network.assumptions).to.include(
      "g: version 2 of its launch template is taken to have the groups of version 3",
    );
  });

  it("names a subnet group that is not given", () => {
    const network = read(vpc, made("rds.Instance", "d", { dbSubnetGroupName: "elsewhere" }));
    expect(network.networkInterfaces[0]?.subnet).to.equal("elsewhere");
    expect(network.missing.map(({ key, kind }) => [key, kind])).to.deep.include([
      "elsewhere",
      "DB subnet group",
    ]);
  });
});

describe("analysis model: instances and bare interfaces", () => {
  const instance = (inputs: object, added: object = {}) =>
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
  const elastic = (inputs: object) =>
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

  const addresses: readonly [
    string,
    Parameters<typeof read>,
    boolean | undefined,
    string | undefined,
  ][] = [
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
    const groupsOf = (...records: Parameters<typeof read>) =>
      interfacesOf(...records)[0]?.securityGroups;
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

  const attachments: readonly [string, Parameters<typeof read>, number][] = [
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
