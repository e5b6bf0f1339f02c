/**
 * Networks of one account, each peered with the others: a full mesh, or one with networks kept apart.
 * Makes a `VpcPeering` for each pair, named after the two keys, sorted: another network adds its
 * own connections and touches none that is there.
 * N networks have N × (N - 1) / 2 connections, which cost nothing by themselves. From about ten on a
 * transit gateway has less to keep, for $0.05 an hour and network.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-full-access.html
 */
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName } from "../network";
import type { MeshNetwork, PeeringMeshArgs } from "./peeringMeshArgs";
import { planPeeringMesh, type MeshPair } from "./peeringMeshPlan";
import type { PeeringSide } from "./peeringSide";
import { VpcPeering } from "./vpcPeering";

/** A mesh of peered networks. */
export class PeeringMesh extends pulumi.ComponentResource {
  /** The connections' ids, by the keys of both networks, either one first. */
  readonly vpcPeeringConnectionIds: Record<string, Record<string, pulumi.Output<string>>>;
  /** The connections' ids, each once, in the order of their names. */
  readonly allVpcPeeringConnectionIds: pulumi.Output<string>[];

  constructor(name: string, args: PeeringMeshArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:PeeringMesh", name, {}, opts);
    const inputs = { allowRemoteVpcDnsResolution: 0 };
    const checked = { component: this, kind: "PeeringMesh", name, inputs };
    const plan = checkedPlan(checked, args, () => planPeeringMesh(args));
    const joined = plan.pairs.map((pair) => ({ ...pair, id: join(this, name, args, pair) }));
    this.vpcPeeringConnectionIds = Object.fromEntries(
      args.networks.map(({ key }) => [
        key,
        Object.fromEntries(
          joined.flatMap(({ one, other, id }) =>
            one.key === key ? [[other.key, id]] : other.key === key ? [[one.key, id]] : [],
          ),
        ),
      ]),
    );
    this.allVpcPeeringConnectionIds = joined.map(({ id }) => id);
    this.registerOutputs({
      vpcPeeringConnectionIds: this.vpcPeeringConnectionIds,
      allVpcPeeringConnectionIds: this.allVpcPeeringConnectionIds,
    });
  }
}

/** A key has no dot, so no two pairs have one name. */
function join(
  parent: PeeringMesh,
  name: string,
  { naming, tags }: PeeringMeshArgs,
  { one, other }: MeshPair,
): pulumi.Output<string> {
  const pair = `${one.key}.${other.key}`;
  return new VpcPeering(
    childName(name, pair),
    {
      requester: sideOf(one),
      accepter: sideOf(other),
      naming: naming && { ...naming, purpose: childName(naming.purpose, pair) },
      tags,
    },
    { parent },
  ).vpcPeeringConnectionId;
}

function sideOf({ vpc, tiers, allowRemoteVpcDnsResolution }: MeshNetwork): PeeringSide {
  return { vpc, tiers, allowRemoteVpcDnsResolution };
}
