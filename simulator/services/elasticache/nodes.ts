/** Nodes of a cache: a network interface each, spread over the zones of its subnet group. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { defaultVpc } from "../ec2/defaultVpc";
import { subnetKind, type Subnet } from "../ec2/entities";
import { placeInterfaces, removeInterfaces, siteOf, type PlacementErrors } from "../ec2/placement";
import { findSubnet, needVpc } from "../ec2/references";
import { subnetGroupKind } from "./entities";

interface CacheSite {
  readonly groupName: string;
  readonly vpcId: string;
  readonly subnets: readonly Subnet[];
  readonly securityGroupIds: readonly string[];
}

const errorsFor = (groupName: string, vpcId: string): PlacementErrors => ({
  noSubnet: (id) => new AwsError("InvalidSubnet", `The subnet ID '${id}' does not exist`),
  noSecurityGroup: (id) =>
    new AwsError("InvalidParameterValue", `Invalid security group id: ${id}: it does not exist.`),
  otherVpc: (id) =>
    new AwsError(
      "InvalidParameterCombination",
      `Subnet group [${groupName}] belongs to a different VPC [${vpcId}] than [${id}]`,
    ),
});

/** @throws AwsError for groups of another VPC, or that do not exist. */
export function siteFor(scope: Scope, inputs: ValueMap): CacheSite {
  const named = text(inputs, "subnetGroupName") ?? "default";
  const group = scope.get(subnetGroupKind, named.toLowerCase());
  const vpc = group === undefined ? defaultVpc(scope) : undefined;
  const vpcId = group === undefined ? (vpc?.id ?? "") : (text(group.properties, "vpcId") ?? "");
  const subnets =
    group === undefined
      ? scope.find(subnetKind, "vpc", vpcId).filter((one) => one.ambient === true)
      : texts(group.properties, "subnetIds").flatMap((id) => findSubnet(scope, id) ?? []);
  const [first] = subnets;
  if (first === undefined)
    throw new AwsError(
      "InvalidParameterCombination",
      "There is no default VPC for a cache without a subnet group: give subnetGroupName.",
    );
  const given = texts(inputs, "securityGroupIds");
  const securityGroupIds =
    given.length > 0 ? given : [needVpc(scope, vpcId).defaultSecurityGroupId];
  siteOf(scope, { subnetIds: [first.id], securityGroupIds }, errorsFor(named, vpcId));
  return { groupName: named, vpcId, subnets, securityGroupIds };
}

export const zonesOf = ({ subnets }: CacheSite): readonly string[] =>
  [...new Set(subnets.map((one) => one.availabilityZone))].sort();

/** The nodes' subnets, in the order of the nodes: the zones asked for, else one after the other. */
function spread(site: CacheSite, count: number, wanted: readonly string[]): readonly Subnet[] {
  const zones = wanted.length > 0 ? wanted : zonesOf(site);
  return Array.from({ length: count }, (_, index) => zones[index % zones.length]).flatMap(
    (zone) => site.subnets.find((one) => one.availabilityZone === zone) ?? [],
  );
}

export interface Wish {
  readonly nodes: readonly string[];
  readonly zones: readonly string[];
}

/** Puts every node's interface where it belongs, and takes away those of nodes that are no longer. */
export function placeNodes(scope: Scope, thing: Thing, { nodes, zones }: Wish): ValueMap {
  const site = knownSite(scope, thing.properties);
  if (site === undefined) return {};
  const before = texts(thing.properties, "nodes");
  for (const one of before) if (!nodes.includes(one)) removeInterfaces(scope, one);
  const subnets = spread(site, nodes.length, zones);
  nodes.forEach((owner, index) => {
    const subnet = subnets[index];
    if (subnet === undefined) return;
    placeInterfaces(scope, {
      owner,
      subnetIds: [subnet.id],
      securityGroupIds: site.securityGroupIds,
      interfaceType: "interface",
      description: `ElastiCache ${owner}`,
    });
  });
  return {
    nodes,
    placedIn: subnets.map((one) => one.id),
    subnetGroupName: site.groupName,
    securityGroupIds: site.securityGroupIds,
  };
}

/** What is taken over as it stands may be in a network that this world does not know. */
export function knownSite(scope: Scope, properties: ValueMap): CacheSite | undefined {
  try {
    return siteFor(scope, properties);
  } catch (error) {
    if (scope.pinned === undefined) throw error;
    return undefined;
  }
}

export function removeNodes(scope: Scope, { properties }: Thing): void {
  for (const one of texts(properties, "nodes")) removeInterfaces(scope, one);
}
