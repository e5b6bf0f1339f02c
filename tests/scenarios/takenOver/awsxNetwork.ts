/**
 * A network of the shape that `awsx.ec2.Vpc` makes: the same component and children by type, name and parent, from plain
 * resources. Each subnet holds its route table, the table its association and routes, a public subnet its NAT gateway.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsxVpc } from "../../../components";
import { zones, type Edited, type Edits } from "./edits";

export interface Spec {
  readonly name: string;
  readonly type: "Public" | "Private" | "Isolated";
  readonly blocks: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

interface VpcArgs {
  readonly cidrBlock: string;
  readonly specs: readonly Spec[];
  /** Services with an interface in each zone. */
  readonly services: readonly string[];
  /** Services with a gateway endpoint in every table: S3 and DynamoDB where nothing is said. */
  readonly gatewayServices?: readonly string[];
}

/** Of the subnets of a zone. */
const order = ["Public", "Private", "Isolated"];

export class Vpc extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  private readonly tags: Readonly<Record<string, string>>;
  private readonly subnets: { readonly type: string; readonly subnet: aws.ec2.Subnet }[] = [];
  private readonly tables: aws.ec2.RouteTable[] = [];
  private readonly natGateways: aws.ec2.NatGateway[] = [];
  private readonly gateway: aws.ec2.InternetGateway;

  constructor(
    private readonly prefix: string,
    { cidrBlock, specs, services, gatewayServices = ["s3", "dynamodb"] }: VpcArgs,
  ) {
    super("awsx:ec2:Vpc", prefix, {});
    this.tags = { Name: prefix };
    this.vpc = new aws.ec2.Vpc(
      prefix,
      { cidrBlock, enableDnsHostnames: true, enableDnsSupport: true, tags: this.tags },
      { parent: this },
    );
    this.gateway = new aws.ec2.InternetGateway(
      prefix,
      { vpcId: this.vpc.id, tags: this.tags },
      { parent: this.vpc, dependsOn: [this.vpc] },
    );
    const inOrder = [...specs].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
    for (const index of zones.keys()) for (const spec of inOrder) this.makeSubnet(spec, index);
    for (const service of services) this.makeInterface(service);
    for (const service of gatewayServices) this.makeGatewayEndpoint(service);
    this.registerOutputs({
      vpcId: this.vpc.id,
      publicSubnetIds: this.idsOf("Public"),
      privateSubnetIds: this.idsOf("Private"),
      isolatedSubnetIds: this.idsOf("Isolated"),
    });
  }

  /** As `awsx.ec2.Vpc` calls them. */
  get outputs(): AwsxVpc {
    return {
      vpcId: this.vpc.id,
      vpc: pulumi.output(this.vpc),
      subnets: pulumi.output(this.subnets.map(({ subnet }) => subnet)),
      routeTables: pulumi.output(this.tables),
      internetGateway: pulumi.output(this.gateway),
    };
  }

  private idsOf(type: Spec["type"]): pulumi.Output<string>[] {
    return this.subnets.filter((one) => one.type === type).map(({ subnet }) => subnet.id);
  }

  private makeSubnet(spec: Spec, index: number): void {
    const name = `${this.prefix}-${spec.name}-${index + 1}`;
    const { type } = spec;
    const tags = { ...this.tags, ...spec.tags, Name: name, SubnetType: type };
    const subnet = new aws.ec2.Subnet(
      name,
      {
        vpcId: this.vpc.id,
        availabilityZone: zones[index],
        cidrBlock: spec.blocks[index],
        mapPublicIpOnLaunch: type === "Public",
        assignIpv6AddressOnCreation: false,
        tags,
      },
      { parent: this.vpc, dependsOn: [this.vpc] },
    );
    this.subnets.push({ type, subnet });
    const table = new aws.ec2.RouteTable(
      name,
      { vpcId: this.vpc.id, tags: { ...this.tags, Name: name, SubnetType: type } },
      { parent: subnet, dependsOn: [subnet] },
    );
    this.tables.push(table);
    new aws.ec2.RouteTableAssociation(
      name,
      { routeTableId: table.id, subnetId: subnet.id },
      { parent: table, dependsOn: [table] },
    );
    if (type === "Public") this.makeNatGateway(subnet, index);
    this.makeRoute(name, type, table, index);
  }

  private makeNatGateway(subnet: aws.ec2.Subnet, index: number): void {
    const name = `${this.prefix}-${index + 1}`;
    const opts = { parent: subnet, dependsOn: [subnet] };
    const eip = new aws.ec2.Eip(name, { tags: { Name: name } }, opts);
    const args = { subnetId: subnet.id, allocationId: eip.allocationId, tags: { Name: name } };
    this.natGateways.push(new aws.ec2.NatGateway(name, args, opts));
  }

  private makeRoute(
    name: string,
    type: Spec["type"],
    table: aws.ec2.RouteTable,
    index: number,
  ): void {
    if (type === "Isolated") return;
    const way =
      type === "Public"
        ? { gatewayId: this.gateway.id }
        : { natGatewayId: this.natGateways[index]?.id };
    new aws.ec2.Route(
      name,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...way },
      { parent: table, dependsOn: [table] },
    );
  }

  private makeInterface(service: string): void {
    const name = `com.amazonaws.us-east-1.${service}`;
    const parent = this.vpc;
    const group = new aws.ec2.SecurityGroup(
      `${name}-sg`,
      { vpcId: this.vpc.id, tags: this.tags },
      { parent, dependsOn: [this.vpc] },
    );
    new aws.ec2.SecurityGroupRule(
      `${name}-ingress`,
      {
        type: "ingress",
        securityGroupId: group.id,
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: [this.vpc.cidrBlock],
      },
      { parent, dependsOn: [group] },
    );
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: this.vpc.id,
        serviceName: name,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: this.idsOf("Private").slice(0, 1),
        securityGroupIds: [group.id],
        tags: this.tags,
      },
      { parent, dependsOn: [this.vpc] },
    );
  }

  private makeGatewayEndpoint(service: string): void {
    const name = `com.amazonaws.us-east-1.${service}`;
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: this.vpc.id,
        serviceName: name,
        vpcEndpointType: "Gateway",
        routeTableIds: this.tables.map(({ id }) => id),
        tags: this.tags,
      },
      { parent: this.vpc, dependsOn: [this.vpc] },
    );
  }
}

