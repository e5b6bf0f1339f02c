/**
 * Subnet groups and parameter groups of caches.
 * Replaces as internal/service/elasticache/subnet_group.go and parameter_group.go say (measured).
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findSubnet } from "../ec2/references";
import { families } from "./engines";
import { clusterKind, parameterGroupKind, replicationGroupKind, subnetGroupKind } from "./entities";

const caches = [replicationGroupKind.name, clusterKind.name];

const lowered = ({ inputs }: Wanted): string => (text(inputs, "name") ?? "").toLowerCase();

function acceptSubnets({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const vpcs = new Set(texts(inputs, "subnetIds").map((id) => findSubnet(scope, id)?.vpcId ?? ""));
  if (texts(inputs, "subnetIds").length === 0)
    throw new AwsError("InvalidSubnet", "Subnet IDs are required.");
  if (vpcs.size > 1)
    throw new AwsError(
      "InvalidSubnet",
      `The subnets of a cache subnet group are in one VPC: these are in ${[...vpcs].join(", ")}.`,
    );
  if (before === undefined) return;
  const kept = texts(inputs, "subnetIds");
  const used = scope
    .referrers(before)
    .filter((one): one is Thing => caches.includes(one.kind))
    .flatMap((one) => texts(one.properties, "placedIn"))
    .filter((id) => !kept.includes(id));
  if (used.length > 0)
    throw new AwsError(
      "SubnetInUse",
      `Some of the subnets to be deleted are currently in use: ${[...new Set(used)].sort().join(", ")}`,
    );
}

export const subnetGroup: Model = defineResource({
  type: "aws:elasticache/subnetGroup:SubnetGroup",
  service: "ElastiCache",
  noun: "ElastiCache Subnet Group",
  calls: {
    create: "CreateCacheSubnetGroup",
    update: "ModifyCacheSubnetGroup",
    delete: "DeleteCacheSubnetGroup",
  },
  kind: subnetGroupKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    description: { default: "Managed by Pulumi" },
    name: { computed: true, replaces: true },
    subnetIds: { kind: "set", required: true },
    vpcId: output,
  },
  id: lowered,
  taken: (_wanted, id) =>
    new AwsError("CacheSubnetGroupAlreadyExists", `Cache subnet group ${id} already exists.`),
  references: [
    {
      property: "subnetIds",
      find: findSubnet,
      missing: (id) =>
        new AwsError("InvalidParameterValue", `Some input subnets in :[${id}] are invalid.`),
    },
  ],
  accept: acceptSubnets,
  fill: ({ scope, inputs }, id) => ({
    arn: scope.arn("elasticache", `subnetgroup:${id}`),
    vpcId: findSubnet(scope, texts(inputs, "subnetIds")[0] ?? "")?.vpcId ?? "",
  }),
  gone: (id) =>
    new AwsError("CacheSubnetGroupNotFoundFault", `Cache Subnet Group ${id} does not exist.`),
  inUse: (thing) =>
    new AwsError(
      "CacheSubnetGroupInUse",
      `Cache subnet group ${thing.id} is currently in use by a cache cluster.`,
    ),
});

function acceptParameters({ inputs }: Wanted): void {
  const family = text(inputs, "family") ?? "";
  if (!families.includes(family))
    throw new AwsError(
      "InvalidParameterValue",
      `CacheParameterGroupFamily ${family} is not a valid parameter group family: ${families.join(", ")}`,
    );
  const name = text(inputs, "name") ?? "";
  if (!/^[A-Za-z][0-9A-Za-z-]*$/.test(name) || name.includes("--") || name.endsWith("-"))
    throw new AwsError(
      "InvalidParameterValue",
      `The parameter CacheParameterGroupName is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens: ${name}`,
    );
  const names = maps(inputs, "parameters").map((one) => text(one, "name") ?? "");
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined)
    throw new AwsError("InvalidParameterValue", `The parameter ${twice} is given more than once`);
}

export const parameterGroup: Model = defineResource({
  type: "aws:elasticache/parameterGroup:ParameterGroup",
  service: "ElastiCache",
  noun: "ElastiCache Parameter Group",
  calls: {
    create: "CreateCacheParameterGroup",
    update: "ModifyCacheParameterGroup",
    delete: "DeleteCacheParameterGroup",
  },
  kind: parameterGroupKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    description: { default: "Managed by Pulumi", replaces: true },
    family: { required: true, replaces: true },
    name: { computed: true, replaces: true },
    parameters: { kind: "blocks" },
  },
  id: lowered,
  taken: (_wanted, id) =>
    new AwsError("CacheParameterGroupAlreadyExists", `Parameter group ${id} already exists`),
  accept: acceptParameters,
  fill: ({ scope }, id) => ({ arn: scope.arn("elasticache", `parametergroup:${id}`) }),
  gone: (id) => new AwsError("CacheParameterGroupNotFound", `CacheParameterGroup ${id} not found.`),
  inUse: (thing) =>
    new AwsError(
      "InvalidCacheParameterGroupState",
      `One or more cache clusters are still members of this parameter group ${thing.id}, so the group cannot be deleted.`,
    ),
});

/** @throws AwsError where the group is for another engine, or another version of it. */
export function acceptFamily(scope: Scope, name: string | undefined, family: string): void {
  if (name === undefined) return;
  const group = scope.get(parameterGroupKind, name.toLowerCase());
  const own =
    group === undefined
      ? name.replace(/^default\./, "").replace(/\.cluster\.on$/, "")
      : text(group.properties, "family");
  if (own !== family)
    throw new AwsError(
      "InvalidParameterCombination",
      `Expected a parameter group of family ${family} but found one of family ${own ?? ""}`,
    );
}
