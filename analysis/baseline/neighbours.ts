/** Which VPCs have a way to one another, and whether groups are seen across it. */
import type { Key, RouteTargetKind } from "../model/network";
import type { Survey } from "./survey";

/** Whether a rule in one VPC may name a group of the other. */
export function connectsGroups(survey: Survey, one: Key, other: Key): boolean {
  if (one === other || leavesUnknown(survey, one) || leavesUnknown(survey, other)) return true;
  const peered = survey.network.peeringConnections.some(
    ({ requester, accepter, status, sameRegion }) =>
      sameRegion &&
      (status === "active" || status === "pending-acceptance") &&
      [requester, accepter].includes(one) &&
      [requester, accepter].includes(other),
  );
  return peered || sharedGateways(survey, one, other).some((each) => each.securityGroupReferencing);
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

function sharedGateways({ attachmentsOfVpc }: Survey, one: Key, other: Key) {
  const theirs = new Set((attachmentsOfVpc.get(other) ?? []).map(({ gateway }) => gateway.key));
  return (attachmentsOfVpc.get(one) ?? [])
    .map(({ gateway }) => gateway)
    .filter(({ key }) => theirs.has(key));
}

/** The VPCs that a VPC is peered with or shares a transit gateway with. */
export function neighboursOf(survey: Survey): (vpc: Key) => ReadonlySet<Key> {
  const peers = new Map<Key, Set<Key>>();
  const join = (one: Key, other: Key): void => {
    peers.set(one, (peers.get(one) ?? new Set()).add(other));
  };
  for (const { requester, accepter } of survey.network.peeringConnections) {
    join(requester, accepter);
    join(accepter, requester);
  }
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
