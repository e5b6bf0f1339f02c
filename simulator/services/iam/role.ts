/**
 * A role, which services and people take on. It cannot go while policies are in it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 * Replaces as internal/service/iam/role.go says.
 */
import { AwsError } from "../../errors";
import {
  output,
  tags,
  tagsAll,
  type Change,
  type Model,
  type Retry,
  type Target,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { arn } from "../../resource/forms";
import { canonicalJson, flag, isList, maps, number, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { needRole } from "./references";
import { roleKind, rolePolicyKind, secondsUntilSeen } from "./entities";
import { attachedTo, needPolicy, setAttached } from "./attachments";
import { leaveInstanceProfiles } from "./instanceProfileRole";
import { checkDescription, checkName, checkSession, nameForm, policyForm } from "./limits";
import { putInlinePolicy } from "./inlinePolicies";
import { checkPath } from "./paths";
import { checkTrustPolicy, policyLength } from "./policyDocument";
import { unknownPrincipal } from "./principals";

function create(scope: Scope, inputs: ValueMap, { urn }: Target): string {
  const life = scope.newLife("role", urn);
  const name = text(inputs, "name") ?? prefixedName(inputs, life);
  checkName(name, "roleName", 64);
  checkPath(inputs);
  checkTrust(scope, inputs, "CreateRole");
  if (scope.count(roleKind, "name", name.toLowerCase()) > 0)
    throw new AwsError("EntityAlreadyExists", `Role with name ${name} already exists.`);
  if (scope.countAll(roleKind) >= scope.quota("rolesPerAccount"))
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for RolesPerAccount: ${scope.quota("rolesPerAccount")}`,
    );
  scope.put(roleKind, {
    id: name,
    ...settings(scope, inputs),
    path: text(inputs, "path") ?? "/",
    uniqueId: `AROA0000${life.slice(12, 25).toUpperCase()}`,
    createDate: dateFrom(life),
    tags: tagsOf(inputs, "tagsAll"),
    ...(scope.pinned === undefined ? { settlesAt: scope.clock + secondsUntilSeen } : {}),
  });
  setInlinePolicies(scope, name, inputs);
  if (isList(inputs.managedPolicyArns))
    setAttached(scope, name, texts(inputs, "managedPolicyArns"));
  return name;
}

function checkTrust(scope: Scope, inputs: ValueMap, operation: string): void {
  const policy = text(inputs, "assumeRolePolicy") ?? "";
  checkTrustPolicy(policy, operation);
  const unknown = unknownPrincipal(scope, policy);
  if (unknown !== undefined)
    throw new AwsError(
      "MalformedPolicyDocument",
      `Invalid principal in policy: "AWS":"${unknown}"`,
      operation,
    );
  const most = scope.quota("roleTrustPolicyLength");
  if (policyLength(policy) > most)
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for ACLSizePerRole: ${most}`,
      operation,
    );
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

function settings(scope: Scope, inputs: ValueMap) {
  const boundary = text(inputs, "permissionsBoundary");
  const maxSessionDuration = number(inputs, "maxSessionDuration") ?? 3600;
  checkDescription(inputs);
  checkSession(maxSessionDuration);
  return {
    assumeRolePolicy: text(inputs, "assumeRolePolicy") ?? "",
    description: text(inputs, "description") ?? "",
    maxSessionDuration,
    permissionsBoundary: boundary ?? "",
    refers: boundary === undefined ? [] : needPolicy(scope, boundary, "Scope ARN"),
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
    putInlinePolicy(scope, role, name, policy);
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
    managedPolicyArns: attachedTo(scope, id),
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
  const changed = settings(scope, news);
  if (changed.assumeRolePolicy !== role.assumeRolePolicy)
    checkTrust(scope, news, "UpdateAssumeRolePolicy");
  scope.put(roleKind, { ...role, ...changed, tags: tagsOf(news, "tagsAll") });
  setInlinePolicies(scope, id, news);
  if (isList(news.managedPolicyArns)) setAttached(scope, id, texts(news, "managedPolicyArns"));
}

/**
 * The provider takes the role out of instance profiles. It takes policies out where it is told to, and where the state
 * has seen any of their sort in the role.
 */
function remove(scope: Scope, id: string, properties: ValueMap): void {
  const role = scope.get(roleKind, id);
  if (role === undefined) return;
  const isForced = flag(properties, "forceDetachPolicies") === true;
  if (isForced || texts(properties, "managedPolicyArns").length > 0) setAttached(scope, id, []);
  if (isForced || maps(properties, "inlinePolicies").length > 0)
    for (const one of scope.find(rolePolicyKind, "role", id)) scope.remove(one);
  if (attachedTo(scope, id).length > 0)
    throw new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.");
  if (scope.count(rolePolicyKind, "role", id) > 0)
    throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.");
  leaveInstanceProfiles(scope, role);
  scope.remove(role);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  const duration = number(inputs, "maxSessionDuration");
  if (duration !== undefined && (duration < 3600 || duration > 43200))
    failures.push({
      property: "maxSessionDuration",
      reason: `expected max_session_duration to be in the range (3600 - 43200), got ${duration}`,
    });
  return failures;
}

const unseenPrincipal: Retry = {
  codes: ["MalformedPolicyDocument"],
  message: /Invalid principal/,
  seconds: 120,
};

export const role: Model = {
  type: "aws:iam/role:Role",
  service: "IAM",
  noun: "IAM Role",
  calls: { create: "CreateRole", update: "UpdateRole", delete: "DeleteRole" },
  global: true,
  autoname: { max: 64 },
  // A principal of the policy that is not yet seen.
  retries: { create: unseenPrincipal, update: unseenPrincipal },
  properties: {
    tags,
    tagsAll,
    arn: output,
    assumeRolePolicy: { kind: "json", required: true, form: policyForm },
    createDate: output,
    description: {},
    forceDetachPolicies: { kind: "flag", default: false, local: true },
    inlinePolicies: { kind: "blocks", computed: true },
    managedPolicyArns: { kind: "set", computed: true, form: arn },
    maxSessionDuration: { kind: "number", default: 3600 },
    name: { computed: true, replaces: true, form: nameForm(64) },
    namePrefix: { computed: true, replaces: true, form: nameForm(38) },
    path: { default: "/", replaces: true },
    permissionsBoundary: { form: arn },
    uniqueId: output,
  },
  validate,
  create,
  read,
  update,
  delete: remove,
};
