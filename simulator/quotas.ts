/**
 * Quotas with AWS's defaults (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html, and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html for the roles'). A world may raise them.
 */

export const defaultQuotas = {
  vpcsPerRegion: 5,
  subnetsPerVpc: 200,
  internetGatewaysPerRegion: 5,
  natGatewaysPerAvailabilityZone: 5,
  elasticIpsPerRegion: 5,
  routeTablesPerVpc: 200,
  routesPerRouteTable: 50,
  networkAclsPerVpc: 200,
  /** The default deny included: 19 rules of one's own, a direction and an address family. */
  rulesPerNetworkAcl: 20,
  securityGroupsPerRegion: 2500,
  rulesPerSecurityGroup: 60,
  securityGroupsPerInterface: 5,
  interfaceEndpointsPerVpc: 50,
  gatewayEndpointsPerRegion: 20,
  rolesPerAccount: 1000,
  /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html; 1000 is the highest of the defaults. */
  lambdaConcurrentExecutions: 1000,
} as const;

export type QuotaName = keyof typeof defaultQuotas;
export type Quotas = Readonly<Record<QuotaName, number>>;

/** AWS's defaults with what is raised. @throws Error for a quota that the simulated AWS does not have, naming those it has. */
export function quotasWith(given: Partial<Quotas> = {}): Quotas {
  const unknown = Object.keys(given).filter((name) => !(name in defaultQuotas));
  if (unknown.length > 0)
    throw new Error(
      `quotas: the simulated AWS has no quota ${unknown.map((name) => `"${name}"`).join(", ")}; ` +
        `it has ${Object.keys(defaultQuotas).join(", ")}`,
    );
  return { ...defaultQuotas, ...given };
}
