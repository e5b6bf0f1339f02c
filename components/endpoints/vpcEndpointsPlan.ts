/** What `VpcEndpoints` will make, decided from plain values alone. */
import { parseCidrBlock, type Issue } from "../../net";
import {
  insideTiers,
  isFullServiceName,
  isKey,
  regionOf,
  serviceNameOf,
  type VpcAttributes,
} from "../network";
import type { VpcEndpointsSpec } from "./vpcEndpointsArgs";

/** One endpoint. */
interface EndpointPlan {
  /** The service as the caller wrote it, without the region: the key of the outputs. */
  readonly service: string;
  readonly serviceName: string;
}

export interface VpcEndpointsPlan {
  readonly gateway: readonly EndpointPlan[];
  readonly interface: readonly EndpointPlan[];
  /** The tier of the interface endpoints. */
  readonly tier: string;
  readonly routeTableTiers: readonly string[];
  readonly allowedCidrBlocks: readonly string[];
  readonly issues: readonly Issue[];
}

/** The attributes the plan rests on: all plain, so that `Vpc` can ask before it has any id. */
export type VpcEndpointsSite = Pick<
  VpcAttributes,
  "availabilityZones" | "subnetTypes" | "cidrBlocks" | "region"
>;

const GATEWAY_SERVICES = ["s3", "dynamodb", "s3express"];
const SHORT_NAME = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;

export function planVpcEndpoints(
  spec: VpcEndpointsSpec & { readonly region?: string },
  site: VpcEndpointsSite,
): VpcEndpointsPlan {
  const issues: Issue[] = [];
  const region = spec.region ?? regionOf(site);
  const gateway = (spec.gateway ?? []).map((service) => endpoint(service, region));
  const interfaces = (spec.interface ?? []).map((service) => endpoint(service, region));
  issues.push(
    ...refuseServices(spec, region),
    ...refuseDuplicates(gateway, interfaces),
    ...refuseGatewayServices(gateway),
    ...refuseSources(spec),
  );
  const inside = insideTiers(site.subnetTypes);
  const tiers = Object.keys(site.subnetTypes);
  const tier = spec.tier ?? inside[0] ?? tiers[0] ?? "";
  const routeTableTiers = spec.routeTableTiers ?? (inside.length > 0 ? inside : tiers);
  issues.push(...refuseTiers(spec, tiers));
  const allowedCidrBlocks =
    spec.allowedCidrBlocks ?? (spec.allowedSecurityGroupIds ? [] : site.cidrBlocks);
  return { gateway, interface: interfaces, tier, routeTableTiers, allowedCidrBlocks, issues };
}

function endpoint(service: string, region: string | undefined): EndpointPlan {
  const key = isFullServiceName(service) ? service.replace(/^.*?amazonaws\.[^.]+\./, "") : service;
  return { service: key, serviceName: serviceNameOf(service, region) };
}

function refuseServices(spec: VpcEndpointsSpec, region: string | undefined): Issue[] {
  const services = [...listed("gateway", spec.gateway), ...listed("interface", spec.interface)];
  const issues = services.flatMap(({ propertyPath, service }) =>
    SHORT_NAME.test(service)
      ? []
      : [
          {
            propertyPath,
            reason: `must be a service such as "s3" or "ecr.api", or a full service name, got "${service}"`,
          },
        ],
  );
  const needed = services.find(({ service }) => !isFullServiceName(service));
  if (region === undefined && needed) {
    issues.push({
      propertyPath: "region",
      reason: `must be given to name the service "${needed.service}": ids of availability zones do not spell their region`,
    });
  }
  return issues;
}

function refuseDuplicates(
  gateway: readonly EndpointPlan[],
  interfaces: readonly EndpointPlan[],
): Issue[] {
  const all = [
    ...gateway.map((one, index) => ({ ...one, propertyPath: `gateway[${index}]` })),
    ...interfaces.map((one, index) => ({ ...one, propertyPath: `interface[${index}]` })),
  ];
  return all.flatMap(({ service, serviceName, propertyPath }, index) => {
    const first = all.findIndex(
      (one) => one.serviceName === serviceName || one.service === service,
    );
    if (first === index) return [];
    const reason = `must be a service without an endpoint yet, got "${service}" again (${all[first]?.propertyPath ?? ""})`;
    return [{ propertyPath, reason }];
  });
}

function refuseGatewayServices(gateway: readonly EndpointPlan[]): Issue[] {
  return gateway.flatMap(({ service }, index) =>
    GATEWAY_SERVICES.includes(service)
      ? []
      : [
          {
            propertyPath: `gateway[${index}]`,
            reason: `must be one of ${GATEWAY_SERVICES.join(", ")}, got "${service}"; other services have interface endpoints`,
          },
        ],
  );
}

function refuseSources(spec: VpcEndpointsSpec): Issue[] {
  const blocks = spec.allowedCidrBlocks ?? [];
  const issues = listed("allowedCidrBlocks", blocks).flatMap(({ propertyPath, service: text }) => {
    const block = parseCidrBlock(text);
    if (!block.ok) return [{ propertyPath, reason: block.reason }];
    const again = blocks.indexOf(text) < Number(/\d+/.exec(propertyPath)?.[0]);
    return again ? [{ propertyPath, reason: `must be given once, got "${text}" again` }] : [];
  });
  for (const key of Object.keys(spec.allowedSecurityGroupIds ?? {})) {
    if (isKey(key)) continue;
    issues.push({
      propertyPath: `allowedSecurityGroupIds["${key}"]`,
      reason: `must have a name of lower-case letters, digits and hyphens, got "${key}"`,
    });
  }
  if (spec.securityGroupIds && (spec.allowedCidrBlocks ?? spec.allowedSecurityGroupIds)) {
    issues.push({
      propertyPath: "securityGroupIds",
      reason:
        "must be left out where allowedCidrBlocks or allowedSecurityGroupIds are given: those are rules of the endpoints' own group",
    });
  }
  return issues;
}

function refuseTiers(spec: VpcEndpointsSpec, tiers: readonly string[]): Issue[] {
  const named = [
    ...(spec.tier === undefined ? [] : [{ propertyPath: "tier", service: spec.tier }]),
    ...listed("routeTableTiers", spec.routeTableTiers),
  ];
  return named
    .filter(({ service }) => !tiers.includes(service))
    .map(({ propertyPath, service }) => ({
      propertyPath,
      reason: `must be one of the network's tiers (${tiers.join(", ")}), got "${service}"`,
    }));
}

function listed(argument: string, values: readonly string[] | undefined) {
  return (values ?? []).map((service, index) => ({
    propertyPath: `${argument}[${index}]`,
    service,
  }));
}
