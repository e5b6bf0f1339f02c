/** Which VPCs have a way to one another, and whether groups are seen across it. */
import { NO_POINTS, cidrAddresses } from "../../net";
import type { Key, RouteTargetKind, SecurityGroupRule } from "../model/network";
import type { Direction } from "../reachability/filters";
import type { Survey } from "./survey";
import { vpcBlocks } from "./ways";

/**
 * Whether a rule in one VPC may name a group of the other. Over a transit gateway an outbound rule may not:
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
export function connectsGroups(
  survey: Survey,
  [one, other]: readonly [Key, Key],
  direction: Direction,
): boolean {
  if (one === other || leavesUnknown(survey, one) || leavesUnknown(survey, other)) return true;
  const peered = survey.network.peeringConnections.some(
    ({ requester, accepter, status, sameRegion }) =>
      sameRegion &&
      (status === "active" || status === "pending-acceptance") &&
      [requester, accepter].includes(one) &&
      [requester, accepter].includes(other),
  );
  return peered || (direction === "ingress" && seesOverGateway(survey, one, other));
}

/** Whether a VPC has routes to networks by gateways that are not given. */
function leavesUnknown({ subnetsOfVpc, tables, atlas }: Survey, vpc: Key): boolean {
  const keys = new Set((subnetsOfVpc.get(vpc) ?? []).map(({ routeTable }) => routeTable));
  return [...keys].some((key) =>
    (tables.get(key)?.routes ?? []).some(
      ({ target }) => JOINING.includes(target.kind) && !atlas.parts.has(target.key),
    ),
  );
}

const JOINING: readonly RouteTargetKind[] = ["transitGateway", "vpcPeeringConnection", "other"];

/** The gateway and both attachments have to support it. */
function seesOverGateway({ attachmentsOfVpc }: Survey, one: Key, other: Key): boolean {
  const seeing = (vpc: Key): Key[] =>
    (attachmentsOfVpc.get(vpc) ?? [])
      .filter(({ attachment }) => attachment.securityGroupReferencing !== false)
      .filter(({ gateway }) => gateway.securityGroupReferencing)
      .map(({ gateway }) => gateway.key);
  const theirs = new Set(seeing(other));
  return seeing(one).some((key) => theirs.has(key));
}

/** The VPCs that a VPC is peered with or shares a transit gateway with. */
export function neighboursOf(survey: Survey): (vpc: Key) => ReadonlySet<Key> {
  const peers = peersOf(survey);
  const attached = new Map(
    survey.network.transitGateways.map(({ key, attachments }) => [
      key,
      attachments.flatMap(({ vpc }) => vpc ?? []),
    ]),
  );
  const known = new Map<Key, ReadonlySet<Key>>();
  return (vpc) => {
    const before = known.get(vpc);
    if (before !== undefined) return before;
    const gateways = (survey.attachmentsOfVpc.get(vpc) ?? []).map(({ gateway }) => gateway.key);
    const all = new Set([
      ...(peers.get(vpc) ?? []),
      ...gateways.flatMap((key) => attached.get(key) ?? []),
    ]);
    all.delete(vpc);
    known.set(vpc, all);
    return all;
  };
}

function peersOf({ network }: Survey): Map<Key, Set<Key>> {
  const peers = new Map<Key, Set<Key>>();
  const join = (one: Key, other: Key): void => {
    peers.set(one, (peers.get(one) ?? new Set()).add(other));
  };
  for (const { requester, accepter } of network.peeringConnections) {
    join(requester, accepter);
    join(accepter, requester);
  }
  return peers;
}

/**
 * The VPCs whose traffic a VPC is meant to take: its peers, and of those behind a transit gateway,
 * which may be a thousand, the ones that its security groups name by a block or a group of theirs.
 */
export function meantFor(survey: Survey): (vpc: Key) => ReadonlySet<Key> {
  const meant = peersOf(survey);
  const near = neighboursOf(survey);
  const named = namedVpcs(survey);
  for (const { key, vpc, ingress } of survey.network.securityGroups) {
    if (!survey.carriers.has(key) || !survey.attachmentsOfVpc.has(vpc)) continue;
    for (const other of ingress.flatMap((rule) => named(rule)))
      if (near(vpc).has(other)) meant.set(vpc, (meant.get(vpc) ?? new Set()).add(other));
  }
  return (vpc) => meant.get(vpc) ?? NONE;
}

const NONE: ReadonlySet<Key> = new Set();

/** The VPCs that a rule is for by name: by a group of theirs, or by addresses of theirs alone. */
export function namedVpcs({
  groups,
  network,
}: Survey): (rule: SecurityGroupRule) => readonly Key[] {
  const known = new Map<string, readonly Key[]>();
  return ({ remote }) => {
    if ("securityGroup" in remote) {
      const group = groups.get(remote.securityGroup);
      return group === undefined ? [] : [group.vpc];
    }
    if (!("cidr" in remote)) return [];
    const { cidr } = remote;
    const before = known.get(cidr);
    if (before !== undefined) return before;
    const addresses = cidrAddresses(cidr) ?? NO_POINTS;
    const held = network.vpcs.filter((vpc) => vpcBlocks(vpc).contains(addresses));
    const made = addresses.isEmpty ? [] : held.map(({ key }) => key);
    known.set(cidr, made);
    return made;
  };
}
