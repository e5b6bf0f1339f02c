/** What `VpcPeeringAccepter` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseAddresses, refuseTiers } from "./peeringChecks";
import { planPeeringRoutes, type PeeringRoute } from "./peeringRoutes";
import type { VpcPeeringAccepterArgs } from "./vpcPeeringAccepterArgs";

export interface VpcPeeringAccepterPlan {
  readonly routes: readonly PeeringRoute[];
  readonly issues: readonly Issue[];
}

/** @param sharesProvider whether one provider makes this side and, in this program, the request */
export function planVpcPeeringAccepter(
  args: VpcPeeringAccepterArgs,
  sharesProvider: boolean,
): VpcPeeringAccepterPlan {
  const { vpc, request, tiers } = args;
  const requester = {
    cidrBlocks: request.requesterCidrBlocks,
    ipv6CidrBlock: request.requesterIpv6CidrBlock,
  };
  const peer = { path: "request", owner: "the requester", argument: "requesterCidrBlocks" };
  return {
    routes: planPeeringRoutes(vpc, tiers, requester),
    issues: [
      ...refuseAddresses(
        { path: "vpc", owner: "the network that accepts", blocks: vpc },
        { ...peer, blocks: requester },
      ),
      ...refuseProvider(args, sharesProvider),
      ...refuseRegion(args),
      ...refuseTiers("tiers", vpc, tiers),
    ],
  };
}

/** AWS would say that the requester cannot accept, after the request is made. */
function refuseProvider({ request }: VpcPeeringAccepterArgs, sharesProvider: boolean): Issue[] {
  const { accepterAccountId } = request;
  if (accepterAccountId === undefined || !sharesProvider) return [];
  const reason =
    "must be a provider of the account that is asked, got the request's own; give one as an option, or leave peerAccountId out of the request where both networks are of one account";
  return [{ propertyPath: "provider", reason }];
}

function refuseRegion({ vpc, request }: VpcPeeringAccepterArgs): Issue[] {
  const { accepterRegion } = request;
  if (accepterRegion === undefined || vpc.region === undefined) return [];
  if (accepterRegion === vpc.region) return [];
  const reason = `must be the region that the request asks ("${accepterRegion}"), got "${vpc.region}"; AWS accepts it nowhere else`;
  return [{ propertyPath: "vpc.region", reason }];
}
