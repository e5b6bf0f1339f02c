/** Resource records of an imagined stack, and the network that they make. */
import { readNetwork, type Network, type ResourceRecord } from "../../../../analysis/model";

export const providerUrn = "urn:pulumi:dev::net::pulumi:providers:aws::default";

export const provider: ResourceRecord = {
  urn: providerUrn,
  type: "pulumi:providers:aws",
  id: "p-1",
  custom: true,
  inputs: { region: "eu-west-1" },
  outputs: { region: "eu-west-1" },
};

/** `ec2/subnet` and `Subnet` from `ec2.Subnet`. */
export const token = (short: string): string => {
  const [module = "", name = ""] = short.split(".");
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
};

export const urn = (short: string, name: string): string =>
  `urn:pulumi:dev::net::${token(short)}::${name}`;

export type Values = Readonly<Record<string, unknown>>;
export type Records = readonly ResourceRecord[];

/** A resource that was made: its outputs have its inputs, and what AWS added. */
export function made(
  short: string,
  id: string,
  inputs: Values = {},
  added: Values = {},
): ResourceRecord {
  return {
    urn: urn(short, id),
    type: token(short),
    id,
    custom: true,
    provider: `${providerUrn}::p-1`,
    inputs,
    outputs: { region: "eu-west-1", ...inputs, ...added, id },
  };
}

export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource that a preview is to make. */
export function planned(
  short: string,
  name: string,
  inputs: Values,
  propertyDependencies: Readonly<Record<string, readonly string[]>> = {},
): ResourceRecord {
  return {
    urn: urn(short, name),
    type: token(short),
    custom: true,
    provider: `${providerUrn}::p-1`,
    inputs,
    outputs: {},
    propertyDependencies,
  };
}

export const read = (...records: readonly ResourceRecord[]): Network =>
  readNetwork([provider, ...records]);

/** A VPC with one subnet, to stand things in. */
export const vpc = made(
  "ec2.Vpc",
  "vpc-1",
  { cidrBlock: "10.0.0.0/16" },
  {
    defaultRouteTableId: "rtb-main",
    mainRouteTableId: "rtb-main",
    defaultNetworkAclId: "acl-default",
    defaultSecurityGroupId: "sg-default",
    ownerId: "111122223333",
  },
);

export const subnet = (id: string, third: number, more: Values = {}): ResourceRecord =>
  made("ec2.Subnet", id, {
    vpcId: "vpc-1",
    cidrBlock: `10.0.${third}.0/24`,
    availabilityZone: "eu-west-1a",
    ...more,
  });

export const subnets = [
  subnet("subnet-1", 1),
  subnet("subnet-2", 2, { availabilityZone: "eu-west-1b" }),
];
export const subnetIds = ["subnet-1", "subnet-2"];
export const keys = {
  vpc: urn("ec2.Vpc", "vpc-1"),
  subnets: subnetIds.map((id) => urn("ec2.Subnet", id)),
  mainTable: `${urn("ec2.Vpc", "vpc-1")}#mainRouteTable`,
  defaultAcl: `${urn("ec2.Vpc", "vpc-1")}#defaultNetworkAcl`,
  defaultGroup: `${urn("ec2.Vpc", "vpc-1")}#defaultSecurityGroup`,
};
