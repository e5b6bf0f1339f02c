import type { Base } from "./base";
import { dualStack } from "./dualStack";
import { ec2Platform } from "./ec2Platform";
import { lambdaEgress } from "./lambdaEgress";
import { peering } from "./peering";
import { serverless } from "./serverless";
import { threeTier } from "./threeTier";
import { transit } from "./transit";

/** The drawn ones first: they cost nothing to make. */
export const bases: readonly Base[] = [
  lambdaEgress,
  threeTier,
  ec2Platform,
  peering,
  dualStack,
  transit,
  serverless,
];
