/** What the drawn networks are made of: AWS's own resources, by `@pulumi/aws` alone. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { parseTraffic } from "../../../../net";

export interface Place {
  readonly vpc: aws.ec2.Vpc;
  readonly internetGateway: aws.ec2.InternetGateway;
  readonly region: string;
}

export interface Tier {
  readonly name: string;
  readonly subnets: readonly aws.ec2.Subnet[];
}

/** A VPC with DNS on and an internet gateway. */
export function network(name: string, cidrBlock: string, region: string): Place {
  const vpc = new aws.ec2.Vpc(name, {
    cidrBlock,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: { Name: name },
  });
  const internetGateway = new aws.ec2.InternetGateway(name, {
    vpcId: vpc.id,
    tags: { Name: name },
  });
  return { vpc, internetGateway, region };
}

/** A subnet in zone a, b, c … for each block; `public` hands out public addresses. */
export function tier(place: Place, name: string, blocks: readonly string[], type = name): Tier {
  const subnets = blocks.map((cidrBlock, index) => {
    const letter = "abc".charAt(index);
    return new aws.ec2.Subnet(`${name}-${letter}`, {
      vpcId: place.vpc.id,
      cidrBlock,
      availabilityZone: `${place.region}${letter}`,
      mapPublicIpOnLaunch: type === "public",
      tags: { Name: `${name}-${letter}`, Type: type },
    });
  });
  return { name, subnets };
}

export type RouteArgs = Omit<aws.ec2.RouteArgs, "routeTableId">;

/** A route table, its routes (named after what they are to) and the subnets that go by it. */
export function routeTable(
  name: string,
  { vpc }: Place,
  subnets: readonly aws.ec2.Subnet[],
  routes: Readonly<Record<string, RouteArgs>> = {},
): aws.ec2.RouteTable {
  const table = new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags: { Name: name } });
  for (const [to, args] of Object.entries(routes))
    new aws.ec2.Route(`${name}-${to}`, { ...args, routeTableId: table.id });
  for (const [index, subnet] of subnets.entries())
    new aws.ec2.RouteTableAssociation(`${name}-${index}`, {
      routeTableId: table.id,
      subnetId: subnet.id,
    });
  return table;
}

const anywhere = { destinationCidrBlock: "0.0.0.0/0" };
export const toInternet = ({ internetGateway }: Place): Record<string, RouteArgs> => ({
  default: { ...anywhere, gatewayId: internetGateway.id },
});
export const toNat = (gateway: aws.ec2.NatGateway): Record<string, RouteArgs> => ({
  default: { ...anywhere, natGatewayId: gateway.id },
});

export function natGateway(name: string, subnet: aws.ec2.Subnet, place: Place): aws.ec2.NatGateway {
  const address = new aws.ec2.Eip(name, { domain: "vpc", tags: { Name: name } });
  return new aws.ec2.NatGateway(
    name,
    { subnetId: subnet.id, allocationId: address.id, tags: { Name: name } },
    { dependsOn: [place.internetGateway] },
  );
}

/** A group without any rule. */
export function securityGroup(name: string, { vpc }: Place): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(name, {
    vpcId: vpc.id,
    description: name,
    tags: { Name: name },
  });
}

/** A rule's other end: a block, or a group. Its name is part of the rule's. */
type Peer = string | readonly [name: string, group: aws.ec2.SecurityGroup];

/** Rules of a group, `<group>-<direction>-<traffic>-<peer>` by name. */
export function allow(
  [name, group]: readonly [name: string, group: aws.ec2.SecurityGroup],
  direction: "in" | "out",
  traffic: readonly string[],
  ...peers: readonly Peer[]
): void {
  for (const text of traffic)
    for (const peer of peers) {
      const called = typeof peer === "string" ? peer : peer[0];
      const rule = [name, direction, text, called].join("-").replaceAll("/", "-");
      const args = {
        securityGroupId: group.id,
        ...ports(text),
        ...(typeof peer === "string"
          ? { cidrIpv4: peer }
          : { referencedSecurityGroupId: peer[1].id }),
      };
      if (direction === "in") new aws.vpc.SecurityGroupIngressRule(rule, args);
      else new aws.vpc.SecurityGroupEgressRule(rule, args);
    }
}

function ports(text: string): { ipProtocol: string; fromPort?: number; toPort?: number } {
  const traffic = parseTraffic(text);
  if (!traffic.ok) throw new Error(traffic.reason);
  if (!("ports" in traffic.value)) return { ipProtocol: "-1" };
  const { protocol, ports: range } = traffic.value;
  return { ipProtocol: protocol, fromPort: range.from, toPort: range.to };
}

/** Traffic and the other end, which is let through; in this order, from number 100 on. */
export type AclAllow = readonly [traffic: string, cidrBlock: string];

export function networkAcl(
  name: string,
  { vpc }: Place,
  subnets: readonly aws.ec2.Subnet[],
  rules: { readonly ingress: readonly AclAllow[]; readonly egress: readonly AclAllow[] },
): aws.ec2.NetworkAcl {
  const list = (given: readonly AclAllow[]) =>
    given.map(([text, cidrBlock], index) => {
      const { ipProtocol, fromPort = 0, toPort = 0 } = ports(text);
      const ruleNo = 100 + 10 * index;
      return { ruleNo, action: "allow", protocol: ipProtocol, fromPort, toPort, cidrBlock };
    });
  return new aws.ec2.NetworkAcl(name, {
    vpcId: vpc.id,
    subnetIds: subnets.map(({ id }) => id),
    ingress: list(rules.ingress),
    egress: list(rules.egress),
    tags: { Name: name },
  });
}

/** Gateway endpoints, on route tables. */
export function gatewayEndpoints(
  { vpc, region }: Place,
  services: readonly string[],
  tables: readonly aws.ec2.RouteTable[],
): void {
  for (const service of services)
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map(({ id }) => id),
      tags: { Name: service },
    });
}

/** Interface endpoints, in the subnets of a tier, behind a group. */
export function interfaceEndpoints(
  { vpc, region }: Place,
  services: readonly string[],
  { subnets }: Tier,
  group: aws.ec2.SecurityGroup,
): void {
  for (const service of services)
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: subnets.map(({ id }) => id),
      securityGroupIds: [group.id],
      tags: { Name: service },
    });
}

export function role(name: string, service: string, ...policies: readonly string[]): aws.iam.Role {
  const made = new aws.iam.Role(name, {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
    managedPolicyArns: policies.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
  });
  return made;
}

export const ids = (resources: readonly { readonly id: pulumi.Output<string> }[]) =>
  resources.map(({ id }) => id);
