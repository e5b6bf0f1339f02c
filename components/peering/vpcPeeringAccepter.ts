/**
 * A request for a peering accepted, and this side's routes and DNS option.
 * Its provider is one of the account that is asked. A request that has expired is gone: the
 * requester's next refresh and deployment makes another.
 * Costs nothing by itself; traffic $0.01 a GB each way between zones, and about $0.02 between regions.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/accept-vpc-peering-connection.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, tagsOf } from "../network";
import { createPeeringRoutes } from "./peeringRoutes";
import type { PeeringRequestAttributes, VpcPeeringAccepterArgs } from "./vpcPeeringAccepterArgs";
import { planVpcPeeringAccepter } from "./vpcPeeringAccepterPlan";

/** The accepter's side. */
export class VpcPeeringAccepter extends pulumi.ComponentResource {
  /** The connection's id, known once it is active. */
  readonly vpcPeeringConnectionId: pulumi.Output<string>;

  constructor(name: string, args: VpcPeeringAccepterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:VpcPeeringAccepter", name, {}, opts);
    const checked = { component: this, kind: "VpcPeeringAccepter", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () =>
      planVpcPeeringAccepter(args, sharesProvider(this, args.request)),
    );
    const { vpc, request, allowRemoteVpcDnsResolution = false } = args;
    const { region } = vpc;
    const { id: vpcPeeringConnectionId } = new ec2.VpcPeeringConnectionAccepter(
      name,
      {
        vpcPeeringConnectionId: request.vpcPeeringConnectionId,
        autoAccept: true,
        region,
        tags: tagsOf(args, { child: name, resourceType: "pcx" }),
      },
      { parent: this },
    );
    createPeeringRoutes({ parent: this, name, region, vpcPeeringConnectionId }, plan.routes);
    // Made even where nothing is allowed: an option that is no longer written stays set in AWS.
    new ec2.PeeringConnectionOptions(
      name,
      { vpcPeeringConnectionId, accepter: { allowRemoteVpcDnsResolution }, region },
      { parent: this },
    );
    this.vpcPeeringConnectionId = vpcPeeringConnectionId;
    this.registerOutputs({ vpcPeeringConnectionId });
  }
}

const INPUTS = {
  vpcPeeringConnectionId: 0,
  requesterIpv6CidrBlock: 0,
  accepterAccountId: 0,
  allowRemoteVpcDnsResolution: 0,
};

/** Of a request made elsewhere nothing is known: its provider is another's business. */
function sharesProvider(component: VpcPeeringAccepter, request: PeeringRequestAttributes): boolean {
  if (!pulumi.Resource.isInstance(request)) return false;
  const type = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
  return request.getProvider(type) === component.getProvider(type);
}
