/** What `PrivateHostedZone` and `PrivateZoneAssociations` refuse. */
import type { Issue } from "../../net";
import type { PrivateHostedZoneArgs, ZoneVpc } from "./privateHostedZoneArgs";
import { isKey } from "../network";

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
export function planPrivateHostedZone(args: PrivateHostedZoneArgs): { readonly issues: Issue[] } {
  const { zoneName, vpc, associatedVpcs = {}, authorizedVpcs = {} } = args;
  const given: GivenVpc[] = [
    { propertyPath: "vpc", vpc },
    ...listed("associatedVpcs", associatedVpcs),
    ...listed("authorizedVpcs", authorizedVpcs),
  ];
  return {
    issues: [
      ...refuseName(zoneName),
      ...refuseKeys("associatedVpcs", associatedVpcs),
      ...refuseKeys("authorizedVpcs", authorizedVpcs),
      ...refuseSharedKeys(associatedVpcs, authorizedVpcs),
      ...refuseTwice(given),
    ],
  };
}

/** The VPCs of an association, or of several. */
export function refuseZoneVpcs(argument: string, vpcs: Readonly<Record<string, ZoneVpc>>): Issue[] {
  const issues = [...refuseKeys(argument, vpcs), ...refuseTwice(listed(argument, vpcs))];
  if (Object.keys(vpcs).length > 0) return issues;
  return [{ propertyPath: argument, reason: "must name a VPC at least, got none" }];
}

interface GivenVpc {
  readonly propertyPath: string;
  readonly vpc: ZoneVpc;
}

function listed(argument: string, vpcs: Readonly<Record<string, ZoneVpc>>): GivenVpc[] {
  return Object.entries(vpcs).map(([key, vpc]) => ({ propertyPath: `${argument}["${key}"]`, vpc }));
}

function refuseName(zoneName: string): Issue[] {
  const labels = zoneName.split(".");
  if (zoneName.length <= 255 && labels.every((label) => LABEL.test(label))) return [];
  const reason = `must be a domain name in lower case such as "payment.internal", without a final dot, got "${zoneName}"`;
  return [{ propertyPath: "zoneName", reason }];
}

function refuseKeys(argument: string, vpcs: Readonly<Record<string, ZoneVpc>>): Issue[] {
  return Object.keys(vpcs)
    .filter((key) => !isKey(key))
    .map((key) => ({
      propertyPath: `${argument}["${key}"]`,
      reason: `must be named in lower-case letters, digits and hyphens, got "${key}"`,
    }));
}

/** A name moved from one argument to the other is another VPC's, as a reader sees it. */
function refuseSharedKeys(
  associated: Readonly<Record<string, ZoneVpc>>,
  authorized: Readonly<Record<string, ZoneVpc>>,
): Issue[] {
  return Object.keys(authorized)
    .filter((key) => Object.hasOwn(associated, key))
    .map((key) => ({
      propertyPath: `authorizedVpcs["${key}"]`,
      reason: `must have a name of its own, got "${key}" again (associatedVpcs["${key}"])`,
    }));
}

/** AWS says `ConflictingDomainExists`. An output is the same VPC where it is the same object. */
function refuseTwice(given: readonly GivenVpc[]): Issue[] {
  const ids = given.map(({ vpc }) => vpc.vpcId);
  return given.flatMap(({ propertyPath }, index) => {
    const first = ids.findIndex((id) => id === ids[index]);
    if (first === index) return [];
    const id = ids[index];
    const shown = typeof id === "string" ? `"${id}"` : "the same VPC";
    const reason = `must be a VPC that is not given yet, got ${shown} again (${given[first]?.propertyPath ?? ""})`;
    return [{ propertyPath, reason }];
  });
}
