/** The counterpart of terraform-aws-vpc's `examples/complete`: six tiers behind one NAT gateway, a VPN's ends, DHCP options, endpoints. */
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import * as redshift from "@pulumi/aws/redshift";
import * as net from "../../../components";
import { common, Isolated, Private, Public, subnetsOf, tier, ZONES } from "./networks";

export function complete(): void {
  const vpc = new net.Vpc("complete", {
    ...common("complete"),
    subnetSpecs: [
      tier("private", Private, 0),
      tier("public", Public, 4),
      tier("database", Private, 8),
      tier("elasticache", Private, 12),
      tier("redshift", Private, 16),
      tier("intra", Isolated, 20),
    ],
    routeTableStrategy: net.RouteTableStrategy.PerTier,
    natGateways: { strategy: net.NatGatewayStrategy.Single, availabilityZone: ZONES[0] },
    dhcpOptions: {
      domainName: "service.consul",
      domainNameServers: ["127.0.0.1", "10.10.0.2"],
    },
  });
  new elasticache.SubnetGroup("complete", { subnetIds: subnetsOf(vpc, "elasticache") });
  new redshift.SubnetGroup("complete", { subnetIds: subnetsOf(vpc, "redshift") });
  createVpn(vpc);
  createEndpoints(vpc);
}

function createVpn({ vpcId }: net.Vpc): void {
  new ec2.VpnGateway("complete", { vpcId });
  const type = "ipsec.1";
  new ec2.CustomerGateway("ip1", {
    ...{ type, bgpAsn: "65112", ipAddress: "1.2.3.4", deviceName: "some_name" },
  });
  new ec2.CustomerGateway("ip2", { type, bgpAsn: "65112", ipAddress: "5.6.7.8" });
  new ec2.CustomerGateway("ip3", { type, bgpAsnExtended: "2147483648", ipAddress: "5.6.7.8" });
}

/** The RDS API's endpoint has another group beside that of the rest; S3's has no subnets, and its names for everyone inside. */
function createEndpoints(vpc: net.Vpc): void {
  const { groupIds } = new net.SecurityGroups("complete", {
    vpc,
    groups: ["rds"],
    flows: [{ source: "vpc", destination: "rds", ports: ["postgres"] }],
  });
  const { securityGroupId } = new net.VpcEndpoints("complete", {
    vpc,
    gateway: ["dynamodb"],
    interface: ["ecs", "ecr.api", "ecr.dkr"],
    tier: "private",
    routeTableTiers: Object.keys(vpc.subnetTypes),
  });
  new net.VpcEndpoints("complete-rds", {
    vpc,
    interface: ["rds"],
    tier: "private",
    securityGroupIds: [securityGroupId ?? "", groupIds.rds ?? ""],
  });
  new ec2.VpcEndpoint("complete-s3", {
    vpcId: vpc.vpcId,
    serviceName: "com.amazonaws.eu-west-1.s3",
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false },
    securityGroupIds: [securityGroupId ?? ""],
  });
}
