/**
 * The account's settings in a region: the role with which API Gateway writes logs. Nothing replaces it:
 * internal/service/apigateway/account.go. https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html
 */
import { output, region, type Model } from "../../model";
import { checkArn } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import { needSeenRole, roleReference } from "../iam/references";
import { roleMay } from "../lambda/roleActions";
import { isTrusting } from "../lambda/roleTrust";
import { bad, settingsKind } from "./entities";

const lacking = () =>
  bad(
    "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
  );

function accept({ scope, inputs }: Wanted): void {
  const role = text(inputs, "cloudwatchRoleArn");
  if (role === undefined) return;
  needSeenRole(scope, role, lacking());
  const isTrusted = isTrusting(scope, role, "apigateway.amazonaws.com");
  if (!isTrusted || !roleMay(scope, role, "logs:PutLogEvents")) throw lacking();
}

const retry = {
  codes: ["BadRequestException"],
  message: /does not have required permissions/,
  seconds: 120,
} as const;

export const account: Model = defineResource({
  type: "aws:apigateway/account:Account",
  service: "API Gateway",
  noun: "API Gateway Account",
  calls: { create: "UpdateAccount", update: "UpdateAccount", delete: "UpdateAccount" },
  kind: settingsKind,
  properties: {
    region,
    apiKeyVersion: output,
    cloudwatchRoleArn: { computed: true },
    features: { kind: "set", output: true },
    throttleSettings: { kind: "list", output: true },
  },
  retries: { create: retry, update: retry },
  validate: (inputs) => checkArn(inputs, "cloudwatchRoleArn"),
  references: [roleReference("cloudwatchRoleArn", lacking)],
  id: () => "account",
  providerId: () => "api-gateway-account",
  find: (scope) => scope.get(settingsKind, "account"),
  accept,
  fill: () => ({
    apiKeyVersion: "4",
    cloudwatchRoleArn: "",
    features: ["UsagePlans"],
    throttleSettings: [{ burstLimit: 5000, rateLimit: 10_000 }],
  }),
});
