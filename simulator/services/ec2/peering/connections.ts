/**
 * What joins two VPCs, of whatever account and region: known to both sides, kept under neither.
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
import { parseBlock } from "../../../addresses";
import { AwsError } from "../../../errors";
import { flag, isMap, text, type Tags } from "../../../values";
import { arrive, defineKind, type Entity } from "../../../world/entity";
import type { Pinned, Place, Scope } from "../../../world/scope";
import { vpcKind, type Vpc } from "../entities";
import { findVpc } from "../references";
import { allBlocks, isOverlapping } from "../vpcBlocks";

export interface Side extends Place {
  readonly vpcId: string;
  /** Public names of this VPC's instances resolve to private addresses when the other one asks. */
  readonly allowRemoteVpcDnsResolution: boolean;
  /** Each owner tags it for itself. */
  readonly tags: Tags;
}

export interface PeeringConnection extends Entity {
  readonly requester: Side;
  readonly accepter: Side;
  readonly status: "pending-acceptance" | "active" | "failed" | "expired" | "deleted";
}

const hour = 3600;
const day = 24 * hour;

const isLive = ({ status }: PeeringConnection): boolean =>
  status === "active" || status === "pending-acceptance";

const vpcKey = ({ account, region }: Place, vpcId: string): string =>
  `${account}/${region}/${vpcId}`;
const sideKey = (side: Side): string => vpcKey(side, side.vpcId);

export const peeringKind = defineKind<PeeringConnection>(
  "peering-connection",
  {
    /** Those that are there for a VPC. */
    vpc: (one) => (isLive(one) ? [sideKey(one.requester), sideKey(one.accepter)] : undefined),
    /** Requests that nobody has answered, by who asked. */
    outstanding: ({ status, requester: { account, region } }) =>
      status === "pending-acceptance" ? `${account}/${region}` : undefined,
  },
  settle,
);

/** A request expires after a week, and is shown for two days more; what has failed or was deleted is shown for a while. */
function settle(one: PeeringConnection): PeeringConnection | undefined {
  if (one.status === "active") return arrive(one);
  if (one.status !== "pending-acceptance") return undefined;
  return { ...one, status: "expired", settlesAt: (one.settlesAt ?? 0) + 2 * day };
}

/** As either side sees it. */
export function findPeering(scope: Scope, id: string): PeeringConnection | undefined {
  const found = scope.everywhere.get(peeringKind, id);
  const isHere = ({ account, region }: Side): boolean =>
    account === scope.account && region === scope.region;
  return found !== undefined && (isHere(found.requester) || isHere(found.accepter))
    ? found
    : undefined;
}

export function needPeering(scope: Scope, id: string): PeeringConnection {
  const found = findPeering(scope, id);
  if (found === undefined)
    throw new AwsError(
      "InvalidVpcPeeringConnectionID.NotFound",
      `The vpcPeeringConnection ID '${id}' does not exist`,
    );
  return found;
}

/** Those of a VPC that are active or wait for an answer. */
export const peeringsOf = (scope: Scope, vpcId: string): readonly PeeringConnection[] =>
  scope.everywhere.find(peeringKind, "vpc", vpcKey(scope, vpcId));

/** Which side a VPC of the caller's is on. */
export function sidesOf(
  scope: Scope,
  { requester, accepter }: PeeringConnection,
  vpcId: string,
): { readonly own: Side; readonly other: Side } {
  return sideKey(requester) === vpcKey(scope, vpcId)
    ? { own: requester, other: accepter }
    : { own: accepter, other: requester };
}

export const isBetween = (connection: PeeringConnection, a: string, b: string): boolean =>
  [a, b].sort().join() === [connection.requester.vpcId, connection.accepter.vpcId].sort().join();

const vpcOf = (scope: Scope, side: Side): Vpc | undefined => findVpc(scope.at(side), side.vpcId);

export interface Request {
  readonly vpcId: string;
  readonly peer: Place & { readonly vpcId: string };
  readonly tags: Tags;
}

/** The one that joins them already, in this direction: asking again answers that one. */
export function standing(scope: Scope, { vpcId, peer }: Request): PeeringConnection | undefined {
  return peeringsOf(scope, vpcId).find(
    ({ requester, accepter }) =>
      requester.vpcId === vpcId && sideKey(accepter) === vpcKey(peer, peer.vpcId),
  );
}

export function requestPeering(scope: Scope, id: string, request: Request): PeeringConnection {
  const side = { allowRemoteVpcDnsResolution: false, tags: {} };
  const { account, region } = scope;
  const requester: Side = { ...side, account, region, vpcId: request.vpcId, tags: request.tags };
  const accepter: Side = { ...side, ...request.peer };
  checkOutstanding(scope);
  checkActive(scope, requester);
  const isPossible = canJoin(scope, requester, accepter);
  return scope.everywhere.put(peeringKind, {
    id,
    requester,
    accepter,
    status: isPossible ? "pending-acceptance" : "failed",
    settlesAt: scope.clock + (isPossible ? 7 * day : 2 * hour),
  });
}

