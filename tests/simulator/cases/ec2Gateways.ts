/** What a network leads out through, and the addresses of that. */
import { type Case, type Suite, tagged } from "../lifecycleCases";
import { networkAround } from "../networkAround";
import { types } from "../support";

const cases: readonly Case[] = [
  {
    type: types.internetGateway,
    args: () => ({}),
    updates: { ...tagged, vpcId: ({ bareVpc }) => ({ vpcId: bareVpc! }) },
  },
  {
    type: types.internetGatewayAttachment,
    args: ({ bareVpc, bareGateway }) => ({ vpcId: bareVpc!, internetGatewayId: bareGateway! }),
  },
  {
    type: types.egressOnlyGateway,
    args: ({ bareVpc }) => ({ vpcId: bareVpc! }),
    updates: tagged,
  },
  {
    type: types.vpnGateway,
    args: () => ({}),
    updates: { ...tagged, vpcId: ({ bareVpc }) => ({ vpcId: bareVpc! }) },
    replaces: {
      amazonSideAsn: () => ({ amazonSideAsn: "65000" }),
      availabilityZone: () => ({ availabilityZone: "us-east-1b" }),
    },
  },
  {
    type: "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
    args: ({ bareVpc, spareVpn }) => ({ vpcId: bareVpc!, vpnGatewayId: spareVpn! }),
  },
  {
    type: "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
    args: ({ table, vpnGateway }) => ({ routeTableId: table!, vpnGatewayId: vpnGateway! }),
  },
  {
    type: types.nat,
    args: ({ subnet, eip }) => ({ subnetId: subnet!, allocationId: eip! }),
    updates: {
      ...tagged,
      secondaryAllocationIds: ({ spareEip }) => ({ secondaryAllocationIds: [spareEip!] }),
      secondaryPrivateIpAddresses: ({ spareEip }) => ({
        secondaryAllocationIds: [spareEip!],
        secondaryPrivateIpAddresses: ["10.0.0.99"],
      }),
    },
    replaces: {
      availabilityMode: ({ vpc }) => ({
        availabilityMode: "regional",
        vpcId: vpc!,
        subnetId: null,
        allocationId: null,
      }),
      connectivityType: () => ({ connectivityType: "private", allocationId: null }),
      privateIp: () => ({ privateIp: "10.0.0.77" }),
      secondaryPrivateIpAddressCount: () => ({
        connectivityType: "private",
        allocationId: null,
        secondaryPrivateIpAddressCount: 2,
      }),
    },
    untried: { availabilityZoneAddresses: "of regional gateways only (gateways.spec)" },
  },
  {
    type: types.eip,
    args: () => ({ domain: "vpc" }),
    updates: {
      ...tagged,
      instance: ({ instance }) => ({ instance: instance! }),
      networkInterface: ({ card }) => ({ networkInterface: card! }),
    },
    replaces: { domain: () => ({ domain: "standard" }) },
  },
  {
    type: types.eipAssociation,
    args: ({ eip, card }) => ({ allocationId: eip!, networkInterfaceId: card! }),
    replaces: {
      instanceId: ({ instance }) => ({ networkInterfaceId: null, instanceId: instance! }),
    },
  },
];

export const suite: Suite = { cases, surroundings: networkAround };
