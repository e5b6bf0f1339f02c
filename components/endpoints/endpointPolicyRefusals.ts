/** What is wrong with the policies that `VpcEndpoints` is to give its endpoints. */
import type { Issue } from "../../net";
import { refuseValue, under } from "../network";
import { DataPerimeterException, type DataPerimeterSpec } from "./dataPerimeterArgs";
import type { VpcEndpointsSpec } from "./vpcEndpointsArgs";
import type { EndpointPlan } from "./vpcEndpointsPlan";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const LONGEST_POLICY = 20_480;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ACCOUNT = /^\d{12}$/;

export function refuseEndpointPolicies(
  spec: VpcEndpointsSpec,
  endpoints: readonly EndpointPlan[],
): Issue[] {
  return [...refusePolicies(spec, endpoints), ...refusePerimeter(spec, endpoints)];
}

function refusePolicies({ policies }: VpcEndpointsSpec, all: readonly EndpointPlan[]): Issue[] {
  return Object.entries(policies ?? {}).flatMap(([service, policy]) => {
    const propertyPath = `policies["${service}"]`;
    const issue = (reason: string): Issue[] => [{ propertyPath, reason }];
    const found = all.find((one) => one.service === service);
    if (found === undefined) {
      const services = all.map((one) => one.service).join(", ") || "there is none";
      return issue(`must be for an endpoint made here (${services}), got "${service}"`);
    }
    if (!found.facts.supportsPolicies) {
      return issue(
        `must be left out: "${service}" takes no endpoint policy, and lets everything through`,
      );
    }
    if (typeof policy !== "string") return [];
    if (policy.length > LONGEST_POLICY) {
      return issue(
        `must be at most ${LONGEST_POLICY} characters, got ${policy.length}; AWS takes no longer endpoint policy`,
      );
    }
    return isJsonObject(policy)
      ? []
      : issue(`must be a policy document as JSON, got "${policy.slice(0, 40)}"`);
  });
}

function isJsonObject(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}

function refusePerimeter(spec: VpcEndpointsSpec, all: readonly EndpointPlan[]): Issue[] {
  const { dataPerimeter: perimeter } = spec;
  if (perimeter === undefined) return [];
  const open = all
    .filter(({ facts }) => !facts.supportsPolicies)
    .map(({ service }) => ({
      propertyPath: "dataPerimeter",
      reason: `must be left out beside "${service}", which takes no endpoint policy, so that nothing can be held there; make its endpoint in another VpcEndpoints`,
    }));
  const hasS3 = all.some(({ service }) => service === "s3");
  return [...open, ...under("dataPerimeter", refuseSides(perimeter, hasS3))];
}

function refuseSides(perimeter: DataPerimeterSpec, hasS3: boolean): Issue[] {
  const issues: Issue[] = [];
  if (perimeter.principalOrgId === undefined && perimeter.principalAccountIds === undefined) {
    const reason =
      "must be given, or principalAccountIds: without either the perimeter lets identities of nobody through";
    issues.push({ propertyPath: "principalOrgId", reason });
  }
  for (const propertyPath of ["principalOrgId", "resourceOrgId"] as const) {
    const id = perimeter[propertyPath];
    if (typeof id !== "string" || ORGANIZATION.test(id)) continue;
    const reason = `must be the id of an organization, such as "o-a1b2c3d4e5", got "${id}"`;
    issues.push({ propertyPath, reason });
  }
  for (const argument of ["principalAccountIds", "resourceAccountIds"] as const) {
    issues.push(...refuseAccounts(argument, perimeter[argument]));
  }
  const { exceptions = [] } = perimeter;
  issues.push(
    ...exceptions.flatMap((one, index) =>
      refuseValue(`exceptions[${index}]`, DataPerimeterException, one),
    ),
  );
  if (exceptions.length > 0 && !hasS3) {
    const reason = `must be left out without an endpoint for "s3", got ${exceptions.join(", ")}; they are buckets`;
    issues.push({ propertyPath: "exceptions", reason });
  }
  return issues;
}

function refuseAccounts(argument: string, ids: DataPerimeterSpec["principalAccountIds"]): Issue[] {
  if (ids?.length === 0) {
    const reason = "must have an account, or be left out, got none";
    return [{ propertyPath: argument, reason }];
  }
  return (ids ?? []).flatMap((id, index) => {
    if (typeof id !== "string" || ACCOUNT.test(id)) return [];
    const reason = `must be the twelve digits of an account, got "${id}"`;
    return [{ propertyPath: `${argument}[${index}]`, reason }];
  });
}
