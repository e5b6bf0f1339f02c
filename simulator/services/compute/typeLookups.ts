/** Instance types and where they are offered. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import {
  commonTypes,
  findInstanceType,
  isOfferedIn,
  sizeOf,
  type InstanceType,
} from "./instanceTypes";
import { isLike } from "./lookups";

interface Offering {
  readonly type: string;
  readonly location: string;
}

export function getInstanceTypeOfferings(scope: Scope, args: ValueMap): ValueMap {
  const found = offeringsFor(scope, args);
  const locationType = text(args, "locationType") ?? "region";
  return {
    ...args,
    id: scope.region,
    instanceTypes: found.map((one) => one.type),
    locationTypes: found.map(() => locationType),
    locations: found.map((one) => one.location),
    region: scope.region,
  };
}

export function getInstanceTypeOffering(scope: Scope, args: ValueMap): ValueMap {
  const found = offeringsFor(scope, args);
  const preferred = texts(args, "preferredInstanceTypes");
  if (found.length === 0)
    throw new ProviderError(
      "no EC2 Instance Type Offerings found matching criteria; try different search",
    );
  const liked = preferred
    .map((type) => found.find((one) => one.type === type))
    .find((one) => one !== undefined);
  const chosen = liked ?? (found.length === 1 && preferred.length === 0 ? found[0] : undefined);
  if (chosen === undefined)
    throw new ProviderError(
      preferred.length > 0
        ? "no EC2 Instance Type Offerings found matching criteria; try different search"
        : "multiple EC2 Instance Offerings found matching criteria; try different search",
    );
  return {
    ...args,
    id: chosen.type,
    instanceType: chosen.type,
    location: chosen.location,
    region: scope.region,
  };
}

function offeringsFor(scope: Scope, args: ValueMap): readonly Offering[] {
  const filters = maps(args, "filters");
  const passes = (name: string, value: string): boolean =>
    filters
      .filter((filter) => text(filter, "name") === name)
      .every((filter) => texts(filter, "values").some((pattern) => isLike(value, pattern)));
  const unknown = filters.find(
    (filter) => !["instance-type", "location"].includes(text(filter, "name") ?? ""),
  );
  if (unknown !== undefined)
    throw new ProviderError(
      `the simulated AWS cannot filter offerings by ${text(unknown, "name") ?? ""}; it can by instance-type, location`,
    );
  return typesFor(args)
    .filter((type) => passes("instance-type", type.name))
    .flatMap((type) =>
      locationsOf(scope, args, type).map((location) => ({ type: type.name, location })),
    )
    .filter(({ location }) => passes("location", location));
}

/** The common ones, and those named outright. */
function typesFor(args: ValueMap): readonly InstanceType[] {
  const named = maps(args, "filters")
    .flatMap((filter) => texts(filter, "values"))
    .map(findInstanceType)
    .filter((type) => type !== undefined)
    .filter((type) => !commonTypes.some((common) => common.name === type.name));
  return [...commonTypes, ...named];
}

function locationsOf(scope: Scope, args: ValueMap, type: InstanceType): readonly string[] {
  const kind = text(args, "locationType") ?? "region";
  if (kind === "region") return [scope.region];
  const zones = scope.availabilityZones.filter((zone) => isOfferedIn(type, zone.id));
  return zones.map((zone) => (kind === "availability-zone-id" ? zone.id : zone.name));
}

export function getInstanceType(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "instanceType") ?? "";
  const type = findInstanceType(name);
  if (type === undefined)
    throw new ProviderError(`reading EC2 Instance Type (${name}): couldn't find resource`);
  const size = sizeOf(type);
  if (size === undefined)
    throw new ProviderError(
      `the simulated AWS does not know what ${name} is made of; it does of ${commonTypes[0]?.name ?? ""} and ${commonTypes.length - 1} others of the families T, C, M and R`,
    );
  const isBurstable = type.family.startsWith("t");
  const threads = type.architecture === "arm64" || size.vcpus === 1 ? 1 : 2;
  return {
    autoRecoverySupported: true,
    bareMetal: false,
    burstablePerformanceSupported: isBurstable,
    currentGeneration: type.family !== "t2",
    defaultCores: size.vcpus / threads,
    defaultThreadsPerCore: threads,
    defaultVcpus: size.vcpus,
    ebsEncryptionSupport: "supported",
    enaSupport: type.family === "t2" ? "unsupported" : "required",
    freeTierEligible: name === "t2.micro" || name === "t3.micro",
    hypervisor: type.family === "t2" ? "xen" : "nitro",
    id: name,
    instanceStorageSupported: false,
    instanceType: name,
    ipv6Supported: true,
    memorySize: size.memory,
    region: scope.region,
    supportedArchitectures: [type.architecture],
    supportedUsagesClasses: ["on-demand", "spot"],
    supportedVirtualizationTypes: ["hvm"],
  };
}
