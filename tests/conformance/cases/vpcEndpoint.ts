/** VPC endpoints: services, types, zones, private DNS, policies. */
import { id, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aTable, aVpc, otherVpc } from "../surroundings";

const service = (name: string): string => `com.amazonaws.us-east-1.${name}`;

/** A gateway endpoint, AWS's default type. */
const gateway = (name: string, serviceName: string, args: Arguments = {}): Step =>
  aws.vpcEndpoint(name, { vpcId: id("vpc"), serviceName: service(serviceName), ...args });

const inSubnet = (name: string, serviceName: string, args: Arguments = {}): Step =>
  aws.vpcEndpoint(name, {
    vpcId: id("vpc"),
    serviceName: service(serviceName),
    vpcEndpointType: "Interface",
    subnetIds: [id("subnet")],
    ...args,
  });

const vpcWithDns = aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const withSubnet: readonly Step[] = [aVpc, aSubnet("subnet")];
const withDns: readonly Step[] = [vpcWithDns, aSubnet("subnet")];

const ofGatewayEndpoints: readonly Case[] = [
  {
    title: "a gateway endpoint for S3",
    page: pages.gatewayEndpoints,
    given: [aVpc, aTable()],
    attempt: gateway("endpoint", "s3", { routeTableIds: [id("table")] }),
    expect: "accepted",
  },
  {
    title: "a gateway endpoint for DynamoDB",
    page: pages.gatewayEndpoints,
    given: [aVpc, aTable()],
    attempt: gateway("endpoint", "dynamodb", { routeTableIds: [id("table")] }),
    expect: "accepted",
  },
  {
    title: "a gateway endpoint for SQS, which has interface endpoints only",
    page: pages.endpointServices,
    given: [aVpc],
    attempt: gateway("endpoint", "sqs"),
    expect: "InvalidParameter",
  },
  {
    title: "an endpoint for a service that does not exist",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: gateway("endpoint", "nosuchservice"),
    expect: "InvalidServiceName",
  },
  {
    title: "an endpoint for a service of another region",
    page: ec2Api("CreateVpcEndpoint"),
    given: [aVpc],
    attempt: aws.vpcEndpoint("endpoint", {
      vpcId: id("vpc"),
      serviceName: "com.amazonaws.eu-west-1.s3",
    }),
    expect: "InvalidServiceName",
  },
  {
    title: "a second gateway endpoint of a service on one table",
    page: pages.gatewayEndpoints,
    given: [aVpc, aTable(), gateway("first", "s3", { routeTableIds: [id("table")] })],
    attempt: gateway("endpoint", "s3", { routeTableIds: [id("table")] }),
    expect: "RouteAlreadyExists",
  },
  {
    title: "gateway endpoints of two services on one table",
    page: pages.gatewayEndpoints,
    given: [aVpc, aTable(), gateway("first", "s3", { routeTableIds: [id("table")] })],
    attempt: gateway("endpoint", "dynamodb", { routeTableIds: [id("table")] }),
    expect: "accepted",
  },
  {
    title: "gateway endpoints of one service on two tables",
    page: pages.gatewayEndpoints,
    given: [
      aVpc,
      aTable(),
      aTable("second"),
      gateway("first", "s3", { routeTableIds: [id("table")] }),
    ],
    attempt: gateway("endpoint", "s3", { routeTableIds: [id("second")] }),
    expect: "accepted",
  },
  {
    title: "a table added to a gateway endpoint",
    page: ec2Api("ModifyVpcEndpoint"),
    given: [aVpc, aTable(), gateway("endpoint", "s3")],
    attempt: update("endpoint", { routeTableIds: [id("table")] }),
    expect: "accepted",
  },
  {
    title: "a gateway endpoint on the table of another VPC",
    page: ec2Api("CreateVpcEndpoint"),
    given: [aVpc, otherVpc, aTable("table", "other")],
    attempt: gateway("endpoint", "s3", { routeTableIds: [id("table")] }),
    expect: "refused",
  },
  {
    title: "a gateway endpoint on a table that does not exist",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: gateway("endpoint", "s3", { routeTableIds: ["rtb-0123456789abcdef0"] }),
    expect: "InvalidRouteTableId.NotFound",
  },
  {
    title: "a gateway endpoint with a subnet",
    page: ec2Api("CreateVpcEndpoint"),
    given: withSubnet,
    attempt: gateway("endpoint", "s3", { subnetIds: [id("subnet")] }),
    expect: "InvalidParameter",
  },
  {
    title: "an endpoint of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: gateway("endpoint", "s3", { vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcId.NotFound",
  },
  {
    title: "deleting a gateway endpoint with a route table",
    page: ec2Api("DeleteVpcEndpoints"),
    given: [aVpc, aTable(), gateway("endpoint", "s3", { routeTableIds: [id("table")] })],
    attempt: remove("endpoint"),
    expect: "accepted",
  },
];