/** As it stands: the other VPC may be another stack's, or another account's. */
export function takeOver(
  scope: Scope,
  request: Request,
  { id, outputs }: Pinned,
): PeeringConnection {
  const resolves = (side: "accepter" | "requester"): boolean => {
    const block = outputs[side];
    return isMap(block) && flag(block, "allowRemoteVpcDnsResolution") === true;
  };
  const { account, region } = scope;
  const isActive = text(outputs, "acceptStatus") === "active";
  return scope.everywhere.put(peeringKind, {
    id,
    requester: {
      account,
      region,
      vpcId: request.vpcId,
      allowRemoteVpcDnsResolution: resolves("requester"),
      tags: request.tags,
    },
    accepter: {
      ...request.peer,
      allowRemoteVpcDnsResolution: resolves("accepter"),
      tags: {},
    },
    ...(isActive
      ? { status: "active" }
      : { status: "pending-acceptance", settlesAt: scope.clock + 7 * day }),
  });
}

/** Both are there, and have no address in common. */
function canJoin(scope: Scope, requester: Side, accepter: Side): boolean {
  const own = vpcOf(scope, requester);
  const peer = vpcOf(scope, accepter);
  if (own === undefined || peer === undefined) return false;
  return !allBlocks(own).some((one) => {
    const block = parseBlock(one);
    return block !== undefined && allBlocks(peer).some((other) => isOverlapping(other, block));
  });
}

function checkOutstanding(scope: Scope): void {
  const place = `${scope.account}/${scope.region}`;
  const count = scope.everywhere.count(peeringKind, "outstanding", place);
  if (count >= scope.quota("outstandingPeeringRequests"))
    throw new AwsError(
      "OutstandingVpcPeeringConnectionLimitExceeded",
      "The maximum number of outstanding VPC peering connection requests has been reached.",
    );
}

function checkActive(scope: Scope, side: Side, operation?: string): void {
  const count = peeringsOf(scope.at(side), side.vpcId).filter((one) => one.status === "active");
  if (count.length >= scope.quota("activePeeringsPerVpc"))
    throw new AwsError(
      "VpcPeeringConnectionsPerVpcLimitExceeded",
      `The maximum number of active VPC peering connections has been reached for ${side.vpcId}.`,
      operation,
    );
}

/** A request that is pending: only the accepter's owner can accept it, and in the accepter's region. */
export function acceptPeering(scope: Scope, connection: PeeringConnection): PeeringConnection {
  const operation = "AcceptVpcPeeringConnection";
  const { id, requester, accepter } = connection;
  if (accepter.account !== scope.account)
    throw new AwsError(
      "OperationNotPermitted",
      `User ${scope.account} cannot accept peering ${id}`,
      operation,
    );
  if (accepter.region !== scope.region)
    throw new AwsError(
      "OperationNotPermitted",
      `Incorrect region ( ${scope.region} ) specified for this request. VPC peering connection ${id} must be accepted in region ${accepter.region}`,
      operation,
    );
  const twin = peeringsOf(scope, accepter.vpcId).find(
    (one) => one.status === "active" && isBetween(one, requester.vpcId, accepter.vpcId),
  );
  if (twin !== undefined)
    throw new AwsError(
      "VpcPeeringConnectionAlreadyExists",
      `The vpc peering connection identified by ${twin.id} already exists.`,
      operation,
    );
  for (const side of [requester, accepter]) checkActive(scope, side, operation);
  const { settlesAt: _expiry, ...kept } = connection;
  return scope.everywhere.put(peeringKind, { ...kept, status: "active" });
}

/** Either side may; what has failed, expired or gone already stays as it is. */
export function deletePeering(scope: Scope, connection: PeeringConnection): void {
  if (!isLive(connection)) return;
  const settlesAt = scope.clock + 2 * hour;
  scope.everywhere.put(peeringKind, { ...connection, status: "deleted", settlesAt });
}

type Which = "requester" | "accepter";

/** ModifyVpcPeeringConnectionOptions: each owner sets its own side's, where accounts or regions differ. */
export function setDnsResolution(
  scope: Scope,
  connection: PeeringConnection,
  which: Which,
  isAllowed: boolean,
): PeeringConnection {
  const operation = "ModifyVpcPeeringConnectionOptions";
  const { id, status } = connection;
  const side = connection[which];
  if (status !== "active")
    throw new AwsError(
      "OperationNotPermitted",
      `Peering ${id} is not active. Peering options can be added only to active peerings.`,
      operation,
    );
  if (side.account !== scope.account || side.region !== scope.region)
    throw new AwsError(
      "OperationNotPermitted",
      `The ${which} options of ${id} can be set by account ${side.account} in region ${side.region} only.`,
      operation,
    );
  if (isAllowed) needDns(scope, connection, operation);
  return scope.everywhere.put(peeringKind, {
    ...connection,
    [which]: { ...side, allowRemoteVpcDnsResolution: isAllowed },
  });
}

function needDns(scope: Scope, connection: PeeringConnection, operation: string): void {
  for (const side of [connection.requester, connection.accepter]) {
    const vpc = scope.at(side).get(vpcKind, side.vpcId);
    if (vpc?.enableDnsSupport === true && vpc.enableDnsHostnames) continue;
    throw new AwsError(
      "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
      `DNS resolution and DNS hostnames must be enabled for ${side.vpcId} before ${connection.id} can resolve names of the other VPC.`,
      operation,
    );
  }
}

/** The caller's own tags of it. */
export const isOwn = (scope: Scope, side: Side): boolean =>
  side.account === scope.account && side.region === scope.region;

export function tagPeering(scope: Scope, connection: PeeringConnection, tags: Tags): void {
  const which = isOwn(scope, connection.requester) ? "requester" : "accepter";
  scope.everywhere.put(peeringKind, {
    ...connection,
    [which]: { ...connection[which], tags },
  });
}
