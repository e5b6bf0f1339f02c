/**
 * A policy that the account manages. Replaces as internal/service/iam/policy.go says.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
import { AwsError } from "../../errors";
import { output, tags, tagsAll, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { policyKind, roleAttachmentKind } from "./entities";
import { checkDescription, checkName, nameForm, policyForm } from "./limits";
import { checkPath } from "./paths";
import { checkPermissionPolicy, policyLength } from "./policyDocument";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 6144;
const mostVersions = 5;

function id(wanted: Wanted): string {
  const { scope, inputs } = wanted;
  const name = nameOf(wanted);
  const path = text(inputs, "path") ?? "/";
  checkName(name, "policyName", 128);
  if (scope.pinned === undefined && scope.count(policyKind, "name", name.toLowerCase()) > 0)
    throw new AwsError(
      "EntityAlreadyExists",
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
    );
  return `arn:${scope.partition.name}:iam::${scope.account}:policy${path}${name}`;
}

function accept({ inputs, scope }: Wanted, before: Thing | undefined): void {
  if (before === undefined) {
    checkPath(inputs);
    checkDescription(inputs);
    const most = scope.quota("customerManagedPoliciesPerAccount");
    if (scope.countAll(policyKind) >= most)
      throw new AwsError("LimitExceeded", `Cannot exceed quota for Policies: ${most}`);
  }
  const policy = text(inputs, "policy") ?? "";
  checkPermissionPolicy(policy);
  if (policyLength(policy) > mostCharacters)
    throw new AwsError("LimitExceeded", `Cannot exceed quota for PolicySize: ${mostCharacters}`);
}

function fill({ scope, urn }: Wanted, arn: string): ValueMap {
  return {
    arn,
    name: arn.slice(arn.lastIndexOf("/") + 1),
    policyId: `ANPA0000${scope.hash("policy", urn, arn).slice(0, 13).toUpperCase()}`,
    versions: ["v1"],
  };
}

/** A change is a new version. The provider makes room for it: the oldest goes. */
function changed({ scope }: Wanted, policy: Thing, before: Thing): void {
  if (policy.properties.policy === before.properties.policy) return;
  const versions = texts(policy.properties, "versions");
  const last = Number(versions[versions.length - 1]?.slice(1) ?? 0);
  const kept = [...versions, `v${last + 1}`].slice(-mostVersions);
  scope.put(policyKind, { ...policy, properties: { ...policy.properties, versions: kept } });
}

function show(scope: Scope, policy: Thing): ValueMap {
  const attached = scope.referrers(policy).filter((one) => one.kind === roleAttachmentKind.name);
  return { attachmentCount: attached.length };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const name = text(inputs, "name");
  if (name === undefined || /^[\w+=,.@-]{1,128}$/.test(name)) return [];
  return [
    { property: "name", reason: `invalid value for name (must match [\\w+=,.@-]), got ${name}` },
  ];
}

export const policy: Model = defineResource({
  type: "aws:iam/policy:Policy",
  service: "IAM",
  noun: "IAM Policy",
  calls: { create: "CreatePolicy", update: "CreatePolicyVersion", delete: "DeletePolicy" },
  kind: policyKind,
  global: true,
  autoname: { max: 128 },
  properties: {
    tags,
    tagsAll,
    arn: output,
    attachmentCount: { kind: "number", output: true },
    delayAfterPolicyCreationInMs: { kind: "number", local: true },
    description: { replaces: true },
    name: { computed: true, replaces: true, form: nameForm(128) },
    namePrefix: { computed: true, replaces: true, form: nameForm(102) },
    path: { default: "/", replaces: true },
    policy: { kind: "json", required: true, form: policyForm },
    policyId: output,
  },
  validate,
  id,
  names: (arn, properties) => [arn, (text(properties, "name") ?? "").toLowerCase()],
  accept,
  fill,
  changed,
  show,
  inUse: () => new AwsError("DeleteConflict", "Cannot delete a policy attached to entities."),
});
