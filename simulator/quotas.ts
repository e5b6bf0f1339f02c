/**
 * Quotas with AWS's defaults (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html, and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html for the roles'). A world may raise them.
 */

export const defaultQuotas = {
  vpcsPerRegion: 5,
  subnetsPerVpc: 200,
  /** The first one included. */
  ipv4BlocksPerVpc: 5,
  ipv6BlocksPerVpc: 5,
  internetGatewaysPerRegion: 5,
  egressOnlyInternetGatewaysPerRegion: 5,
  vpnGatewaysPerRegion: 5,
  natGatewaysPerAvailabilityZone: 5,
  elasticIpsPerNatGateway: 2,
  elasticIpsPerRegion: 5,
  networkInterfacesPerRegion: 5000,
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
  activePeeringsPerVpc: 50,
  /** Requests that nobody has answered yet, of one account in one region. */
  outstandingPeeringRequests: 25,
  transitGatewaysPerRegion: 5,
  routeTablesPerTransitGateway: 20,
  prefixListsPerRegion: 100,
  entriesPerPrefixList: 1000,
  rolesPerAccount: 1000,
  managedPoliciesPerRole: 10,
  customerManagedPoliciesPerAccount: 1500,
  instanceProfilesPerAccount: 1000,
  /** Characters, without whitespace. */
  roleTrustPolicyLength: 2048,
  /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html; 1000 is the highest of the defaults. */
  lambdaConcurrentExecutions: 1000,
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
  restApiIntegrationMilliseconds: 29_000,
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
