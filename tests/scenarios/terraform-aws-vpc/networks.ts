/**
 * Counterparts of terraform-aws-vpc's examples that are a network and little else, of our components: each tier where
 * `cidrsubnet` puts it there.
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import * as rds from "@pulumi/aws/rds";
import * as redshift from "@pulumi/aws/redshift";
import type * as pulumi from "@pulumi/pulumi";
import * as net from "../../../components";

export const REGION = "eu-west-1";
export const ZONES = ["a", "b", "c"].map((letter) => `${REGION}${letter}`);
export const { Public, Private, Isolated } = net.SubnetType;

/** What every example has in common. */
export const common = (example: string) => ({
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ZONES,
  tags: { Example: `ex-${example}`, GithubRepo: "terraform-aws-vpc" },
});

/** A tier of /24s, `cidrsubnet(cidr, 8, k + number)`. */
export const tier = (
  name: string,
  type: net.SubnetType,
  number: number,
  more: Partial<net.SubnetSpec> = {},
): net.SubnetSpec => ({ name, type, startAddress: `10.0.${number}.0`, ...more });

/** A tier of /20s from the block's start on, `cidrsubnet(cidr, 4, k)`. */
const wide: net.SubnetSpec = {
  ...{ name: "private", type: Private, cidrMask: 20, startAddress: "10.0.0.0" },
};

export const subnetsOf = (vpc: net.Vpc, name: string): pulumi.Output<string>[] =>
  Object.values(vpc.subnetIds[name] ?? {});

export function simple(): void {
  new net.Vpc("simple", { ...common("simple"), subnetSpecs: [wide] });
}

export function blockPublicAccess(): void {
  const { vpcId } = new net.Vpc("blocked", {
    ...common("block-public-access"),
    subnetSpecs: [wide],
  });
  new net.BlockPublicAccess("blocked", {
    mode: net.BlockPublicAccessMode.Bidirectional,
    exclusions: [{ name: "vpc", mode: net.BlockPublicAccessExclusionMode.Bidirectional, vpcId }],
  });
}

/** The private subnets of each block are a tier of their own: /20s, and of the further blocks /18s. */
export function secondaryBlocks(): void {
  const further = ["10.1.0.0/16", "10.2.0.0/16"];
  const tierOf = (vpcCidrBlock: string, index: number): net.SubnetSpec => ({
    name: `private${["-second", "-third"][index] ?? ""}`,
    type: Private,
    cidrMask: 18,
    startAddress: vpcCidrBlock.split("/")[0],
    vpcCidrBlock,
  });
  new net.Vpc("secondary", {
    ...common("secondary-cidr-blocks"),
    secondaryCidrBlocks: further,
    subnetSpecs: [wide, ...further.map(tierOf), tier("public", Public, 48)],
  });
}

const DATA_TIERS = ["database", "elasticache", "redshift"] as const;

/** One table for each tier, which one NAT gateway serves; those of data lead nowhere. */
export function separateRouteTables(): void {
  const vpc = new net.Vpc("separate", {
    ...common("separate-route-tables"),
    subnetSpecs: [
      tier("private", Private, 0),
      tier("public", Public, 4),
      ...DATA_TIERS.map((name, index) => tier(name, Isolated, 8 + 4 * index)),
      tier("intra", Isolated, 20),
    ],
    routeTableStrategy: net.RouteTableStrategy.PerTier,
    natGateways: { strategy: net.NatGatewayStrategy.Single, availabilityZone: ZONES[0] },
  });
  new rds.SubnetGroup("separate", { subnetIds: subnetsOf(vpc, "database") });
  new elasticache.SubnetGroup("separate", { subnetIds: subnetsOf(vpc, "elasticache") });
  new redshift.SubnetGroup("separate", { subnetIds: subnetsOf(vpc, "redshift") });
}

/** The database's subnets are public, as there: its table leads to the internet gateway. */
export function dualStack(): void {
  const vpc = new net.Vpc("dualstack", {
    ...common("ipv6-dualstack"),
    ipv6: true,
    subnetSpecs: [
      tier("private", Private, 0, { ipv6Slot: 1, nat64: true, assignIpv6AddressOnCreation: false }),
      tier("public", Public, 4, { ipv6Slot: 0, assignIpv6AddressOnCreation: true }),
      tier("database", Public, 8, { ipv6Slot: 2 }),
    ],
    natGateways: { strategy: net.NatGatewayStrategy.OnePerAz, tier: "public" },
  });
  new rds.SubnetGroup("dualstack", { subnetIds: subnetsOf(vpc, "database") });
}

export function ipv6Only(): void {
  const ipv6 = net.SubnetIpv6.Ipv6Only;
  new net.Vpc("ipv6-only", {
    ...common("ipv6-only"),
    ipv6: true,
    subnetSpecs: [
      { name: "public", type: Public, ipv6 },
      { name: "private", type: Private, ipv6 },
    ],
  });
}

export function defaultVpc(): void {
  new ec2.DefaultVpc("default", { enableDnsHostnames: true, tags: { Name: "default" } });
}
