/**
 * A peering connection, from the side that asks for it; and as it is accepted from the other.
 * Replaces as internal/service/ec2/vpc_peering_connection.go and vpc_peering_connection_accepter.go say.
 */
import { AwsError, FailedAfterCreate, ProviderError } from "../../../errors";
import {
  common,
  output,
  region,
  requiredForcesNew,
  type Change,
  type Model,
  type Property,
} from "../../../model";
import type { ValueMap } from "../../../protocol";
import { flag, isMap, tagsOf, text } from "../../../values";
import type { Scope } from "../../../world/scope";
import { needVpc } from "../references";
import {
  acceptPeering,
  deletePeering,
  findPeering,
  isOwn,
  needPeering,
  requestPeering,
  setDnsResolution,
  standing,
  tagPeering,
  takeOver,
  type PeeringConnection,
  type Side,
} from "./connections";

const wantsAcceptance = (inputs: ValueMap): boolean => flag(inputs, "autoAccept") === true;

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const peerRegion = text(inputs, "peerRegion");
  if (peerRegion !== undefined && wantsAcceptance(inputs) && scope.pinned === undefined)
    throw new ProviderError(
      "`peer_region` cannot be set whilst `auto_accept` is `true` when creating an EC2 VPC Peering Connection",
    );
  const request = {
    vpcId: needVpc(scope, text(inputs, "vpcId") ?? "").id,
    peer: {
      account: text(inputs, "peerOwnerId") ?? scope.account,
      region: peerRegion ?? scope.region,
      vpcId: text(inputs, "peerVpcId") ?? "",
    },
    tags: tagsOf(inputs, "tagsAll"),
  };
  if (scope.pinned !== undefined) return takeOver(scope, request, scope.pinned).id;
  const found = standing(scope, request);
  const connection = found ?? requestPeering(scope, scope.newId("pcx", urn), request);
  if (connection.status === "failed")
    throw new FailedAfterCreate(
      connection.id,
      new AwsError(
        "failed",
        "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
      ),
    );
  try {
    settle(scope, connection, {}, inputs);
  } catch (error) {
    if (!(error instanceof AwsError || error instanceof ProviderError)) throw error;
    throw new FailedAfterCreate(connection.id, error);
  }
  return connection.id;
}

/** What the provider does once there is a connection: accepts it, where it is to; sets its options, where it is active. */
function settle(scope: Scope, found: PeeringConnection, olds: ValueMap, news: ValueMap): void {
  const isPending = found.status === "pending-acceptance";
  const connection = isPending && wantsAcceptance(news) ? acceptPeering(scope, found) : found;
  if (givenOptions(olds, news).length > 0 && connection.status !== "active")
    throw new ProviderError(
      `Unable to modify EC2 VPC Peering Connection Options. EC2 VPC Peering Connection (${connection.id}) is not active (current status: ${connection.status}). ` +
        "Please set the `auto_accept` attribute to `true` or activate the EC2 VPC Peering Connection manually.",
    );
  setOptions(scope, connection, olds, news);
}

const sides = ["accepter", "requester"] as const;

function givenOptions(olds: ValueMap, news: ValueMap) {
  return sides.flatMap((side) => {
    const block = news[side];
    const isChanged = JSON.stringify(block) !== JSON.stringify(olds[side]);
    return isMap(block) && isChanged ? [{ side, block }] : [];
  });
}

export function setOptions(
  scope: Scope,
  connection: PeeringConnection,
  olds: ValueMap,
  news: ValueMap,
): void {
  let current = connection;
  for (const { side, block } of givenOptions(olds, news))
    current = setDnsResolution(
      scope,
      current,
      side,
      flag(block, "allowRemoteVpcDnsResolution") === true,
    );
}

/** The provider takes what has failed, expired or been deleted for gone. */
export function findStanding(scope: Scope, id: string): PeeringConnection | undefined {
  const found = findPeering(scope, id);
  return found?.status === "active" || found?.status === "pending-acceptance" ? found : undefined;
}

