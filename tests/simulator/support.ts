/** A stack's view of a simulated AWS: resources made, changed and deleted as an engine would. */
import {
  openWorld,
  type Provider,
  type ValueMap,
  type World,
  type WorldOptions,
} from "../../simulator";
import type { DiffResult } from "../../simulator";

export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Made {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
}

export const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  egressOnlyGateway: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  vpnGateway: "aws:ec2/vpnGateway:VpnGateway",
  dhcpOptions: "aws:ec2/vpcDhcpOptions:VpcDhcpOptions",
  peering: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  peeringAccepter: "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  peeringOptions: "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions",
  networkInterface: "aws:ec2/networkInterface:NetworkInterface",
  prefixList: "aws:ec2/managedPrefixList:ManagedPrefixList",
  internetGatewayAttachment: "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  routeTable: "aws:ec2/routeTable:RouteTable",
  defaultRouteTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  route: "aws:ec2/route:Route",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  mainAssociation: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  nat: "aws:ec2/natGateway:NatGateway",
  eip: "aws:ec2/eip:Eip",
  eipAssociation: "aws:ec2/eipAssociation:EipAssociation",
  group: "aws:ec2/securityGroup:SecurityGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  acl: "aws:ec2/networkAcl:NetworkAcl",
  defaultAcl: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  aclRule: "aws:ec2/networkAclRule:NetworkAclRule",
  aclAssociation: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  flowLog: "aws:ec2/flowLog:FlowLog",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
} as const;

export const providerUrn = (stack = "dev", project = "net"): string =>
  `urn:pulumi:${stack}::${project}::pulumi:providers:aws::default`;

export class Stack {
  private constructor(
    readonly world: World,
    readonly provider: Provider,
    readonly stack: string,
  ) {}

  static async open(
    world: World,
    config: ValueMap = {},
    { stack = "dev", project = "net" } = {},
  ): Promise<Stack> {
    const urn = providerUrn(stack, project);
    const provider = world.providerFactory()({ package: "aws", version: "7.48.0", urn });
    await provider.configure(urn, { region: "us-east-1", ...config });
    return new Stack(world, provider, stack);
  }

  private identity(type: string, name: string): Pick<Made, "urn" | "type" | "name"> {
    return { urn: `urn:pulumi:${this.stack}::net::${type}::${name}`, type, name };
  }

  async check(type: string, name: string, news: ValueMap, olds: ValueMap = {}): Promise<ValueMap> {
    const randomSeed = new Uint8Array(32);
    const { inputs, failures } = await this.provider.check({
      ...this.identity(type, name),
      olds,
      news,
      randomSeed,
    });
    if (failures.length > 0) throw new Error(failures.map((one) => one.reason).join("\n"));
    return inputs;
  }

  async preview(type: string, name: string, news: ValueMap): Promise<ValueMap> {
    const properties = await this.check(type, name, news);
    const request = { ...this.identity(type, name), properties, preview: true, timeout: 0 };
    return (await this.provider.create(request)).properties;
  }

  async create(type: string, name: string, news: ValueMap = {}): Promise<Made> {
    const inputs = await this.check(type, name, news);
    return this.createUnchecked(type, name, inputs);
  }

  /** As a program that bypasses the provider's own checks. */
  async createUnchecked(type: string, name: string, inputs: ValueMap): Promise<Made> {
    const identity = this.identity(type, name);
    const request = { ...identity, properties: inputs, preview: false, timeout: 0 };
    return { ...identity, inputs, ...(await this.provider.create(request)) };
  }

  async diff(made: Made, news: ValueMap): Promise<DiffResult> {
    const inputs = await this.check(made.type, made.name, news, made.inputs);
    return this.provider.diff({
      ...made,
      oldInputs: made.inputs,
      oldOutputs: made.properties,
      news: inputs,
      ignoreChanges: [],
    });
  }

  async update(made: Made, news: ValueMap): Promise<Made> {
    const inputs = await this.check(made.type, made.name, news, made.inputs);
    const { properties } = await this.provider.update({
      ...made,
      oldInputs: made.inputs,
      oldOutputs: made.properties,
      news: inputs,
      preview: false,
      timeout: 0,
      ignoreChanges: [],
    });
    return { ...made, inputs, properties };
  }

  async refresh(made: Made): Promise<Made> {
    return { ...made, ...(await this.provider.read(made)) };
  }

  async import(type: string, name: string, id: string): Promise<Made> {
    const request = { ...this.identity(type, name), id, inputs: {}, properties: {} };
    return { ...request, ...(await this.provider.read(request)) };
  }

  async delete(made: Made): Promise<void> {
    await this.provider.delete({ ...made, timeout: 0 });
  }
}

export async function newStack(options: WorldOptions = {}, config: ValueMap = {}): Promise<Stack> {
  return Stack.open(await openWorld(options), config);
}

/** The code that AWS refused with; "none" where nothing was refused, the message where no code was given. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "none";
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code ?? message;
  }
}

export async function messageOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
}

/** A property that is text. */
export function textOf(map: ValueMap, key: string): string {
  const value = map[key];
  if (typeof value !== "string") throw new Error(`${key} is no text`);
  return value;
}

/** A VPC with an internet gateway and a subnet, as most cases need. */
export async function network(stack: Stack, vpcArgs: ValueMap = {}) {
  const vpc = await stack.create(types.vpc, "main", { cidrBlock: "10.0.0.0/16", ...vpcArgs });
  const gateway = await stack.create(types.internetGateway, "main", { vpcId: vpc.id });
  const subnet = await stack.create(types.subnet, "a", {
    vpcId: vpc.id,
    cidrBlock: "10.0.0.0/24",
    availabilityZone: "us-east-1a",
  });
  return { vpc, gateway, subnet };
}
