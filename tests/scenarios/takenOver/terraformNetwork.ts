/**
 * A network of the shape that the public Terraform module `vpc` makes, as a program that was converted from it has it: three
 * zones by six tiers, numbered from zero, ACLs of each tier with rules of their own, the VPC's default resources taken over.
 */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { zones, type Edited, type Edits } from "./edits";

const tiers = ["public", "private", "database", "elasticache", "redshift", "intra"] as const;
type Tier = (typeof tiers)[number];

interface Made {
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: Readonly<Record<Tier, readonly aws.ec2.Subnet[]>>;
  readonly tables: Readonly<Record<Tier, readonly aws.ec2.RouteTable[]>>;
}

const tagsOf = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  Name: `complete-${name}`,
  Terraform: "false",
  ...more,
});

function makeVpc(): aws.ec2.Vpc {
  const vpc = new aws.ec2.Vpc("this", {
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: tagsOf("vpc"),
  });
  const dhcp = new aws.ec2.VpcDhcpOptions("this", {
    domainName: "service.consul",
    domainNameServers: ["127.0.0.1", "10.10.0.2"],
    tags: tagsOf("dhcp"),
  });
  new aws.ec2.VpcDhcpOptionsAssociation("this", { vpcId: vpc.id, dhcpOptionsId: dhcp.id });
  new aws.ec2.DefaultSecurityGroup("this", { vpcId: vpc.id, tags: tagsOf("default") });
  new aws.ec2.DefaultRouteTable("default", {
    defaultRouteTableId: vpc.defaultRouteTableId,
    tags: tagsOf("default"),
  });
  return vpc;
}

const blockOf = (row: number, zone: number): string => `10.0.${row * 8 + zone}.0/24`;

function makeSubnets(vpc: aws.ec2.Vpc, { tag, block }: Edits): Made["subnets"] {
  const made = tiers.map((tier, row) => [
    tier,
    zones.map((availabilityZone, zone) => {
      const isChanged = tier === "redshift" && zone === 1;
      return new aws.ec2.Subnet(`${tier}-${zone}`, {
        vpcId: vpc.id,
        availabilityZone,
        cidrBlock: isChanged ? (block ?? blockOf(row, zone)) : blockOf(row, zone),
        mapPublicIpOnLaunch: tier === "public",
        tags: tagsOf(`${tier}-${availabilityZone}`, tier === "intra" && tag ? { Use: tag } : {}),
      });
    }),
  ]);
  return Object.fromEntries(made) as Made["subnets"];
}

/** One for the public tier, one a zone for the private one, one for each of the others. */
function makeTables(vpc: aws.ec2.Vpc): Made["tables"] {
  const made = tiers.map((tier) => [
    tier,
    (tier === "private" ? [...zones.keys()] : [0]).map(
      (index) =>
        new aws.ec2.RouteTable(`${tier}-${index}`, {
          vpcId: vpc.id,
          tags: tagsOf(`${tier}-${index}`),
        }),
    ),
  ]);
  return Object.fromEntries(made) as Made["tables"];
}

function associate({ subnets, tables }: Made): void {
  for (const tier of tiers)
    for (const [zone, { id }] of subnets[tier].entries()) {
      const table = tables[tier][zone] ?? tables[tier][0];
      if (table === undefined) throw new Error(`no route table of tier ${tier}`);
      new aws.ec2.RouteTableAssociation(`${tier}-${zone}`, {
        subnetId: id,
        routeTableId: table.id,
      });
    }
}

