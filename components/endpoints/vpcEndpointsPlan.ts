/** What `VpcEndpoints` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { insideTiers, regionOf, type VpcAttributes } from "../network";
import { neededExceptions } from "./dataPerimeter";
import type { DataPerimeterException } from "./dataPerimeterArgs";
import { bundled } from "./endpointBundles";
import {
  endpointService,
  EndpointType,
  shortName,
  type EndpointService,
} from "./endpointCatalogue";
import { EndpointIpAddressType, type VpcEndpointsSpec } from "./vpcEndpointsArgs";
import { refuseVpcEndpoints } from "./vpcEndpointsRefusals";

/** One endpoint. */
export interface EndpointPlan {
  /** The service as the caller wrote it, without the region: the key of the outputs. */
  readonly service: string;
  readonly serviceName: string;
  readonly facts: EndpointService;
  /** Where the caller asked for it, `bundles` where a bundle did. */
  readonly propertyPath: string;
}

export interface InterfacePlan extends EndpointPlan {
  /** The zones that it has an address in; undefined where they are known only once deployed. */
  readonly zones: readonly string[] | undefined;
}

export interface VpcEndpointsPlan {
  readonly gateway: readonly EndpointPlan[];
  readonly interface: readonly InterfacePlan[];
  /** The tier of the interface endpoints. */
  readonly tier: string;
  readonly routeTableTiers: readonly string[];
  readonly allowedCidrBlocks: readonly string[];
  /** Whether the VPC's own IPv6 block reaches the interface endpoints. */
  readonly allowsOwnIpv6: boolean;
  /** What a data perimeter leaves open at S3. */
  readonly exceptions: readonly DataPerimeterException[];
  readonly issues: readonly Issue[];
}

/** The attributes the plan rests on: all plain, so that `Vpc` can ask before it has any id. */
export type VpcEndpointsSite = Pick<
  VpcAttributes,
  "availabilityZones" | "subnetTypes" | "cidrBlocks" | "region"
> &
  Partial<
    Pick<
      VpcAttributes,
      "subnetIds" | "ipv6CidrBlock" | "reservedCidrBlocks" | "reservedIpv6Subnets"
    >
  > & {
    /** The zones of each tier, where there are no subnets yet. */
    readonly tierZones?: Readonly<Record<string, readonly string[]>>;
  };

export function planVpcEndpoints(
  spec: VpcEndpointsSpec & { readonly region?: string },
  site: VpcEndpointsSite,
): VpcEndpointsPlan {
  const region = spec.region ?? regionOf(site);
  const { gateway, interfaces } = endpointsOf(spec, region);
  const inside = insideTiers(site.subnetTypes);
  const tiers = Object.keys(site.subnetTypes);
  const tier = spec.tier ?? inside[0] ?? tiers[0] ?? "";
  const zones = site.tierZones?.[tier] ?? Object.keys(site.subnetIds?.[tier] ?? {});
  const placed = interfaces.map((one) => ({ ...one, zones: zonesOf(one, zones, spec) }));
  const all = [...gateway, ...interfaces].map(({ service }) => service);
  return {
    gateway,
    interface: placed,
    tier,
    routeTableTiers: spec.routeTableTiers ?? (inside.length > 0 ? inside : tiers),
    ...allowed(spec, site),
    exceptions: spec.dataPerimeter?.exceptions ?? neededExceptions(all),
    issues: refuseVpcEndpoints({ spec, site, region, tier, zones, gateway, interfaces: placed }),
  };
}

/** Those listed by hand, and those of bundles that are not among them. */
function endpointsOf(spec: VpcEndpointsSpec, region: string | undefined) {
  const listed = (argument: string, services: readonly string[] = []): EndpointPlan[] =>
    services.map((service, index) => endpoint(service, region, `${argument}[${index}]`));
  const byHand = [...listed("gateway", spec.gateway), ...listed("interface", spec.interface)];
  const ofBundles = (type: EndpointType): EndpointPlan[] =>
    bundled(spec.bundles ?? [], type)
      .filter((service) => !byHand.some((one) => one.service === service))
      .map((service) => endpoint(service, region, "bundles"));
  const isGateway = ({ propertyPath }: EndpointPlan): boolean => propertyPath.startsWith("gateway");
  return {
    gateway: [...byHand.filter(isGateway), ...ofBundles(EndpointType.Gateway)],
    interfaces: [...byHand.filter((one) => !isGateway(one)), ...ofBundles(EndpointType.Interface)],
  };
}

function endpoint(service: string, region: string | undefined, propertyPath: string): EndpointPlan {
  const facts = endpointService(service, region);
  return { service: shortName(service), serviceName: facts.serviceName, facts, propertyPath };
}

function zonesOf(
  { service, facts }: EndpointPlan,
  zones: readonly string[],
  { serviceZones }: VpcEndpointsSpec,
): readonly string[] | undefined {
  const given = givenZones(serviceZones, service);
  if (given === undefined) return zones.filter((zone) => !facts.missingZoneIds.includes(zone));
  return given === "late" ? undefined : zones.filter((zone) => given.includes(zone));
}

/** What is given for a service; `late` where it, or a part of it, is known only once deployed. */
function givenZones(
  serviceZones: VpcEndpointsSpec["serviceZones"],
  service: string,
): readonly string[] | "late" | undefined {
  if (serviceZones === undefined || !Object.hasOwn(serviceZones, service)) return undefined;
  const given = serviceZones[service];
  if (given === undefined) return undefined;
  const plain = Array.isArray(given) ? given.filter((zone) => typeof zone === "string") : [];
  return Array.isArray(given) && plain.length === given.length ? plain : "late";
}

function allowed(spec: VpcEndpointsSpec, site: VpcEndpointsSite) {
  const { allowedCidrBlocks, allowedSecurityGroupIds, ipAddressType } = spec;
  const { Ipv4, Ipv6 } = EndpointIpAddressType;
  const isOpen = allowedCidrBlocks === undefined && allowedSecurityGroupIds === undefined;
  return {
    allowedCidrBlocks:
      allowedCidrBlocks ?? (isOpen && ipAddressType !== Ipv6 ? site.cidrBlocks : []),
    allowsOwnIpv6: isOpen && (ipAddressType ?? Ipv4) !== Ipv4 && site.ipv6CidrBlock !== undefined,
  };
}
