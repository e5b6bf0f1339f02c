/**
 * A policy pack for the Pulumi CLI, for programs in any language: `pulumi preview --policy-pack` says whether the
 * network that is about to be built is what was meant. Needs `@pulumi/policy`.
 */
import { PolicyPack, type PolicyPackConfig } from "@pulumi/policy";
import { networkPolicies, type NetworkPoliciesArgs } from "./policies";

export { networkPolicies, type NetworkPoliciesArgs } from "./policies";

/** Serves the policies as a pack of their own. Of one process there is one pack. */
export function createPolicyPack(
  args: NetworkPoliciesArgs = {},
  initialConfig?: PolicyPackConfig,
): PolicyPack {
  return new PolicyPack("aws-network", { policies: networkPolicies(args) }, initialConfig);
}
