/** What is wrong with the arguments of `VpcEndpoints`. */
import { parseCidrBlock, type Issue } from "../../net";
import { isFullServiceName, isKey, refuseValue } from "../network";
import { EndpointBundle } from "./endpointBundles";
import { EndpointType, GATEWAY_SERVICES } from "./endpointCatalogue";
import { refuseEndpointPolicies } from "./endpointPolicyRefusals";
import {
  EndpointDnsRecordIpType,
  EndpointIpAddressType,
  type VpcEndpointsSpec,
} from "./vpcEndpointsArgs";
import type { EndpointPlan, InterfacePlan, VpcEndpointsSite } from "./vpcEndpointsPlan";

interface Asked {
  readonly spec: VpcEndpointsSpec;
  readonly site: VpcEndpointsSite;
  readonly region: string | undefined;
  /** The tier of the interface endpoints, and the zones that it is in. */
  readonly tier: string;
  readonly zones: readonly string[];
  readonly gateway: readonly EndpointPlan[];
  readonly interfaces: readonly InterfacePlan[];
}

const SHORT_NAME = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;

export function refuseVpcEndpoints(asked: Asked): Issue[] {
  return [
    ...refuseBundles(asked.spec),
    ...refuseServices(asked),
    ...refuseDuplicates(asked),
    ...refuseGatewayServices(asked),
    ...refuseSources(asked.spec),
    ...refuseTiers(asked),
    ...refuseZones(asked),
    ...refuseAddresses(asked),
    ...refuseDns(asked),
    ...refuseEndpointPolicies(asked.spec, [...asked.gateway, ...asked.interfaces]),
  ];
}

function refuseBundles({ bundles = [] }: VpcEndpointsSpec): Issue[] {
  return bundles.flatMap((bundle, index) =>
    refuseValue(`bundles[${index}]`, EndpointBundle, bundle),
  );
}

function refuseServices({ spec, region, gateway, interfaces }: Asked): Issue[] {
  const services = [...listed("gateway", spec.gateway), ...listed("interface", spec.interface)];
  const issues = services.flatMap(({ propertyPath, text }) => {
    if (SHORT_NAME.test(text)) return [];
    const reason = `must be a service such as "s3" or "ecr.api", or a full service name, got "${text}"`;
    return [{ propertyPath, reason }];
  });
  const ofBundles = [...gateway, ...interfaces].filter((one) => one.propertyPath === "bundles");
  const bare = [
    ...services.map(({ text }) => text),
    ...ofBundles.map(({ service }) => service),
  ].find((text) => !isFullServiceName(text));
  if (region === undefined && bare !== undefined) {
    const reason = `must be given to name the service "${bare}": ids of availability zones do not spell their region`;
    issues.push({ propertyPath: "region", reason });
  }
  return issues;
}

/** Endpoints are named after their services, whatever their type. */
function refuseDuplicates({ gateway, interfaces }: Asked): Issue[] {
  const all = [...gateway, ...interfaces].filter(({ propertyPath }) => propertyPath !== "bundles");
  return all.flatMap(({ service, serviceName, propertyPath }, index) => {
    const first = all.find((one) => one.serviceName === serviceName || one.service === service);
    if (first === undefined || first === all[index]) return [];
    const list = first.propertyPath.split("[")[0] ?? "";
    const remedy = propertyPath.startsWith(list)
      ? ""
      : "; for one of each type, make another VpcEndpoints";
    const reason = `must be a service without an endpoint yet, got "${service}" again (${first.propertyPath})${remedy}`;
    return [{ propertyPath, reason }];
  });
}

function refuseGatewayServices({ gateway }: Asked): Issue[] {
  return gateway.flatMap(({ propertyPath, service, facts }) => {
    if (facts.types.includes(EndpointType.Gateway)) return [];
    const reason = `must be one of ${GATEWAY_SERVICES.join(", ")}, got "${service}"; other services have interface endpoints`;
    return [{ propertyPath, reason }];
  });
}

