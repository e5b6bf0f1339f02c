/**
 * A Lambda function. Replaces as internal/service/lambda/function.go says.
 * https://docs.aws.amazon.com/lambda/latest/dg/API_CreateFunction.html
 */
import { AwsError } from "../../errors";
import { common, optional, optionalFlag, output, type Model } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { arn, oneOf } from "../../resource/forms";
import { canonicalJson, flag, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findSubnet, needVpc } from "../ec2/references";
import { roleReference } from "../iam/references";
import {
  aliasKind,
  findFunction,
  functionKind,
  functionNotFound,
  functionUrlKind,
  interfaceOwners,
  invokeArn,
  permissionKind,
  versionKind,
} from "./entities";
import { checkFunction } from "./functionChecks";
import { acceptFunction, notAssumable } from "./functionRules";
import { leaveInterfaces, ownersFor, placeFunction, swapSecurityGroups } from "./networking";

const block = { kind: "block" } as const;
const computedBlock = { kind: "block", computed: true } as const;
const local = { local: true } as const;

/** One that is added or taken away makes a new function; one that changes does not. */
const comesOrGoes = (before: Value | undefined, after: Value | undefined): boolean =>
  (before === undefined) !== (after === undefined);

/** What the provider answers for the code that it was given: no code is run here, so it stands for it. */
function hashOfCode(scope: Scope, inputs: ValueMap): string {
  const code = ["code", "imageUri", "s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"];
  // Engines write an asset's parts in different orders.
  const given = canonicalJson(JSON.stringify(code.map((key) => inputs[key] ?? null)));
  return Buffer.from(scope.hash("code", given), "hex").toString("base64");
}

function fill({ scope, inputs, urn }: Wanted, id: string): ValueMap {
  const arn = scope.arn("lambda", `function:${id}`);
  const life = scope.hash("lambda function", urn);
  return {
    ...derived(scope, inputs),
    architectures: ["x86_64"],
    arn,
    ephemeralStorage: { size: 512 },
    invokeArn: invokeArn(scope, arn),
    lastModified: dateFrom(life).replace("Z", ".000+0000"),
    loggingConfig: { logFormat: "Text" },
    name: id,
    responseStreamingInvokeArn: invokeArn(scope, arn)
      .replace("2015-03-31", "2021-11-15")
      .replace(/invocations$/, "response-streaming-invocations"),
    sourceCodeSize: 1024,
    tracingConfig: { mode: "PassThrough" },
    version: "$LATEST",
  };
}

const derived = (scope: Scope, inputs: ValueMap): ValueMap => {
  const hash = hashOfCode(scope, inputs);
  return { codeSha256: hash, sourceCodeHash: hash, interfaceOwners: ownersFor(inputs) };
};

function show(scope: Scope, { id, properties }: Thing): ValueMap {
  const arn = text(properties, "arn") ?? "";
  const qualified = `${arn}:${text(properties, "version") ?? "$LATEST"}`;
  const logging = blockOf(properties, "loggingConfig");
  const isJson = logging.logFormat === "JSON";
  const level = isJson ? "INFO" : "";
  const vpcId = vpcOf(scope, properties);
  return {
    qualifiedArn: qualified,
    qualifiedInvokeArn: invokeArn(scope, qualified),
    loggingConfig: {
      applicationLogLevel: level,
      logGroup: `/aws/lambda/${id}`,
      systemLogLevel: level,
      ...logging,
    },
    ...(vpcId === undefined
      ? {}
      : {
          vpcConfig: {
            ipv6AllowedForDualStack: false,
            ...blockOf(properties, "vpcConfig"),
            vpcId,
          },
        }),
  };
}

/** The VPC of the first of its subnets that is there. */
function vpcOf(scope: Scope, properties: ValueMap): string | undefined {
  const [subnetId] = texts(blockOf(properties, "vpcConfig"), "subnetIds");
  return subnetId === undefined ? undefined : findSubnet(scope, subnetId)?.vpcId;
}

function made({ scope, inputs }: Wanted, thing: Thing): void {
  if (scope.pinned !== undefined) {
    const last = Number(text(thing.properties, "version"));
    for (let number = 1; number <= last; number++) recordVersion(scope, thing, String(number));
    scope.put(functionKind, {
      ...thing,
      properties: { ...thing.properties, interfaceOwners: ownersFor(inputs) },
    });
    if (vpcOf(scope, thing.properties) !== undefined) placeFunction(scope, thing);
    return;
  }
  placeFunction(scope, thing);
  if (flag(inputs, "publish") === true) publish(scope, thing);
}

/** With a version that is published, these are others: the provider says so at preview. */
const versioned = {
  output: true,
  freshens: (changed: readonly string[], inputs: ValueMap): boolean =>
    flag(inputs, "publish") === true && changed.some((key) => key !== "tags"),
} as const;

/** The next number, for good. */
function publish(scope: Scope, thing: Thing): void {
  const last = text(thing.properties, "version");
  const version = last === undefined || last === "$LATEST" ? "1" : String(Number(last) + 1);
  recordVersion(scope, thing, version);
  scope.put(functionKind, { ...thing, properties: { ...thing.properties, version } });
}

function recordVersion(scope: Scope, { id }: Thing, version: string): void {
  const arn = scope.arn("lambda", `function:${id}:${version}`);
  const properties = { function: id, arn };
  scope.put(versionKind, { id: `${id}:${version}`, properties, names: [arn] });
}

