/** A network as people write it by hand: three VPCs of three tiers, groups with rules of their own, endpoints, logs, zones. */
import * as aws from "@pulumi/aws";
import { zones, type Edited, type Edits } from "./edits";

const tiers = ["public", "app", "data"] as const;

type Ports = Readonly<Record<string, readonly { readonly name: string; readonly port: number }[]>>;

class Network {
  readonly vpc: aws.ec2.Vpc;
  readonly tables = new Map<string, aws.ec2.RouteTable>();
  readonly subnets: aws.ec2.Subnet[] = [];

  constructor(
    readonly name: string,
    private readonly number: number,
    private readonly edits: Edits,
  ) {
    this.vpc = new aws.ec2.Vpc(name, {
      cidrBlock: `10.${number}.0.0/16`,
      enableDnsHostnames: true,
      tags: { Name: name, Stage: name },
    });
    const gateway = new aws.ec2.InternetGateway(name, {
      vpcId: this.vpc.id,
      tags: { Name: name },
    });
    this.makeTables();
    for (const [row, tier] of tiers.entries()) this.makeTier(tier, row);
    new aws.ec2.Route(`${name}-public`, {
      routeTableId: this.tableId("public"),
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    const [first] = this.subnets;
    const eip = new aws.ec2.Eip(`${name}-nat`, { domain: "vpc", tags: { Name: `${name}-nat` } });
    const nat = new aws.ec2.NatGateway(
      `${name}-nat`,
      { subnetId: first?.id ?? "", allocationId: eip.id, tags: { Name: name } },
      { dependsOn: [gateway] },
    );
    new aws.ec2.Route(`${name}-app`, {
      routeTableId: this.tableId("app"),
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: nat.id,
    });
  }

  tableId(tier: string) {
    const table = this.tables.get(tier);
    if (table === undefined) throw new Error(`no route table of tier ${tier}`);
    return table.id;
  }

  private makeTables(): void {
    for (const tier of tiers)
      this.tables.set(
        tier,
        new aws.ec2.RouteTable(`${this.name}-${tier}`, {
          vpcId: this.vpc.id,
          tags: { Name: `${this.name}-${tier}` },
        }),
      );
  }

  private makeTier(tier: string, row: number): void {
    for (const [zone, availabilityZone] of zones.entries()) {
      const own = `${this.name}-${tier}-${availabilityZone.slice(-1)}`;
      const { block, tag = "core" } = this.name === "prod" ? this.edits : {};
      const cidrBlock = `10.${this.number}.${row * 16 + zone}.0/24`;
      const subnet = new aws.ec2.Subnet(own, {
        vpcId: this.vpc.id,
        availabilityZone,
        cidrBlock: tier === "data" && zone === 2 ? (block ?? cidrBlock) : cidrBlock,
        mapPublicIpOnLaunch: tier === "public",
        tags: { Name: own, ...(tier === "app" && { Owner: tag }) },
      });
      this.subnets.push(subnet);
      new aws.ec2.RouteTableAssociation(own, {
        subnetId: subnet.id,
        routeTableId: this.tableId(tier),
      });
    }
  }
}

function groups({ name, vpc }: Network, ports: Ports): void {
  for (const [group, rules] of Object.entries(ports)) {
    const own = `${name}-${group}`;
    const made = new aws.ec2.SecurityGroup(own, { vpcId: vpc.id, description: `${group} hosts` });
    for (const rule of rules)
      new aws.vpc.SecurityGroupIngressRule(`${own}-${rule.name}`, {
        securityGroupId: made.id,
        ipProtocol: "tcp",
        fromPort: rule.port,
        toPort: rule.port,
        cidrIpv4: "10.0.0.0/8",
        description: rule.name,
      });
    new aws.vpc.SecurityGroupEgressRule(own, {
      securityGroupId: made.id,
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
  }
}

/** Logs of what passes, into a log group of the network's. */
function flowLogs({ name, vpc }: Network): void {
  const role = new aws.iam.Role(`${name}-flows`, {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    }),
  });
  const logs = new aws.cloudwatch.LogGroup(`${name}-flows`, { retentionInDays: 14 });
  new aws.ec2.FlowLog(name, {
    vpcId: vpc.id,
    trafficType: "ALL",
    iamRoleArn: role.arn,
    logDestination: logs.arn,
  });
}

function endpoints({ name, vpc, tables, subnets }: Network): void {
  for (const service of ["s3", "dynamodb"])
    new aws.ec2.VpcEndpoint(`${name}-${service}`, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
      routeTableIds: [...tables.values()].map(({ id }) => id),
    });
  const group = new aws.ec2.SecurityGroup(`${name}-endpoints`, { vpcId: vpc.id });
  new aws.ec2.VpcEndpoint(`${name}-ssm`, {
    vpcId: vpc.id,
    serviceName: "com.amazonaws.us-east-1.ssm",
    vpcEndpointType: "Interface",
    privateDnsEnabled: false,
    subnetIds: subnets.slice(3, 6).map(({ id }) => id),
    securityGroupIds: [group.id],
  });
}

/** The shared network is met from the others. */
function peering(shared: Network, other: Network): void {
  const own = `${other.name}-to-${shared.name}`;
  const peer = new aws.ec2.VpcPeeringConnection(own, {
    vpcId: other.vpc.id,
    peerVpcId: shared.vpc.id,
    autoAccept: true,
    tags: { Name: own },
  });
  for (const [from, to] of [
    [other, shared],
    [shared, other],
  ] as const)
    new aws.ec2.Route(`${from.name}-to-${to.name}`, {
      routeTableId: from.tableId("app"),
      destinationCidrBlock: to.vpc.cidrBlock,
      vpcPeeringConnectionId: peer.id,
    });
}

function privateZone({ name, vpc }: Network, edits: Edits): void {
  const zone = new aws.route53.Zone(name, {
    name: `${name}.example.internal`,
    vpcs: [{ vpcId: vpc.id }],
  });
  const hosts = edits.without && name === "prod" ? ["db"] : ["db", "cache"];
  for (const host of hosts)
    new aws.route53.Record(`${name}-${host}`, {
      zoneId: zone.zoneId,
      name: host,
      type: "A",
      ttl: 60,
      records: ["10.1.32.10"],
    });
}

/** One subnet more a zone, for tools, in the production network. */
function tools(network: Network): void {
  const { name, vpc } = network;
  for (const [zone, availabilityZone] of zones.entries()) {
    const own = `${name}-tools-${availabilityZone.slice(-1)}`;
    const subnet = new aws.ec2.Subnet(own, {
      vpcId: vpc.id,
      availabilityZone,
      cidrBlock: `10.1.${64 + zone}.0/24`,
      tags: { Name: own },
    });
    new aws.ec2.RouteTableAssociation(own, {
      subnetId: subnet.id,
      routeTableId: network.tableId("app"),
    });
  }
}

const portsOf = (name: string, { port = 8443 }: Edits): Ports => ({
  web: [
    { name: "https", port: 443 },
    { name: "http", port: 80 },
  ],
  app: [{ name: "api", port: name === "prod" ? port : 8443 }],
  data: [{ name: "postgres", port: 5432 }],
});

export const handWritten: Edited =
  (edits = {}) =>
  () => {
    const networks = ["prod", "staging", "shared"].map(
      (name, index) => new Network(name, index + 1, edits),
    );
    for (const network of networks) {
      groups(network, portsOf(network.name, edits));
      flowLogs(network);
      endpoints(network);
      privateZone(network, edits);
    }
    const [prod, staging, shared] = networks;
    if (!prod || !staging || !shared) throw new Error("three networks");
    for (const other of [prod, staging]) peering(shared, other);
    if (edits.extraTier) tools(prod);
    return Promise.resolve({ vpcIds: networks.map(({ vpc }) => vpc.id) });
  };
