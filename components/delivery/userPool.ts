/**
 * A user pool of Cognito, and a client by which an application signs its users in. Users are known by
 * their e-mail addresses, and passwords never leave their browsers (SRP). Makes the pool and the client.
 * 10,000 users a month are free, then $0.015 each.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
import * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, detailOf, refuseValue, refuseWhole, tagsOf } from "../network";
import { SecondFactor, type UserPoolArgs } from "./userPoolArgs";

const MFA = { required: "ON", optional: "OPTIONAL", none: "OFF" } as const;

/** A pool of users, and the client of an application. */
export class UserPool extends pulumi.ComponentResource {
  /** The pool's id. */
  readonly userPoolId: pulumi.Output<string>;
  /** The pool's ARN: what a REST API's authorizer is given. */
  readonly userPoolArn: pulumi.Output<string>;
  /** The client's id, which an application signs users in with. No secret. */
  readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: UserPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:UserPool", name, {}, opts);
    const checked = { component: this, kind: "UserPool", name };
    const plan = checkedPlan(checked, args, () => planUserPool(args));
    const pool = createPool(this, name, { args, plan });
    const client = new cognito.UserPoolClient(
      name,
      {
        userPoolId: pool.id,
        explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        // A stranger is not told which addresses are users'.
        preventUserExistenceErrors: "ENABLED",
        enableTokenRevocation: true,
        region: args.region,
      },
      { parent: this },
    );
    this.userPoolId = pool.id;
    this.userPoolArn = pool.arn;
    this.clientId = client.id;
    this.registerOutputs({
      userPoolId: this.userPoolId,
      userPoolArn: this.userPoolArn,
      clientId: this.clientId,
    });
  }
}

function planUserPool(args: UserPoolArgs) {
  const { secondFactor = SecondFactor.Required, minimumPasswordLength = 14 } = args;
  return {
    secondFactor,
    minimumPasswordLength,
    issues: [
      ...refuseValue("secondFactor", SecondFactor, secondFactor),
      ...refuseWhole("minimumPasswordLength", minimumPasswordLength, [8, 99]),
    ],
  };
}

interface Planned {
  readonly args: UserPoolArgs;
  readonly plan: ReturnType<typeof planUserPool>;
}

function createPool(parent: UserPool, name: string, { args, plan }: Planned): cognito.UserPool {
  const hasFactor = plan.secondFactor !== SecondFactor.None;
  return new cognito.UserPool(
    name,
    {
      usernameAttributes: ["email"],
      autoVerifiedAttributes: ["email"],
      adminCreateUserConfig: { allowAdminCreateUserOnly: !(args.selfSignUp ?? false) },
      mfaConfiguration: MFA[plan.secondFactor],
      softwareTokenMfaConfiguration: hasFactor ? { enabled: true } : undefined,
      passwordPolicy: {
        minimumLength: plan.minimumPasswordLength,
        requireLowercase: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercase: true,
        temporaryPasswordValidityDays: 1,
      },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      deletionProtection: (args.deletionProtection ?? true) ? "ACTIVE" : "INACTIVE",
      region: args.region,
      tags: tagsOf(args, { child: name, resourceType: "cognito", detail: detailOf(args, name) }),
    },
    { parent },
  );
}
