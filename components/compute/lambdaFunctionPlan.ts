/** What `LambdaFunction` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseRetention, SubnetType, tiersOfType } from "../network";
import type { LambdaFunctionArgs } from "./lambdaFunctionArgs";
import { refusePermissions } from "./rolePermissions";

export interface LambdaFunctionPlan {
  readonly tier: string;
  readonly logRetentionInDays: number;
  readonly issues: readonly Issue[];
}

export function planLambdaFunction(args: LambdaFunctionArgs): LambdaFunctionPlan {
  const { subnetTypes } = args.vpc;
  const [inside] = [SubnetType.Private, SubnetType.Isolated].flatMap((type) =>
    tiersOfType(subnetTypes, type),
  );
  const tier = args.tier ?? inside ?? "";
  const logRetentionInDays = args.logRetentionInDays ?? 30;
  const issues = [
    ...refuseTier(args, tier),
    ...refuseRetention("logRetentionInDays", logRetentionInDays),
    ...refusePermissions(args.permissions ?? []),
  ];
  if (args.securityGroupIds.length === 0) {
    const reason = "must list a security group, got none; a function in a VPC has one at least";
    issues.push({ propertyPath: "securityGroupIds", reason });
  }
  return { tier, logRetentionInDays, issues };
}

function refuseTier({ vpc }: LambdaFunctionArgs, tier: string): Issue[] {
  if (Object.hasOwn(vpc.subnetTypes, tier)) return [];
  const tiers = Object.keys(vpc.subnetTypes).join(", ");
  const reason =
    tier === ""
      ? `must be one of ${tiers}, as there is no private and no isolated tier`
      : `must be one of ${tiers}, got "${tier}"`;
  return [{ propertyPath: "tier", reason }];
}
