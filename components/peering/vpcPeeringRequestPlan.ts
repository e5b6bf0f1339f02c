/** What `VpcPeeringRequest` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseAddresses, refuseTiers } from "./peeringChecks";
import { planPeeringRoutes, type PeeringRoute } from "./peeringRoutes";
import type { VpcPeeringRequestArgs } from "./vpcPeeringRequestArgs";

export interface VpcPeeringRequestPlan {
  readonly peerRegion: string | undefined;
  readonly routes: readonly PeeringRoute[];
  readonly issues: readonly Issue[];
}

const ACCOUNT_ID = /^\d{12}$/;

export function planVpcPeeringRequest(args: VpcPeeringRequestArgs): VpcPeeringRequestPlan {
  const { vpc, peer, tiers } = args;
  return {
    peerRegion: args.peerRegion ?? peer.region,
    routes: planPeeringRoutes(vpc, tiers, peer),
    issues: [
      ...refuseAddresses(
        { path: "vpc", owner: "the network that asks", blocks: vpc },
        { path: "peer", owner: "the peer", blocks: peer },
      ),
      ...refuseAccount(args),
      ...refusePeerRegion(args),
      ...refuseTiers("tiers", vpc, tiers),
    ],
  };
}

/** AWS takes any 12 digits, and fails the connection later. */
function refuseAccount({ peerAccountId }: VpcPeeringRequestArgs): Issue[] {
  if (typeof peerAccountId !== "string" || ACCOUNT_ID.test(peerAccountId)) return [];
  const reason = `must be the 12 digits of an account, got "${peerAccountId}"`;
  return [{ propertyPath: "peerAccountId", reason }];
}

function refusePeerRegion({ peer, peerRegion }: VpcPeeringRequestArgs): Issue[] {
  if (peerRegion === undefined || peer.region === undefined || peerRegion === peer.region) {
    return [];
  }
  const reason = `must be the peer's own ("${peer.region}") or left out, got "${peerRegion}"`;
  return [{ propertyPath: "peerRegion", reason }];
}
