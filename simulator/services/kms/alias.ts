/**
 * A name for a key. Replaces as internal/service/kms/alias.go says.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { aliasKind, needKey } from "./entities";

function accept({ inputs, scope }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name");
  if (before === undefined && name !== undefined && !/^alias\/(?!aws\/)[\w/-]{1,250}$/.test(name))
    throw new AwsError(
      "InvalidAliasNameException",
      `Alias name ${name} is invalid: it must begin with alias/, not with alias/aws/, and then have letters, digits, /, _ and - only.`,
    );
  if (before === undefined) return;
  const isSymmetric = (key: Thing): boolean =>
    key.properties.customerMasterKeySpec === "SYMMETRIC_DEFAULT";
  const was = needKey(scope, text(before.properties, "targetKeyId") ?? "");
  const is = needKey(scope, text(inputs, "targetKeyId") ?? "");
  const isAlike = isSymmetric(was) === isSymmetric(is);
  if (!isAlike || was.properties.keyUsage !== is.properties.keyUsage)
    throw new AwsError(
      "ValidationException",
      `Alias ${before.id} is of a key of ${text(was.properties, "keyUsage") ?? ""}: it cannot be given to ${is.id}, of another kind or use.`,
    );
}

function show(scope: Scope, { id, properties }: Thing): ValueMap {
  const target = text(properties, "targetKeyId") ?? "";
  const isArn = target.startsWith("arn:");
  return {
    arn: scope.arn("kms", id),
    name: id,
    targetKeyArn: isArn ? target : scope.arn("kms", `key/${target}`),
  };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const faults = ["name", "namePrefix"].flatMap((property) => {
    const name = written(inputs, property);
    if (name === undefined) return [];
    if (name.startsWith("alias/aws/"))
      return [{ property, reason: `"${property}" cannot begin with reserved prefix alias/aws/` }];
    if (/^alias\/[\w/-]*$/.test(name)) return [];
    const rule = "must begin with 'alias/' and be comprised of only [0-9A-Za-z_/-]";
    return [{ property, reason: `"${property}" ${rule}, got ${name}` }];
  });
  return [...checkConflict(inputs, "name", "namePrefix"), ...faults];
}

export const alias: Model = defineResource({
  type: "aws:kms/alias:Alias",
  service: "KMS",
  noun: "KMS Alias",
  calls: { create: "CreateAlias", update: "UpdateAlias", delete: "DeleteAlias" },
  kind: aliasKind,
  autoname: { max: 255, prefix: "alias/" },
  properties: {
    region,
    arn: output,
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true },
    targetKeyArn: output,
    targetKeyId: { required: true },
  },
  validate,
  id: (wanted) => nameOf(wanted),
  names: (id) => [id],
  taken: ({ scope }, id) =>
    new AwsError(
      "AlreadyExistsException",
      `An alias with the name ${scope.arn("kms", id)} already exists`,
    ),
  references: [
    {
      property: "targetKeyId",
      find: needKey,
      holds: true,
      missing: (value) => new AwsError("NotFoundException", `Invalid keyId '${value}'`),
    },
  ],
  accept,
  show,
});
