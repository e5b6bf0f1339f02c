/** Route tables, routes, and which table a subnet has. */
import type { ValueMap } from "../../../simulator";
import { type Case, type Ids, type Suite, tagged } from "../lifecycleCases";
import { networkAround } from "../networkAround";
import { textOf, types } from "../support";

const replaced = "AWS gives it another id, which the state does not learn (associations.spec)";
const unmodelled = (what: string): string => `${what} are not modelled: such a route is refused`;

/** To another target instead of the internet gateway. */
const to =
  (target: (ids: Ids) => ValueMap) =>
  (ids: Ids): ValueMap => ({ gatewayId: null, ...target(ids) });

const cases: readonly Case[] = [
  {
    type: types.routeTable,
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: {
      ...tagged,
      routes: ({ gateway }) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway! }] }),
      propagatingVgws: ({ vpnGateway }) => ({ propagatingVgws: [vpnGateway!] }),
    },
  },
  {
    type: types.defaultRouteTable,
    stays: true,
    args: ({ mainTable }) => ({ defaultRouteTableId: mainTable! }),
    updates: {
      ...tagged,
      routes: ({ gateway }) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway! }] }),
      propagatingVgws: ({ vpnGateway }) => ({ propagatingVgws: [vpnGateway!] }),
    },
  },
  {
    type: types.route,
    args: ({ table, gateway }) => ({
      routeTableId: table!,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway!,
    }),
    updates: {
      gatewayId: ({ vpnGateway }) => ({ gatewayId: vpnGateway! }),
      natGatewayId: to(({ nat }) => ({ natGatewayId: nat! })),
      networkInterfaceId: to(({ card }) => ({ networkInterfaceId: card! })),
      vpcPeeringConnectionId: to(({ peering }) => ({ vpcPeeringConnectionId: peering! })),
    },
    replaces: {
      destinationCidrBlock: () => ({ destinationCidrBlock: "8.8.8.0/24" }),
      destinationIpv6CidrBlock: () => ({
        destinationCidrBlock: null,
        destinationIpv6CidrBlock: "::/0",
      }),
      destinationPrefixListId: ({ prefixList }) => ({
        destinationCidrBlock: null,
        destinationPrefixListId: prefixList!,
      }),
    },
    untried: {
      carrierGatewayId: unmodelled("carrier gateways"),
      coreNetworkArn: unmodelled("core networks"),
      egressOnlyGatewayId: "takes IPv6 only: another destination (routes.spec)",
      localGatewayId: unmodelled("local gateways"),
      odbNetworkArn: unmodelled("ODB networks"),
      transitGatewayId: "needs an attachment (transitgateway.spec)",
      vpcEndpointId: "needs an endpoint of a Gateway Load Balancer, which are not modelled",
    },
    importId: (made) => `${textOf(made.properties, "routeTableId")}_0.0.0.0/0`,
  },
  {
    type: types.association,
    args: ({ table, freeSubnet }) => ({ routeTableId: table!, subnetId: freeSubnet! }),
    replaces: {
      gatewayId: ({ gateway }) => ({ subnetId: null, gatewayId: gateway! }),
    },
    untried: { routeTableId: replaced },
    importId: (made) => `${textOf(made.inputs, "subnetId")}/${textOf(made.inputs, "routeTableId")}`,
  },
  {
    type: types.mainAssociation,
    args: ({ table, vpc }) => ({ routeTableId: table!, vpcId: vpc! }),
    untried: {
      routeTableId: replaced,
      vpcId: "the provider exchanges the table alone: with another VPC's AWS refuses",
    },
  },
];

export const suite: Suite = { cases, surroundings: networkAround };
