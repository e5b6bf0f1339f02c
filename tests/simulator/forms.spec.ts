/** What the provider refuses of single values at preview, measured on it: each beside a value that it takes. */
import { expect } from "chai";
import type { Value, ValueMap } from "../../simulator";
import { refusedAtPreview } from "../../simulator/provider/check";
import { findModel } from "../../simulator/services/registry";
import { unknownValue } from "./support";

type Row = readonly [
  type: string,
  property: string,
  refused: Value,
  said: string,
  taken: Value,
  beside?: ValueMap,
];

const role = "arn:aws:iam::000000000000:role/one";
const key = "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000";
const long = (length: number): string => "x".repeat(length);

const arns: readonly Row[] = [
  ["aws:ebs/volume:Volume", "kmsKeyId", "alias/one", "is an invalid ARN", key],
  ["aws:ebs/volume:Volume", "outpostArn", "op-0", "is an invalid ARN", role],
  ["aws:ec2/flowLog:FlowLog", "iamRoleArn", "one", "is an invalid ARN", role],
  ["aws:ec2/flowLog:FlowLog", "logDestination", "logs", "is an invalid ARN", role],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "serviceNetworkArn", "sn-0", "is an invalid ARN", role],
  ["aws:ecs/taskDefinition:TaskDefinition", "taskRoleArn", "one", "is an invalid ARN", role],
  ["aws:elasticache/cluster:Cluster", "snapshotArns", "one", "is an invalid ARN", role],
  ["aws:iam/role:Role", "managedPolicyArns", ["one"], `"managed_policy_arns.0" (one)`, [role]],
  ["aws:iam/role:Role", "permissionsBoundary", "one", "is an invalid ARN", role],
  ["aws:lambda/function:Function", "layers", [role, "one"], `"layers.1" (one)`, [role]],
  ["aws:rds/cluster:Cluster", "kmsKeyId", "one", "is an invalid ARN", key],
  ["aws:rds/instance:Instance", "monitoringRoleArn", "one", "is an invalid ARN", role],
  ["aws:route53/queryLog:QueryLog", "cloudwatchLogGroupArn", "one", "is an invalid ARN", role],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "kmsKeyId", "one", "is an invalid ARN", key],
];

const addresses: readonly Row[] = [
  ["aws:ec2/instance:Instance", "privateIp", "10.0.0.0/16", "valid IPv4 address", "10.0.0.9"],
  ["aws:ec2/instance:Instance", "ipv6Addresses", ["10.0.0.9"], "valid IPv6 address", ["fd00::9"]],
  ["aws:ec2/instance:Instance", "secondaryPrivateIps", ["x"], "valid IPv4 address", ["10.0.0.9"]],
  ["aws:ec2/natGateway:NatGateway", "privateIp", "x", "valid IPv4 address", "10.0.0.9"],
  [
    "aws:ec2/networkInterface:NetworkInterface",
    "ipv4Prefixes",
    ["10.0.0.1/28"],
    `did you mean "10.0.0.0/28"`,
    ["10.0.0.0/28"],
  ],
  [
    "aws:ec2/networkInterface:NetworkInterface",
    "ipv6Prefixes",
    ["10.0.0.0/28"],
    "not a valid IPv6 CIDR block",
    ["fd00::/80"],
  ],
  [
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "transitGatewayCidrBlocks",
    ["10.0.0.1/24"],
    `did you mean "10.0.0.0/24"`,
    ["10.0.0.0/24"],
  ],
  ["aws:ec2/subnet:Subnet", "cidrBlock", "", "invalid CIDR address", "10.0.0.0/24"],
  ["aws:route53/healthCheck:HealthCheck", "ipAddress", "fd00::/64", "valid IP", "fd00::1"],
];

