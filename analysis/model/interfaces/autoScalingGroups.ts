/** Auto Scaling groups: one interface in each subnet, as the launch template or configuration has it. */
import type { Key, NetworkInterface } from "../network";
import type { Noun } from "../records/nouns";
import { flag, maps, property, text } from "../records/properties";
import { asFlag, mapsIn, numberIn, type ValueMap } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { partOf } from "../parts/part";
import { interfaceOf, type InterfaceContext } from "./draft";

const groupType = "aws:autoscaling/group:Group";

interface Launch {
  readonly securityGroups: readonly Key[];
  readonly publicIpv4: boolean | undefined;
  readonly ipv6: boolean;
  /** Whether its interface is there already, made by the program. */
  readonly isStanding?: boolean;
}

export function readAutoScalingGroups(context: InterfaceContext): NetworkInterface[] {
  const { reading, facts } = context;
  return reading.ofTypes([groupType]).flatMap((record) => {
    const launch = launchOf(reading, record);
    // The interface is a resource of its own, and read there.
    if (launch.isStanding) return [];
    return subnetsOf(reading, record).map((subnet) => {
      const place = facts.get(subnet);
      return interfaceOf(context, {
        record,
        kind: "autoScalingGroup",
        subnet,
        securityGroups: launch.securityGroups,
        wantsIpv6: launch.ipv6 || place?.givesIpv6 === true,
        publicIpv4: launch.publicIpv4 ?? place?.givesPublicIpv4,
      });
    });
  });
}

/** A group that names only zones stands in the default subnets, which are no resources of it. */
function subnetsOf(reading: Reading, record: ResourceRecord): readonly Key[] {
  const subnets = reading.many("subnet", record, "vpcZoneIdentifiers");
  if (subnets.length > 0) return subnets;
  const reference = { noun: "subnet", record, property: "availabilityZones" } as const;
  return [reading.absent(reference, `${record.urn}#availabilityZones`)];
}

function launchOf(reading: Reading, record: ResourceRecord): Launch {
  const configuration = named(reading, record, "launchConfiguration", ["launchConfiguration"]);
  if (configuration !== undefined) return ofConfiguration(reading, configuration);
  const mixed = "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification";
  const template =
    named(reading, record, "launchTemplate", ["launchTemplate.id", "launchTemplate.name"]) ??
    named(reading, record, "launchTemplate", [
      `${mixed}.launchTemplateId`,
      `${mixed}.launchTemplateName`,
    ]);
  if (template !== undefined) {
    sayVersion(reading, record, template);
    return ofTemplate(reading, template);
  }
  const reference = { noun: "launchTemplate", record, property: "launchTemplate" } as const;
  const key = reading.absent(reference, `${record.urn}#launchTemplate`);
  return { securityGroups: [key], publicIpv4: undefined, ipv6: false };
}

/** One of several properties names it. */
function named(
  reading: Reading,
  record: ResourceRecord,
  noun: Noun,
  paths: readonly string[],
): ResourceRecord | undefined {
  const path = paths.find((one) => property(record, one) !== undefined && text(record, one) !== "");
  const key = path === undefined ? undefined : reading.one(noun, record, path);
  return key === undefined ? undefined : reading.record(key);
}

function ofConfiguration(reading: Reading, record: ResourceRecord): Launch {
  return {
    securityGroups: reading.many("securityGroup", record, "securityGroups"),
    publicIpv4: flag(record, "associatePublicIpAddress"),
    ipv6: false,
  };
}

function ofTemplate(reading: Reading, record: ResourceRecord): Launch {
  const [first] = maps(record, "networkInterfaces");
  const own = reading.many("securityGroup", record, "vpcSecurityGroupIds");
  if (first === undefined) return { securityGroups: own, publicIpv4: undefined, ipv6: false };
  const reference = {
    noun: "securityGroup",
    record,
    property: "networkInterfaces",
    list: true,
  } as const;
  const groups = reading.resolve(reference, first.securityGroups);
  return {
    securityGroups: groups.length > 0 ? groups : own,
    publicIpv4: asFlag(first.associatePublicIpAddress),
    ipv6: hasIpv6(first),
    isStanding: isGiven(first.networkInterfaceId),
  };
}

/** Or to be known after the deployment, which is given too. */
const isGiven = (value: ValueMap[string]): boolean =>
  value !== undefined && value !== null && value !== "";

const hasIpv6 = (one: ValueMap): boolean =>
  (numberIn(one, "ipv6AddressCount") ?? 0) > 0 || mapsIn(one, "ipv6Addresses").length > 0;

/** A resource shows the newest version of a template only. */
function sayVersion(reading: Reading, record: ResourceRecord, template: ResourceRecord): void {
  const version = text(record, "launchTemplate.version");
  const newest = text(template, "latestVersion");
  if (version === undefined || newest === undefined || version === "$Latest" || version === newest)
    return;
  const { name } = partOf(reading, record);
  reading.assume(
    `${name}: version ${version} of its launch template is taken to have the groups of version ${newest}`,
  );
}
