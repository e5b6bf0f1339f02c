/** From a `Network` to the text of a sketch; `sketch` reads it back. */
import type {
  Network,
  NetworkInterface,
  NatGateway,
  Subnet,
  TransitGateway,
} from "../../../../analysis/model/network";
import { writeAclRule, writeGroupRule, writeRoute } from "./words";

export function writeSketch(network: Network): string {
  const named = (one: { key: string }) => !one.key.includes(".");
  return [
    ...network.vpcs.map(({ key, ipv4Blocks, ipv6Blocks, blockPublicAccess }) =>
      line("vpc", key, ...ipv4Blocks, ...ipv6Blocks, has("block", blockPublicAccess, "off")),
    ),
    ...network.internetGateways.map(({ key, vpc }) => line("igw", key, has("vpc", vpc))),
    ...network.egressOnlyInternetGateways.map(({ key, vpc }) => line("eigw", key, has("vpc", vpc))),
    ...network.subnets.map(writeSubnet),
    ...network.routeTables
      .filter(named)
      .flatMap(({ key, vpc, routes }) => [
        line("table", key, has("vpc", vpc)),
        ...routes.map((route) => `  ${writeRoute(route)}`),
      ]),
    ...network.networkAcls
      .filter(named)
      .flatMap(({ key, vpc, ingress, egress }) => [
        line("acl", key, has("vpc", vpc)),
        ...ingress.map((rule) => `  in ${writeAclRule(rule)}`),
        ...egress.map((rule) => `  out ${writeAclRule(rule)}`),
      ]),
    ...network.securityGroups
      .filter(named)
      .flatMap(({ key, vpc, ingress, egress }) => [
        line("group", key, has("vpc", vpc)),
        ...ingress.map((rule) => `  in ${writeGroupRule(rule)}`),
        ...egress.map((rule) => `  out ${writeGroupRule(rule)}`),
      ]),
    ...network.natGateways.map(writeNat),
    ...network.vpcEndpoints.map(({ key, vpc, service, routeTables }) =>
      line("endpoint", key, has("vpc", vpc), has("service", service), has("tables", routeTables)),
    ),
    ...network.prefixLists.map(({ key, service, cidrs }) =>
      line("list", key, has("service", service), ...(cidrs ?? ["unknown"])),
    ),
    ...network.peeringConnections.map(({ key, requester, accepter, status, sameRegion }) =>
      line(
        "peering",
        key,
        has("from", requester),
        has("to", accepter),
        has("status", status, "active"),
        sameRegion ? "" : "other-region",
      ),
    ),
    ...network.transitGateways.flatMap(writeTransit),
    ...network.networkInterfaces.map(writeInterface),
  ].join("\n");
}

function line(...words: readonly string[]): string {
  return words.filter((word) => word !== "").join(" ");
}

function has(name: string, value: string | readonly string[] | undefined, usual?: string): string {
  const text = Array.isArray(value) ? value.join(",") : (value as string | undefined);
  return text === undefined || text === usual || text === "" ? "" : `${name}=${text}`;
}

function writeSubnet(subnet: Subnet): string {
  const { key, vpc, ipv4Block = "", ipv6Block = "" } = subnet;
  return line(
    "subnet",
    key,
    ipv4Block,
    ipv6Block,
    has("vpc", vpc),
    has("zone", subnet.availabilityZone),
    has("table", subnet.routeTable),
    has("acl", subnet.networkAcl),
    has("exclusion", subnet.publicAccessExclusion),
  );
}

function writeNat(nat: NatGateway): string {
  const { key, hasPublicAddress } = nat;
  return line(
    "nat",
    key,
    has("vpc", nat.vpc),
    has("in", nat.subnet),
    has("table", nat.routeTable),
    nat.connectivity,
    hasPublicAddress === undefined ? "maybe-address" : hasPublicAddress ? "address" : "",
    has("ipv4", nat.ipv4),
  );
}

function writeTransit({ key, ...gateway }: TransitGateway): string[] {
  return [
    line("transit", key, gateway.securityGroupReferencing ? "references" : ""),
    ...gateway.attachments.map(({ key: attachment, vpc, subnets, peer, ...rest }) =>
      line(
        "  attachment",
        attachment,
        has("vpc", vpc),
        has("subnets", subnets),
        has("peer", peer),
        has("table", rest.associatedTable),
        rest.available ? "" : "unavailable",
        rest.securityGroupReferencing === false ? "no-references" : "",
      ),
    ),
    ...gateway.routeTables.flatMap(({ key: table, routes }) => [
      line("  table", table),
      ...routes.map(({ cidr, attachment, propagated }) =>
        line("  table", table, cidr, attachment ?? "blackhole", propagated ? "propagated" : ""),
      ),
    ]),
  ];
}

function writeInterface(one: NetworkInterface): string {
  const addresses = (given: readonly string[], any: boolean) =>
    given.length === 0 && any ? ["?"] : given;
  return line(
    "interface",
    one.key,
    has("in", one.subnet),
    has("ipv4", addresses(one.ipv4, one.hasIpv4)),
    has("ipv6", addresses(one.ipv6, one.hasIpv6)),
    one.filtered ? `groups=${one.securityGroups.join(",")}` : "unfiltered",
    one.publicIpv4 === undefined ? "maybe-public" : one.publicIpv4 ? "public" : "",
    one.sourceDestCheck ? "" : "forwards",
    one.kind === "endpoint" ? "endpoint" : "",
  );
}
