/** Resources that could bear on reachability and that nobody here reads, each with why. */
import type { Unmodelled } from "../network";
import { databaseClusterTypes } from "../interfaces/databaseClusters";
import { isGatewayBalancer, loadBalancerTypes } from "../interfaces/loadBalancers";
import { serviceTypes } from "../interfaces/services";
import { nounOf } from "../records/nouns";
import { isSet, maps, property } from "../records/properties";
import { isUnknown, valueAt } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import { nameOf, type ResourceRecord } from "../records/resourceRecord";
import { isKnownService } from "./awsServices";
import { endpointTypeOf } from "./endpointService";
import { tagsOf } from "./part";
import { unreadTypes } from "./unreadTypes";

export function unmodelledOf(reading: Reading): Unmodelled[] {
  return reading
    .types()
    .filter((type) => type.startsWith("aws:"))
    .flatMap((type) => reading.ofTypes([type]))
    .flatMap((record) => {
      const why = whyNot(record);
      const key = reading.key(record);
      const name = tagsOf(record).Name ?? nameOf(record);
      return why === undefined ? [] : [{ key, name, type: record.type, why }];
    });
}

const readTypes: ReadonlySet<string> = new Set([
  ...serviceTypes,
  ...databaseClusterTypes,
  ...loadBalancerTypes,
  "aws:autoscaling/group:Group",
]);

/** Undefined: it is read, or it has no part in where packets go. */
function whyNot(record: ResourceRecord): string | undefined {
  const { type } = record;
  const partly = partlyRead[type]?.(record);
  if (partly !== undefined) return partly;
  const listed = unreadTypes[type];
  if (listed !== undefined) return listed;
  if (readTypes.has(type) || nounOf(type) !== undefined || namesOnly.test(type)) return undefined;
  if (placements.some((path) => isPlaced(record, path)))
    return "stands in subnets: its network interfaces are not read";
  return isKnownService(type) ? undefined : "not read: a service that this version does not know";
}

/** Of these types one part is read and another is not. */
const partlyRead: Readonly<Record<string, (record: ResourceRecord) => string | undefined>> = {
  "aws:ec2/routeTableAssociation:RouteTableAssociation": (record) =>
    isSet(record, "gatewayId") && !isSet(record, "subnetId")
      ? "a gateway route table: what comes in by a gateway is routed as without it"
      : undefined,
  "aws:ec2/routeTable:RouteTable": (record) =>
    isFilled(property(record, "propagatingVgws"))
      ? "routes that a virtual private gateway propagates are not known"
      : undefined,
  "aws:ec2/defaultRouteTable:DefaultRouteTable": (record) =>
    isFilled(property(record, "propagatingVgws"))
      ? "routes that a virtual private gateway propagates are not known"
      : undefined,
  "aws:ec2/vpcEndpoint:VpcEndpoint": (record) => unmodelledEndpoints[endpointTypeOf(record)],
  "aws:ecs/service:Service": (record) =>
    property(record, "networkConfiguration") === undefined
      ? "its tasks use the interfaces of the instances that they run on"
      : undefined,
  "aws:cloudwatch/eventTarget:EventTarget": (record) =>
    maps(record, "ecsTarget").length > 0 ? "the tasks that it starts are not read" : undefined,
  "aws:ec2/instance:Instance": (record) =>
    isFilled(property(record, "secondaryNetworkInterfaces"))
      ? "its interfaces in secondary networks are not read"
      : undefined,
  ...Object.fromEntries(
    loadBalancerTypes.map((type) => [
      type,
      (record: ResourceRecord) =>
        isGatewayBalancer(record)
          ? "a Gateway Load Balancer: what stands behind it is not modelled"
          : undefined,
    ]),
  ),
};

const unmodelledEndpoints: Readonly<Record<string, string>> = {
  GatewayLoadBalancer: "a Gateway Load Balancer endpoint: what stands behind it is not modelled",
  Resource: "a resource endpoint: the resource behind it is not modelled",
  ServiceNetwork: "a service network endpoint: VPC Lattice is not modelled",
};

/** Properties by which a resource says that it stands in subnets. */
const placements = [
  "subnetId",
  "subnetIds",
  "subnets",
  "subnetMappings",
  "vpcSubnetIds",
  "vpcZoneIdentifiers",
  "vpcConfig.subnetIds",
  "vpcConfig.subnets",
  "vpcConfigs",
  "vpcConfiguration.subnetIds",
  "vpcConfiguration.subnets",
  "vpcConnectionConfiguration.subnetIds",
  "vpcOptions.subnetIds",
  "vpcSettings.subnetIds",
  "vpc.subnetIds",
  "networkConfiguration.subnetIds",
  "networkConfiguration.subnets",
  "networkConfiguration.vpcConfiguration.subnets",
  "networkConfiguration.networkModeConfig.subnets",
  "networkConfiguration.vpcConfig.subnets",
  "networkConfiguration.egressConfiguration.vpcConnectorArn",
  "computeResources.subnets",
  "ec2Attributes.subnetId",
  "ec2Attributes.subnetIds",
  "endpointDetails.subnetIds",
  "endpointDetails.vpc.subnetIds",
  "brokerNodeGroupInfo.clientSubnets",
  "physicalConnectionRequirements.subnetId",
  "clusterSubnetGroupName",
  "dbSubnetGroupName",
  "subnetGroupName",
  "replicationSubnetGroupId",
];

/** What names subnets without putting anything into them. */
const namesOnly =
  /SubnetGroup$|Association$|SubnetCidrReservation$|:FlowLog$|:LaunchTemplate$|:LaunchConfiguration$|Snapshot(Copy)?$|Exclusion$/;

const isPlaced = (record: ResourceRecord, path: string): boolean => {
  const value = valueAt(record.inputs, path) ?? valueAt(record.outputs, path);
  return isUnknown(value) ? valueAt(record.inputs, path) !== undefined : isFilled(value);
};

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== "";
