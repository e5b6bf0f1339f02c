/** Rules of groups, ACLs and route tables, from AWS's words to the provider's. */
import type { ValueMap } from "../../protocol";
import { listOf, numberOf, textOf, type Answer } from "./answers";

/** Only what is given. */
export function given(values: Readonly<Record<string, ValueMap[string] | undefined>>): ValueMap {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, ValueMap[string]] => entry[1] !== undefined,
    ),
  );
}

/** `IpPermissions` as inline rules: one a permission. */
export function groupRules(group: Answer, key: string, own: string): ValueMap[] {
  return listOf(group, key).map((one) => {
    const pairs = listOf(one, "UserIdGroupPairs").map((pair) => textOf(pair, "GroupId") ?? "");
    const all = (list: string, name: string): string[] =>
      listOf(one, list).flatMap((entry) => textOf(entry, name) ?? []);
    return {
      protocol: textOf(one, "IpProtocol") ?? "-1",
      fromPort: numberOf(one, "FromPort") ?? 0,
      toPort: numberOf(one, "ToPort") ?? 0,
      cidrBlocks: all("IpRanges", "CidrIp"),
      ipv6CidrBlocks: all("Ipv6Ranges", "CidrIpv6"),
      prefixListIds: all("PrefixListIds", "PrefixListId"),
      securityGroups: pairs.filter((id) => id !== own),
      self: pairs.includes(own),
    };
  });
}

/** The default deny is AWS's own. */
const lastRule = 32_766;

export function aclRules(acl: Answer, isEgress: boolean): ValueMap[] {
  return listOf(acl, "Entries")
    .filter((one) => one.Egress === isEgress && (numberOf(one, "RuleNumber") ?? 0) <= lastRule)
    .map((one) => {
      const ports = (one.PortRange ?? {}) as Answer;
      const icmp = (one.IcmpTypeCode ?? {}) as Answer;
      return given({
        ruleNo: numberOf(one, "RuleNumber"),
        action: textOf(one, "RuleAction"),
        protocol: textOf(one, "Protocol"),
        cidrBlock: textOf(one, "CidrBlock"),
        ipv6CidrBlock: textOf(one, "Ipv6CidrBlock"),
        fromPort: numberOf(ports, "From") ?? 0,
        toPort: numberOf(ports, "To") ?? 0,
        icmpType: numberOf(icmp, "Type"),
        icmpCode: numberOf(icmp, "Code"),
      });
    });
}

const targets: Readonly<Record<string, string>> = {
  EgressOnlyInternetGatewayId: "egressOnlyGatewayId",
  NatGatewayId: "natGatewayId",
  NetworkInterfaceId: "networkInterfaceId",
  TransitGatewayId: "transitGatewayId",
  VpcPeeringConnectionId: "vpcPeeringConnectionId",
};

/** Local routes and those of gateway endpoints come with what makes them. */
export function routesOf(table: Answer): ValueMap[] {
  return listOf(table, "Routes").flatMap((route) => {
    const gateway = textOf(route, "GatewayId");
    const isOwn = gateway === "local" || gateway?.startsWith("vpce-") === true;
    if (isOwn || textOf(route, "Origin") === "EnableVgwRoutePropagation") return [];
    const target = Object.entries(targets).map(([key, name]) => [name, textOf(route, key)]);
    return [
      given({
        cidrBlock: textOf(route, "DestinationCidrBlock"),
        ipv6CidrBlock: textOf(route, "DestinationIpv6CidrBlock"),
        destinationPrefixListId: textOf(route, "DestinationPrefixListId"),
        gatewayId: gateway,
        ...(Object.fromEntries(target) as Readonly<Record<string, string | undefined>>),
      }),
    ];
  });
}
