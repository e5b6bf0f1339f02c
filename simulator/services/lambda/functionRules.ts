/** What Lambda refuses of a function. https://docs.aws.amazon.com/lambda/latest/dg/API_CreateFunction.html */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import type { Thing, Wanted } from "../../resource/spec";
import { number, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { needSeenRole, refuseForeignRole } from "../iam/references";
import { findBucket } from "../s3/entities";
import { functionKind, layerVersionKind } from "./entities";
import { needSite } from "./networking";
import { needAction } from "./roleActions";
import { isTrusting } from "./roleTrust";

const invalid = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message);

export const notAssumable = (): AwsError =>
  invalid("The role defined for the function cannot be assumed by Lambda.");

/** Of which Lambda makes no new functions. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const ended = new Set([
  ...["nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x"],
  ...["nodejs12.x", "python2.7", "python3.6", "ruby2.5", "go1.x", "provided", "java8"],
  ...["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1"],
]);

export function acceptFunction({ scope, inputs }: Wanted, before: Thing | undefined): void {
  checkName(text(inputs, "name"));
  const role = text(inputs, "role") ?? "";
  refuseForeignRole(scope, role);
  if (!isTrusting(scope, role, "lambda.amazonaws.com")) throw notAssumable();
  needSeenRole(scope, role, notAssumable());
  checkCode(scope, inputs);
  checkLimits(inputs);
  checkEnvironment(inputs);
  checkLayers(scope, inputs);
  checkDeadLetters(scope, inputs, role);
  if (needSite(scope, inputs) !== undefined) needAction(scope, role, "ec2:CreateNetworkInterface");
  checkConcurrency(scope, inputs, before);
}

function checkName(name = ""): void {
  if (name.length > 64)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
}

function checkCode(scope: Scope, inputs: ValueMap): void {
  const runtime = text(inputs, "runtime");
  const image = text(inputs, "imageUri");
  const isImage = text(inputs, "packageType") === "Image";
  if (isImage !== (image !== undefined))
    throw invalid(
      isImage
        ? "Please provide ImageUri when creating a function with packageType Image."
        : "Please don't provide ImageUri when creating a function with packageType Zip.",
    );
  if (image !== undefined && !isOwnImage(scope, image))
    throw invalid(`Source image ${image} is not valid. Provide a valid source image.`);
  if (!isImage && runtime !== undefined && ended.has(runtime))
    throw invalid(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  checkBucket(scope, text(inputs, "s3Bucket"));
}

/** A private repository of the function's own region, by tag or digest. */
function isOwnImage({ region }: Scope, image: string): boolean {
  const [, where] =
    /^\d{12}\.dkr\.ecr\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/[a-z0-9._/-]+(?:[:@].+)$/.exec(image) ??
    [];
  return where === region;
}

function checkBucket(scope: Scope, name: string | undefined): void {
  if (name === undefined) return;
  const bucket = findBucket(scope, name);
  const got = "Error occurred while GetObject. S3 Error Code:";
  if (bucket === undefined)
    throw invalid(`${got} NoSuchBucket. S3 Error Message: The specified bucket does not exist`);
  if (bucket.region !== scope.region)
    throw invalid(
      `${got} PermanentRedirect. S3 Error Message: The bucket is in this region: ${bucket.region}. Please use this region to retry the request`,
    );
}

/** Beyond 10,240 MB only on capacity providers. */
function checkLimits(inputs: ValueMap): void {
  const memory = number(inputs, "memorySize") ?? 128;
  if (memory > 10240 && inputs.capacityProviderConfig === undefined)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${memory}' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240`,
    );
}

const reserved = new Set([
  ...["_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION"],
  ...["AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME"],
  ...["AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME"],
  ...["AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION"],
  ...["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT"],
]);

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function checkEnvironment(inputs: ValueMap): void {
  const variables = tagsOf(blockOf(inputs, "environment"), "variables");
  const names = Object.keys(variables);
  const refused =
    "Lambda was unable to configure your environment variables because the environment variables you have provided";
  const badName = names.find(
    (name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name) && !reserved.has(name),
  );
  if (badName !== undefined)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+], got ${badName}`,
    );
  const taken = names.filter((name) => reserved.has(name));
  if (taken.length > 0)
    throw invalid(
      `${refused} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(", ")}`,
    );
  const measured = JSON.stringify(variables);
  if (names.length > 0 && Buffer.byteLength(measured) > 4096)
    throw invalid(`${refused} exceeded the 4KB limit. String measured: ${measured}`);
}

/** Other accounts' layers (AWS's own among them) are taken for there. */
function checkLayers(scope: Scope, inputs: ValueMap): void {
  for (const arn of texts(inputs, "layers")) {
    const there = scope.ofArn(arn);
    const isOwn = there.account === scope.account;
    if (there.region !== scope.region)
      throw invalid(
        `Invalid layer version arn: ${arn}. Layers must be in the function's region, ${scope.region}.`,
      );
    if (isOwn && scope.find(layerVersionKind, "name", arn).length === 0)
      throw invalid(`Layer version ${arn} does not exist.`);
  }
}

function checkDeadLetters(scope: Scope, inputs: ValueMap, role: string): void {
  const target = text(blockOf(inputs, "deadLetterConfig"), "targetArn");
  if (target === undefined) return;
  const [, , service] = target.split(":");
  if (service === "sqs") needAction(scope, role, "sqs:SendMessage");
  else if (service === "sns") needAction(scope, role, "sns:Publish");
  else throw invalid(`The target ${target} of the dead-letter queue is neither SQS nor SNS.`);
}

/** What stays for the functions without a reservation. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const leastUnreserved = 100;

function checkConcurrency(scope: Scope, inputs: ValueMap, before: Thing | undefined): void {
  const wanted = number(inputs, "reservedConcurrentExecutions") ?? -1;
  if (wanted < 0) return;
  const others = scope
    .find(functionKind, "reserved", "yes")
    .filter((one) => one.id !== before?.id)
    .reduce((sum, one) => sum + (number(one.properties, "reservedConcurrentExecutions") ?? 0), 0);
  if (scope.quota("lambdaConcurrentExecutions") - others - wanted < leastUnreserved)
    throw new AwsError(
      "InvalidParameterValueException",
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
      "PutFunctionConcurrency",
    );
}
