/**
 * A DB subnet group: where databases may be, two Availability Zones at least.
 * Replaces as internal/service/rds/subnet_group.go says.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
 */
import { AwsError } from "../../errors";
import { common, output, type Form, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { both } from "../../resource/forms";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import type { Subnet } from "../ec2/entities";
import { findSubnet } from "../ec2/references";
import { instanceKind, subnetGroupKind } from "./entities";
import { zonesIn } from "./site";

const named =
  (most: number): Form =>
  (value, at) => {
    const given = String(value);
    if (!/^[0-9a-z_. -]+$/.test(given))
      return `only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed in "${at}": ${given}`;
    return given.length > most ? `"${at}" cannot be longer than ${most} characters` : undefined;
  };

const notDefault: Form = (value, at) =>
  String(value).toLowerCase() === "default" ? `"${value}" is not allowed as "${at}"` : undefined;

const validate = (inputs: ValueMap): readonly CheckFailure[] =>
  checkConflict(inputs, "name", "namePrefix");

const subnetsOf = (scope: Scope, properties: ValueMap): readonly Subnet[] =>
  texts(properties, "subnetIds").flatMap((id) => findSubnet(scope, id) ?? []);

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const subnets = subnetsOf(scope, inputs);
  const vpcs = new Set(subnets.map((one) => one.vpcId));
  const vpcBefore = before === undefined ? undefined : text(before.properties, "vpcId");
  if (vpcs.size > 1 || (vpcBefore !== undefined && !vpcs.has(vpcBefore)))
    throw new AwsError(
      "InvalidParameterValue",
      before === undefined
        ? `The DB subnet group's subnets are in different VPCs (${[...vpcs].join(", ")}); give subnets of one`
        : "The new Subnets are not in the same Vpc as the existing subnet group",
    );
  const zones = zonesIn(subnets);
  if (zones.length < 2)
    throw new AwsError(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`,
    );
  if (before !== undefined) refuseInUse(scope, before, subnets);
}

/** A subnet with a database in it stays in the group. */
function refuseInUse(scope: Scope, before: Thing, after: readonly Subnet[]): void {
  const kept = new Set(after.map((one) => one.id));
  const used = scope
    .referrers(before)
    .filter((one): one is Thing => one.kind === instanceKind.name)
    .flatMap((one) => texts(one.properties, "placedIn"))
    .filter((id) => !kept.has(id));
  if (used.length > 0)
    throw new AwsError(
      "InvalidParameterValue",
      `Some of the subnets to be deleted are currently in use: ${used.sort().join(", ")}`,
    );
}

function fill(wanted: Wanted, id: string): ValueMap {
  const [first] = subnetsOf(wanted.scope, wanted.inputs);
  return {
    arn: wanted.scope.arn("rds", `subgrp:${id}`),
    name: id,
    namePrefix: "",
    supportedNetworkTypes: ["IPV4"],
    vpcId: first?.vpcId ?? "",
  };
}

export const subnetGroup: Model = defineResource({
  type: "aws:rds/subnetGroup:SubnetGroup",
  service: "RDS",
  noun: "RDS DB Subnet Group",
  calls: {
    create: "CreateDBSubnetGroup",
    update: "ModifyDBSubnetGroup",
    delete: "DeleteDBSubnetGroup",
  },
  kind: subnetGroupKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    description: { default: "Managed by Pulumi" },
    name: { computed: true, replaces: true, form: both(named(255), notDefault) },
    namePrefix: { computed: true, replaces: true, form: named(229) },
    subnetIds: { kind: "set", required: true },
    supportedNetworkTypes: { kind: "set", output: true },
    vpcId: output,
  },
  validate,
  id: nameOf,
  taken: (_wanted, id) =>
    new AwsError("DBSubnetGroupAlreadyExists", `The DB subnet group '${id}' already exists.`),
  references: [
    {
      property: "subnetIds",
      find: findSubnet,
      missing: (id) =>
        new AwsError("InvalidParameterValue", `Some input subnets in :[${id}] are invalid.`),
    },
  ],
  accept,
  fill,
  gone: (id) => new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${id}' not found.`),
  inUse: (thing, by) =>
    new AwsError(
      "InvalidDBSubnetGroupStateFault",
      `Cannot delete the subnet group '${thing.id}' because at least one database instance: ${by.id} is still using it.`,
    ),
});
