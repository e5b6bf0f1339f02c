/** A load balancer's subnets with the addresses it is to have there: what of their changes replaces, and what fails. */
import { AwsError } from "../../errors";
import type { Value, ValueMap } from "../../protocol";
import { maps, text } from "../../values";

const keys = ["subnetId", "allocationId", "privateIpv4Address", "ipv6Address"];

/** Each in one text. */
const written = (value: Value | undefined): readonly string[] =>
  maps({ value: value ?? null }, "value").map((one) =>
    keys.map((key) => text(one, key) ?? "").join(" "),
  );

/** One in another's place replaces nothing: the provider means to, and plans an update (measured on 5.100). */
export function changesMapping(
  before: Value | undefined,
  after: Value | undefined,
  inputs: ValueMap,
): boolean {
  const [was, is] = [written(before), written(after)];
  if (was.length === is.length) return false;
  if (inputs.loadBalancerType === "network")
    return is.length < was.length || was.some((one) => !is.includes(one));
  const [few, many] = was.length < is.length ? [was, is] : [is, was];
  return few.some((one) => !many.includes(one));
}

/**
 * That update sends a mapping that has no subnet (hashicorp/terraform-provider-aws issue 40060).
 *
 * @throws AwsError
 */
export function acceptMappings(inputs: ValueMap, before: Value | undefined): void {
  const [was, is] = [written(before), written(inputs.subnetMappings)];
  if (was.length !== is.length || is.every((one) => was.includes(one))) return;
  throw new AwsError(
    "ValidationError",
    "You must specify a subnet ID for each subnet mapping.",
    "SetSubnets",
  );
}