const ofInterfaceEndpoints: readonly Case[] = [
  {
    title: "an interface endpoint",
    page: pages.interfaceEndpoints,
    given: withSubnet,
    attempt: inSubnet("endpoint", "sqs"),
    expect: "accepted",
  },
  {
    title: "an interface endpoint for S3, without private DNS",
    page: pages.endpointServices,
    given: withSubnet,
    attempt: inSubnet("endpoint", "s3"),
    expect: "accepted",
  },
  {
    title: "an interface endpoint in two zones",
    page: pages.interfaceEndpoints,
    given: [...withSubnet, aSubnet("other", 1, { availabilityZone: "us-east-1b" })],
    attempt: inSubnet("endpoint", "sqs", { subnetIds: [id("subnet"), id("other")] }),
    expect: "accepted",
  },
  {
    title: "an interface endpoint in two subnets of one zone",
    page: pages.interfaceEndpoints,
    given: [...withSubnet, aSubnet("other", 1)],
    attempt: inSubnet("endpoint", "sqs", { subnetIds: [id("subnet"), id("other")] }),
    expect: "DuplicateSubnetsInSameZone",
  },
  {
    title: "a second subnet of its zone, added to an interface endpoint",
    page: ec2Api("ModifyVpcEndpoint"),
    given: [...withSubnet, aSubnet("other", 1), inSubnet("endpoint", "sqs")],
    attempt: update("endpoint", { subnetIds: [id("subnet"), id("other")] }),
    expect: "DuplicateSubnetsInSameZone",
  },
  {
    title: "an interface endpoint in a zone where the service is not offered",
    page: "https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html",
    given: [
      aVpc,
      aws.subnet("subnet", {
        vpcId: id("vpc"),
        cidrBlock: "10.0.0.0/24",
        availabilityZoneId: "use1-az2",
      }),
    ],
    attempt: inSubnet("endpoint", "email-smtp"),
    expect: "InvalidParameter",
  },
  {
    title: "an interface endpoint in a subnet that does not exist",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: inSubnet("endpoint", "sqs", { subnetIds: ["subnet-0123456789abcdef0"] }),
    expect: "InvalidSubnetId.NotFound",
  },
  {
    title: "an interface endpoint in a subnet of another VPC",
    page: ec2Api("CreateVpcEndpoint"),
    given: [aVpc, otherVpc, aws.subnet("subnet", { vpcId: id("other"), cidrBlock: "10.1.0.0/24" })],
    attempt: inSubnet("endpoint", "sqs"),
    expect: "refused",
  },
  {
    title: "an interface endpoint with a group of its VPC",
    page: pages.interfaceEndpoints,
    given: [...withSubnet, aGroup()],
    attempt: inSubnet("endpoint", "sqs", { securityGroupIds: [id("group")] }),
    expect: "accepted",
  },
  {
    title: "an interface endpoint with a group of another VPC",
    page: ec2Api("CreateVpcEndpoint"),
    given: [...withSubnet, otherVpc, aGroup("group", "other")],
    attempt: inSubnet("endpoint", "sqs", { securityGroupIds: [id("group")] }),
    expect: "refused",
  },
  {
    title: "an interface endpoint with a group that does not exist",
    page: ec2Api("CreateVpcEndpoint"),
    given: withSubnet,
    attempt: inSubnet("endpoint", "sqs", { securityGroupIds: ["sg-0123456789abcdef0"] }),
    expect: "refused",
  },
  {
    title: "an interface endpoint with a route table",
    page: ec2Api("CreateVpcEndpoint"),
    given: [...withSubnet, aTable()],
    attempt: inSubnet("endpoint", "sqs", { routeTableIds: [id("table")] }),
    expect: "InvalidParameter",
  },
  {
    title: "deleting an interface endpoint",
    page: ec2Api("DeleteVpcEndpoints"),
    given: [...withSubnet, inSubnet("endpoint", "sqs")],
    attempt: remove("endpoint"),
    expect: "accepted",
  },
];

