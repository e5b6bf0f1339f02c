/** Requests for a network, half of them nonsense: each names what happens to be there. */
import type { ValueMap } from "../../simulator";
import { type Made, type Stack, types } from "./support";

export type Pool = readonly Made[];

export interface Choice {
  readonly pool: Pool;
  /** Which of what there is the request names. */
  readonly pick: number;
  /** How it is varied. */
  readonly n: number;
}

type Maker = (choice: Choice) => ValueMap;

const router = "aws:ec2transitgateway/transitGateway:TransitGateway";

function at(found: Pool, index: number): Made | undefined {
  return found[index % Math.max(found.length, 1)];
}

const ofType = (pool: Pool, type: string): Pool => pool.filter((one) => one.type === type);

const first = ({ pool, pick }: Choice, type: string): string =>
  at(ofType(pool, type), pick)?.id ?? "nothing-0";
const second = ({ pool, n }: Choice, type: string): string =>
  at(ofType(pool, type), n)?.id ?? "nothing-0";

/** Mostly of the VPC that the request is about; sometimes of any. */
function near({ pool, n }: Choice, type: string, vpcId: unknown): string {
  const all = ofType(pool, type);
  const own = all.filter((one) => one.inputs.vpcId === vpcId);
  return at(n % 5 === 0 || own.length === 0 ? all : own, n)?.id ?? "nothing-0";
}

const inputsOf = ({ pool }: Choice, id: string): ValueMap =>
  pool.find((one) => one.id === id)?.inputs ?? {};

const vpcOf: Maker = (choice) => ({ vpcId: first(choice, types.vpc) });

/** The second number of a VPC's block, `3` of `10.3.0.0/16`. */
function secondByte(choice: Choice, vpcId: string): string {
  const { cidrBlock } = inputsOf(choice, vpcId);
  return (typeof cidrBlock === "string" ? cidrBlock : "").split(".")[1] ?? "9";
}

const subnetOf: Maker = (choice) => {
  const vpcId = first(choice, types.vpc);
  const { n } = choice;
  return {
    vpcId,
    cidrBlock: `10.${n % 7 === 0 ? 5 : secondByte(choice, vpcId)}.${(n % 8) * 16}.0/${20 + (n % 9)}`,
    availabilityZone: `us-east-1${"abaz"[n % 4]!}`,
  };
};

const cardOf: Maker = (choice) => {
  const subnetId = first(choice, types.subnet);
  const group = near(choice, types.group, inputsOf(choice, subnetId).vpcId);
  const groups: ValueMap = choice.n % 2 === 0 ? { securityGroups: [group] } : {};
  return { subnetId, privateIpsCount: choice.n % 3, ...groups };
};

const natOf: Maker = (choice) => {
  const more: ValueMap =
    choice.n % 3 === 0 ? { secondaryAllocationIds: [first(choice, types.eip)] } : {};
  return {
    subnetId: first(choice, types.subnet),
    allocationId: second(choice, types.eip),
    ...more,
  };
};

const routeOf: Maker = (choice) => {
  const routeTableId = first(choice, types.routeTable);
  const targets: readonly (readonly [string, string])[] = [
    ["natGatewayId", types.nat],
    ["gatewayId", types.internetGateway],
    ["vpcPeeringConnectionId", types.peering],
    ["networkInterfaceId", types.networkInterface],
    ["transitGatewayId", router],
  ];
  const [key, type] = targets[choice.n % targets.length]!;
  return {
    routeTableId,
    destinationCidrBlock: `${8 + (choice.n % 3)}.0.0.0/8`,
    [key]: near(choice, type, inputsOf(choice, routeTableId).vpcId),
  };
};

const endpointOf: Maker = (choice) => {
  const vpcId = first(choice, types.vpc);
  return {
    vpcId,
    serviceName: `com.amazonaws.us-east-1.${choice.n % 2 === 0 ? "sqs" : "sns"}`,
    vpcEndpointType: "Interface",
    subnetIds: [near(choice, types.subnet, vpcId)],
    securityGroupIds: [near(choice, types.group, vpcId)],
  };
};

const aclOf: Maker = (choice) => {
  const vpcId = first(choice, types.vpc);
  const subnets: ValueMap =
    choice.n % 2 === 0 ? { subnetIds: [near(choice, types.subnet, vpcId)] } : {};
  return { vpcId, ...subnets };
};