function refuseSources(spec: VpcEndpointsSpec): Issue[] {
  const blocks = spec.allowedCidrBlocks ?? [];
  const issues = listed("allowedCidrBlocks", blocks).flatMap(({ propertyPath, text }, index) => {
    const block = parseCidrBlock(text);
    if (!block.ok) return [{ propertyPath, reason: block.reason }];
    if (blocks.indexOf(text) === index) return [];
    return [{ propertyPath, reason: `must be given once, got "${text}" again` }];
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

function refuseTiers({ spec, site }: Asked): Issue[] {
  const tiers = Object.keys(site.subnetTypes);
  const named = [
    ...(spec.tier === undefined ? [] : [{ propertyPath: "tier", text: spec.tier }]),
    ...listed("routeTableTiers", spec.routeTableTiers),
  ];
  return named
    .filter(({ text }) => !tiers.includes(text))
    .map(({ propertyPath, text }) => ({
      propertyPath,
      reason: `must be one of the network's tiers (${tiers.join(", ")}), got "${text}"`,
    }));
}

/** An endpoint with an address in no zone would answer nobody. */
function refuseZones({ spec, tier, zones, interfaces }: Asked): Issue[] {
  const own = zones.join(", ");
  const services = interfaces.map(({ service }) => service);
  const strangers = Object.keys(spec.serviceZones ?? {})
    .filter((service) => !services.includes(service))
    .map((service) => ({
      propertyPath: `serviceZones["${service}"]`,
      reason: `must be for an interface endpoint made here (${services.join(", ") || "there is none"}), got "${service}"`,
    }));
  const nowhere = interfaces.flatMap((one) => {
    if (zones.length === 0 || one.zones?.length !== 0) return [];
    const given = spec.serviceZones?.[one.service];
    if (Array.isArray(given)) {
      const plain = given.filter((zone) => typeof zone === "string");
      return [noZone(one.service, { tier, zones, given: plain })];
    }
    const reason = `must be offered in a zone of tier "${tier}" (${own}), got "${one.service}", which is not offered in ${one.facts.missingZoneIds.join(", ")}; add a zone`;
    return [{ propertyPath: one.propertyPath, reason }];
  });
  return [...strangers, ...nowhere];
}

interface Offered {
  readonly tier: string;
  readonly zones: readonly string[];
  readonly given: readonly string[];
}

/** A service that is offered in none of the tier's zones. */
export function noZone(service: string, { tier, zones, given }: Offered): Issue {
  return {
    propertyPath: `serviceZones["${service}"]`,
    reason: `must name a zone of tier "${tier}" (${zones.join(", ")}), got ${given.join(", ") || "none"}; add a zone in which the service is offered`,
  };
}

/** Subnets have to have addresses of the families that endpoints take from them. */
function refuseAddresses({ spec, site, tier, interfaces }: Asked): Issue[] {
  const { Ipv4, Ipv6 } = EndpointIpAddressType;
  const { ipAddressType: type = Ipv4 } = spec;
  const propertyPath = "ipAddressType";
  const unknown = refuseValue(propertyPath, EndpointIpAddressType, type);
  if (unknown.length > 0 || interfaces.length === 0) return unknown;
  const { reservedIpv6Subnets, reservedCidrBlocks } = site;
  const hasIpv6 =
    reservedIpv6Subnets === undefined
      ? site.ipv6CidrBlock !== undefined
      : Object.hasOwn(reservedIpv6Subnets, tier);
  if (type !== Ipv4 && !hasIpv6) {
    const reason = `must be "${Ipv4}" in a tier without IPv6 ("${tier}"), got "${type}"; give the network IPv6, or stand the endpoints in another tier`;
    return [{ propertyPath, reason }];
  }
  const hasIpv4 = reservedCidrBlocks === undefined || Object.hasOwn(reservedCidrBlocks, tier);
  if (type !== Ipv6 && !hasIpv4 && reservedIpv6Subnets !== undefined && hasIpv6) {
    const reason = `must be "${Ipv6}" in a tier of IPv6 alone ("${tier}"), got "${type}"; or stand the endpoints in another tier`;
    return [{ propertyPath, reason }];
  }
  return [];
}

/** The records that endpoints with addresses of one family have. */
const OWN_RECORD = {
  [EndpointIpAddressType.Ipv4]: EndpointDnsRecordIpType.Ipv4,
  [EndpointIpAddressType.Ipv6]: EndpointDnsRecordIpType.Ipv6,
};

/** https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-dns-record-type */
function refuseDns({ spec, interfaces }: Asked): Issue[] {
  const { recordIpType, privateDnsOnlyForInboundResolver: inbound } = spec.dns ?? {};
  const { Dualstack, Ipv4 } = EndpointIpAddressType;
  const { ipAddressType: type = Ipv4 } = spec;
  const issues: Issue[] = [];
  if (recordIpType !== undefined) {
    const propertyPath = "dns.recordIpType";
    const unknown = refuseValue(propertyPath, EndpointDnsRecordIpType, recordIpType);
    issues.push(...unknown);
    if (unknown.length === 0 && type !== Dualstack && recordIpType !== OWN_RECORD[type]) {
      const reason = `must be "${type}" with ipAddressType "${type}", got "${recordIpType}"; endpoints with addresses of both families ("${Dualstack}") can have any`;
      issues.push({ propertyPath, reason });
    }
  }
  if (inbound === undefined) return issues;
  const propertyPath = "dns.privateDnsOnlyForInboundResolver";
  if (!interfaces.some(({ service }) => service === "s3")) {
    const reason = `must be left out without an interface endpoint for "s3", got ${String(inbound)}; no other service has it`;
    issues.push({ propertyPath, reason });
  } else if (spec.privateDnsEnabled === false) {
    const reason = `must be left out with privateDnsEnabled false, got ${String(inbound)}; there is no private name then`;
    issues.push({ propertyPath, reason });
  }
  return issues;
}

function listed(argument: string, values: readonly string[] = []) {
  return values.map((text, index) => ({ propertyPath: `${argument}[${index}]`, text }));
}
