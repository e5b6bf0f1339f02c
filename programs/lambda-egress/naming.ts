/** What every part of `lambda-egress` is called and tagged. */
import type { Naming } from "pulumi-aws-network";
import type { LambdaEgressConfig } from "./config";

export const PURPOSE = "mailer";

export interface Common {
  readonly naming: Naming;
  /** By these two the next deployment knows what is its own in a VPC that was there already. */
  readonly tags: Record<string, string>;
}

export const commonOf = ({ environmentSuffix: suffix }: LambdaEgressConfig): Common => ({
  naming: { purpose: PURPOSE, suffix },
  tags: { Environment: suffix, Service: "lambda-egress" },
});
