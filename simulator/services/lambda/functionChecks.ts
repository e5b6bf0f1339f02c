/** What the provider refuses of a function at preview: internal/service/lambda/function.go. */
import type { CheckFailure, ValueMap } from "../../protocol";
import {
  blockOf,
  checkArn,
  checkConflict,
  checkLength,
  checkPattern,
  checkChoice,
  checkRange,
} from "../../resource/checks";
import { containsUnknown, isGiven, isList, isWritten } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { requiring } from "../ec2/combinations";

/** As of the provider: AWS no longer makes functions of the older ones (`functionRules.ts`). */
export const runtimes = [
  ...["nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x"],
  ...["nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x", "nodejs22.x"],
  ...["nodejs24.x", "java8", "java8.al2", "java11", "java17", "java21", "java25"],
  ...["python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10"],
  ...["python3.11", "python3.12", "python3.13", "python3.14"],
  ...["dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1"],
  ...["dotnet6", "dotnet8", "dotnet10", "go1.x"],
  ...["ruby2.5", "ruby2.7", "ruby3.2", "ruby3.3", "ruby3.4"],
  ...["provided", "provided.al2", "provided.al2023"],
];

/** Terraform's `filename` is Pulumi's `code`. */
function checkCode({ code, imageUri, s3Bucket }: ValueMap): readonly CheckFailure[] {
  const given = { filename: code ?? null, imageUri: imageUri ?? null, s3Bucket: s3Bucket ?? null };
  const failures = checkChoice(given, ["filename", "imageUri", "s3Bucket"]);
  return failures.map(({ reason }) => ({ property: "code", reason }));
}

/** What is said of an archive in S3 does not go with one that is sent along. */
export const checkArchive = (
  { code, ...inputs }: ValueMap,
  properties: readonly string[],
): readonly CheckFailure[] =>
  properties.flatMap((one) =>
    checkConflict({ ...inputs, filename: code ?? null }, one, "filename"),
  );

export function checkFunction(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkCode(inputs),
    ...checkConflict(inputs, "s3ObjectVersion", "imageUri"),
    ...checkArchive(inputs, ["s3ObjectVersion"]),
    ...requiring(inputs, "replacementSecurityGroupIds", ["replaceSecurityGroupsOnDestroy"]),
    ...checkS3(inputs),
    ...checkPattern(
      inputs,
      "name",
      /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:)?[\w-]{1,140}$/,
      "must be valid function name or function ARN",
    ),
    ...checkArn(inputs, "role"),
    ...checkArn(inputs, "kmsKeyArn"),
    ...checkLength(inputs, "handler", [1, 128]),
    ...checkRange(inputs, "memorySize", [128, 32768]),
    ...checkRange(inputs, "timeout", [1, 900]),
    ...checkRange(inputs, "reservedConcurrentExecutions", [-1, Number.MAX_SAFE_INTEGER]),
    ...checkOneOf(inputs, "packageType", ["Zip", "Image"]),
    ...checkOneOf(inputs, "runtime", runtimes),
    ...checkBlocks(inputs),
    ...checkLists(inputs),
    ...checkZip(inputs),
  ];
}

function checkS3(inputs: ValueMap): readonly CheckFailure[] {
  if (isWritten(inputs, "s3Bucket") === isWritten(inputs, "s3Key")) return [];
  const reason = '"s3_bucket": all of `s3_bucket,s3_key` must be specified';
  return [{ property: "s3Bucket", reason }];
}

function checkBlocks(inputs: ValueMap): readonly CheckFailure[] {
  const logging = blockOf(inputs, "loggingConfig");
  const levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
  return [
    ...checkArn(blockOf(inputs, "deadLetterConfig"), "targetArn"),
    ...checkRange(blockOf(inputs, "ephemeralStorage"), "size", [512, 10240]),
    ...checkPattern(
      blockOf(inputs, "fileSystemConfig"),
      "localMountPath",
      /^\/mnt\/[0-9A-Za-z_.-]+$/,
      "must start with '/mnt/'",
    ),
    ...checkOneOf(logging, "logFormat", ["JSON", "Text"]),
    ...checkOneOf(logging, "applicationLogLevel", levels),
    ...checkOneOf(logging, "systemLogLevel", ["DEBUG", "INFO", "WARN"]),
    ...checkOneOf(blockOf(inputs, "snapStart"), "applyOn", ["PublishedVersions", "None"]),
    ...checkOneOf(blockOf(inputs, "tracingConfig"), "mode", ["Active", "PassThrough"]),
  ];
}

function checkLists(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [property, most] of [
    ["layers", 5],
    ["architectures", 1],
  ] as const) {
    const value = inputs[property];
    if (isList(value) && value.length > most)
      failures.push({
        property,
        reason: `Attribute ${property} supports ${most} item maximum, but config has ${value.length} declared`,
      });
  }
  return failures;
}

function checkZip(inputs: ValueMap): readonly CheckFailure[] {
  const { packageType = "Zip", handler, runtime } = inputs;
  if (packageType !== "Zip" || containsUnknown(handler) || containsUnknown(runtime)) return [];
  if (isGiven(inputs, "handler") && isGiven(inputs, "runtime")) return [];
  const reason = "handler and runtime must be set when PackageType is Zip";
  return [{ property: "handler", reason }];
}
