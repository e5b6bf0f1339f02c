/** The rules of the baseline, the graver ones first. */
import type { BaselineRule } from "./rule";
import { blackHole } from "./rules/blackHole";
import { databaseReachableFromInternet } from "./rules/databaseReachableFromInternet";
import { endpointThatNothingCanReach } from "./rules/endpointThatNothingCanReach";
import { gatewayEndpointMissingOnSomeTables } from "./rules/gatewayEndpointMissingOnSomeTables";
import { ipv6WayRound } from "./rules/ipv6WayRound";
import { natGatewayWithoutInternetRoute } from "./rules/natGatewayWithoutInternetRoute";
import { natGatewayWithoutPublicAddress } from "./rules/natGatewayWithoutPublicAddress";
import { publicSubnetTier } from "./rules/publicSubnetTier";
import { repliesDroppedByAcl } from "./rules/repliesDroppedByAcl";
import { returnRouteMissing } from "./rules/returnRouteMissing";
import { routingLoop } from "./rules/routingLoop";
import { ruleHiddenByAnother } from "./rules/ruleHiddenByAnother";
import { ruleSplitsSubnet } from "./rules/ruleSplitsSubnet";
import { ruleThatCanNeverMatch } from "./rules/ruleThatCanNeverMatch";
import { unusedGroup } from "./rules/unusedGroup";
import { unusedNetworkAcl } from "./rules/unusedNetworkAcl";

export const baselineRules: readonly BaselineRule[] = [
  routingLoop,
  blackHole,
  natGatewayWithoutPublicAddress,
  natGatewayWithoutInternetRoute,
  databaseReachableFromInternet,
  repliesDroppedByAcl,
  returnRouteMissing,
  ipv6WayRound,
  publicSubnetTier,
  ruleThatCanNeverMatch,
  ruleHiddenByAnother,
  endpointThatNothingCanReach,
  gatewayEndpointMissingOnSomeTables,
  unusedGroup,
  unusedNetworkAcl,
  ruleSplitsSubnet,
];