function makeWaysOut({ vpc, subnets, tables }: Made): void {
  const gateway = new aws.ec2.InternetGateway("this-0", { vpcId: vpc.id, tags: tagsOf("igw") });
  route("public_internet_gateway-0", tables.public[0], { gatewayId: gateway.id });
  for (const [zone, { id }] of subnets.public.entries()) {
    const tags = tagsOf(`nat-${zone}`);
    const eip = new aws.ec2.Eip(`nat-${zone}`, { domain: "vpc", tags }, { dependsOn: [gateway] });
    const nat = new aws.ec2.NatGateway(
      `this-${zone}`,
      { allocationId: eip.id, subnetId: id, tags },
      { dependsOn: [gateway] },
    );
    route(`private_nat_gateway-${zone}`, tables.private[zone], { natGatewayId: nat.id });
  }
  const vpn = new aws.ec2.VpnGateway("this-0", { vpcId: vpc.id, tags: tagsOf("vpn") });
  for (const [zone, { id }] of tables.private.entries())
    new aws.ec2.VpnGatewayRoutePropagation(`private-${zone}`, {
      routeTableId: id,
      vpnGatewayId: vpn.id,
    });
}

function route(
  name: string,
  table: aws.ec2.RouteTable | undefined,
  way: Pick<aws.ec2.RouteArgs, "gatewayId" | "natGatewayId">,
): void {
  if (table === undefined) throw new Error(`no route table for ${name}`);
  const destinationCidrBlock = "0.0.0.0/0";
  new aws.ec2.Route(name, { routeTableId: table.id, destinationCidrBlock, ...way });
}

interface Line {
  readonly rule: number;
  readonly from: number;
  readonly to: number;
  readonly block: string;
}

const inside = "10.0.0.0/16";
const line = (rule: number, port: number, block = inside): Line => ({
  ...{ rule, from: port, to: port, block },
});
const replies: Line = { rule: 900, from: 1024, to: 65535, block: "0.0.0.0/0" };

/** Inbound by tier; outwards every tier may answer. */
const inbound = ({ port = 8080 }: Edits): Readonly<Record<Tier, readonly Line[]>> => ({
  public: [line(100, 80, "0.0.0.0/0"), line(110, 443, "0.0.0.0/0"), replies],
  private: [line(100, port), line(110, 443), line(120, 22), replies],
  database: [line(100, 5432), line(110, 3306), line(120, 1521), replies],
  elasticache: [line(100, 6379), line(110, 11211), replies],
  redshift: [line(100, 5439), line(110, 443), replies],
  intra: [line(100, 443), line(110, 8443), replies],
});

function makeAcls({ vpc, subnets }: Made, edits: Edits): void {
  for (const tier of tiers) {
    const acl = new aws.ec2.NetworkAcl(`${tier}-0`, {
      vpcId: vpc.id,
      subnetIds: subnets[tier].map(({ id }) => id),
      tags: tagsOf(tier),
    });
    for (const [index, one] of inbound(edits)[tier].entries())
      aclRule(`${tier}_inbound-${index}`, acl, one, false);
    const out = [replies, line(100, 443, "0.0.0.0/0"), line(110, 53), line(120, 123)];
    for (const [index, one] of out.entries()) aclRule(`${tier}_outbound-${index}`, acl, one, true);
  }
}

function aclRule(
  name: string,
  { id }: aws.ec2.NetworkAcl,
  { rule, from, to, block }: Line,
  egress: boolean,
): void {
  new aws.ec2.NetworkAclRule(
    name,
    {
      networkAclId: id,
      egress,
      ruleNumber: rule,
      ruleAction: "allow",
      protocol: "tcp",
      fromPort: from,
      toPort: to,
      cidrBlock: block,
    },
    // A number is taken until the old rule is gone.
    { deleteBeforeReplace: true },
  );
}

const idsOf = (subnets: readonly aws.ec2.Subnet[]): pulumi.Output<string>[] =>
  subnets.map(({ id }) => id);

