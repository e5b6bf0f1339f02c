import { expect } from "chai";
import type { NetworkInterface, ResourceRecord } from "../../../analysis/model";
import {
  keys,
  made,
  read,
  subnet,
  subnetIds,
  subnets,
  urn,
  vpc,
  type Records,
  type Values,
} from "./support/stack";

const group = made("ec2.SecurityGroup", "sg-1", { vpcId: "vpc-1", name: "web" });
const groupKey = urn("ec2.SecurityGroup", "sg-1");
const interfacesOf = (...records: Records): readonly NetworkInterface[] =>
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
  const services: readonly [string, Records, Values][] = [
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
  it("has no other of an Auto Scaling group whose instance is on one that there is", () => {
    const network = read(
      vpc,
      ...subnets,
      group,
      made("ec2.NetworkInterface", "eni-1", {
        subnetId: "subnet-1",
        securityGroups: ["sg-1"],
        sourceDestCheck: false,
      }),
      made("ec2.LaunchTemplate", "lt-1", { networkInterfaces: [{ networkInterfaceId: "eni-1" }] }),
      made("autoscaling.Group", "g", {
        availabilityZones: ["eu-west-1a"],
        launchTemplate: { id: "lt-1", version: "$Latest" },
      }),
    );
    expect(network.networkInterfaces.map(({ id }) => id)).to.deep.equal(["eni-1"]);
    expect(network.missing).to.deep.equal([]);
  });

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
    const families = (record: ResourceRecord) =>
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

  const dual = subnet("subnet-6", 6, { ipv6CidrBlock: "2001:db8:0:6::/64" });
  const only = made("ec2.Subnet", "subnet-7", {
    vpcId: "vpc-1",
    ipv6Native: true,
    ipv6CidrBlock: "2001:db8:0:7::/64",
  });
  const balancerIn = (ipAddressType: string) =>
    made("lb.LoadBalancer", "b", {
      ipAddressType,
      subnets: ["subnet-6"],
      securityGroups: ["sg-1"],
    });
  const endpointIn = (ipAddressType: string) =>
    made("ec2.VpcEndpoint", "vpce-1", {
      vpcId: "vpc-1",
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.eu-west-1.sqs",
      subnetIds: ["subnet-6"],
      securityGroupIds: ["sg-1"],
      ipAddressType,
      subnetConfigurations: [{ subnetId: "subnet-6", ipv4: "10.0.6.9" }],
    });
  const task = made("ecs.Service", "s", {
    networkConfiguration: { subnets: ["subnet-7"], securityGroups: ["sg-1"], assignPublicIp: true },
  });
  const addressings: readonly [string, ResourceRecord, Values][] = [
    ["an IPv4 load balancer", balancerIn("ipv4"), { hasIpv6: false, publicIpv4: true }],
    ["a dual-stack one", balancerIn("dualstack"), { hasIpv6: true, publicIpv4: true }],
    [
      "one without public IPv4 addresses",
      balancerIn("dualstack-without-public-ipv4"),
      { hasIpv6: true, publicIpv4: false },
    ],
    ["an IPv4 endpoint", endpointIn("ipv4"), { hasIpv4: true, hasIpv6: false, ipv4: ["10.0.6.9"] }],
    ["a dual-stack one", endpointIn("dualstack"), { hasIpv4: true, hasIpv6: true }],
    ["an IPv6 one", endpointIn("ipv6"), { hasIpv4: false, hasIpv6: true }],
    [
      "a link in an IPv6-only subnet",
      made("apigatewayv2.VpcLink", "l", { subnetIds: ["subnet-7"], securityGroupIds: ["sg-1"] }),
      { hasIpv4: false, hasIpv6: true },
    ],
    ["a task in an IPv6-only subnet", task, { hasIpv4: false, hasIpv6: true, publicIpv4: false }],
  ];
  for (const [name, record, expected] of addressings)
    it(`gives ${name} its families: ${JSON.stringify(expected)}`, () => {
      expect(interfacesOf(dual, only, record)[0]).to.deep.include(expected);
    });

  it("says that a task's IPv6 address hangs on the account", () => {
    expect(read(vpc, only, task).assumptions).to.include(
      "s: its tasks get IPv6 addresses, as the account setting dualStackIPv6 is on",
    );
  });

  it("has clusters that make their instances themselves, and none for those that have others", () => {
    const cluster = (inputs: Values) =>
      made("rds.Cluster", "c", {
        dbSubnetGroupName: "db",
        vpcSecurityGroupIds: ["sg-1"],
        ...inputs,
      });
    const dbGroup = made("rds.SubnetGroup", "db", { name: "db", subnetIds });
    const countOf = (inputs: Values) => interfacesOf(dbGroup, cluster(inputs)).length;
    expect(countOf({})).to.equal(0);
    expect(countOf({ engineMode: "serverless" })).to.equal(2);
    expect(countOf({ dbClusterInstanceClass: "db.m6gd.large" })).to.equal(2);
    const open = made("rds.ClusterInstance", "i", {
      clusterIdentifier: "c",
      publiclyAccessible: true,
    });
    const found = interfacesOf(dbGroup, cluster({}), open);
    expect(found.map(({ publicIpv4 }) => publicIpv4)).to.deep.equal([true, true]);
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
