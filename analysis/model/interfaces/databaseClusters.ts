/** Instances of database clusters, and clusters that have none of their own. */
import type { Key, NetworkInterface } from "../network";
import { flag, text } from "../records/properties";
import type { ResourceRecord } from "../records/resourceRecord";
import { interfaceOf, type InterfaceContext } from "./draft";
import { subnetsOfGroup } from "./services";

const instanceTypes = [
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:docdb/clusterInstance:ClusterInstance",
  "aws:neptune/clusterInstance:ClusterInstance",
];

export const databaseClusterTypes: readonly string[] = instanceTypes;

export function readDatabaseClusters(context: InterfaceContext): NetworkInterface[] {
  const { reading } = context;
  const instances = reading.ofTypes(instanceTypes).flatMap((record) => {
    const key = reading.one("dbCluster", record, "clusterIdentifier");
    const cluster = key === undefined ? undefined : reading.record(key);
    return interfacesOf(context, record, cluster);
  });
  const alone = reading
    .of("dbCluster")
    .filter(isInstance)
    .flatMap((record) => interfacesOf(context, record, record));
  return [...instances, ...alone];
}

/** A Multi-AZ cluster makes its instances itself; the first serverless kind has none. */
const isInstance = (record: ResourceRecord): boolean =>
  text(record, "dbClusterInstanceClass") !== undefined ||
  text(record, "engineMode") === "serverless";

function interfacesOf(
  context: InterfaceContext,
  record: ResourceRecord,
  cluster: ResourceRecord | undefined,
): NetworkInterface[] {
  const { reading } = context;
  const group = record.type.startsWith("aws:neptune/")
    ? "neptuneSubnetGroupName"
    : "dbSubnetGroupName";
  const isNamed = text(record, group) !== undefined || cluster === undefined;
  const source = isNamed ? record : cluster;
  const securityGroups: readonly Key[] =
    cluster === undefined
      ? [
          reading.absent(
            { noun: "dbCluster", record, property: "clusterIdentifier" },
            `${record.urn}#clusterIdentifier`,
          ),
        ]
      : reading.many("securityGroup", cluster, "vpcSecurityGroupIds");
  return subnetsOfGroup({ reading, record, source }, "dbSubnetGroup", group).map((subnet) =>
    interfaceOf(context, {
      record,
      kind: "database",
      subnet,
      securityGroups,
      wantsIpv6: text(cluster ?? record, "networkType") === "DUAL",
      publicIpv4: flag(record, "publiclyAccessible") ?? false,
    }),
  );
}