const listed: readonly Row[] = [
  [
    "aws:ec2/launchTemplate:LaunchTemplate",
    "instanceInitiatedShutdownBehavior",
    "hibernate",
    `to be one of ["stop" "terminate"], got hibernate`,
    "stop",
  ],
  ["aws:ec2/subnet:Subnet", "privateDnsHostnameTypeOnLaunch", "", "to be one of", "ip-name"],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    "requiresCompatibilities",
    ["LAMBDA"],
    "requires_compatibilities.0 to be one of",
    ["FARGATE"],
  ],
  ["aws:lambda/function:Function", "architectures", ["x86"], "to be one of", ["arm64"]],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "functionResponseTypes",
    ["x"],
    "to be one of",
    ["ReportBatchItemFailures"],
  ],
  ["aws:rds/cluster:Cluster", "databaseInsightsMode", "full", "to be one of", "advanced"],
  [
    "aws:rds/cluster:Cluster",
    "enabledCloudwatchLogsExports",
    ["trace"],
    "to be one of",
    ["postgresql"],
  ],
  ["aws:rds/instance:Instance", "backupTarget", "here", "to be one of", "region"],
  ["aws:rds/instance:Instance", "performanceInsightsRetentionPeriod", 30, "to be one of", 31],
  ["aws:rds/clusterInstance:ClusterInstance", "performanceInsightsRetentionPeriod", 0, "", 7],
  ["aws:route53/zoneAssociation:ZoneAssociation", "vpcRegion", "x", "to be one of", "eu-west-1"],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "storageClass", "COLD", "to be one of", "GLACIER"],
  ["aws:s3/bucketObject:BucketObject", "acl", "log-delivery-write", "to be one of", "private"],
];

const bounds: readonly Row[] = [
  ["aws:ec2/keyPair:KeyPair", "keyNamePrefix", long(230), "in the range (0 - 229)", "one-"],
  ["aws:ec2/launchTemplate:LaunchTemplate", "description", long(256), "(0 - 255)", "one"],
  ["aws:ec2/launchTemplate:LaunchTemplate", "defaultVersion", 0, "at least (1)", 1],
  ["aws:ec2/launchTemplate:LaunchTemplate", "namePrefix", "ab", "3 to 102", "abc"],
  ["aws:ec2/placementGroup:PlacementGroup", "partitionCount", 8, "(0 - 7)", 7, partition()],
  ["aws:ec2/securityGroup:SecurityGroup", "namePrefix", "sg-one", "cannot begin with sg-", "one"],
  ["aws:ec2/subnet:Subnet", "enableLniAtDeviceIndex", 0, "must not be zero", 1],
  ["aws:ecs/service:Service", "healthCheckGracePeriodSeconds", -1, "(0 - 2147483647)", 0],
  ["aws:glue/catalogTable:CatalogTable", "retention", -1, "at least (0)", 0],
  ["aws:iam/role:Role", "namePrefix", long(39), "(1 - 38)", long(38)],
  ["aws:iam/role:Role", "name", "", "(1 - 64)", "one"],
  ["aws:iam/rolePolicy:RolePolicy", "name", "a b", "must match", "a+b"],
  ["aws:iam/rolePolicy:RolePolicy", "role", role, "role's name not its ARN", "one"],
  ["aws:kms/key:Key", "customKeyStoreId", long(23), "(1 - 22)", "cks-0"],
  ["aws:lambda/permission:Permission", "eventSourceToken", "a b", "alphanumeric", "a.b"],
  ["aws:lambda/permission:Permission", "function", "a b", "valid function name", "one:$LATEST"],
  ["aws:rds/cluster:Cluster", "backupRetentionPeriod", 36, "at most (35)", 0],
  ["aws:rds/cluster:Cluster", "clusterIdentifierPrefix", "1a", "must be a letter", "a1-"],
  ["aws:rds/cluster:Cluster", "finalSnapshotIdentifier", "a_b", "only alphanumeric", "1a"],
  ["aws:rds/parameterGroup:ParameterGroup", "namePrefix", "A", "only lowercase", "a"],
  ["aws:rds/subnetGroup:SubnetGroup", "namePrefix", "A", "only lowercase", "a b"],
  ["aws:route53/healthCheck:HealthCheck", "port", 0, "valid port number", 443],
  ["aws:route53/healthCheck:HealthCheck", "referenceName", long(28), "(0 - 27)", long(27)],
  ["aws:s3/bucketVersioning:BucketVersioning", "bucket", long(64), "(1 - 63)", "one"],
];

