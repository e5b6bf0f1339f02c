/**
 * What an instance takes its role from. Replaces as internal/service/iam/instance_profile.go says.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html
 */
import { AwsError } from "../../errors";
import { output, tags, tagsAll, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { dateFrom, nameOf } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import { instanceProfileKind } from "./entities";
import { checkName, nameForm } from "./limits";
import { checkPath } from "./paths";
import { needRole } from "./references";

const characters = /^[\w+=,.@-]{1,128}$/;

function accept({ inputs, scope }: Wanted): void {
  checkPath(inputs);
  const most = scope.quota("instanceProfilesPerAccount");
  if (scope.countAll(instanceProfileKind) >= most)
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for InstanceProfilesPerAccount: ${most}`,
    );
}

function fill({ scope, inputs, urn }: Wanted, name: string): ValueMap {
  const hash = scope.hash("instance profile", urn, name);
  const path = text(inputs, "path") ?? "/";
  return {
    arn: `arn:${scope.partition.name}:iam::${scope.account}:instance-profile${path}${name}`,
    createDate: dateFrom(hash),
    name,
    uniqueId: `AIPA0000${hash.slice(0, 13).toUpperCase()}`,
  };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const name = text(inputs, "name");
  if (name === undefined || characters.test(name)) return [];
  return [
    { property: "name", reason: `invalid value for name (must match [\\w+=,.@-]), got ${name}` },
  ];
}

export const instanceProfile: Model = defineResource({
  type: "aws:iam/instanceProfile:InstanceProfile",
  service: "IAM",
  noun: "IAM Instance Profile",
  calls: {
    create: "CreateInstanceProfile",
    update: "AddRoleToInstanceProfile",
    delete: "DeleteInstanceProfile",
  },
  otherCalls: (action, inputs) =>
    action === "create" && text(inputs, "role") !== undefined ? ["AddRoleToInstanceProfile"] : [],
  kind: instanceProfileKind,
  global: true,
  autoname: { max: 128 },
  properties: {
    tags,
    tagsAll,
    arn: output,
    createDate: output,
    name: { computed: true, replaces: true, form: nameForm(128) },
    namePrefix: { computed: true, replaces: true, form: nameForm(102) },
    path: { default: "/", replaces: true },
    role: {},
    uniqueId: output,
  },
  validate,
  id(wanted) {
    const name = nameOf(wanted);
    checkName(name, "instanceProfileName", 128);
    return name;
  },
  taken: (_wanted, name) =>
    new AwsError("EntityAlreadyExists", `Instance Profile ${name} already exists.`),
  references: [
    {
      property: "role",
      find: needRole,
      holds: true,
      missing: (name) =>
        new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`),
    },
  ],
  accept: (wanted, before) => (before === undefined ? accept(wanted) : undefined),
  fill,
});
