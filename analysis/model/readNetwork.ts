/** The network that a list of resources makes. */
import { addressesByOwner } from "./interfaces/addresses";
import { readAutoScalingGroups } from "./interfaces/autoScalingGroups";
import { readDatabaseClusters } from "./interfaces/databaseClusters";
import { readDescribedInterfaces } from "./interfaces/describedInterfaces";
import type { InterfaceContext } from "./interfaces/draft";
import { readEndpointInterfaces } from "./interfaces/endpointInterfaces";
import { nameOwnInterfaces, readInstances, readOwnInterfaces } from "./interfaces/instances";
import { readLoadBalancers } from "./interfaces/loadBalancers";
import { readServices } from "./interfaces/services";
import type { Network, NetworkInterface, VpcEndpoint } from "./network";
import { readAssociations } from "./parts/associations";
import { blockedAt, readExclusions } from "./parts/blockPublicAccess";
import { readDefaults } from "./parts/defaults";
import { endpointRoutes, readEndpoints } from "./parts/endpoints";
import { readEgressOnlyGateways, readInternetGateways } from "./parts/gateways";
import { readHostedZones } from "./parts/hostedZones";
import { readNatGateways } from "./parts/natGateways";
import { readNetworkAcls } from "./parts/networkAcls";
import { nameAccepters, readPeeringConnections } from "./parts/peeringConnections";
import { nameOwnLists, readPrefixLists } from "./parts/prefixLists";
import { readRouteTables } from "./parts/routeTables";
import { readSecurityGroups } from "./parts/securityGroups";
import { readSubnets, subnetFacts, withTiers } from "./parts/subnets";
import { nameAttachments } from "./parts/transitAttachments";
import { nameDefaultTables, readTransitGateways } from "./parts/transitGateways";
import { unmodelledOf } from "./parts/unmodelled";
import { readVpcs } from "./parts/vpcs";
import { Reading } from "./records/reading";
import type { ResourceRecord } from "./records/resourceRecord";

/** What the resources do not say is listed (`missing`, `assumptions`, `unmodelled`); nothing is an exception. */
export function readNetwork(resources: readonly ResourceRecord[]): Network {
  const reading = new Reading(resources);
  const defaults = readDefaults(reading);
  nameParts(reading);
  const vpcs = readVpcs(reading, blockedAt(reading));
  const blocks = new Map(vpcs.map((vpc) => [vpc.key, [...vpc.ipv4Blocks, ...vpc.ipv6Blocks]]));
  const associations = readAssociations(reading);
  const subnets = readSubnets(reading, { associations, exclusions: readExclusions(reading) });
  const facts = subnetFacts(reading, subnets);
  const vpcEndpoints = readEndpoints(reading);
  const routeTables = readRouteTables(reading, {
    defaults: defaults.routeTables,
    mainRouteTables: associations.mainRouteTables,
    endpointRoutes: endpointRoutes(reading, vpcEndpoints),
    blocks: (vpc) => blocks.get(vpc) ?? [],
  });
  const prefixLists = readPrefixLists(reading);
  const network: Network = {
    vpcs,
    subnets: withTiers(subnets, routeTables),
    routeTables,
    networkAcls: readNetworkAcls(reading, defaults.networkAcls),
    securityGroups: readSecurityGroups(reading, defaults.securityGroups),
    networkInterfaces: readInterfaces({ reading, facts }, vpcEndpoints),
    internetGateways: readInternetGateways(reading),
    egressOnlyInternetGateways: readEgressOnlyGateways(reading),
    natGateways: readNatGateways(reading, facts),
    vpcEndpoints,
    peeringConnections: readPeeringConnections(
      reading,
      new Map(vpcs.map(({ key, region }) => [key, region])),
    ),
    transitGateways: readTransitGateways(reading, { vpcs, prefixLists }),
    prefixLists,
    hostedZones: readHostedZones(reading),
    unmodelled: unmodelledOf(reading),
    missing: reading.missing,
    assumptions: reading.assumptions,
  };
  return {
    ...network,
    assumptions: [...usedDefaults(network, defaults.sentences), ...network.assumptions],
  };
}

/** Parts that are no resources, and resources that go by another's name, before anyone refers to them. */
function nameParts(reading: Reading): void {
  nameOwnLists(reading);
  nameOwnInterfaces(reading);
  nameAccepters(reading);
  nameAttachments(reading);
  nameDefaultTables(reading);
}

function readInterfaces(
  context: InterfaceContext,
  endpoints: readonly VpcEndpoint[],
): NetworkInterface[] {
  const addresses = addressesByOwner(context.reading);
  const described = readDescribedInterfaces(context);
  const known = new Set(described.map(({ endpoint }) => endpoint));
  return [
    ...readInstances({ ...context, addresses }),
    ...readOwnInterfaces({ ...context, addresses }),
    ...described,
    ...readAutoScalingGroups(context),
    ...readServices(context),
    ...readDatabaseClusters(context),
    ...readLoadBalancers(context),
    ...readEndpointInterfaces(
      context,
      endpoints.filter(({ key }) => !known.has(key)),
    ),
  ];
}

/** What is taken to be so of the parts that AWS makes, where something uses them. */
function usedDefaults(network: Network, sentences: ReadonlyMap<string, string>): string[] {
  const rules = network.securityGroups.flatMap(({ key, ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ remote }) =>
      "securityGroup" in remote && remote.securityGroup !== key ? [remote.securityGroup] : [],
    ),
  );
  const used = new Set([
    ...network.subnets.flatMap(({ routeTable, networkAcl }) => [routeTable, networkAcl]),
    ...network.networkInterfaces.flatMap(({ securityGroups }) => securityGroups),
    ...rules,
  ]);
  return [...sentences].filter(([key]) => used.has(key)).map(([, sentence]) => sentence);
}
