/** Where a load balancer may be: subnets in several AZs of one VPC, its groups there, addresses for it. */
import { AwsError } from "../../errors";
import type { Wanted } from "../../resource/spec";
import { flag, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { elasticIpKind, internetGatewayKind, type Subnet } from "../ec2/entities";
import { freeAddresses } from "../ec2/networkInterfaces";
import { siteOf, type PlacementErrors, type Site } from "../ec2/placement";
import { subnetIdsIn } from "./interfaces";

const badRequest = (message: string): AwsError =>
  new AwsError("InvalidConfigurationRequest", message);
const badSubnet = (message: string): AwsError => new AwsError("InvalidSubnet", message);

const errors: PlacementErrors = {
  noSubnet: (id) => new AwsError("SubnetNotFound", `The subnet ID '${id}' does not exist`),
  noSecurityGroup: () =>
    new AwsError("InvalidSecurityGroup", "One or more security groups are invalid"),
  otherVpc: (id) =>
    badRequest(`${id} is not in the VPC of the load balancer's first subnet: all must be in one`),
};

/** @param standing the subnets in which it is already. @throws AwsError */
export function acceptSite(wanted: Wanted, standing: readonly string[]): Site {
  const { scope, inputs } = wanted;
  const type = text(inputs, "loadBalancerType") ?? "application";
  const subnetIds = subnetIdsIn(inputs);
  const securityGroupIds = texts(inputs, "securityGroups");
  const site = siteOf(scope, { subnetIds, securityGroupIds }, errors);
  if (site === undefined)
    throw new AwsError("ValidationError", "At least one subnet must be specified");
  oneSubnetAnAz(site.subnets);
  if (type === "application" && site.subnets.length < 2)
    throw new AwsError(
      "ValidationError",
      "At least two subnets in two different Availability Zones must be specified",
    );
  if (type === "gateway" && securityGroupIds.length > 0)
    throw badRequest("Security groups are not supported for load balancers with type 'gateway'");
  const fresh = site.subnets.filter((one) => !standing.includes(one.id));
  for (const subnet of fresh) enoughAddresses(scope, subnet);
  if (flag(inputs, "internal") !== true && type !== "gateway") hasWayOut(scope, site.vpcId);
  acceptAddresses(wanted, type);
  return site;
}

function oneSubnetAnAz(subnets: readonly Subnet[]): void {
  const zones = subnets.map((one) => one.availabilityZone);
  if (new Set(zones).size < zones.length)
    throw badRequest(
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
}

function enoughAddresses(scope: Scope, subnet: Subnet): void {
  if (freeAddresses(scope, subnet) < 8n)
    throw badSubnet(
      `Not enough IP space available in ${subnet.id}. ELB requires at least 8 free IP addresses in each subnet.`,
    );
}

function hasWayOut(scope: Scope, vpcId: string): void {
  if (scope.count(internetGatewayKind, "vpc", vpcId) === 0)
    throw badSubnet(`VPC ${vpcId} has no internet gateway`);
}

/** Addresses of one's own are for network load balancers. */
function acceptAddresses({ scope, inputs }: Wanted, type: string): void {
  for (const mapping of maps(inputs, "subnetMappings")) {
    const allocation = text(mapping, "allocationId");
    if (allocation === undefined) continue;
    if (type !== "network")
      throw badRequest(
        `Allocation IDs can only be given for network load balancers, not for type '${type}'`,
      );
    if (scope.get(elasticIpKind, allocation) === undefined)
      throw new AwsError(
        "AllocationIdNotFound",
        `The allocation ID '${allocation}' does not exist`,
      );
  }
}
