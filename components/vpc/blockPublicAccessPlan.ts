/** What `BlockPublicAccess` will make, decided from plain values alone. */
import type * as pulumi from "@pulumi/pulumi";
import { isTierName, type Issue } from "../../net";
import { childName, refuseValue, zoneSuffix } from "../network";
import {
  BlockPublicAccessExclusionMode,
  BlockPublicAccessMode,
  type BlockPublicAccessArgs,
  type BlockPublicAccessExclusion,
} from "./blockPublicAccessArgs";

interface ExclusionPlan {
  /** `web`, or `web-1a`. */
  readonly key: string;
  readonly mode: BlockPublicAccessExclusionMode;
  readonly vpcId: pulumi.Input<string> | undefined;
  readonly subnetId: pulumi.Input<string> | undefined;
}

interface BlockPublicAccessPlan {
  readonly exclusions: readonly ExclusionPlan[];
  readonly issues: readonly Issue[];
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-exclusions.html */
const MOST_EXCLUSIONS = 50;

export function planBlockPublicAccess(args: BlockPublicAccessArgs): BlockPublicAccessPlan {
  const given = args.exclusions ?? [];
  const exclusions = given.flatMap(planExclusion);
  const many = `must be at most ${MOST_EXCLUSIONS} VPCs and subnets, got ${exclusions.length}; except the whole VPC`;
  return {
    exclusions,
    issues: [
      ...refuseValue("mode", BlockPublicAccessMode, args.mode),
      ...given.flatMap((one, index) => refuseExclusion(one, index, given)),
      ...(exclusions.length > MOST_EXCLUSIONS
        ? [{ propertyPath: "exclusions", reason: many }]
        : []),
    ],
  };
}

function planExclusion({
  name,
  mode,
  vpcId,
  subnetIds,
}: BlockPublicAccessExclusion): ExclusionPlan[] {
  if (subnetIds === undefined) return [{ key: name, mode, vpcId, subnetId: undefined }];
  return Object.entries(subnetIds).map(([zone, subnetId]) => ({
    key: childName(name, zoneSuffix(zone)),
    mode,
    vpcId: undefined,
    subnetId,
  }));
}

function refuseExclusion(
  { name, mode, vpcId, subnetIds }: BlockPublicAccessExclusion,
  index: number,
  all: readonly BlockPublicAccessExclusion[],
): Issue[] {
  const path = `exclusions[${index}]`;
  const first = all.findIndex((one) => one.name === name);
  const issues: Issue[] = [];
  if (!isTierName(name)) {
    const reason = `must be lower-case words joined by hyphens, each starting with a letter, got "${name}"`;
    issues.push({ propertyPath: `${path}.name`, reason });
  } else if (first < index) {
    const reason = `must be the name of one exclusion, got "${name}" again (exclusions[${first}])`;
    issues.push({ propertyPath: `${path}.name`, reason });
  }
  issues.push(...refuseValue(`${path}.mode`, BlockPublicAccessExclusionMode, mode));
  if ((vpcId === undefined) === (subnetIds === undefined)) {
    const reason = `must have one of vpcId and subnetIds, got ${vpcId === undefined ? "neither" : "both"}`;
    issues.push({ propertyPath: path, reason });
  }
  if (subnetIds !== undefined && Object.keys(subnetIds).length === 0) {
    const reason = "must have at least one subnet, got none";
    issues.push({ propertyPath: `${path}.subnetIds`, reason });
  }
  return issues;
}