function changed(wanted: Wanted, thing: Thing, before: Thing): void {
  const { scope, inputs } = wanted;
  const { sourceCodeHash } = inputs;
  const properties = {
    ...thing.properties,
    ...derived(scope, inputs),
    ...(sourceCodeHash === undefined ? {} : { sourceCodeHash }),
  };
  const now = scope.put(functionKind, { ...thing, properties });
  placeFunction(scope, now);
  leaveInterfaces(scope, interfaceOwners(before));
  const isNew = JSON.stringify(properties) !== JSON.stringify(before.properties);
  const wasPublished = text(before.properties, "version") !== "$LATEST";
  if (flag(inputs, "publish") === true && (isNew || !wasPublished)) publish(scope, now);
}

function removed(scope: Scope, thing: Thing, known: ValueMap): Thing | undefined {
  if (flag(known, "skipDestroy") === true) return thing;
  if (flag(known, "replaceSecurityGroupsOnDestroy") === true) {
    const given = texts(known, "replacementSecurityGroupIds");
    const vpcId = vpcOf(scope, thing.properties);
    if (vpcId !== undefined)
      swapSecurityGroups(
        scope,
        thing,
        given.length > 0 ? given : [needVpc(scope, vpcId).defaultSecurityGroupId],
      );
  }
  scope.remove(thing);
  leaveInterfaces(scope, interfaceOwners(thing));
  for (const kind of [versionKind, aliasKind, permissionKind, functionUrlKind])
    for (const one of scope.find(kind, "function", thing.id)) scope.remove(one);
  return undefined;
}

export const lambdaFunction: Model = defineResource({
  type: "aws:lambda/function:Function",
  service: "Lambda",
  noun: "Lambda Function",
  calls: {
    create: "CreateFunction",
    update: "UpdateFunctionConfiguration",
    delete: "DeleteFunction",
  },
  kind: functionKind,
  autoname: { max: 64 },
  properties: {
    ...common,
    architectures: { kind: "list", computed: true, form: oneOf("x86_64", "arm64") },
    arn: output,
    capacityProviderConfig: block,
    code: { kind: "block", ...local },
    codeSha256: { computed: true },
    codeSigningConfigArn: { form: arn },
    deadLetterConfig: block,
    description: optional,
    durableConfig: { kind: "block", replaces: comesOrGoes },
    environment: block,
    ephemeralStorage: computedBlock,
    fileSystemConfig: block,
    handler: optional,
    imageConfig: block,
    imageUri: optional,
    invokeArn: output,
    kmsKeyArn: optional,
    lastModified: output,
    layers: { kind: "list", form: arn },
    loggingConfig: {
      kind: "block",
      computed: true,
      fills: ["applicationLogLevel", "logGroup", "systemLogLevel"],
    },
    memorySize: { kind: "number", default: 128 },
    name: { computed: true, replaces: true },
    packageType: { default: "Zip", replaces: true },
    publish: { kind: "flag", default: false, ...local },
    publishTo: local,
    qualifiedArn: versioned,
    qualifiedInvokeArn: versioned,
    replaceSecurityGroupsOnDestroy: { kind: "flag", ...local },
    replacementSecurityGroupIds: { kind: "set", ...local },
    reservedConcurrentExecutions: { kind: "number", default: -1, exact: true },
    responseStreamingInvokeArn: output,
    role: { required: true },
    runtime: optional,
    s3Bucket: local,
    s3Key: local,
    s3ObjectVersion: local,
    signingJobArn: output,
    signingProfileVersionArn: output,
    skipDestroy: { kind: "flag", default: false, ...local },
    snapStart: block,
    sourceCodeHash: { computed: true },
    sourceCodeSize: { kind: "number", output: true },
    sourceKmsKeyArn: optional,
    tenancyConfig: { kind: "block", replaces: true },
    timeout: { kind: "number", default: 3 },
    tracingConfig: computedBlock,
    useResourceTimeoutForPropagation: { ...optionalFlag, ...local },
    version: versioned,
    vpcConfig: { kind: "block", fills: ["vpcId"] },
  },
  // The provider waits out what IAM and EC2 are slow to show: retryFunctionOp of function.go.
  retries: {
    create: {
      codes: ["InvalidParameterValueException"],
      message: /cannot be assumed by Lambda|does not have permissions|throttled by EC2/,
      seconds: 300,
    },
    update: {
      codes: ["InvalidParameterValueException"],
      message: /cannot be assumed by Lambda|does not have permissions|throttled by EC2/,
      seconds: 300,
    },
  },
  validate: checkFunction,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  taken: (_wanted, id) =>
    new AwsError("ResourceConflictException", `Function already exist: ${id}`),
  references: [roleReference("role", notAssumable)],
  accept: acceptFunction,
  fill,
  made,
  changed,
  show,
  find: (scope, id) => findFunction(scope, id),
  gone: (id) => new AwsError("ResourceNotFoundException", `Function not found: ${id}`),
  removed,
});

/** `aws:lambda/getFunction:getFunction`. https://docs.aws.amazon.com/lambda/latest/dg/API_GetFunction.html */
export function getFunction(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "functionName") ?? "";
  const found = findFunction(scope, name);
  if (found === undefined) throw functionNotFound(scope, name);
  const seen = { ...found.properties, ...show(scope, found) };
  return {
    ...seen,
    id: found.id,
    functionName: found.id,
    tags: found.tags ?? {},
  };
}
