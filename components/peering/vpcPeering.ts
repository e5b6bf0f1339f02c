/**
 * A peering of two VPCs of one account: each reaches the other by private addresses.
 * Makes the connection, accepted; routes on both sides to every block of the other; and the DNS
 * options of both, which AWS takes only once the connection is active.
 * Costs nothing by itself; traffic $0.01 a GB each way between zones, and about $0.02 between regions.
 * Peering is not transitive: nothing passes through a peer to its own peers, gateways or VPN.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import { createPeeringRoutes } from "./peeringRoutes";
import { afterSubnets, type PeeringSide } from "./peeringSide";
import type { VpcPeeringArgs } from "./vpcPeeringArgs";
import { planVpcPeering } from "./vpcPeeringPlan";

/** Two networks of one account, peered; in two regions too. */
export class VpcPeering extends pulumi.ComponentResource {
  /** The connection's id, known once it is active. */
  readonly vpcPeeringConnectionId: pulumi.Output<string>;

  constructor(name: string, args: VpcPeeringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:VpcPeering", name, {}, opts);
    const inputs = { allowRemoteVpcDnsResolution: 0 };
    const checked = { component: this, kind: "VpcPeering", name, inputs };
    const plan = checkedPlan(checked, args, () => planVpcPeering(args));
    const { requester, accepter } = args;

    const building: Building = { parent: this, name, args };
    const vpcPeeringConnectionId = plan.betweenRegions
      ? connectBetweenRegions(building)
      : connect(building).id;
    for (const [role, { vpc }, routes] of [
      ["requester", requester, plan.requesterRoutes],
      ["accepter", accepter, plan.accepterRoutes],
    ] as const) {
      const routing = { parent: this, name: childName(name, role), region: vpc.region };
      createPeeringRoutes({ ...routing, vpcPeeringConnectionId }, routes);
    }
    createOptions(building, vpcPeeringConnectionId, plan.betweenRegions);

    this.vpcPeeringConnectionId = vpcPeeringConnectionId;
    this.registerOutputs({ vpcPeeringConnectionId });
  }
}

interface Building {
  readonly parent: VpcPeering;
  readonly name: string;
  readonly args: VpcPeeringArgs;
}

function connect({ parent, name, args }: Building): ec2.VpcPeeringConnection {
  const { requester, accepter } = args;
  const isFar = requester.vpc.region !== accepter.vpc.region;
  return new ec2.VpcPeeringConnection(
    name,
    {
      vpcId: requester.vpc.vpcId,
      peerVpcId: accepter.vpc.vpcId,
      // AWS's provider takes one or the other.
      ...(isFar ? { peerRegion: accepter.vpc.region } : { autoAccept: true }),
      region: requester.vpc.region,
      tags: tagsOf(args, { child: name, resourceType: "pcx" }),
    },
    { parent, dependsOn: afterSubnets(requester.vpc) },
  );
}

function connectBetweenRegions(building: Building): pulumi.Output<string> {
  const { parent, name, args } = building;
  return new ec2.VpcPeeringConnectionAccepter(
    name,
    {
      vpcPeeringConnectionId: connect(building).id,
      autoAccept: true,
      region: args.accepter.vpc.region,
      tags: tagsOf(args, { child: name, resourceType: "pcx" }),
    },
    { parent },
  ).id;
}

/** Made even where nothing is allowed: an option that is no longer written stays set in AWS. */
function createOptions(
  { parent, name, args }: Building,
  vpcPeeringConnectionId: pulumi.Output<string>,
  betweenRegions: boolean,
): void {
  const requester = optionsOf(args.requester);
  const accepter = optionsOf(args.accepter);
  const { region } = args.requester.vpc;
  if (!betweenRegions) {
    const options = { vpcPeeringConnectionId, requester, accepter, region };
    new ec2.PeeringConnectionOptions(name, options, { parent });
    return;
  }
  new ec2.PeeringConnectionOptions(
    childName(name, "requester"),
    { vpcPeeringConnectionId, requester, region },
    { parent },
  );
  new ec2.PeeringConnectionOptions(
    childName(name, "accepter"),
    { vpcPeeringConnectionId, accepter, region: args.accepter.vpc.region },
    { parent },
  );
}

function optionsOf({ allowRemoteVpcDnsResolution = false }: PeeringSide) {
  return { allowRemoteVpcDnsResolution };
}
