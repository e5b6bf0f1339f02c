/** Changes of gateways, of public addresses and of Block Public Access. */
import type { Network, NatGateway } from "../../../../analysis/model/network";
import { type Mutation, changeOne } from "./change";

const gatewayElsewhere: Mutation = (network, rules) =>
  changeOne(network, "internetGateways", rules, (gateway) => ({
    ...gateway,
    vpc: rules.dice.chance(50) ? undefined : rules.dice.pick(network.vpcs).key,
  }));

const egressOnlyElsewhere: Mutation = (network, rules) =>
  changeOne(network, "egressOnlyInternetGateways", rules, (gateway) => ({
    ...gateway,
    vpc: rules.dice.pick(network.vpcs).key,
  }));

const natWithoutAddress: Mutation = (network, rules) =>
  changeOne(network, "natGateways", rules, (gateway) => ({
    ...gateway,
    hasPublicAddress: rules.dice.chance(30) ? undefined : false,
  }));

const natPrivate: Mutation = (network, rules) =>
  changeOne(network, "natGateways", rules, (gateway) => ({ ...gateway, connectivity: "private" }));

/** Into another subnet of its VPC: often the one whose table leads back to it. */
const natElsewhere: Mutation = (network, rules) =>
  changeOne(network, "natGateways", rules, (gateway) => placed(network, rules, gateway));

function placed(
  network: Network,
  { dice, space }: Parameters<Mutation>[1],
  gateway: NatGateway,
): NatGateway {
  const own = network.subnets.filter(({ vpc }) => vpc === gateway.vpc);
  const subnet = dice.pick(own);
  if (subnet.ipv4Block === undefined) return gateway;
  const vpc = network.vpcs.findIndex(({ key }) => key === gateway.vpc);
  const ipv4 = [space.host(vpc, own.indexOf(subnet), gateway.key.endsWith("2") ? 4 : 5)];
  return { ...gateway, subnet: subnet.key, ipv4 };
}

const secondNat: Mutation = (network, rules) => {
  const [first] = network.natGateways;
  const key = `${first?.key}2`;
  if (first?.subnet === undefined || network.natGateways.some((one) => one.key === key)) {
    return network;
  }
  const second = placed(network, rules, { ...first, key, name: key, ipv4: [] });
  if (second.ipv4.length === 0) return network;
  const others = network.natGateways;
  return { ...network, natGateways: [...others, second] };
};

const natRegional: Mutation = (network, rules) =>
  changeOne(network, "natGateways", rules, (gateway) => {
    const own = network.routeTables.filter(({ vpc }) => vpc === gateway.vpc);
    const routeTable = rules.dice.chance(50) ? undefined : rules.dice.pick(own).key;
    return { ...gateway, subnet: undefined, ipv4: [], connectivity: "public", routeTable };
  });

const publicAddress: Mutation = (network, rules) =>
  changeOne(network, "networkInterfaces", rules, (one) =>
    one.hasIpv4 ? { ...one, publicIpv4: rules.dice.pick([true, true, false, undefined]) } : one,
  );

const forwards: Mutation = (network, rules) =>
  changeOne(network, "networkInterfaces", rules, (one) => ({ ...one, sourceDestCheck: false }));

const publicAccess: Mutation = (network, rules) =>
  changeOne(network, "vpcs", rules, (vpc) => ({
    ...vpc,
    blockPublicAccess: rules.dice.pick(["bidirectional", "ingress"]),
  }));

const exclusion: Mutation = (network, rules) => {
  const blocked = changeOne(network, "vpcs", rules, (vpc) => ({
    ...vpc,
    blockPublicAccess: rules.dice.pick(["bidirectional", "ingress"]),
  }));
  return changeOne(blocked, "subnets", rules, (subnet) => ({
    ...subnet,
    publicAccessExclusion: rules.dice.pick(["allow-bidirectional", "allow-egress"]),
  }));
};

const endpointElsewhere: Mutation = (network, rules) =>
  changeOne(network, "vpcEndpoints", rules, (endpoint) => ({
    ...endpoint,
    vpc: rules.dice.pick(network.vpcs).key,
  }));

/** A second block, with a subnet's worth of addresses that no subnet has. */
const secondBlock: Mutation = (network, rules) =>
  changeOne(network, "vpcs", rules, (vpc) => {
    const block = rules.space.vpcBlock(6);
    const has = vpc.ipv4Blocks.includes(block);
    return has ? vpc : { ...vpc, ipv4Blocks: [...vpc.ipv4Blocks, block] };
  });

export const gatewayMutations: readonly Mutation[] = [
  gatewayElsewhere,
  egressOnlyElsewhere,
  natWithoutAddress,
  natPrivate,
  natElsewhere,
  secondNat,
  natRegional,
  publicAddress,
  publicAddress,
  forwards,
  publicAccess,
  exclusion,
  endpointElsewhere,
  secondBlock,
];
