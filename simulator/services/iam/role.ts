/**
 * A role, which services and people take on. It cannot go while policies are in it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
import { AwsError } from "../../errors";
import { output, tags, tagsAll, type Change, type Model, type Target } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { canonicalJson, flag, isList, maps, number, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { roleKind, rolePolicyId, rolePolicyKind, secondsUntilSeen, type Role } from "./entities";
import { checkPermissionPolicy, checkTrustPolicy } from "./policyDocument";

export const needRole = (scope: Scope, name: string): Role =>
  scope.need(roleKind, name, "NoSuchEntity", `The role with name ${name} cannot be found.`);

function create(scope: Scope, inputs: ValueMap, { urn }: Target): string {
  const life = scope.newLife("role", urn);
  const name = text(inputs, "name") ?? prefixedName(inputs, life);
  if (!/^[\w+=,.@-]{1,64}$/.test(name))
    throw new AwsError(
      "ValidationError",
      `The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_- and be at most 64 characters, got ${name}`,
    );
  checkTrustPolicy(text(inputs, "assumeRolePolicy") ?? "", "CreateRole");
  if (scope.count(roleKind, "name", name.toLowerCase()) > 0)
    throw new AwsError("EntityAlreadyExists", `Role with name ${name} already exists.`);
  if (scope.countAll(roleKind) >= scope.quota("rolesPerAccount"))
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for RolesPerAccount: ${scope.quota("rolesPerAccount")}`,
    );
  scope.put(roleKind, {
    id: name,
    ...settings(inputs),
    path: text(inputs, "path") ?? "/",
    uniqueId: `AROA0000${life.slice(12, 25).toUpperCase()}`,
    createDate: dateFrom(life),
    tags: tagsOf(inputs, "tagsAll"),
    ...(scope.pinned === undefined ? { settlesAt: scope.clock + secondsUntilSeen } : {}),
  });
  setInlinePolicies(scope, name, inputs);
  return name;
}

function prefixedName(inputs: ValueMap, life: string): string {
  const digits = BigInt(`0x${life.slice(0, 24)}`)
    .toString()
    .padStart(26, "0")
    .slice(-26);
  return `${text(inputs, "namePrefix") ?? "terraform-"}${digits}`;
}

/** No clock: a moment of the year 2025 that follows from the identity. */
function dateFrom(life: string): string {
  const second = Number(BigInt(`0x${life.slice(0, 12)}`) % 31_536_000n);
  return new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString().replace(".000Z", "Z");
}

function settings(inputs: ValueMap) {
  return {
    assumeRolePolicy: text(inputs, "assumeRolePolicy") ?? "",
    description: text(inputs, "description") ?? "",
    maxSessionDuration: number(inputs, "maxSessionDuration") ?? 3600,
    permissionsBoundary: text(inputs, "permissionsBoundary") ?? "",
    managedPolicyArns: [...texts(inputs, "managedPolicyArns")].sort(),
  };
}

/** Written inline, the role's policies are exactly these. */
function setInlinePolicies(scope: Scope, role: string, inputs: ValueMap): void {
  if (!isList(inputs.inlinePolicies)) return;
  const wanted = new Map(
    maps(inputs, "inlinePolicies").map((one) => [
      text(one, "name") ?? "",
      text(one, "policy") ?? "",
    ]),
  );
  for (const one of scope.find(rolePolicyKind, "role", role))
    if (!wanted.has(one.name)) scope.remove(one);
  for (const [name, policy] of wanted) {
    if (name === "") continue;
    checkPermissionPolicy(policy, "PutRolePolicy");
    scope.put(rolePolicyKind, { id: rolePolicyId(role, name), role, name, policy });
  }
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const role = scope.get(roleKind, id);
  if (role === undefined) return undefined;
  const inline = scope
    .find(rolePolicyKind, "role", id)
    .map(({ name, policy }) => ({ name, policy }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    arn: `arn:${scope.partition.name}:iam::${scope.account}:role${role.path}${id}`,
    assumeRolePolicy: canonicalJson(role.assumeRolePolicy),
    createDate: role.createDate,
    description: role.description,
    inlinePolicies: inline,
    managedPolicyArns: role.managedPolicyArns,
    maxSessionDuration: role.maxSessionDuration,
    name: id,
    namePrefix: "",
    path: role.path,
    permissionsBoundary: role.permissionsBoundary,
    tagsAll: role.tags,
    uniqueId: role.uniqueId,
  };
}

function update(scope: Scope, id: string, { news }: Change): void {
  const role = needRole(scope, id);
  const changed = settings(news);
  checkTrustPolicy(changed.assumeRolePolicy, "UpdateAssumeRolePolicy");
  scope.put(roleKind, {
    ...role,
    ...changed,
    managedPolicyArns: isList(news.managedPolicyArns)
      ? changed.managedPolicyArns
      : role.managedPolicyArns,
    tags: tagsOf(news, "tagsAll"),
  });
  setInlinePolicies(scope, id, news);
}

function remove(scope: Scope, id: string, properties: ValueMap): void {
  const role = scope.get(roleKind, id);
  if (role === undefined) return;
  const force = flag(properties, "forceDetachPolicies") === true;
  const policies = scope.find(rolePolicyKind, "role", id);
  // The provider takes out what the resource itself wrote in, and everything where it is told to.
  const own = new Set(maps(properties, "inlinePolicies").map((one) => text(one, "name")));
  const others = policies.filter((one) => !own.has(one.name));
  if (others.length > 0 && !force)
    throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.");
  for (const one of policies) scope.remove(one);
  scope.remove(role);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(inputs, "name");
  if (name !== undefined && !/^[\w+=,.@-]{1,64}$/.test(name))
    failures.push({
      property: "name",
      reason:
        name.length > 64
          ? `expected length of name to be in the range (1 - 64), got ${name}`
          : `invalid value for name (must match [\\w+=,.@-])`,
    });
  const duration = number(inputs, "maxSessionDuration");
  if (duration !== undefined && (duration < 3600 || duration > 43200))
    failures.push({
      property: "maxSessionDuration",
      reason: `expected max_session_duration to be in the range (3600 - 43200), got ${duration}`,
    });
  return failures;
}

export const role: Model = {
  type: "aws:iam/role:Role",
  service: "IAM",
  noun: "IAM Role",
  calls: { create: "CreateRole", update: "UpdateRole", delete: "DeleteRole" },
  global: true,
  autoname: { max: 64 },
  properties: {
    tags,
    tagsAll,
    arn: output,
    assumeRolePolicy: { kind: "json", required: true },
    createDate: output,
    description: {},
    forceDetachPolicies: { kind: "flag", default: false, local: true },
    inlinePolicies: { kind: "blocks", computed: true },
    managedPolicyArns: { kind: "set", computed: true },
    maxSessionDuration: { kind: "number", default: 3600 },
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true },
    path: { default: "/", replaces: true },
    permissionsBoundary: {},
    uniqueId: output,
  },
  validate,
  create,
  read,
  update,
  delete: remove,
};
