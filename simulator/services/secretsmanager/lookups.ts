/** Secrets and their values, looked up. What is answered of a value is a secret of the program's (`secretAnswers`). */
import { AwsError, ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { dateFrom } from "../../resource/naming";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { needSecret, versionsOf } from "./entities";
import { valuesOf } from "./secretVersion";

export function getSecret(scope: Scope, args: ValueMap): ValueMap {
  const arn = text(args, "arn");
  const name = text(args, "name");
  if ((arn === undefined) === (name === undefined))
    throw new ProviderError("one of `arn,name` must be specified, and only one");
  const { id, properties, tags = {} } = needSecret(scope, arn ?? name ?? "");
  const createdDate = dateFrom(scope.hash("secret", id));
  return {
    arn: id,
    createdDate,
    description: text(properties, "description") ?? "",
    id,
    kmsKeyId: text(properties, "kmsKeyId") ?? "",
    lastChangedDate: createdDate,
    name: text(properties, "name") ?? "",
    policy: text(properties, "policy") ?? "",
    region: scope.region,
    tags,
    type: text(properties, "type") ?? "",
  };
}

export function getSecretVersion(scope: Scope, args: ValueMap): ValueMap {
  const secret = needSecret(scope, text(args, "secretId") ?? "");
  const wanted = text(args, "versionId");
  const stage = text(args, "versionStage") ?? "AWSCURRENT";
  const version = versionsOf(scope, secret).find(({ properties }) =>
    wanted === undefined
      ? texts(properties, "stages").includes(stage)
      : properties.versionId === wanted,
  );
  if (version === undefined)
    throw new AwsError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret value for ${wanted === undefined ? "staging label" : "VersionId"}: ${wanted ?? stage}`,
    );
  const versionId = text(version.properties, "versionId") ?? "";
  return {
    ...args,
    arn: secret.id,
    createdDate: dateFrom(scope.hash("secret version", version.id)),
    id: version.id,
    region: scope.region,
    secretArn: secret.id,
    secretBinary: "",
    secretString: "",
    ...valuesOf(scope, version),
    versionId,
    versionStages: texts(version.properties, "stages"),
  };
}