const ofPrivateDns: readonly Case[] = [
  {
    title: "private DNS in a VPC with DNS support and host names",
    page: pages.interfaceEndpoints,
    given: withDns,
    attempt: inSubnet("endpoint", "sqs", { privateDnsEnabled: true }),
    expect: "accepted",
  },
  {
    title: "private DNS in a VPC without DNS host names",
    page: pages.interfaceEndpoints,
    given: withSubnet,
    attempt: inSubnet("endpoint", "sqs", { privateDnsEnabled: true }),
    expect: "InvalidParameter",
  },
  {
    title: "private DNS turned on in a VPC without DNS host names",
    page: pages.interfaceEndpoints,
    given: [...withSubnet, inSubnet("endpoint", "sqs")],
    attempt: update("endpoint", { privateDnsEnabled: true }),
    expect: "InvalidParameter",
  },
  {
    title: "two endpoints of one service with private DNS",
    page: pages.interfaceEndpoints,
    given: [...withDns, inSubnet("first", "sqs", { privateDnsEnabled: true })],
    attempt: inSubnet("endpoint", "sqs", { privateDnsEnabled: true }),
    expect: "InvalidParameter",
  },
  {
    title: "two endpoints of one service, one with private DNS",
    page: pages.interfaceEndpoints,
    given: [...withDns, inSubnet("first", "sqs", { privateDnsEnabled: true })],
    attempt: inSubnet("endpoint", "sqs"),
    expect: "accepted",
  },
  {
    title: "private DNS for endpoints of two services",
    page: pages.interfaceEndpoints,
    given: [...withDns, inSubnet("first", "sqs", { privateDnsEnabled: true })],
    attempt: inSubnet("endpoint", "sns", { privateDnsEnabled: true }),
    expect: "accepted",
  },
  {
    title: "private DNS for DynamoDB, whose interface endpoints have no private name",
    page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html",
    given: withDns,
    attempt: inSubnet("endpoint", "dynamodb", { privateDnsEnabled: true }),
    expect: "InvalidParameter",
  },
  {
    title: "an interface endpoint for DynamoDB, without private DNS",
    page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html",
    given: withDns,
    attempt: inSubnet("endpoint", "dynamodb"),
    expect: "accepted",
  },
];

/** Lets objects be read whose keys begin with `characters` of text. */
const policy = (characters: number): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::bucket/${"k".repeat(characters)}*`,
      },
    ],
  });

const fullAccess = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

/** In a zone with SES's SMTP. */
const withSmtp: readonly Step[] = [
  aVpc,
  aws.subnet("subnet", {
    vpcId: id("vpc"),
    cidrBlock: "10.0.0.0/24",
    availabilityZoneId: "use1-az1",
  }),
];

const ofPolicies: readonly Case[] = [
  {
    title: "an endpoint policy",
    page: ec2Api("CreateVpcEndpoint"),
    given: [aVpc],
    attempt: gateway("endpoint", "s3", { policy: policy(100) }),
    expect: "accepted",
  },
  {
    title: "an endpoint policy that is no JSON",
    page: ec2Api("CreateVpcEndpoint"),
    given: [aVpc],
    attempt: gateway("endpoint", "s3", { policy: "allow everything" }),
    expect: "InvalidPolicyDocument",
  },
  {
    title: "an endpoint policy longer than 20,480 characters",
    page: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    given: [aVpc],
    attempt: gateway("endpoint", "s3", { policy: policy(20_480) }),
    expect: "refused",
  },
  {
    title: "an endpoint policy for SES's SMTP, which takes none",
    page: pages.endpointServices,
    given: withSmtp,
    attempt: inSubnet("endpoint", "email-smtp", { policy: policy(100) }),
    expect: "InvalidParameter",
  },
  {
    title: "a policy given later to an endpoint of SES's SMTP, which takes none",
    page: pages.endpointServices,
    given: [...withSmtp, inSubnet("endpoint", "email-smtp")],
    attempt: update("endpoint", { policy: policy(100) }),
    expect: "InvalidParameter",
  },
  {
    title: "the policy of full access for SES's SMTP",
    page: pages.endpointServices,
    given: withSmtp,
    attempt: inSubnet("endpoint", "email-smtp", { policy: fullAccess }),
    expect: "accepted",
  },
];

export const vpcEndpointCases: readonly Case[] = [
  ...ofGatewayEndpoints,
  ...ofInterfaceEndpoints,
  ...ofPrivateDns,
  ...ofPolicies,
];