export function optionsOf({ status, accepter, requester }: PeeringConnection): ValueMap {
  if (status !== "active") return {};
  const block = ({ allowRemoteVpcDnsResolution }: Side): ValueMap => ({
    allowRemoteVpcDnsResolution,
  });
  return { accepter: block(accepter), requester: block(requester) };
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const found = findStanding(scope, id);
  if (found === undefined) return undefined;
  const { requester, accepter, status } = found;
  // By the account alone: of two regions of one account, the provider looks from the requester's.
  const isAccepter = accepter.account === scope.account && requester.account !== scope.account;
  const [own, other] = isAccepter ? [accepter, requester] : [requester, accepter];
  return {
    ...optionsOf(found),
    acceptStatus: status,
    peerOwnerId: other.account,
    peerRegion: accepter.region,
    peerVpcId: other.vpcId,
    tagsAll: (isOwn(scope, requester) ? requester : accepter).tags,
    vpcId: own.vpcId,
  };
}

function update(scope: Scope, id: string, { olds, news }: Change): void {
  settle(scope, needPeering(scope, id), olds, news);
  tagPeering(scope, needPeering(scope, id), tagsOf(news, "tagsAll"));
}

const autoAccept: Property = { kind: "flag", local: true };
const options: Property = { kind: "block", computed: true };
const settledOnce: Property = { computed: true, replaces: true };

export const vpcPeeringConnection: Model = {
  type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  service: "EC2",
  noun: "EC2 VPC Peering Connection",
  calls: {
    create: "CreateVpcPeeringConnection",
    update: "ModifyVpcPeeringConnectionOptions",
    delete: "DeleteVpcPeeringConnection",
  },
  otherCalls: (action, inputs) =>
    action === "create" && wantsAcceptance(inputs) ? ["AcceptVpcPeeringConnection"] : [],
  properties: {
    ...common,
    acceptStatus: output,
    accepter: options,
    autoAccept,
    peerOwnerId: settledOnce,
    peerRegion: settledOnce,
    peerVpcId: requiredForcesNew,
    requester: options,
    vpcId: requiredForcesNew,
  },
  create,
  read,
  update,
  delete(scope, id) {
    const found = findPeering(scope, id);
    if (found !== undefined) deletePeering(scope, found);
  },
};

export const vpcPeeringConnectionAccepter: Model = {
  type: "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  service: "EC2",
  noun: "EC2 VPC Peering Connection",
  calls: { create: "AcceptVpcPeeringConnection", update: "ModifyVpcPeeringConnectionOptions" },
  properties: {
    ...common,
    acceptStatus: output,
    accepter: options,
    autoAccept,
    peerOwnerId: output,
    peerRegion: output,
    peerVpcId: output,
    requester: options,
    vpcId: output,
    vpcPeeringConnectionId: requiredForcesNew,
  },
  create(scope, inputs) {
    const found = needPeering(scope, text(inputs, "vpcPeeringConnectionId") ?? "");
    // The provider looks before it asks AWS, and says no more than the status.
    if (findStanding(scope, found.id) === undefined)
      throw new ProviderError(`reading EC2 VPC Peering Connection (${found.id}): ${found.status}`);
    settle(scope, found, {}, inputs);
    const tags = tagsOf(inputs, "tagsAll");
    if (Object.keys(tags).length > 0) tagPeering(scope, needPeering(scope, found.id), tags);
    return found.id;
  },
  read(scope, id) {
    const found = read(scope, id);
    return found && { ...found, vpcPeeringConnectionId: id };
  },
  update,
  /** The connection stays: only the stack forgets it. */
  delete: () => undefined,
};

export const peeringConnectionOptions: Model = {
  type: "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions",
  service: "EC2",
  noun: "EC2 VPC Peering Connection Options",
  calls: {
    create: "ModifyVpcPeeringConnectionOptions",
    update: "ModifyVpcPeeringConnectionOptions",
  },
  properties: {
    region,
    accepter: options,
    requester: options,
    vpcPeeringConnectionId: requiredForcesNew,
  },
  create(scope, inputs) {
    const found = needPeering(scope, text(inputs, "vpcPeeringConnectionId") ?? "");
    setOptions(scope, found, {}, inputs);
    return found.id;
  },
  read(scope, id) {
    const found = findStanding(scope, id);
    return found && { ...optionsOf(found), vpcPeeringConnectionId: id };
  },
  update: (scope, id, { olds, news }) => setOptions(scope, needPeering(scope, id), olds, news),
  /** The options stay as they are. */
  delete: () => undefined,
};
