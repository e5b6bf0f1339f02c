/** Services that put an interface into each of their subnets: what of their resource says which. */
import type { InterfaceKind, Key, NetworkInterface } from "../network";
import { partOf } from "../parts/part";
import type { Noun } from "../records/nouns";
import { flag, text } from "../records/properties";
import type { ResourceRecord } from "../records/resourceRecord";
import { interfaceOf, type InterfaceContext } from "./draft";

interface Service {
  readonly types: readonly string[];
  readonly kind: InterfaceKind;
  /** The property with the subnets, or with the group that has them. */
  readonly subnets: string | { readonly group: string; readonly noun: Noun };
  readonly securityGroups: string;
  /** Whether its interfaces have public addresses; never, where nothing says so. */
  readonly isPublic?: (record: ResourceRecord) => boolean;
  /** Whether they have IPv6 addresses where the subnet has a block. */
  readonly hasIpv6?: (record: ResourceRecord) => boolean;
}

const isPubliclyAccessible = (record: ResourceRecord): boolean =>
  flag(record, "publiclyAccessible") === true;
const isDual = (record: ResourceRecord): boolean =>
  ["dual", "dual_stack", "ipv6"].includes(text(record, "networkType")?.toLowerCase() ?? "");

const services: readonly Service[] = [
  {
    types: ["aws:lambda/function:Function", "aws:lambda/callbackFunction:CallbackFunction"],
    kind: "lambda",
    subnets: "vpcConfig.subnetIds",
    securityGroups: "vpcConfig.securityGroupIds",
    hasIpv6: (record) => flag(record, "vpcConfig.ipv6AllowedForDualStack") === true,
  },
  {
    types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
    kind: "task",
    subnets: "networkConfiguration.subnets",
    securityGroups: "networkConfiguration.securityGroups",
    isPublic: (record) => flag(record, "networkConfiguration.assignPublicIp") === true,
    // By AWS's account setting `dualStackIPv6`, which is on unless it is switched off.
    hasIpv6: () => true,
  },
  {
    types: ["aws:rds/instance:Instance"],
    kind: "database",
    subnets: { group: "dbSubnetGroupName", noun: "dbSubnetGroup" },
    securityGroups: "vpcSecurityGroupIds",
    isPublic: isPubliclyAccessible,
    hasIpv6: isDual,
  },
  {
    types: ["aws:rds/proxy:Proxy", "aws:rds/proxyEndpoint:ProxyEndpoint"],
    kind: "database",
    subnets: "vpcSubnetIds",
    securityGroups: "vpcSecurityGroupIds",
  },
  {
    types: ["aws:redshift/cluster:Cluster"],
    kind: "database",
    subnets: { group: "clusterSubnetGroupName", noun: "redshiftSubnetGroup" },
    securityGroups: "vpcSecurityGroupIds",
    isPublic: isPubliclyAccessible,
  },
  {
    types: ["aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"],
    kind: "cache",
    subnets: { group: "subnetGroupName", noun: "cacheSubnetGroup" },
    securityGroups: "securityGroupIds",
    hasIpv6: isDual,
  },
  {
    types: ["aws:elasticache/serverlessCache:ServerlessCache"],
    kind: "cache",
    subnets: "subnetIds",
    securityGroups: "securityGroupIds",
  },
  {
    types: ["aws:memorydb/cluster:Cluster"],
    kind: "cache",
    subnets: { group: "subnetGroupName", noun: "memorydbSubnetGroup" },
    securityGroups: "securityGroupIds",
    hasIpv6: isDual,
  },
  {
    types: ["aws:apigatewayv2/vpcLink:VpcLink"],
    kind: "vpcLink",
    subnets: "subnetIds",
    securityGroups: "securityGroupIds",
  },
  {
    types: ["aws:efs/mountTarget:MountTarget"],
    kind: "interface",
    subnets: "subnetId",
    securityGroups: "securityGroups",
  },
  {
    types: ["aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint"],
    kind: "interface",
    subnets: "subnetId",
    securityGroups: "securityGroupIds",
  },
];

export const serviceTypes: readonly string[] = services.flatMap(({ types }) => types);

export function readServices(context: InterfaceContext): NetworkInterface[] {
  const { reading } = context;
  return services.flatMap((service) =>
    reading.ofTypes(service.types).flatMap((record) => {
      const interfaces = interfacesOf(context, record, service);
      if (service.kind === "task" && interfaces.some(({ hasIpv6 }) => hasIpv6))
        reading.assume(
          `${partOf(reading, record).name}: its tasks get IPv6 addresses, as the account setting dualStackIPv6 is on`,
        );
      return interfaces;
    }),
  );
}

const interfacesOf = (
  context: InterfaceContext,
  record: ResourceRecord,
  service: Service,
): NetworkInterface[] =>
  subnetsOf(context, record, service).map((subnet) =>
    interfaceOf(context, {
      record,
      kind: service.kind,
      subnet,
      securityGroups: context.reading.many("securityGroup", record, service.securityGroups),
      wantsIpv6: service.hasIpv6?.(record) ?? false,
      publicIpv4: service.isPublic?.(record) ?? false,
    }),
  );

function subnetsOf(
  { reading }: InterfaceContext,
  record: ResourceRecord,
  { subnets }: Service,
): readonly Key[] {
  if (typeof subnets === "string") return reading.many("subnet", record, subnets);
  // Nodes of a replication group are read with it.
  if (text(record, "replicationGroupId") !== undefined && record.type.endsWith(":Cluster"))
    return [];
  return subnetsOfGroup({ reading, record, source: record }, subnets.noun, subnets.group);
}

export interface GroupOwner {
  readonly reading: InterfaceContext["reading"];
  /** Whose interfaces they are. */
  readonly record: ResourceRecord;
  /** The resource that names the group: a cluster names it for its instances. */
  readonly source: ResourceRecord;
}

/** Without a group AWS takes the default VPC's, which is no resource. */
export function subnetsOfGroup(
  { reading, record, source }: GroupOwner,
  noun: Noun,
  path: string,
): readonly Key[] {
  const key = reading.one(noun, source, path);
  const group = key === undefined ? undefined : reading.record(key);
  if (group !== undefined) return reading.many("subnet", group, "subnetIds");
  if (key !== undefined) return [key];
  return [reading.absent({ noun, record, property: path }, `${record.urn}#${path}`)];
}
