/**
 * The DNS option of one side of a connection that is active: of the requester, once the other side
 * has accepted. `VpcPeering` and `VpcPeeringAccepter` set theirs themselves.
 * It is about public host names (`ec2-….compute.amazonaws.com`) alone; names in a private hosted
 * zone need `PrivateHostedZone` associated with both networks. Costs nothing.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, refuseValue } from "../network";
import { PeeringRole, type VpcPeeringOptionsArgs } from "./vpcPeeringOptionsArgs";

/** The DNS option of one side. */
export class VpcPeeringOptions extends pulumi.ComponentResource {
  /** The connection's id, known once the option is set. */
  readonly vpcPeeringConnectionId: pulumi.Output<string>;

  constructor(name: string, args: VpcPeeringOptionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:VpcPeeringOptions", name, {}, opts);
    const inputs = { vpcPeeringConnectionId: 0, allowRemoteVpcDnsResolution: 0 };
    const checked = { component: this, kind: "VpcPeeringOptions", name, inputs };
    checkedPlan(checked, args, () => ({ issues: refuseValue("role", PeeringRole, args.role) }));
    const { vpcPeeringConnectionId, role, allowRemoteVpcDnsResolution, region } = args;
    const options = new ec2.PeeringConnectionOptions(
      name,
      { vpcPeeringConnectionId, [role]: { allowRemoteVpcDnsResolution }, region },
      { parent: this },
    );
    this.vpcPeeringConnectionId = options.id;
    this.registerOutputs({ vpcPeeringConnectionId: this.vpcPeeringConnectionId });
  }
}
