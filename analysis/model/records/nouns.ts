/** What resources refer to, by AWS's noun: the types that are one, and what else than its id it is called by. */
export interface NounSpec {
  /** As a person reads it. */
  readonly label: string;
  readonly types: readonly string[];
  /** Properties that name it too, besides id and ARN. */
  readonly names?: readonly string[];
  /** Two resources of one id are two sides of it, not the same thing twice. */
  readonly sides?: boolean;
}

const ec2 = (...names: readonly string[]): string[] =>
  names.map((name) => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`);

const transit = (...names: readonly string[]): string[] =>
  names.map(
    (name) => `aws:ec2transitgateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
  );

export const nouns = {
  vpc: { label: "VPC", types: ec2("Vpc", "DefaultVpc") },
  subnet: { label: "subnet", types: ec2("Subnet", "DefaultSubnet") },
  routeTable: { label: "route table", types: ec2("RouteTable", "DefaultRouteTable") },
  networkAcl: { label: "network ACL", types: ec2("NetworkAcl", "DefaultNetworkAcl") },
  securityGroup: {
    label: "security group",
    types: ec2("SecurityGroup", "DefaultSecurityGroup"),
  },
  internetGateway: { label: "internet gateway", types: ec2("InternetGateway") },
  egressOnlyInternetGateway: {
    label: "egress-only internet gateway",
    types: ec2("EgressOnlyInternetGateway"),
  },
  natGateway: { label: "NAT gateway", types: ec2("NatGateway") },
  elasticIp: {
    label: "Elastic IP",
    types: ec2("Eip"),
    names: ["allocationId", "publicIp"],
  },
  vpcEndpoint: { label: "VPC endpoint", types: ec2("VpcEndpoint") },
  prefixList: { label: "prefix list", types: ec2("ManagedPrefixList") },
  instance: {
    label: "instance",
    types: ec2("Instance", "SpotInstanceRequest"),
    names: ["spotInstanceId"],
  },
  networkInterface: {
    label: "network interface",
    types: [...ec2("NetworkInterface"), "aws:ec2/getNetworkInterface:getNetworkInterface"],
  },
  vpnGateway: { label: "VPN gateway", types: ec2("VpnGateway") },
  vpcPeeringConnection: {
    label: "VPC peering connection",
    types: ec2("VpcPeeringConnection", "VpcPeeringConnectionAccepter"),
    sides: true,
  },
  transitGateway: { label: "transit gateway", types: transit("TransitGateway") },
  transitGatewayAttachment: {
    label: "transit gateway attachment",
    types: [
      ...transit(
        "VpcAttachment",
        "VpcAttachmentAccepter",
        "PeeringAttachment",
        "PeeringAttachmentAccepter",
        "Connect",
        "GetDirectConnectGatewayAttachment",
      ),
      ...ec2("VpnConnection"),
    ],
    names: ["transitGatewayAttachmentId"],
    sides: true,
  },
  transitGatewayRouteTable: {
    label: "transit gateway route table",
    types: transit("RouteTable"),
  },
  hostedZone: { label: "hosted zone", types: ["aws:route53/zone:Zone"], names: ["zoneId"] },
  launchTemplate: { label: "launch template", types: ec2("LaunchTemplate"), names: ["name"] },
  launchConfiguration: {
    label: "launch configuration",
    types: ec2("LaunchConfiguration"),
    names: ["name"],
  },
  // RDS, DocumentDB and Neptune share one kind of group in AWS.
  dbSubnetGroup: {
    label: "DB subnet group",
    types: [
      "aws:rds/subnetGroup:SubnetGroup",
      "aws:docdb/subnetGroup:SubnetGroup",
      "aws:neptune/subnetGroup:SubnetGroup",
    ],
    names: ["name"],
  },
  cacheSubnetGroup: {
    label: "cache subnet group",
    types: ["aws:elasticache/subnetGroup:SubnetGroup"],
    names: ["name"],
  },
  memorydbSubnetGroup: {
    label: "MemoryDB subnet group",
    types: ["aws:memorydb/subnetGroup:SubnetGroup"],
    names: ["name"],
  },
  redshiftSubnetGroup: {
    label: "Redshift subnet group",
    types: ["aws:redshift/subnetGroup:SubnetGroup"],
    names: ["name"],
  },
  dbCluster: {
    label: "DB cluster",
    types: ["aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"],
    names: ["clusterIdentifier"],
  },
  dbInstance: {
    label: "DB instance",
    types: ["aws:rds/instance:Instance"],
    names: ["identifier"],
  },
} as const satisfies Readonly<Record<string, NounSpec>>;

export type Noun = keyof typeof nouns;

const nounByType: ReadonlyMap<string, Noun> = new Map(
  (Object.keys(nouns) as Noun[]).flatMap((noun) =>
    nouns[noun].types.map((type) => [type, noun] as const),
  ),
);

export const nounOf = (type: string): Noun | undefined => nounByType.get(type);

export const specOf = (noun: Noun): NounSpec => nouns[noun];
