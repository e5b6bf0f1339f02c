/** The database, and the function that reads it and sends mail. */
import * as iam from "@pulumi/aws/iam";
import type * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import { PURPOSE, type Common } from "./naming";
import type { LambdaEgressConfig } from "./config";
import { mailerCode } from "./mailer";
import { DATABASE, LAMBDA, type Network } from "./network";

interface Site {
  readonly vpc: Network;
  readonly groups: net.SecurityGroups;
  readonly key: kms.Key;
  readonly common: Common;
}

export function createDatabase(
  config: LambdaEgressConfig,
  { vpc, groups, key, common }: Site,
): net.PostgresDatabase {
  return new net.PostgresDatabase(`${PURPOSE}-database`, {
    vpc,
    tier: DATABASE,
    availability: config.databaseAvailability,
    instanceClass: config.databaseInstanceClass,
    databaseName: PURPOSE,
    securityGroupIds: [groups.groupId("database")],
    kmsKeyArn: key.arn,
    backupRetentionInDays: config.backupRetentionInDays,
    deletionProtection: config.databaseProtection,
    finalSnapshot: config.databaseProtection,
    ...common,
  });
}

export function createFunction(
  config: LambdaEgressConfig,
  { vpc, groups, key, common }: Site,
  database: net.PostgresDatabase,
): net.LambdaFunction {
  const name = `${PURPOSE}-send`;
  const made = new net.LambdaFunction(name, {
    vpc,
    tier: LAMBDA,
    securityGroupIds: [groups.groupId("lambda")],
    code: mailerCode,
    timeout: 30,
    environment: {
      DATABASE_HOST: database.endpoint,
      DATABASE_PORT: database.port.apply(String),
      DATABASE_SECRET_ARN: database.secretArn,
      MAIL_FROM: `no-reply@${config.mailDomain}`,
    },
    ...common,
  });
  allow(name, config, { key, database, made });
  return made;
}

interface Allowed {
  readonly key: kms.Key;
  readonly database: net.PostgresDatabase;
  readonly made: net.LambdaFunction;
}

/** The password, the key that it is kept with, and mail from the one domain: nothing else. */
function allow(name: string, config: LambdaEgressConfig, { key, database, made }: Allowed): void {
  const identityArn = made.functionArn.apply((arn) => {
    const [, partition = "aws", , region = "", account = ""] = arn.split(":");
    return `arn:${partition}:ses:${region}:${account}:identity/${config.mailDomain}`;
  });
  const policy = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: database.secretArn },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
      { Effect: "Allow", Action: "ses:SendEmail", Resource: identityArn },
    ],
  };
  new iam.RolePolicy(`${name}-work`, {
    role: made.roleName,
    policy: pulumi.jsonStringify(policy),
  });
}
