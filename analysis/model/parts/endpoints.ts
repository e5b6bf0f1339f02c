/** VPC endpoints, with what other resources associate with them. */
import type { Key, Route, VpcEndpoint } from "../network";
import type { Noun } from "../records/nouns";
import { flag, isGiven, property } from "../records/properties";
import { asText, given, isMap, isUnknown, type ValueMap } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { endpointTypeOf, serviceOf } from "./endpointService";
import { partOf } from "./part";
import { missingVpc } from "./routeTables";

const tableAssociation =
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
const subnetAssociation = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";
const groupAssociation = "aws:ec2/securityGroupAssociation:SecurityGroupAssociation";
const policyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const privateDnsType = "aws:vpc/endpointPrivateDns:EndpointPrivateDns";

export function readEndpoints(reading: Reading): VpcEndpoint[] {
  const tables = associated(reading, tableAssociation, "routeTable");
  const subnets = associated(reading, subnetAssociation, "subnet");
  const groups = associated(reading, groupAssociation, "securityGroup");
  const policies = byEndpoint(reading, policyType);
  const names = byEndpoint(reading, privateDnsType);
  return reading.of("vpcEndpoint").map((record): VpcEndpoint => {
    const part = partOf(reading, record);
    const vpc = reading.one("vpc", record, "vpcId") ?? missingVpc(reading, record);
    const endpointType = endpointTypeOf(record);
    return given({
      ...part,
      vpc,
      endpointType,
      service: serviceOf(record),
      routeTables: own(reading, record, tables),
      subnets: own(reading, record, subnets),
      securityGroups:
        endpointType === "Interface" ? ownGroups(reading, record, { vpc, groups }) : [],
      privateDns: flag(names.get(part.key) ?? record, "privateDnsEnabled") ?? false,
      policy: policyOf(reading, policies.get(part.key) ?? record),
    });
  });
}

interface Associated {
  readonly noun: Noun;
  readonly parts: ReadonlyMap<Key, readonly Key[]>;
  /** Endpoints whose default group an association has taken away. */
  readonly replaced: ReadonlySet<Key>;
}

/** What AWS's answer shows besides the associations may be of an earlier day. */
function own(reading: Reading, record: ResourceRecord, { noun, parts }: Associated): Key[] {
  const more = parts.get(reading.key(record)) ?? [];
  const isOwn = more.length === 0 || isGiven(record, `${noun}Ids`);
  return [...new Set([...(isOwn ? reading.many(noun, record, `${noun}Ids`) : []), ...more])];
}

/** Without any, AWS gives the VPC's default group, and leaves it beside those associated later. */
function ownGroups(
  reading: Reading,
  record: ResourceRecord,
  { vpc, groups }: { readonly vpc: Key; readonly groups: Associated },
): Key[] {
  const carried = own(reading, record, groups);
  const isDefaultKept =
    !isGiven(record, "securityGroupIds") && !groups.replaced.has(reading.key(record));
  const standing = reading.impliedBy("securityGroup", vpc);
  const isNone = carried.length === 0 || groups.parts.has(reading.key(record));
  return isDefaultKept && isNone && standing !== undefined
    ? [...new Set([standing, ...carried])]
    : carried;
}

function associated(reading: Reading, type: string, noun: Noun): Associated {
  const parts = new Map<Key, Key[]>();
  const replaced = new Set<Key>();
  for (const record of reading.ofTypes([type])) {
    const endpoint = reading.one("vpcEndpoint", record, "vpcEndpointId");
    if (endpoint === undefined) continue;
    const more = reading.many(noun, record, `${noun}Id`);
    parts.set(endpoint, [...(parts.get(endpoint) ?? []), ...more]);
    if (flag(record, "replaceDefaultAssociation") === true) replaced.add(endpoint);
  }
  return { noun, parts, replaced };
}

function byEndpoint(reading: Reading, type: string): ReadonlyMap<Key, ResourceRecord> {
  const found = new Map<Key, ResourceRecord>();
  for (const record of reading.ofTypes([type])) {
    const endpoint = reading.one("vpcEndpoint", record, "vpcEndpointId");
    if (endpoint !== undefined) found.set(endpoint, record);
  }
  return found;
}

/** Undefined is AWS's default. One that nobody knows yet, or that is none, is missing. */
function policyOf(reading: Reading, record: ResourceRecord): unknown {
  const value = property(record, "policy");
  if (value === undefined || value === "") return undefined;
  const policy = isUnknown(value) ? undefined : parsed(value);
  if (policy !== undefined) return isAwsDefault(policy) ? undefined : policy;
  const key = reading.key(record);
  reading.miss({ key: `${key}#policy`, kind: "endpoint policy", referredToBy: key });
  return undefined;
}

function parsed(value: unknown): ValueMap | undefined {
  if (isMap(value)) return value;
  try {
    const policy: unknown = JSON.parse(asText(value) ?? "");
    return isMap(policy) ? policy : undefined;
  } catch {
    return undefined;
  }
}

/** What AWS's answer shows where nobody gave a policy. */
function isAwsDefault(policy: unknown): boolean {
  const { Statement } = (policy ?? {}) as { readonly Statement?: unknown };
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  const everything = { Action: "*", Effect: "Allow", Principal: "*", Resource: "*" };
  const [only] = statements;
  return (
    statements.length === 1 &&
    typeof only === "object" &&
    only !== null &&
    JSON.stringify(Object.entries(only).sort()) ===
      JSON.stringify(Object.entries(everything).sort())
  );
}

/** The routes that gateway endpoints put into their tables. */
export function endpointRoutes(
  reading: Reading,
  endpoints: readonly VpcEndpoint[],
): ReadonlyMap<Key, readonly Route[]> {
  const found = new Map<Key, Route[]>();
  for (const { key, routeTables } of endpoints) {
    const prefixList = reading.impliedBy("prefixList", key);
    if (prefixList === undefined) continue;
    const route: Route = {
      key,
      destination: { prefixList },
      target: { kind: "vpcEndpoint", key },
    };
    for (const table of routeTables) found.set(table, [...(found.get(table) ?? []), route]);
  }
  return found;
}
