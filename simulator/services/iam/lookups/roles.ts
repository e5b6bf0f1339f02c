/** Roles and instance profiles, looked up. */
import { AwsError, ProviderError } from "../../../errors";
import type { ValueMap } from "../../../protocol";
import { canonicalJson, text } from "../../../values";
import type { Scope } from "../../../world/scope";
import { instanceProfileKind, roleKind, type Role } from "../entities";
import { needRole } from "../references";

const arnOf = (scope: Scope, { path, id }: Role): string =>
  `arn:${scope.partition.name}:iam::${scope.account}:role${path}${id}`;

export function getRole(scope: Scope, args: ValueMap): ValueMap {
  const role = needRole(scope.global, text(args, "name") ?? "");
  return {
    arn: arnOf(scope, role),
    assumeRolePolicy: canonicalJson(role.assumeRolePolicy),
    createDate: role.createDate,
    description: role.description,
    id: role.id,
    maxSessionDuration: role.maxSessionDuration,
    name: role.id,
    path: role.path,
    permissionsBoundary: role.permissionsBoundary,
    roleLastUseds: [],
    tags: role.tags,
    uniqueId: role.uniqueId,
  };
}

export function getRoles(scope: Scope, args: ValueMap): ValueMap {
  const form = new RegExp(text(args, "nameRegex") ?? "");
  const prefix = text(args, "pathPrefix") ?? "/";
  const found = scope.global
    .all(roleKind)
    .filter((role) => form.test(role.id) && role.path.startsWith(prefix))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...args,
    arns: found.map((role) => arnOf(scope, role)),
    id: scope.region,
    names: found.map((role) => role.id),
  };
}

export function getInstanceProfile(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const { id, properties } = scope.global.need(
    instanceProfileKind,
    name,
    "NoSuchEntity",
    `Instance Profile ${name} cannot be found.`,
  );
  const role = scope.global.get(roleKind, text(properties, "role") ?? "");
  return {
    arn: properties.arn ?? "",
    createDate: properties.createDate ?? "",
    id: text(properties, "uniqueId") ?? id,
    name: id,
    path: text(properties, "path") ?? "/",
    roleArn: role === undefined ? "" : arnOf(scope, role),
    roleId: role?.uniqueId ?? "",
    roleName: role?.id ?? "",
  };
}

/** Of an assumed role, the role; anything else is its own issuer. */
export function getSessionContext(scope: Scope, args: ValueMap): ValueMap {
  const arn = text(args, "arn") ?? "";
  const [, account, name, session] =
    /^arn:[\w-]+:sts::(\d{12}):assumed-role\/(.+)\/([^/]+)$/.exec(arn) ?? [];
  const plain = { arn, id: arn, issuerArn: arn, issuerId: "", issuerName: "", sessionName: "" };
  if (account === undefined || name === undefined) return plain;
  const role = scope.at({ account }).global.get(roleKind, name);
  if (role === undefined)
    throw new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`);
  return {
    ...plain,
    issuerArn: arnOf(scope.at({ account }), role),
    issuerId: role.uniqueId,
    issuerName: name,
    sessionName: session ?? "",
  };
}

/** No account of the simulated AWS has one. */
export function getAccountAlias(): ValueMap {
  throw new ProviderError("reading IAM Account Alias: empty result: the account has no alias");
}
