/**
 * The IPv6 ways out: from public tiers by the internet gateway, both ways; from private ones by an
 * egress-only internet gateway, which lets nothing in. Isolated tiers have none. All free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { childName, SubnetType, tagsOf, zoneSuffix } from "../network";
import { SubnetIpv6 } from "./subnetSpec";
import type { Building, IdsByTier } from "./vpcParts";

const EVERYWHERE = "::/0";

export function createIpv6Routes(
  building: Building,
  tables: IdsByTier,
  internetGateway: ec2.InternetGateway | undefined,
): ec2.EgressOnlyInternetGateway | undefined {
  const { parent, name, args, plan } = building;
  const tiers = plan.tiers.filter(({ ipv6 }) => ipv6 !== SubnetIpv6.None);
  const isPrivate = tiers.some(({ spec }) => spec.type === SubnetType.Private);
  const egressOnly = isPrivate ? createEgressOnlyGateway(building) : undefined;
  for (const { spec, sharedRouteTable } of tiers) {
    const target = targetOf(spec.type, internetGateway?.id, egressOnly?.id);
    if (target === undefined) continue;
    const all = Object.entries(tables[spec.name] ?? {});
    for (const [zone, routeTableId] of sharedRouteTable ? all.slice(0, 1) : all) {
      new ec2.Route(
        childName(name, spec.name, sharedRouteTable ? undefined : zoneSuffix(zone), "ipv6"),
        {
          routeTableId,
          destinationIpv6CidrBlock: EVERYWHERE,
          ...target,
          region: args.region,
        },
        { parent },
      );
    }
  }
  return egressOnly;
}

function createEgressOnlyGateway(building: Building): ec2.EgressOnlyInternetGateway {
  const { parent, name, args, vpcId } = building;
  return new ec2.EgressOnlyInternetGateway(
    name,
    { vpcId, region: args.region, tags: tagsOf(args, { child: name, resourceType: "eigw" }) },
    { parent },
  );
}

function targetOf(
  type: SubnetType,
  gatewayId: pulumi.Output<string> | undefined,
  egressOnlyGatewayId: pulumi.Output<string> | undefined,
): Partial<ec2.RouteArgs> | undefined {
  switch (type) {
    case SubnetType.Public:
      return { gatewayId };
    case SubnetType.Private:
      return { egressOnlyGatewayId };
    case SubnetType.Isolated:
      return undefined;
  }
}
