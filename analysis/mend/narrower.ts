/** Instead of a rule that lets too much, one that lets less: what is meant goes on. */
import { NO_POINTS, cidrAddresses } from "../../net";
import type { Key, NetworkInterface, SecurityGroupRule } from "../model/network";
import type { Direction } from "../reachability/filters";
import type { Change } from "./change";
import type { Through } from "./through";
import { isIpv6, ruleTraffics } from "./ends";

export type Removal = Extract<Change, { readonly kind: "removeSecurityGroupRule" }>;

/** Of the groups that it could be meant for, those that are tried. */
const TRIED = 12;

/** The rule for no more than the intent's traffic, and for each group that it could be meant for. */
export function narrower(through: Through, direction: Direction, removal: Removal): Change[][] {
  const { group, rule } = removal;
  const add = (by: Partial<Pick<SecurityGroupRule, "traffic" | "remote">>): Change => ({
    kind: "addSecurityGroupRule",
    group,
    direction,
    traffic: by.traffic ?? rule.traffic,
    remote: by.remote ?? rule.remote,
  });
  const { intent, fault } = through;
  const meant = ruleTraffics(intent.traffic, isIpv6(fault));
  const less =
    intent.expect === "reachOnly" ? [[removal, ...meant.map((t) => add({ traffic: t }))]] : [];
  const only = groupsMeant(through, direction, rule).map((securityGroup) => [
    removal,
    add({ remote: { securityGroup } }),
  ]);
  const blocks = blocksMeant(through, direction, rule).map((cidr) => add({ remote: { cidr } }));
  const near = blocks.map((block) => [removal, block]);
  return [...less, ...only, ...near, ...(blocks.length > 1 ? [[removal, ...blocks]] : [])];
}

/** The VPCs' blocks within a rule's that is larger: references to groups do not reach everywhere. */
function blocksMeant(
  { atlas, fault }: Through,
  direction: Direction,
  { remote }: SecurityGroupRule,
): string[] {
  const whole = "cidr" in remote ? cidrAddresses(remote.cidr) : undefined;
  if (whole === undefined) return [];
  const { from, to } = fault.question;
  const other = direction === "ingress" ? from : to;
  const offending =
    other.interface === undefined ? NO_POINTS : atlas.interfaceAddresses(other.interface);
  return atlas.network.vpcs
    .flatMap(({ ipv4Blocks, ipv6Blocks }) => [...ipv4Blocks, ...ipv6Blocks])
    .filter((cidr) => {
      const block = cidrAddresses(cidr);
      if (block === undefined || block.equals(whole)) return false;
      return whole.contains(block) && !block.meets(offending);
    })
    .slice(0, TRIED);
}

/** Those that something carries, of the group's own VPC first: a rule may name a group of another. */
function groupsMeant(
  { atlas, fault }: Through,
  direction: Direction,
  rule: SecurityGroupRule,
): Key[] {
  const { from, to } = fault.question;
  const [own, other] = direction === "ingress" ? [to, from] : [from, to];
  const vpc = (one: NetworkInterface | undefined): Key | undefined =>
    atlas.subnets.get(one?.subnet ?? "")?.vpc;
  const isNear = (one: NetworkInterface): boolean => vpc(one) === vpc(own.interface);
  const { networkInterfaces } = atlas.network;
  const carried = [
    ...networkInterfaces.filter(isNear),
    ...networkInterfaces.filter((one) => !isNear(one)),
  ].flatMap(({ securityGroups }) => securityGroups);
  const left = "securityGroup" in rule.remote ? rule.remote.securityGroup : undefined;
  const offending = other.interface?.securityGroups ?? [];
  return [...new Set(carried)]
    .filter((key) => key !== left && !offending.includes(key))
    .slice(0, TRIED);
}
