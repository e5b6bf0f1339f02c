/** The resources of a stack whose network `describedAnswers` describes. */
import type { ResourceRecord } from "../../../../analysis/model";
import { made } from "./stack";

const owner = { ownerId: "111122223333" };
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
const anywhere = {
  ruleNo: 100,
  action: "allow",
  protocol: "-1",
  cidrBlock: "0.0.0.0/0",
  fromPort: 0,
  toPort: 0,
};

/** The network as a stack made it. */
export const resources: readonly ResourceRecord[] = [
  made(
    "ec2.Vpc",
    "vpc-1",
    { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, tags: { Name: "main" } },
    {
      ...owner,
      defaultRouteTableId: "rtb-main",
      defaultNetworkAclId: "acl-default",
      defaultSecurityGroupId: "sg-default",
    },
  ),
  made("ec2.VpcIpv4CidrBlockAssociation", "vpc-cidr-1", {
    vpcId: "vpc-1",
    cidrBlock: "10.2.0.0/16",
  }),
  made("ec2.DefaultRouteTable", "rtb-main", { defaultRouteTableId: "rtb-main", routes: [] }),
  made("ec2.DefaultNetworkAcl", "acl-default", {
    defaultNetworkAclId: "acl-default",
    ingress: [anywhere],
    egress: [anywhere],
  }),
  made("ec2.DefaultSecurityGroup", "sg-default", { vpcId: "vpc-1", tags: { Name: "default" } }),
  made("ec2.Subnet", "subnet-a", {
    vpcId: "vpc-1",
    cidrBlock: "10.0.1.0/24",
    availabilityZone: "eu-west-1a",
    mapPublicIpOnLaunch: true,
  }),
  made("ec2.Subnet", "subnet-b", {
    vpcId: "vpc-1",
    cidrBlock: "10.0.2.0/24",
    availabilityZone: "eu-west-1b",
  }),
  made("ec2.InternetGateway", "igw-1", { vpcId: "vpc-1" }),
  made("ec2.Eip", "eipalloc-1", {}, { publicIp: "198.51.100.7" }),
  made(
    "ec2.NatGateway",
    "nat-1",
    { subnetId: "subnet-a", allocationId: "eipalloc-1" },
    { privateIp: "10.0.1.9" },
  ),
  made("ec2.RouteTable", "rtb-a", {
    vpcId: "vpc-1",
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
  }),
  made("ec2.RouteTable", "rtb-b", {
    vpcId: "vpc-1",
    routes: [
      { cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
      { cidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-1" },
    ],
  }),
  made("ec2.RouteTableAssociation", "rtbassoc-a", { routeTableId: "rtb-a", subnetId: "subnet-a" }),
  made("ec2.RouteTableAssociation", "rtbassoc-b", { routeTableId: "rtb-b", subnetId: "subnet-b" }),
  made("ec2.NetworkAcl", "acl-b", {
    vpcId: "vpc-1",
    subnetIds: ["subnet-b"],
    ingress: [
      {
        ruleNo: 10,
        action: "deny",
        protocol: "1",
        icmpType: -1,
        icmpCode: -1,
        cidrBlock: "0.0.0.0/0",
        fromPort: 0,
        toPort: 0,
      },
    ],
    egress: [anywhere],
  }),
  made("ec2.SecurityGroup", "sg-1", {
    vpcId: "vpc-1",
    tags: { Name: "web" },
    ingress: [{ ...https, cidrBlocks: ["0.0.0.0/0"], description: "anyone" }],
    egress: [
      { protocol: "-1", fromPort: 0, toPort: 0, securityGroups: ["sg-1"], prefixListIds: ["pl-1"] },
    ],
  }),
  made("ec2.ManagedPrefixList", "pl-1", {
    entries: [{ cidr: "192.0.2.0/24" }],
    tags: { Name: "office" },
  }),
  made("ec2.VpcEndpoint", "vpce-s3", {
    vpcId: "vpc-1",
    serviceName: "com.amazonaws.eu-west-1.s3",
    routeTableIds: ["rtb-b"],
  }),
  made("ec2.VpcEndpoint", "vpce-sqs", {
    vpcId: "vpc-1",
    serviceName: "com.amazonaws.eu-west-1.sqs",
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: ["subnet-b"],
    securityGroupIds: ["sg-1"],
  }),
  made("ec2.Vpc", "vpc-9", { cidrBlock: "10.9.0.0/16" }, owner),
  made(
    "ec2.VpcPeeringConnection",
    "pcx-1",
    { vpcId: "vpc-1", peerVpcId: "vpc-9" },
    { acceptStatus: "active" },
  ),
  made(
    "ec2.Instance",
    "i-1",
    { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-1"] },
    { privateIp: "10.0.1.20", publicIp: "198.51.100.20" },
  ),
  made("lambda.Function", "fn", {
    vpcConfig: { subnetIds: ["subnet-b"], securityGroupIds: ["sg-1"] },
  }),
  made("lb.LoadBalancer", "front", { subnets: ["subnet-a"], securityGroups: ["sg-1"] }),
  made(
    "ec2transitgateway.TransitGateway",
    "tgw-1",
    {},
    {
      ...owner,
      associationDefaultRouteTableId: "tgw-rtb-1",
      propagationDefaultRouteTableId: "tgw-rtb-1",
    },
  ),
  made("ec2transitgateway.RouteTable", "tgw-rtb-1", { transitGatewayId: "tgw-1" }),
  made("ec2transitgateway.VpcAttachment", "tgw-attach-1", {
    transitGatewayId: "tgw-1",
    vpcId: "vpc-1",
    subnetIds: ["subnet-b"],
  }),
  made("ec2transitgateway.Route", "r", {
    transitGatewayRouteTableId: "tgw-rtb-1",
    destinationCidrBlock: "0.0.0.0/0",
    transitGatewayAttachmentId: "tgw-attach-1",
  }),
];