const formats: readonly Row[] = [
  ["aws:ec2/instance:Instance", "userDataBase64", "hello", "must be base64-encoded", "aGVsbG8="],
  ["aws:ec2/launchTemplate:LaunchTemplate", "ebsOptimized", "yes", "cannot parse 'yes'", "true"],
  ["aws:ec2/instance:Instance", "monitoring", "yes", "expected type bool", true],
  ["aws:elasticache/cluster:Cluster", "engineVersion", "1.6", "<patch>", "1.6.22", memcached()],
  ["aws:iam/role:Role", "assumeRolePolicy", "[]", "not a JSON object", "{}"],
  ["aws:iam/policy:Policy", "policy", "", "is an empty string", "{}"],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "startingPositionTimestamp",
    "2030-01-01",
    "valid RFC3339 date",
    "2030-01-01T00:00:00Z",
  ],
  ["aws:rds/clusterInstance:ClusterInstance", "customIamInstanceProfile", "x", "AWSRDSCustom", ""],
  ["aws:s3/bucketAcl:BucketAcl", "expectedBucketOwner", "123", "exactly 12 digits", "000000000000"],
];

const together: readonly Row[] = [
  [
    "aws:ec2/eipAssociation:EipAssociation",
    "instanceId",
    "i-0",
    "only one of",
    unknownValue,
    { networkInterfaceId: "eni-0" },
  ],
  [
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "serviceName",
    "com.amazonaws.us-east-1.sqs",
    "conflicts with service_network_arn",
    null,
    { serviceNetworkArn: role },
  ],
  ["aws:ec2/subnet:Subnet", "customerOwnedIpv4Pool", "pool", "all of", null],
  ["aws:ec2/route:Route", "gatewayId", "", "only one of", null, { natGatewayId: "nat-0" }],
  ["aws:elasticache/cluster:Cluster", "outpostMode", "single-outpost", "all of", null],
  [
    "aws:elasticache/cluster:Cluster",
    "finalSnapshotIdentifier",
    "x",
    "memcached",
    null,
    memcached(),
  ],
  ["aws:kms/key:Key", "xksKeyId", "one", "all of", null],
  ["aws:kms/alias:Alias", "name", "alias/one", "conflicts", null, { namePrefix: "alias/o" }],
  [
    "aws:lambda/layerVersion:LayerVersion",
    "s3Key",
    "k",
    "conflicts with filename",
    null,
    archive(),
  ],
  [
    "aws:lambda/function:Function",
    "s3ObjectVersion",
    "1",
    "conflicts with filename",
    null,
    archive(),
  ],
  ["aws:rds/cluster:Cluster", "masterPasswordWo", "secret", "all of", null],
  ["aws:rds/instance:Instance", "domainDnsIps", ["10.0.0.2"], "2 item minimum", null],
  [
    "aws:rds/instance:Instance",
    "replicateSourceDb",
    "source",
    "must be an ARN",
    "arn:aws:rds:us-east-1:000000000000:db:source",
    { dbSubnetGroupName: "one" },
  ],
];

function memcached(): ValueMap {
  return { engine: "memcached" };
}

function partition(): ValueMap {
  return { strategy: "partition" };
}

function archive(): ValueMap {
  return { code: { path: "./one.zip" } };
}

/** What is said of the property. */
function said(type: string, property: string, inputs: ValueMap): string {
  const model = findModel(type);
  if (model === undefined) throw new Error(`${type} is not modelled`);
  return refusedAtPreview(model, inputs)
    .filter((one) => one.property === property)
    .map(({ reason }) => reason)
    .join("; ");
}

describe("values at preview", () => {
  const rows = [...arns, ...addresses, ...listed, ...bounds, ...formats];
  for (const [type, property, refused, fault, taken, beside] of rows)
    it(`of ${type} ${property} are of a form, not ${JSON.stringify(refused).slice(0, 40)}`, () => {
      expect(said(type, property, { ...beside, [property]: refused })).to.include(fault);
      expect(said(type, property, { ...beside, [property]: refused })).not.to.equal("");
      if (taken !== "") expect(said(type, property, { ...beside, [property]: taken })).to.equal("");
      expect(said(type, property, { ...beside, [property]: unknownValue })).to.equal("");
    });

  for (const [type, property, refused, fault, taken, beside] of together)
    it(`of ${type} ${property} go with what is beside them`, () => {
      const { [property]: _property, ...others } = { ...beside, [property]: refused };
      expect(said(type, property, { ...beside, [property]: refused })).to.include(fault);
      const inputs = taken === null ? others : { ...others, [property]: taken };
      if (taken !== unknownValue) expect(said(type, property, inputs)).to.equal("");
    });
});
