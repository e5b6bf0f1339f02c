/** Transit gateways, their attachments and their route tables. */
import { type Case, type Suite, tagged } from "../lifecycleCases";
import { network, Stack, textOf, types } from "../support";

const kind = (name: string): string =>
  `aws:ec2transitgateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

const cases: readonly Case[] = [
  {
    type: kind("TransitGateway"),
    args: () => ({ description: "a router" }),
    updates: {
      ...tagged,
      amazonSideAsn: () => ({ amazonSideAsn: 65000 }),
      autoAcceptSharedAttachments: () => ({ autoAcceptSharedAttachments: "enable" }),
      defaultRouteTableAssociation: () => ({ defaultRouteTableAssociation: "disable" }),
      defaultRouteTablePropagation: () => ({ defaultRouteTablePropagation: "disable" }),
      dnsSupport: () => ({ dnsSupport: "disable" }),
      encryptionSupport: () => ({ encryptionSupport: "enable" }),
      securityGroupReferencingSupport: () => ({ securityGroupReferencingSupport: "enable" }),
      transitGatewayCidrBlocks: () => ({ transitGatewayCidrBlocks: ["10.99.0.0/24"] }),
      vpnEcmpSupport: () => ({ vpnEcmpSupport: "disable" }),
    },
    replaces: { multicastSupport: () => ({ multicastSupport: "enable" }) },
    heldBy: {
      type: kind("VpcAttachment"),
      args: ({ vpc, subnet }, gateway) => ({
        transitGatewayId: gateway.id,
        vpcId: vpc!,
        subnetIds: [subnet!],
      }),
      code: "IncorrectState",
    },
  },
  {
    type: kind("VpcAttachment"),
    args: ({ gateway, freeVpc, freeSubnet }) => ({
      transitGatewayId: gateway!,
      vpcId: freeVpc!,
      subnetIds: [freeSubnet!],
    }),
    updates: {
      ...tagged,
      applianceModeSupport: () => ({ applianceModeSupport: "enable" }),
      dnsSupport: () => ({ dnsSupport: "disable" }),
      securityGroupReferencingSupport: () => ({ securityGroupReferencingSupport: "disable" }),
      subnetIds: ({ otherSubnet }) => ({ subnetIds: [otherSubnet!] }),
      transitGatewayDefaultRouteTableAssociation: () => ({
        transitGatewayDefaultRouteTableAssociation: false,
      }),
      transitGatewayDefaultRouteTablePropagation: () => ({
        transitGatewayDefaultRouteTablePropagation: false,
      }),
    },
    untried: { ipv6Support: "needs subnets with IPv6 (transitgateway.spec)" },
  },
  {
    type: kind("VpcAttachmentAccepter"),
    args: ({ pending }) => ({ transitGatewayAttachmentId: pending! }),
    updates: {
      ...tagged,
      transitGatewayDefaultRouteTableAssociation: () => ({
        transitGatewayDefaultRouteTableAssociation: false,
      }),
      transitGatewayDefaultRouteTablePropagation: () => ({
        transitGatewayDefaultRouteTablePropagation: false,
      }),
    },
  },
  {
    type: kind("RouteTable"),
    args: ({ gateway }) => ({ transitGatewayId: gateway! }),
    updates: tagged,
  },
  {
    type: kind("Route"),
    args: ({ table, attachment }) => ({
      transitGatewayRouteTableId: table!,
      transitGatewayAttachmentId: attachment!,
      destinationCidrBlock: "0.0.0.0/0",
    }),
    replaces: { destinationCidrBlock: () => ({ destinationCidrBlock: "10.0.0.0/8" }) },
  },
  {
    type: kind("RouteTableAssociation"),
    args: ({ table, attachment }) => ({
      transitGatewayRouteTableId: table!,
      transitGatewayAttachmentId: attachment!,
      replaceExistingAssociation: true,
    }),
    updates: { replaceExistingAssociation: () => ({ replaceExistingAssociation: false }) },
  },
  {
    type: kind("RouteTablePropagation"),
    args: ({ table, attachment }) => ({
      transitGatewayRouteTableId: table!,
      transitGatewayAttachmentId: attachment!,
    }),
  },
];

/** Another account's VPC, attached and not accepted yet. */
async function guestOf(stack: Stack, owner: string, gatewayId: string) {
  const account = String(BigInt(owner) + 500n).padStart(12, "0");
  const guest = await Stack.open(stack.world, { allowedAccountIds: [account] }, { stack: "guest" });
  const { vpc, gateway, subnet } = await network(guest);
  const attachment = await guest.create(kind("VpcAttachment"), "guest", {
    transitGatewayId: gatewayId,
    vpcId: vpc.id,
    subnetIds: [subnet.id],
  });
  const clear = async (): Promise<void> => {
    for (const one of [attachment, subnet, gateway, vpc]) await guest.delete(one);
  };
  return { attachment, clear };
}

async function routersAround(stack: Stack) {
  const { vpc, gateway: internet, subnet } = await network(stack);
  const freeVpc = await stack.create(types.vpc, "free", { cidrBlock: "10.1.0.0/16" });
  const inFree = (name: string, third: number, zone: string) =>
    stack.create(types.subnet, name, {
      vpcId: freeVpc.id,
      cidrBlock: `10.1.${third}.0/24`,
      availabilityZone: zone,
    });
  const freeSubnet = await inFree("free", 0, "us-east-1a");
  const otherSubnet = await inFree("other", 1, "us-east-1b");
  const gateway = await stack.create(kind("TransitGateway"), "around", {});
  const attachment = await stack.create(kind("VpcAttachment"), "around", {
    transitGatewayId: gateway.id,
    vpcId: vpc.id,
    subnetIds: [subnet.id],
  });
  const table = await stack.create(kind("RouteTable"), "around", {
    transitGatewayId: gateway.id,
  });
  const parts = { vpc, subnet, freeVpc, freeSubnet, otherSubnet, gateway, attachment, table };
  const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
  const standard = textOf(gateway.properties, "associationDefaultRouteTableId");
  const guest = await guestOf(stack, textOf(vpc.properties, "ownerId"), gateway.id);
  return {
    ids: { ...ids, standard, pending: guest.attachment.id },
    made: [vpc, internet, ...Object.values(parts).slice(1)],
    clear: guest.clear,
  };
}

export const suite: Suite = { cases, surroundings: routersAround };
