/** A network from what AWS itself describes. */
import type { Network, Unmodelled } from "../network";
import { readNetwork } from "../readNetwork";
import type { Place } from "../records/places";
import { textIn, type ValueMap } from "../records/propertyValues";
import type { ResourceRecord } from "../records/resourceRecord";
import { readAnswers, type PlacedAnswers } from "./answers";
import { ec2, recordOf, type Reader } from "./described";
import {
  address,
  egressOnlyGateway,
  exclusion,
  internetGateway,
  natGateway,
  peeringConnection,
  prefixList,
  vpcEndpoint,
  vpnGateway,
} from "./gatewayAnswers";
import { networkInterface, reservation } from "./interfaceAnswers";
import {
  attachment,
  peeringAttachment,
  propagations,
  staticRoutes,
  transitGateway,
  transitRouteTable,
  vpcAttachment,
} from "./transitAnswers";
import { networkAcl, routeTable, securityGroup, subnet, vpc } from "./vpcAnswers";

const readers: Readonly<Record<string, Reader>> = {
  Vpcs: vpc,
  Subnets: subnet,
  RouteTables: routeTable,
  NetworkAcls: networkAcl,
  SecurityGroups: securityGroup,
  InternetGateways: internetGateway,
  EgressOnlyInternetGateways: egressOnlyGateway,
  VpnGateways: vpnGateway,
  NatGateways: natGateway,
  VpcEndpoints: vpcEndpoint,
  VpcPeeringConnections: peeringConnection,
  Addresses: address,
  PrefixLists: prefixList,
  ManagedPrefixLists: prefixList,
  VpcBlockPublicAccessExclusions: exclusion,
  TransitGateways: transitGateway,
  TransitGatewayRouteTables: transitRouteTable,
  TransitGatewayVpcAttachments: vpcAttachment,
  TransitGatewayPeeringAttachments: peeringAttachment,
  TransitGatewayAttachments: attachment,
  TransitGatewayPropagations: propagations,
  TransitGatewayStaticRoutes: staticRoutes,
  NetworkInterfaces: networkInterface,
  Reservations: reservation,
};

/** Answers that say nothing of where packets go, or nothing that the interfaces do not say. */
const silent = new Set([
  "AvailabilityZones",
  "DBInstances",
  "DhcpOptions",
  "FlowLogs",
  "Images",
  "KeyPairs",
  "LoadBalancers",
  "LoadBalancerAttributes",
  "LoadBalancerListeners",
  "LoadBalancerTargetHealth",
  "Regions",
  "Snapshots",
  "Tags",
  "TargetGroups",
  "Volumes",
]);

/**
 * @param folder of answers: `aws_configs`, or what stands in it
 * @throws Error naming the file that is no JSON, or the folder that holds no answer
 */
export async function readDescribed(folder: string): Promise<Network> {
  const all = await readAnswers(folder);
  // What several accounts or regions see is described by each of them.
  const records = new Map(all.flatMap(recordsOf).map((record) => [record.urn, record]));
  const network = readNetwork([...records.values()]);
  return {
    ...network,
    unmodelled: [...network.unmodelled, ...all.flatMap(unreadOf)],
    assumptions: [...network.assumptions, ...namesAssumed(network)],
  };
}

function recordsOf({ place, answers }: PlacedAnswers): ResourceRecord[] {
  const owned = { ...place, account: place.account ?? ownerOf([...answers.values()].flat()) };
  const described = Object.entries(readers).flatMap(([key, reader]) =>
    (answers.get(key) ?? []).flatMap((answer) =>
      reader(answer, answers).flatMap((one) => recordOf(one, owned)),
    ),
  );
  const options = answers.get("VpcBlockPublicAccessOptions") ?? [];
  return [...described, ...options.flatMap((one) => blocked(one, owned))];
}

const blocked = (answer: ValueMap, place: Place): ResourceRecord[] =>
  recordOf(
    {
      type: ec2("VpcBlockPublicAccessOptions"),
      id: `${place.account ?? ""}/${place.region ?? ""}/VpcBlockPublicAccessOptions`,
      outputs: { internetGatewayBlockMode: textIn(answer, "InternetGatewayBlockMode") },
    },
    place,
  );

const ownerOf = (answers: readonly ValueMap[]): string | undefined =>
  answers.map((one) => textIn(one, "OwnerId")).find((owner) => /^\d{12}$/.test(owner ?? ""));

function unreadOf({ place, answers }: PlacedAnswers): Unmodelled[] {
  const read = new Set([...Object.keys(readers), ...silent, "VpcBlockPublicAccessOptions"]);
  return [...answers]
    .filter(([key, list]) => !read.has(key) && list.length > 0)
    .map(([key, list]) => ({
      key: [place.account, place.region, key].filter((one) => one !== undefined).join("/"),
      name: key,
      type: key,
      why: `${list.length} answers of a kind that is not read`,
    }));
}

/** `describe-vpcs` leaves the DNS attributes out. */
const namesAssumed = ({ vpcs }: Network): string[] =>
  vpcs.map(({ name }) => `${name}: names resolve at Amazon's resolver, as AWS makes a VPC`);
