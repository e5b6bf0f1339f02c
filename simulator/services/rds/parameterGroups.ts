/**
 * Parameter groups, of instances and of clusters: one family's settings.
 * Replaces as internal/service/rds/parameter_group.go and cluster_parameter_group.go say (measured).
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Reference, Spec, ThingKind, Wanted } from "../../resource/spec";
import { both, ofLength } from "../../resource/forms";
import { maps, text } from "../../values";
import { families } from "./engines";
import { clusterParameterGroupKind, parameterGroupKind } from "./entities";
import { checkGroupName, prefixForm } from "./identifiers";

const properties: Properties = {
  ...common,
  arn: output,
  description: { default: "Managed by Pulumi", replaces: true },
  family: { required: true, replaces: true },
  name: { computed: true, replaces: true },
  namePrefix: {
    computed: true,
    replaces: true,
    form: both(prefixForm("parameter group "), ofLength(1, 226)),
  },
  parameters: { kind: "blocks" },
};

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkGroupName(inputs),
    ...checkConflict(inputs, "name", "namePrefix"),
    ...maps(inputs, "parameters").flatMap((one, index) => checkMethod(one, index)),
  ];
}

function checkMethod(parameter: ValueMap, index: number): readonly CheckFailure[] {
  const method = text(parameter, "applyMethod") ?? "immediate";
  if (["immediate", "pending-reboot"].includes(method)) return [];
  const reason = `expected parameter.${index}.apply_method to be one of ["immediate" "pending-reboot"], got ${method}`;
  return [{ property: "parameters", reason }];
}

function accept({ inputs }: Wanted): void {
  const family = text(inputs, "family") ?? "";
  if (!families.includes(family))
    throw new AwsError(
      "InvalidParameterValue",
      `The parameter group family ${family} is not one of RDS's: ${families.join(", ")}`,
    );
  const names = maps(inputs, "parameters").map((one) => text(one, "name") ?? "");
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined)
    throw new AwsError("InvalidParameterValue", `The parameter ${twice} is given more than once`);
}

type Own = Pick<Spec, "type" | "noun" | "calls"> & { readonly code: string; readonly word: string };

function define(kind: ThingKind, own: Own, more: Properties = {}): Model {
  const { type, noun, calls, code, word } = own;
  return defineResource({
    type,
    service: "RDS",
    noun,
    calls,
    kind,
    autoname: { max: 255 },
    properties: { ...properties, ...more },
    validate,
    id: nameOf,
    taken: (_wanted, id) =>
      new AwsError("DBParameterGroupAlreadyExists", `Parameter group ${id} already exists`),
    accept,
    fill: ({ scope }, id) => ({ arn: scope.arn("rds", `${word}:${id}`), name: id, namePrefix: "" }),
    gone: (id) => new AwsError(code, `DBParameterGroup not found: ${id}`),
    inUse: (thing) =>
      new AwsError(
        "InvalidDBParameterGroupState",
        `One or more database instances are still members of this parameter group ${thing.id}, so the group cannot be deleted`,
      ),
  });
}

export const parameterGroup = define(
  parameterGroupKind,
  {
    type: "aws:rds/parameterGroup:ParameterGroup",
    noun: "RDS DB Parameter Group",
    calls: {
      create: "CreateDBParameterGroup",
      update: "ModifyDBParameterGroup",
      delete: "DeleteDBParameterGroup",
    },
    code: "DBParameterGroupNotFound",
    word: "pg",
  },
  { skipDestroy: { kind: "flag", default: false, local: true } },
);

export const clusterParameterGroup = define(clusterParameterGroupKind, {
  type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  noun: "RDS Cluster Parameter Group",
  calls: {
    create: "CreateDBClusterParameterGroup",
    update: "ModifyDBClusterParameterGroup",
    delete: "DeleteDBClusterParameterGroup",
  },
  code: "DBParameterGroupNotFound",
  word: "cluster-pg",
});

/** A group of one's own; `default.…` is AWS's. */
export const groupReference = (kind: ThingKind, property: string): Reference => ({
  property,
  find: (scope, name) => scope.get(kind, name),
  except: (name) => name.startsWith("default."),
  missing: (name) =>
    new AwsError("DBParameterGroupNotFound", `DBParameterGroup not found: ${name}`),
  holds: true,
});

/** @throws AwsError where the group is for another engine, or another version of it. */
export function acceptFamily(
  { scope, inputs }: Wanted,
  { kind, property }: { readonly kind: ThingKind; readonly property: string },
  family: string,
): void {
  const name = text(inputs, property);
  if (name === undefined) return;
  const group = scope.get(kind, name);
  const own =
    group === undefined ? name.replace(/^default\./, "") : text(group.properties, "family");
  if (own !== family)
    throw new AwsError(
      "InvalidParameterCombination",
      `The Parameter Group ${name} with DBParameterGroupFamily ${own ?? ""} cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${family}`,
    );
}