function makeDatabases({ vpc, subnets }: Made): void {
  const group = new aws.ec2.SecurityGroup("database", { vpcId: vpc.id, description: "databases" });
  for (const [name, port] of [
    ["postgres", 5432],
    ["mysql", 3306],
    ["redis", 6379],
  ] as const)
    new aws.ec2.SecurityGroupRule(name, {
      type: "ingress",
      securityGroupId: group.id,
      protocol: "tcp",
      fromPort: port,
      toPort: port,
      cidrBlocks: [inside],
    });
  const places = new aws.rds.SubnetGroup("database-0", { subnetIds: idsOf(subnets.database) });
  for (const [name, engine] of [
    ["orders", "postgres"],
    ["stock", "postgres"],
    ["users", "mysql"],
  ] as const)
    new aws.rds.Instance(name, {
      engine,
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      dbSubnetGroupName: places.name,
      vpcSecurityGroupIds: [group.id],
      username: "admin_user",
      manageMasterUserPassword: true,
      skipFinalSnapshot: true,
    });
  const caches = new aws.elasticache.SubnetGroup("elasticache-0", {
    subnetIds: idsOf(subnets.elasticache),
  });
  new aws.elasticache.ReplicationGroup("sessions", {
    description: "sessions",
    engine: "redis",
    nodeType: "cache.t4g.small",
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    subnetGroupName: caches.name,
    securityGroupIds: [group.id],
  });
}

function makeEndpoints({ vpc, subnets, tables }: Made, { without }: Edits): void {
  const all = tiers.flatMap((tier) => tables[tier].map(({ id }) => id));
  for (const service of ["s3", "dynamodb"])
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
      routeTableIds: all,
      tags: tagsOf(service),
    });
  const group = new aws.ec2.SecurityGroup("endpoints", { vpcId: vpc.id, description: "endpoints" });
  new aws.ec2.SecurityGroupRule("endpoints-https", {
    type: "ingress",
    securityGroupId: group.id,
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: [inside],
  });
  const services = [
    ...["ecs", "ecs-telemetry", "ecr.api", "ecr.dkr", "logs", "sqs", "ssm"],
    ...["ec2", "kms", "sts", "sns", "secretsmanager", "lambda", "rds"],
  ];
  for (const service of without ? services.slice(0, -1) : services)
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: idsOf(subnets.private),
      securityGroupIds: [group.id],
      tags: tagsOf(service),
    });
}

function makeLogs(vpc: aws.ec2.Vpc): void {
  const service = "vpc-flow-logs.amazonaws.com";
  const logs = new aws.cloudwatch.LogGroup("flow_log-0", { namePrefix: "/aws/vpc-flow-log/" });
  const role = new aws.iam.Role("vpc_flow_log_cloudwatch-0", {
    namePrefix: "vpc-flow-log-role-",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
  });
  new aws.iam.RolePolicy("vpc_flow_log_cloudwatch-0", {
    role: role.id,
    policy: logs.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["logs:PutLogEvents"], Resource: `${arn}:*` }],
      }),
    ),
  });
  new aws.ec2.FlowLog("this-0", {
    vpcId: vpc.id,
    trafficType: "ALL",
    logDestination: logs.arn,
    iamRoleArn: role.arn,
    maxAggregationInterval: 60,
  });
}

/** A seventh tier, of one subnet a zone, in the route table of the intra one. */
function makeTools({ vpc, tables }: Made): void {
  for (const [zone, availabilityZone] of zones.entries()) {
    const subnet = new aws.ec2.Subnet(`tools-${zone}`, {
      vpcId: vpc.id,
      availabilityZone,
      cidrBlock: blockOf(8, zone),
      tags: tagsOf(`tools-${availabilityZone}`),
    });
    new aws.ec2.RouteTableAssociation(`tools-${zone}`, {
      subnetId: subnet.id,
      routeTableId: tables.intra[0]?.id ?? "",
    });
  }
}

export const terraformNetwork: Edited =
  (edits = {}) =>
  () => {
    const vpc = makeVpc();
    const made: Made = { vpc, subnets: makeSubnets(vpc, edits), tables: makeTables(vpc) };
    associate(made);
    makeWaysOut(made);
    makeAcls(made, edits);
    makeDatabases(made);
    makeEndpoints(made, edits);
    makeLogs(vpc);
    if (edits.extraTier) makeTools(made);
    return Promise.resolve({ vpcId: vpc.id });
  };
