/** What AWS describes of the network that `describedResources` make. */
const vpcId = { VpcId: "vpc-1", OwnerId: "111122223333" };
const allEntry = (egress: boolean, number = 100) => ({
  Egress: egress,
  RuleNumber: number,
  RuleAction: number === 100 ? "allow" : "deny",
  Protocol: "-1",
  CidrBlock: "0.0.0.0/0",
});
const entries = [allEntry(true), allEntry(true, 32767), allEntry(false), allEntry(false, 32767)];
const local = {
  DestinationCidrBlock: "10.0.0.0/16",
  GatewayId: "local",
  State: "active",
  Origin: "CreateRouteTable",
};
const named = (Name: string) => ({ Tags: [{ Key: "Name", Value: Name }] });

const networkInterface = (id: string, subnet: string, address: string, more: object) => ({
  ...vpcId,
  NetworkInterfaceId: id,
  SubnetId: subnet,
  InterfaceType: "interface",
  SourceDestCheck: true,
  Groups: [{ GroupId: "sg-1", GroupName: "web" }],
  PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }],
  Ipv6Addresses: [],
  TagSet: [],
  ...more,
});

/** The same as AWS answers, by file. */
export const answers: Readonly<Record<string, readonly object[]>> = {
  Vpcs: [
    {
      ...vpcId,
      ...named("main"),
      CidrBlock: "10.0.0.0/16",
      IsDefault: false,
      CidrBlockAssociationSet: [
        {
          AssociationId: "vpc-cidr-0",
          CidrBlock: "10.0.0.0/16",
          CidrBlockState: { State: "associated" },
        },
        {
          AssociationId: "vpc-cidr-1",
          CidrBlock: "10.2.0.0/16",
          CidrBlockState: { State: "associated" },
        },
        {
          AssociationId: "vpc-cidr-2",
          CidrBlock: "10.3.0.0/16",
          CidrBlockState: { State: "disassociated" },
        },
      ],
    },
    { VpcId: "vpc-9", OwnerId: "111122223333", CidrBlock: "10.9.0.0/16" },
  ],
  Subnets: [
    {
      ...vpcId,
      SubnetId: "subnet-a",
      CidrBlock: "10.0.1.0/24",
      AvailabilityZone: "eu-west-1a",
      MapPublicIpOnLaunch: true,
    },
    {
      ...vpcId,
      SubnetId: "subnet-b",
      CidrBlock: "10.0.2.0/24",
      AvailabilityZone: "eu-west-1b",
      MapPublicIpOnLaunch: false,
    },
  ],
  InternetGateways: [
    { InternetGatewayId: "igw-1", Attachments: [{ VpcId: "vpc-1", State: "available" }] },
  ],
  Addresses: [
    { AllocationId: "eipalloc-1", PublicIp: "198.51.100.7", NetworkInterfaceId: "eni-nat" },
  ],
  NatGateways: [
    {
      ...vpcId,
      NatGatewayId: "nat-1",
      SubnetId: "subnet-a",
      ConnectivityType: "public",
      State: "available",
      NatGatewayAddresses: [
        {
          AllocationId: "eipalloc-1",
          PublicIp: "198.51.100.7",
          PrivateIp: "10.0.1.9",
          NetworkInterfaceId: "eni-nat",
        },
      ],
    },
    { ...vpcId, NatGatewayId: "nat-old", SubnetId: "subnet-a", State: "deleted" },
  ],
  RouteTables: [
    {
      ...vpcId,
      RouteTableId: "rtb-main",
      Associations: [{ Main: true, RouteTableAssociationId: "rtbassoc-main" }],
      Routes: [local],
    },
    {
      ...vpcId,
      RouteTableId: "rtb-a",
      Associations: [{ Main: false, RouteTableAssociationId: "rtbassoc-a", SubnetId: "subnet-a" }],
      Routes: [local, { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" }],
    },
    {
      ...vpcId,
      RouteTableId: "rtb-b",
      Associations: [{ Main: false, RouteTableAssociationId: "rtbassoc-b", SubnetId: "subnet-b" }],
      Routes: [
        local,
        { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1", State: "active" },
        { DestinationCidrBlock: "10.9.0.0/16", VpcPeeringConnectionId: "pcx-1", State: "active" },
        { DestinationPrefixListId: "pl-s3", GatewayId: "vpce-s3", State: "active" },
      ],
    },
  ],
  NetworkAcls: [
    {
      ...vpcId,
      NetworkAclId: "acl-default",
      IsDefault: true,
      Associations: [{ SubnetId: "subnet-a" }],
      Entries: entries,
    },
    {
      ...vpcId,
      NetworkAclId: "acl-b",
      IsDefault: false,
      Associations: [{ SubnetId: "subnet-b" }],
      Entries: [
        allEntry(true),
        {
          Egress: false,
          RuleNumber: 10,
          RuleAction: "deny",
          Protocol: "1",
          CidrBlock: "0.0.0.0/0",
          IcmpTypeCode: { Type: -1, Code: -1 },
        },
        allEntry(false, 32767),
      ],
    },
  ],
  SecurityGroups: [
    {
      ...vpcId,
      GroupId: "sg-default",
      GroupName: "default",
      IpPermissions: [],
      IpPermissionsEgress: [],
    },
    {
      ...vpcId,
      GroupId: "sg-1",
      GroupName: "web",
      IpPermissions: [
        {
          IpProtocol: "tcp",
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: "0.0.0.0/0", Description: "anyone" }],
        },
      ],
      IpPermissionsEgress: [
        {
          IpProtocol: "-1",
          PrefixListIds: [{ PrefixListId: "pl-1" }],
          UserIdGroupPairs: [{ GroupId: "sg-1", UserId: "111122223333" }],
        },
      ],
    },
  ],
  PrefixLists: [
    { PrefixListId: "pl-1", PrefixListName: "office", Entries: [{ Cidr: "192.0.2.0/24" }] },
  ],
  VpcEndpoints: [
    {
      ...vpcId,
      VpcEndpointId: "vpce-s3",
      VpcEndpointType: "Gateway",
      ServiceName: "com.amazonaws.eu-west-1.s3",
      State: "available",
      RouteTableIds: ["rtb-b"],
      PrivateDnsEnabled: false,
    },
    {
      ...vpcId,
      VpcEndpointId: "vpce-sqs",
      VpcEndpointType: "Interface",
      ServiceName: "com.amazonaws.eu-west-1.sqs",
      State: "available",
      SubnetIds: ["subnet-b"],
      Groups: [{ GroupId: "sg-1" }],
      PrivateDnsEnabled: true,
    },
  ],
  VpcPeeringConnections: [
    {
      VpcPeeringConnectionId: "pcx-1",
      Status: { Code: "active" },
      RequesterVpcInfo: { VpcId: "vpc-1", Region: "eu-west-1", OwnerId: "111122223333" },
      AccepterVpcInfo: { VpcId: "vpc-9", Region: "eu-west-1", OwnerId: "111122223333" },
    },
  ],
  TransitGateways: [
    {
      TransitGatewayId: "tgw-1",
      OwnerId: "111122223333",
      Options: {
        DefaultRouteTableAssociation: "enable",
        DefaultRouteTablePropagation: "enable",
        AssociationDefaultRouteTableId: "tgw-rtb-1",
        PropagationDefaultRouteTableId: "tgw-rtb-1",
        DnsSupport: "enable",
      },
    },
  ],
  TransitGatewayRouteTables: [
    { TransitGatewayRouteTableId: "tgw-rtb-1", TransitGatewayId: "tgw-1" },
  ],
  TransitGatewayAttachments: [
    {
      TransitGatewayAttachmentId: "tgw-attach-1",
      TransitGatewayId: "tgw-1",
      ResourceType: "vpc",
      ResourceId: "vpc-1",
      State: "available",
      Association: { TransitGatewayRouteTableId: "tgw-rtb-1", State: "associated" },
    },
  ],
  TransitGatewayVpcAttachments: [
    {
      TransitGatewayAttachmentId: "tgw-attach-1",
      TransitGatewayId: "tgw-1",
      VpcId: "vpc-1",
      VpcOwnerId: "111122223333",
      State: "available",
      SubnetIds: ["subnet-b"],
      Options: { DnsSupport: "enable", Ipv6Support: "disable", ApplianceModeSupport: "disable" },
    },
  ],
  TransitGatewayPropagations: [
    {
      TransitGatewayRouteTableId: "tgw-rtb-1",
      TransitGatewayRouteTablePropagations: [
        {
          TransitGatewayAttachmentId: "tgw-attach-1",
          ResourceId: "vpc-1",
          ResourceType: "vpc",
          State: "enabled",
        },
      ],
    },
  ],
  TransitGatewayStaticRoutes: [
    {
      TransitGatewayRouteTableId: "tgw-rtb-1",
      Routes: [
        {
          DestinationCidrBlock: "0.0.0.0/0",
          Type: "static",
          State: "active",
          TransitGatewayAttachments: [{ TransitGatewayAttachmentId: "tgw-attach-1" }],
        },
      ],
    },
  ],
  NetworkInterfaces: [
    networkInterface("eni-i", "subnet-a", "10.0.1.20", {
      Attachment: { InstanceId: "i-1" },
      Association: { PublicIp: "198.51.100.20" },
    }),
    networkInterface("eni-fn", "subnet-b", "10.0.2.30", {
      InterfaceType: "lambda",
      Description: "AWS Lambda VPC ENI-fn-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
    }),
    networkInterface("eni-lb", "subnet-a", "10.0.1.40", {
      Description: "ELB app/front/0a1b2c",
      Association: { PublicIp: "198.51.100.40" },
    }),
    networkInterface("eni-sqs", "subnet-b", "10.0.2.50", {
      InterfaceType: "vpc_endpoint",
      Description: "VPC Endpoint Interface vpce-sqs",
    }),
    networkInterface("eni-nat", "subnet-a", "10.0.1.9", { InterfaceType: "nat_gateway" }),
  ],
  Reservations: [{ Instances: [{ InstanceId: "i-1", Tags: [{ Key: "Name", Value: "i-1" }] }] }],
  VpnConnections: [],
};
