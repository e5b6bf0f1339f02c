/**
 * A version of a layer: never changed, only followed by another. Replaces as internal/service/lambda/layer_version.go
 * says. https://docs.aws.amazon.com/lambda/latest/dg/API_PublishLayerVersion.html
 */
import { AwsError } from "../../errors";
import { forcesNew, output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { dateFrom } from "../../resource/naming";
import { canonicalJson, flag, isGiven, isList, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { findBucket } from "../s3/entities";
import { layerVersionKind, malformed } from "./entities";
import { checkArchive, runtimes } from "./functionChecks";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const each = (property: string, allowed: readonly string[]): readonly CheckFailure[] =>
    texts(inputs, property).flatMap((one) => checkOneOf({ [property]: one }, property, allowed));
  const given = inputs.compatibleRuntimes;
  const tooMany = isList(given) && given.length > 15;
  return [
    ...checkArchive(inputs, ["s3Bucket", "s3Key", "s3ObjectVersion"]),
    ...checkLength(inputs, "licenseInfo", [0, 512]),
    ...each("compatibleArchitectures", ["x86_64", "arm64"]),
    ...each("compatibleRuntimes", runtimes),
    ...(tooMany
      ? [
          {
            property: "compatibleRuntimes",
            reason: `Attribute compatible_runtimes supports 15 item maximum, but config has ${given.length} declared`,
          },
        ]
      : []),
  ];
}

/** One more than the highest there is. (AWS never gives a number twice, even where all versions have gone.) */
function nextVersion(scope: Scope, layerArn: string): number {
  const versions = scope
    .find(layerVersionKind, "name", layerArn)
    .map((one) => Number(text(one.properties, "version") ?? "0"));
  return Math.max(0, ...versions) + 1;
}

const layerArnOf = (scope: Scope, inputs: ValueMap): string =>
  scope.arn("lambda", `layer:${(text(inputs, "layerName") ?? "").replace(/^.*:/, "")}`);

export const layerVersion: Model = defineResource({
  type: "aws:lambda/layerVersion:LayerVersion",
  service: "Lambda",
  noun: "Lambda Layer Version",
  calls: { create: "PublishLayerVersion", delete: "DeleteLayerVersion" },
  kind: layerVersionKind,
  properties: {
    region,
    arn: output,
    code: { kind: "block", local: true, replaces: true },
    codeSha256: output,
    compatibleArchitectures: { kind: "set", replaces: true },
    compatibleRuntimes: { kind: "set", replaces: true },
    createdDate: output,
    description: forcesNew,
    layerArn: output,
    layerName: requiredForcesNew,
    licenseInfo: forcesNew,
    s3Bucket: { local: true, replaces: true },
    s3Key: { local: true, replaces: true },
    s3ObjectVersion: { local: true, replaces: true },
    signingJobArn: output,
    signingProfileVersionArn: output,
    skipDestroy: { kind: "flag", default: false, local: true, replaces: true },
    sourceCodeHash: { computed: true, replaces: true },
    sourceCodeSize: { kind: "number", output: true },
    version: output,
  },
  validate,
  id: ({ scope, inputs }) => {
    const layerArn = layerArnOf(scope, inputs);
    return `${layerArn}:${nextVersion(scope, layerArn)}`;
  },
  names: (id) => [id, id.slice(0, id.lastIndexOf(":"))],
  accept: ({ scope, inputs }) => {
    const name = text(inputs, "layerName") ?? "";
    if (!/^(arn:[\w-]+:lambda:[\w-]+:\d{12}:layer:)?[\w-]{1,140}$/.test(name))
      throw malformed("layerName", name);
    if (!isGiven(inputs, "code") && !isGiven(inputs, "s3Bucket"))
      throw new AwsError(
        "InvalidParameterValueException",
        "code or s3Bucket, s3Key and perhaps s3ObjectVersion must be given",
      );
    const bucket = text(inputs, "s3Bucket");
    if (bucket !== undefined && findBucket(scope, bucket) === undefined)
      throw new AwsError(
        "InvalidParameterValueException",
        "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
      );
  },
  fill: ({ scope, inputs, urn }, id) => {
    const code = [inputs.code ?? null, inputs.s3Bucket ?? null, inputs.s3Key ?? null];
    const given = canonicalJson(JSON.stringify(code));
    const hash = Buffer.from(scope.hash("layer", given), "hex").toString("base64");
    return {
      arn: id,
      codeSha256: hash,
      createdDate: dateFrom(scope.hash("layer version", urn)).replace("Z", ".000+0000"),
      layerArn: id.slice(0, id.lastIndexOf(":")),
      sourceCodeHash: hash,
      sourceCodeSize: 1024,
      version: id.slice(id.lastIndexOf(":") + 1),
    };
  },
  removed: (_scope, thing, known) => (flag(known, "skipDestroy") === true ? thing : undefined),
});
