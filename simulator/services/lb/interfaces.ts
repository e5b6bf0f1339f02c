/**
 * A load balancer's interfaces: one in each subnet, with a public address where it faces the internet. They stay for some
 * minutes after it, and hold subnets and groups for as long.
 */
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { giveAddress, releaseAddress } from "../compute/publicAddresses";
import { bindAddress } from "../ec2/addressBinding";
import { elasticIpKind, type NetworkInterface } from "../ec2/entities";
import { interfacesOf } from "../ec2/networkInterfaces";
import { placeInterfaces, removeInterfaces } from "../ec2/placement";

/** performance.md D1: interfaces stay about five minutes (terraform-provider-aws #10347). */
const secondsLingering = 300;

/** The subnets that a request names, in either of the two ways. */
export function subnetIdsIn(inputs: ValueMap): readonly string[] {
  const mapped = maps(inputs, "subnetMappings").map((one) => text(one, "subnetId") ?? "");
  return [...new Set([...texts(inputs, "subnets"), ...mapped])].filter((id) => id !== "");
}

export function subnetIdsOf(scope: Scope, loadBalancer: Thing): readonly string[] {
  return interfacesOf(scope, loadBalancer.id)
    .filter((one) => one.settlesAt === undefined)
    .map((one) => one.subnetId)
    .sort();
}

/** @param wanted the request, whose subnets are all that there are to be */
export function place(scope: Scope, loadBalancer: Thing, wanted: ValueMap): void {
  const { id, properties } = loadBalancer;
  const subnetIds = subnetIdsIn(wanted);
  for (const one of interfacesOf(scope, id))
    if (!subnetIds.includes(one.subnetId)) releaseAddress(scope, one);
  const isNetwork = text(properties, "loadBalancerType") === "network";
  const placed = placeInterfaces(scope, {
    owner: id,
    subnetIds,
    securityGroupIds: texts(properties, "securityGroups"),
    interfaceType: isNetwork ? "network_load_balancer" : "load_balancer",
    description: `ELB ${text(properties, "arnSuffix") ?? ""}`,
  });
  if (flag(properties, "internal") === true) return;
  for (const one of placed) address(scope, one, wanted);
}

function address(scope: Scope, target: NetworkInterface, wanted: ValueMap): void {
  if (target.publicIp !== undefined) return;
  const mapping = maps(wanted, "subnetMappings").find(
    (one) => text(one, "subnetId") === target.subnetId,
  );
  const own = scope.get(elasticIpKind, text(mapping ?? {}, "allocationId") ?? "");
  if (own === undefined) giveAddress(scope, target);
  else bindAddress(scope, own, target);
}

export function leave(scope: Scope, loadBalancer: Thing): void {
  for (const one of interfacesOf(scope, loadBalancer.id)) releaseAddress(scope, one);
  removeInterfaces(scope, loadBalancer.id, secondsLingering);
}
