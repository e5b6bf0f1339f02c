/**
 * A function's own HTTPS address. Replaces as internal/service/lambda/function_url.go says.
 * https://docs.aws.amazon.com/lambda/latest/dg/API_CreateFunctionUrlConfig.html
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { aliasKind, functionNamed, functionUrlKind, needFunction } from "./entities";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(inputs, "authorizationType", ["NONE", "AWS_IAM"]),
  ...checkOneOf(inputs, "invokeMode", ["BUFFERED", "RESPONSE_STREAM"]),
  ...checkRange(blockOf(inputs, "cors"), "maxAge", [0, 86400]),
];

function accept({ scope, inputs }: Wanted): void {
  const { id } = needFunction(scope, text(inputs, "functionName") ?? "");
  const qualifier = text(inputs, "qualifier");
  if (qualifier === undefined || scope.get(aliasKind, `${id}:${qualifier}`) !== undefined) return;
  const arn = scope.arn("lambda", `function:${id}:${qualifier}`);
  throw new AwsError("ResourceNotFoundException", `Function not found: ${arn}`);
}

export const functionUrl: Model = defineResource({
  type: "aws:lambda/functionUrl:FunctionUrl",
  service: "Lambda",
  noun: "Lambda Function URL",
  calls: {
    create: "CreateFunctionUrlConfig",
    update: "UpdateFunctionUrlConfig",
    delete: "DeleteFunctionUrlConfig",
  },
  kind: functionUrlKind,
  properties: {
    region,
    authorizationType: { required: true },
    cors: { kind: "block" },
    functionArn: output,
    functionName: { required: true, replaces: true },
    functionUrl: output,
    invokeMode: { default: "BUFFERED" },
    qualifier: { replaces: true },
    urlId: output,
  },
  validate,
  id: ({ inputs }) => {
    const { name } = functionNamed(text(inputs, "functionName") ?? "");
    const qualifier = text(inputs, "qualifier");
    return qualifier === undefined ? name : `${name}/${qualifier}`;
  },
  names: () => [],
  taken: () =>
    new AwsError(
      "ResourceConflictException",
      "Failed to create function url config for the function. Error message:  FunctionUrlConfig exists for this Lambda function",
    ),
  accept,
  fill: ({ scope, inputs, urn }, id) => {
    const urlId = `0000${scope.newLife("function url", urn).slice(0, 28)}`;
    const { name } = functionNamed(text(inputs, "functionName") ?? "");
    return {
      functionArn: scope.arn("lambda", `function:${id.replace("/", ":")}`),
      functionUrl: `https://${urlId}.lambda-url.${scope.region}.on.aws/`,
      onFunction: name,
      urlId,
    };
  },
});
