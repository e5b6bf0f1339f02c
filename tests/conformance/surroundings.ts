/** What most cases need around them. */
import { id, partOf, ref, type Arguments, type Step } from "./case";
import * as aws from "./resources";

/** A VPC named `vpc`, 10.0.0.0/16. */
export const aVpc = aws.vpc("vpc", { cidrBlock: "10.0.0.0/16" });

/** Another VPC, named `other`, 10.1.0.0/16. */
export const otherVpc = aws.vpc("other", { cidrBlock: "10.1.0.0/16" });

/** A VPC named `vpc` with an IPv6 block of Amazon's. */
export const dualStackVpc = aws.vpc("vpc", {
  cidrBlock: "10.0.0.0/16",
  assignGeneratedIpv6CidrBlock: true,
});

/** `count` steps or arguments, numbered from 0. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A subnet of `vpc`: the `index`th /24, in us-east-1a unless said. */
export const aSubnet = (name: string, index = 0, args: Arguments = {}): Step =>
  aws.subnet(name, {
    vpcId: id("vpc"),
    cidrBlock: `10.0.${index}.0/24`,
    availabilityZone: "us-east-1a",
    ...args,
  });

/** A subnet of `dualStackVpc` named `subnet`, without IPv4. */
export const ipv6Alone = aws.subnet("subnet", {
  vpcId: id("vpc"),
  ipv6CidrBlock: partOf("vpc.ipv6CidrBlock", 64, 0),
  ipv6Native: true,
  assignIpv6AddressOnCreation: true,
  enableResourceNameDnsAaaaRecordOnLaunch: true,
});

/** An internet gateway of `vpc`, named `gateway`. */
export const aGateway = aws.internetGateway("gateway", { vpcId: id("vpc") });

/** `vpc` with `gateway` and the subnet `subnet`. */
export const aNetwork: readonly Step[] = [aVpc, aGateway, aSubnet("subnet")];

export const anAddress = (name = "address"): Step => aws.elasticIp(name, { domain: "vpc" });

/** `aNetwork` with a NAT gateway named `nat` on the address `address`. */
export const aNetworkWithNat: readonly Step[] = [
  ...aNetwork,
  anAddress(),
  aws.natGateway("nat", { subnetId: id("subnet"), allocationId: id("address") }),
];

export const aTable = (name = "table", network = "vpc"): Step =>
  aws.routeTable(name, { vpcId: id(network) });

/** A security group of `vpc`, whose name is its own. */
export const aGroup = (name = "group", network = "vpc"): Step =>
  aws.securityGroup(name, { name, vpcId: ref(`${network}.id`) });

/** The newest image of Amazon's, by its public parameter. */
export const newestImage =
  "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

/** A trust policy: that service may take the role. */
export const trustOf = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