const blocksOf = (tier: number): string[] => zones.map((_, zone) => `10.0.${tier * 8 + zone}.0/24`);

function specs({ tag = "platform", extraTier, block }: Edits): Spec[] {
  const [first = "", ...others] = blocksOf(7);
  return [
    { name: "public", type: "Public", blocks: blocksOf(0) },
    { name: "web", type: "Private", blocks: blocksOf(1) },
    { name: "app", type: "Private", blocks: blocksOf(2), tags: { Team: tag } },
    { name: "jobs", type: "Private", blocks: blocksOf(3) },
    { name: "queues", type: "Private", blocks: blocksOf(4) },
    { name: "search", type: "Private", blocks: blocksOf(5) },
    { name: "cache", type: "Isolated", blocks: blocksOf(6) },
    { name: "data", type: "Isolated", blocks: [block ?? first, ...others] },
    ...(extraTier ? [{ name: "tools", type: "Private" as const, blocks: blocksOf(8) }] : []),
  ];
}

const services = [
  ...["ecr.api", "ecr.dkr", "ecs", "logs", "sqs", "sns", "ssm"],
  ...["kms", "sts", "secretsmanager", "lambda", "events", "monitoring"],
];

export const awsxNetwork: Edited =
  (edits = {}) =>
  () => {
    const network = new Vpc("main", {
      cidrBlock: "10.0.0.0/16",
      specs: specs(edits),
      services: edits.without ? services.slice(0, -1) : services,
    });
    const group = new aws.ec2.SecurityGroup("app", {
      vpcId: network.vpc.id,
      description: "application",
    });
    for (const [name, port] of [
      ["http", edits.port ?? 8080],
      ["metrics", 9090],
      ["health", 8081],
    ] as const)
      new aws.vpc.SecurityGroupIngressRule(name, {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "10.0.0.0/16",
      });
    new aws.vpc.SecurityGroupEgressRule("out", {
      securityGroupId: group.id,
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
    return Promise.resolve({ vpcId: network.vpc.id });
  };