/** What a table or an ACL has to do with a subnet of its VPC. */
const joined =
  (type: string, property: string): Maker =>
  (choice) => {
    const id = first(choice, type);
    const subnetId = near(choice, types.subnet, inputsOf(choice, id).vpcId);
    return { [property]: id, subnetId };
  };

const ruleOf: Maker = (choice) => {
  const securityGroupId = first(choice, types.group);
  return {
    securityGroupId,
    referencedSecurityGroupId: near(choice, types.group, inputsOf(choice, securityGroupId).vpcId),
    ipProtocol: "-1",
  };
};

const addressOf: Maker = (choice): ValueMap =>
  choice.n % 3 === 0 ? { networkInterface: first(choice, types.networkInterface) } : {};

/** By type. */
export const makers: Readonly<Record<string, Maker>> = {
  [types.vpc]: ({ n }) => ({
    cidrBlock: `10.${n % 4}.0.0/16`,
    assignGeneratedIpv6CidrBlock: n % 5 === 0,
    enableDnsHostnames: n % 2 === 0,
  }),
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": (choice) => ({
    ...vpcOf(choice),
    cidrBlock: `10.${4 + (choice.n % 3)}.0.0/16`,
  }),
  [types.subnet]: subnetOf,
  [types.internetGateway]: vpcOf,
  [types.egressOnlyGateway]: vpcOf,
  [types.vpnGateway]: (choice) => (choice.n % 2 === 0 ? {} : vpcOf(choice)),
  [types.eip]: addressOf,
  [types.eipAssociation]: (choice) => ({
    allocationId: first(choice, types.eip),
    networkInterfaceId: second(choice, types.networkInterface),
  }),
  [types.nat]: natOf,
  [types.networkInterface]: cardOf,
  [types.routeTable]: vpcOf,
  [types.route]: routeOf,
  [types.association]: joined(types.routeTable, "routeTableId"),
  [types.group]: vpcOf,
  [types.ingress]: ruleOf,
  "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation": (choice) => ({
    securityGroupId: second(choice, types.group),
    ...vpcOf(choice),
  }),
  [types.acl]: aclOf,
  [types.aclAssociation]: joined(types.acl, "networkAclId"),
  [types.endpoint]: endpointOf,
  [types.peering]: (choice) => ({
    ...vpcOf(choice),
    peerVpcId: second(choice, types.vpc),
    autoAccept: choice.n % 3 !== 0,
  }),
  [types.peeringAccepter]: (choice) => ({
    vpcPeeringConnectionId: first(choice, types.peering),
    autoAccept: true,
  }),
  [types.prefixList]: ({ n }) => ({
    name: "l",
    addressFamily: "IPv4",
    maxEntries: 1 + (n % 3),
    entries: [{ cidr: `192.0.${n}.0/24` }],
  }),
  [router]: () => ({}),
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": (choice) => {
    const vpcId = first(choice, types.vpc);
    const subnetIds = [near(choice, types.subnet, vpcId)];
    return { vpcId, transitGatewayId: second(choice, router), subnetIds };
  },
};

/** What the requests begin with: two VPCs with a little in them. */
export async function beginnings(stack: Stack): Promise<Made[]> {
  const made: Made[] = [];
  const make = async (type: string, name: string, args: ValueMap): Promise<string> => {
    const one = await stack.create(type, name, args);
    made.push(one);
    return one.id;
  };
  for (const n of [0, 1]) {
    const vpcId = await make(types.vpc, `begun ${n}`, { cidrBlock: `10.${n}.0.0/16` });
    await make(types.internetGateway, `begun ${n}`, { vpcId });
    const block = { vpcId, cidrBlock: `10.${n}.200.0/24`, availabilityZone: "us-east-1a" };
    const subnetId = await make(types.subnet, `begun ${n}`, block);
    await make(types.networkInterface, `begun ${n}`, { subnetId });
    for (const type of [types.group, types.routeTable, types.acl])
      await make(type, `begun ${n}`, { vpcId });
    await make(types.eip, `begun ${n}`, {});
  }
  await make(router, "begun", {});
  return made;
}
