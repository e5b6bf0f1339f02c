import type { Base } from "./base";
import { dualStack } from "./dualStack";
import { ec2Platform } from "./ec2Platform";
import { lambdaEgress } from "./lambdaEgress";
import { peering } from "./peering";
import { serverless } from "./serverless";
import { threeTier } from "./threeTier";
import { transit } from "./transit";

/** Those that cost least to walk first. */
export const bases: readonly Base[] = [
  lambdaEgress,
  dualStack,
  transit,
  peering,
  ec2Platform,
  threeTier,
  serverless,
];
