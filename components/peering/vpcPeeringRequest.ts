/**
 * A request for a peering with a VPC of another account or region, and this side's routes.
 * AWS takes the routes at once; they lead nowhere until the other side has accepted, which it has
 * seven days for. The DNS option of this side waits for that too: `VpcPeeringOptions`.
 * Costs nothing by itself; traffic $0.01 a GB each way between zones, and about $0.02 between regions.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/create-vpc-peering-connection.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, tagsOf } from "../network";
import { createPeeringRoutes } from "./peeringRoutes";
import { afterSubnets } from "./peeringSide";
import type { PeeringRequestAttributes } from "./vpcPeeringAccepterArgs";
import type { VpcPeeringRequestArgs } from "./vpcPeeringRequestArgs";
import { planVpcPeeringRequest } from "./vpcPeeringRequestPlan";

/** The requester's side. `VpcPeeringAccepter` takes it as its `request`. */
export class VpcPeeringRequest
  extends pulumi.ComponentResource
  implements PeeringRequestAttributes
{
  /** The connection's id, known while it waits to be accepted. */
  readonly vpcPeeringConnectionId: pulumi.Output<string>;
  /** `pending-acceptance`, or `active` since the last refresh. */
  readonly acceptStatus: pulumi.Output<string>;
  /** The requester's IPv4 blocks, which the accepter's routes lead to. */
  readonly requesterCidrBlocks: string[];
  /** The requester's IPv6 block. */
  readonly requesterIpv6CidrBlock?: pulumi.Output<string>;
  /** The account that is asked, where it is another. */
  readonly accepterAccountId?: pulumi.Output<string>;
  /** The region that is asked, where it is another. */
  readonly accepterRegion?: string;

  constructor(name: string, args: VpcPeeringRequestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:VpcPeeringRequest", name, {}, opts);
    const checked = { component: this, kind: "VpcPeeringRequest", name };
    const inputs = { peerAccountId: 0 };
    const plan = checkedPlan({ ...checked, inputs }, args, () => planVpcPeeringRequest(args));
    const { vpc, peer, peerAccountId } = args;
    const connection = new ec2.VpcPeeringConnection(
      name,
      {
        vpcId: vpc.vpcId,
        peerVpcId: peer.vpcId,
        peerOwnerId: peerAccountId,
        peerRegion: plan.peerRegion,
        region: vpc.region,
        tags: tagsOf(args, { child: name, resourceType: "pcx" }),
      },
      { parent: this, dependsOn: afterSubnets(vpc) },
    );
    const vpcPeeringConnectionId = connection.id;
    const routing = { parent: this, name, region: vpc.region, vpcPeeringConnectionId };
    createPeeringRoutes(routing, plan.routes);

    this.vpcPeeringConnectionId = vpcPeeringConnectionId;
    this.acceptStatus = connection.acceptStatus;
    this.requesterCidrBlocks = [...vpc.cidrBlocks];
    if (vpc.ipv6CidrBlock) this.requesterIpv6CidrBlock = pulumi.output(vpc.ipv6CidrBlock);
    if (peerAccountId) this.accepterAccountId = pulumi.output(peerAccountId);
    if (plan.peerRegion !== undefined) this.accepterRegion = plan.peerRegion;
    this.registerOutputs({
      vpcPeeringConnectionId,
      acceptStatus: this.acceptStatus,
      requesterCidrBlocks: this.requesterCidrBlocks,
      requesterIpv6CidrBlock: this.requesterIpv6CidrBlock,
      accepterAccountId: this.accepterAccountId,
      accepterRegion: this.accepterRegion,
    });
  }
}
