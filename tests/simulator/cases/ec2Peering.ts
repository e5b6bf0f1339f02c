/** Peering connections, and how they are answered. */
import { type Case, type Suite, tagged } from "../lifecycleCases";
import { type Stack, types } from "../support";

const resolves = { allowRemoteVpcDnsResolution: true };
const mutual = {
  accepter: () => ({ autoAccept: true, accepter: resolves }),
  requester: () => ({ autoAccept: true, requester: resolves }),
};
const options = {
  accepter: () => ({ accepter: resolves }),
  requester: () => ({ requester: resolves }),
};

const cases: readonly Case[] = [
  {
    type: types.peering,
    lingers: true,
    args: ({ vpc, third }) => ({ vpcId: vpc!, peerVpcId: third! }),
    updates: { ...tagged, ...mutual, autoAccept: () => ({ autoAccept: true }) },
  },
  {
    type: types.peeringAccepter,
    stays: true,
    args: ({ requested }) => ({ vpcPeeringConnectionId: requested!, autoAccept: true }),
    updates: { ...tagged, ...options, autoAccept: () => ({ autoAccept: false }) },
  },
  {
    type: types.peeringOptions,
    stays: true,
    args: ({ active }) => ({ vpcPeeringConnectionId: active! }),
    updates: options,
  },
];

async function peersAround(stack: Stack) {
  const blocks = { vpc: "10.0.0.0/16", peer: "10.1.0.0/16", third: "10.2.0.0/16" };
  const vpcs = await Promise.all(
    Object.entries(blocks).map(([name, cidrBlock]) =>
      stack.create(types.vpc, name, { cidrBlock, enableDnsHostnames: true }),
    ),
  );
  const [vpc, peer, third] = vpcs.map((one) => one.id) as [string, string, string];
  const active = await stack.create(types.peering, "active", {
    vpcId: vpc,
    peerVpcId: peer,
    autoAccept: true,
  });
  const requested = await stack.create(types.peering, "requested", {
    vpcId: peer,
    peerVpcId: third,
  });
  const ids = { vpc, peer, third, active: active.id, requested: requested.id };
  return { ids, made: [...vpcs, active, requested] };
}

export const suite: Suite = { cases, surroundings: peersAround };
