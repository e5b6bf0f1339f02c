/** Who may connect to what: groups, the endpoints of AWS's services, and the key of what is stored. */
import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import { PURPOSE, type Common } from "./naming";
import type { LambdaEgressConfig } from "./config";
import { LAMBDA, type Network } from "./network";

/** SMTP with STARTTLS, on which SES's endpoint listens too. */
export const SMTP = "tcp/587";
const MAIL = "email-smtp";

export function createGroups(
  { mailEndpoint }: LambdaEgressConfig,
  vpc: Network,
  common: Common,
): net.SecurityGroups {
  return new net.SecurityGroups(PURPOSE, {
    vpc,
    groups: ["lambda", "database", ...(mailEndpoint ? ["mail"] : [])],
    flows: [
      { source: "lambda", destination: "0.0.0.0/0", ports: ["tcp/443"] },
      { source: "lambda", destination: "database", ports: ["tcp/5432"] },
      ...(mailEndpoint ? [{ source: "lambda", destination: "mail", ports: [SMTP] }] : []),
    ],
    ...common,
  });
}

/** KMS and Secrets Manager at private addresses of the functions' own subnets. */
export function createEndpoints(
  vpc: Network,
  groups: net.SecurityGroups,
  common: Common,
): net.VpcEndpoints {
  return new net.VpcEndpoints(PURPOSE, {
    vpc,
    interface: ["kms", "secretsmanager"],
    tier: LAMBDA,
    allowedSecurityGroupIds: { lambda: groups.groupId("lambda") },
    ...common,
  });
}

/** SES over SMTP, in those of the zones that it is offered in. SES's API is met through NAT. */
export async function createMailEndpoint(
  config: LambdaEgressConfig,
  vpc: Network,
  { groups, common }: { readonly groups: net.SecurityGroups; readonly common: Common },
): Promise<net.VpcEndpoints | undefined> {
  if (!config.mailEndpoint) return undefined;
  const serviceName = `com.amazonaws.${config.region}.${MAIL}`;
  const { availabilityZones: offered } = await ec2.getVpcEndpointService({ serviceName });
  const subnets = Object.entries(vpc.subnetIds[LAMBDA] ?? {});
  const kept = subnets.filter(([zone]) => offered.includes(zone));
  if (kept.length === 0)
    throw new pulumi.RunError(
      `lambda-egress:mailEndpoint must be false in ${config.availabilityZoneNames.join(", ")}, got true; SES has its endpoint in ${offered.join(", ")}`,
    );
  return new net.VpcEndpoints(`${PURPOSE}-mail`, {
    vpc: {
      ...attributesOf(vpc),
      subnetIds: { ...vpc.subnetIds, [LAMBDA]: Object.fromEntries(kept) },
    },
    interface: [MAIL],
    tier: LAMBDA,
    securityGroupIds: [groups.groupId("mail")],
    ...common,
  });
}

/** Without the component itself, so that another's subnets can stand in. */
const attributesOf = (vpc: Network): net.VpcAttributes => ({
  vpcId: vpc.vpcId,
  cidrBlocks: vpc.cidrBlocks,
  availabilityZones: vpc.availabilityZones,
  subnetTypes: vpc.subnetTypes,
  subnetIds: vpc.subnetIds,
  routeTableIds: vpc.routeTableIds,
});

/** Of the database, its backups and its password. The account's administrators alone decide who else. */
export function createKey({ naming, tags }: Common): kms.Key {
  return new kms.Key(`${PURPOSE}-database`, {
    description: "The database, its backups and its password",
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    tags: { Name: `kms-${PURPOSE}-database-${naming.suffix}`, ...tags },
  });
}
