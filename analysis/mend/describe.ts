/** Changes in sentences, with the names that people know. */
import { formatServices } from "../../net";
import type { AclRule, Destination, Key, RuleTraffic, SecurityGroupRule } from "../model/network";
import { ruleServices, type Direction } from "../reachability/filters";
import type { Change } from "./change";
import { describePlacement } from "./placement";

type NameOf = (key: Key) => string;

export function describeChange(change: Change, nameOf: NameOf): string {
  switch (change.kind) {
    case "addSecurityGroupRule":
      return `let ${trafficText(change.traffic)} ${way(change.direction)} ${remoteText(change.remote, nameOf)} at security group ${nameOf(change.group)}`;
    case "removeSecurityGroupRule":
      return `remove the rule for ${trafficText(change.rule.traffic)} ${way(change.direction)} ${remoteText(change.rule.remote, nameOf)} from security group ${nameOf(change.group)}`;
    case "addNetworkAclRule":
      return aclText(change.rule, change.direction, nameOf(change.acl));
    case "removeNetworkAclRule":
      return `remove rule ${change.rule.number} (${change.rule.allow ? "allow" : "deny"} ${trafficText(change.rule.traffic)} ${way(change.direction)} ${change.rule.cidr}) from network ACL ${nameOf(change.acl)}`;
    case "setRoute":
      return `route ${destinationText(change.destination, nameOf)} to ${nameOf(change.target.key)} in ${nameOf(change.table)}`;
    case "removeRoute":
      return `remove the route for ${destinationText(change.destination, nameOf)} from ${nameOf(change.table)}`;
    case "routeTransitGateway":
      return `route ${change.cidr} to ${nameOf(change.attachment)} in ${nameOf(change.table)}`;
    default:
      return gatewayText(change, nameOf);
  }
}

type OfGateways = Exclude<
  Change,
  {
    readonly kind:
      | "addSecurityGroupRule"
      | "removeSecurityGroupRule"
      | "addNetworkAclRule"
      | "removeNetworkAclRule"
      | "setRoute"
      | "removeRoute"
      | "routeTransitGateway";
  }
>;

function gatewayText(change: OfGateways, nameOf: NameOf): string {
  switch (change.kind) {
    case "givePublicAddress":
      return `give ${nameOf(change.component)} a public IPv4 address`;
    case "takePublicAddress":
      return `take the public IPv4 address from ${nameOf(change.component)}`;
    case "attachInternetGateway":
      return `attach ${nameOf(change.gateway)} to ${nameOf(change.vpc)}`;
    case "acceptPeering":
      return `bring ${nameOf(change.connection)} to active (accept it)`;
    case "enablePrivateDns":
      return `turn private DNS on at ${nameOf(change.endpoint)}`;
    case "excludeFromBlockPublicAccess":
      return `exclude ${nameOf(change.subnet)} from VPC Block Public Access`;
    default:
      return describePlacement(change, nameOf);
  }
}

const way = (direction: Direction): string => (direction === "ingress" ? "in from" : "out to");

const aclText = (rule: Omit<AclRule, "key">, direction: Direction, acl: string): string =>
  `${rule.allow ? "allow" : "deny"} ${trafficText(rule.traffic)} ${way(direction)} ${rule.cidr} by rule ${rule.number} of network ACL ${acl}`;

const trafficText = (traffic: RuleTraffic): string =>
  formatServices(ruleServices(traffic)).join(", ");

function remoteText(remote: SecurityGroupRule["remote"], nameOf: NameOf): string {
  if ("cidr" in remote) return remote.cidr;
  return nameOf("prefixList" in remote ? remote.prefixList : remote.securityGroup);
}

const destinationText = (destination: Destination, nameOf: NameOf): string =>
  "cidr" in destination ? destination.cidr : nameOf(destination.prefixList);
