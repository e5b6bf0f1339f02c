/**
 * The role with which API Gateway writes logs: a setting of the account, one in each region.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { tagsOf } from "../network";
import type { RestApiArgs } from "./restApiArgs";

export function setAccountLogging(
  parent: pulumi.ComponentResource,
  child: string,
  args: RestApiArgs,
): apigateway.Account {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "apigateway.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ],
  };
  const role = new iam.Role(
    child,
    {
      description: "What API Gateway writes the account's logs with",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags: tagsOf(args, { child, resourceType: "role-api-logs" }),
    },
    { parent },
  );
  const policyArn = role.arn.apply((arn) => {
    const [, partition = "aws"] = arn.split(":");
    return `arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`;
  });
  const attachment = new iam.RolePolicyAttachment(
    child,
    { role: role.name, policyArn },
    { parent },
  );
  // API Gateway tries the role when it is told of it.
  return new apigateway.Account(
    child,
    { cloudwatchRoleArn: role.arn, region: args.region },
    { parent, dependsOn: [attachment] },
  );
}
