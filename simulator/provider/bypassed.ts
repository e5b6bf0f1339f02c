/**
 * What the provider refuses at preview, AWS refuses too: for a request that has not been through the preview. EC2, IAM, KMS and
 * S3 have codes of their own for it, in their models.
 */
import { AwsError } from "../errors";
import type { Model } from "../model";
import type { ValueMap } from "../protocol";
import { refusedAtPreview } from "./check";

const byService: Readonly<Record<string, string>> = {
  ACM: "ValidationException",
  "API Gateway": "BadRequestException",
  ApiGatewayV2: "BadRequestException",
  Athena: "InvalidRequestException",
  "Auto Scaling": "ValidationError",
  Backup: "InvalidParameterValueException",
  CloudFront: "InvalidArgument",
  CloudWatch: "ValidationError",
  "Cognito IDP": "InvalidParameterException",
  DLM: "InvalidRequestException",
  DynamoDB: "ValidationException",
  ECR: "InvalidParameterException",
  ECS: "InvalidParameterException",
  "Elastic Load Balancing v2": "ValidationError",
  ElastiCache: "InvalidParameterValue",
  EventBridge: "ValidationException",
  Lambda: "InvalidParameterValueException",
  RDS: "InvalidParameterValue",
  SNS: "InvalidParameter",
  SQS: "InvalidAttributeValue",
  WAFV2: "WAFInvalidParameterException",
};

const byType: Readonly<Record<string, string>> = {
  "aws:cloudwatch/dashboard:Dashboard": "InvalidParameterInput",
  "aws:ec2/launchTemplate:LaunchTemplate": "InvalidLaunchTemplateName.MalformedException",
  "aws:ecs/taskDefinition:TaskDefinition": "ClientException",
};

/** Where AWS tells properties apart. */
const byProperty: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:sfn/stateMachine:StateMachine": { name: "InvalidName", definition: "InvalidDefinition" },
};

/** @throws AwsError with the service's code for a request that makes no sense */
export function refuseBypassed(model: Model, inputs: ValueMap): void {
  const own = byProperty[model.type];
  const code = byType[model.type] ?? byService[model.service];
  if (own === undefined && code === undefined) return;
  const [failure] = refusedAtPreview(model, inputs);
  if (failure === undefined) return;
  throw new AwsError(own?.[failure.property] ?? code ?? "ValidationException", failure.reason);
}
