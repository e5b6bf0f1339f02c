/** The two sides: what each is called, which account and region it stands in, and by whose rights it is made. */
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Provider } from "@pulumi/aws/provider";
import { output, type Output } from "@pulumi/pulumi";
import type { Naming } from "pulumi-aws-network";
import type { PeeringConfig, SideConfig } from "./config";

export interface Side extends SideConfig {
  /** The options of everything that is made for this side. */
  readonly opts: { readonly provider?: Provider };
  /** The account it stands in. */
  readonly account: Output<string>;
  readonly common: Common;
}

interface Common {
  readonly naming: Naming;
  readonly tags: Record<string, string>;
}

/** Without a role the default provider serves, and `region` places each resource. */
export function sideOf(config: PeeringConfig, side: SideConfig): Side {
  const { environmentSuffix: suffix } = config;
  const opts = side.roleArn === undefined ? {} : { provider: providerOf(side, side.roleArn) };
  return {
    ...side,
    opts,
    account:
      side.accountId === undefined ? getCallerIdentityOutput().accountId : output(side.accountId),
    common: commonOf(side.name, suffix),
  };
}

/** Refuses every account but the role's own. */
function providerOf({ name, region, accountId }: SideConfig, roleArn: string): Provider {
  return new Provider(name, {
    region,
    assumeRoles: [{ roleArn }],
    allowedAccountIds: accountId === undefined ? undefined : [accountId],
  });
}

export const commonOf = (purpose: string, suffix: string): Common => ({
  naming: { purpose, suffix },
  tags: { Environment: suffix, Service: "peering" },
});
