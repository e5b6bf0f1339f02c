/**
 * Lets services of AWS write to log groups: ten a region at most. One of the same name is overwritten.
 * Replaces as internal/service/logs/resource_policy.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
import { AwsError } from "../../errors";
import { forcesNew, output, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkChoice } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { arn } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import { resourcePolicyKind } from "./logEntities";

const validate = (inputs: ValueMap): readonly CheckFailure[] =>
  checkChoice(inputs, ["policyName", "resourceArn"]);

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const document = text(inputs, "policyDocument") ?? "";
  if (!document.includes('"Principal"') || !document.includes('"Statement"'))
    throw new AwsError(
      "InvalidParameterException",
      "Resource policy is malformed: it needs a Statement with a Principal.",
    );
  const name = nameIn(inputs);
  const isNew = before === undefined && scope.get(resourcePolicyKind, name) === undefined;
  if (isNew && scope.countAll(resourcePolicyKind) >= 10)
    throw new AwsError("LimitExceededException", "Resource limit exceeded.");
}

const nameIn = (inputs: ValueMap): string =>
  text(inputs, "policyName") ?? text(inputs, "resourceArn") ?? "";

export const logResourcePolicy: Model = defineResource({
  type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  service: "CloudWatch Logs",
  noun: "CloudWatch Logs Resource Policy",
  calls: {
    create: "PutResourcePolicy",
    update: "PutResourcePolicy",
    delete: "DeleteResourcePolicy",
  },
  kind: resourcePolicyKind,
  properties: {
    region,
    policyDocument: { kind: "json", required: true },
    policyName: forcesNew,
    policyScope: output,
    resourceArn: { ...forcesNew, form: arn },
    revisionId: output,
  },
  validate,
  id: ({ inputs }) => nameIn(inputs),
  accept,
  fill: ({ inputs }) => ({
    policyScope: text(inputs, "resourceArn") === undefined ? "ACCOUNT" : "RESOURCE",
    revisionId: "",
  }),
});
