/** What `VpcPeering` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseAddresses, refuseRegions, refuseTiers } from "./peeringChecks";
import { planPeeringRoutes, type PeeringRoute } from "./peeringRoutes";
import type { VpcPeeringArgs } from "./vpcPeeringArgs";

export interface VpcPeeringPlan {
  /** Between regions AWS accepts nothing automatically, and each side has options of its own. */
  readonly betweenRegions: boolean;
  readonly requesterRoutes: readonly PeeringRoute[];
  readonly accepterRoutes: readonly PeeringRoute[];
  readonly issues: readonly Issue[];
}

export function planVpcPeering({ requester, accepter }: VpcPeeringArgs): VpcPeeringPlan {
  const own = { path: "requester.vpc.region", region: requester.vpc.region };
  const peer = { path: "accepter.vpc.region", region: accepter.vpc.region };
  return {
    betweenRegions: own.region !== peer.region,
    requesterRoutes: planPeeringRoutes(requester.vpc, requester.tiers, accepter.vpc),
    accepterRoutes: planPeeringRoutes(accepter.vpc, accepter.tiers, requester.vpc),
    issues: [
      ...refuseAddresses(
        { path: "requester.vpc", owner: "the requester", blocks: requester.vpc },
        { path: "accepter.vpc", owner: "the accepter", blocks: accepter.vpc },
      ),
      ...refuseRegions(own, peer),
      ...refuseTiers("requester.tiers", requester.vpc, requester.tiers),
      ...refuseTiers("accepter.tiers", accepter.vpc, accepter.tiers),
    ],
  };
}
