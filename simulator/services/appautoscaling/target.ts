/**
 * What is to be scaled, and between which bounds. Replaces as internal/service/appautoscaling/target.go says.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { number, text } from "../../values";
import { findService } from "../ecs/entities";
import { policyKind, targetId, targetKind } from "./entities";

const dimensions: Readonly<Record<string, readonly string[]>> = {
  cassandra: ["cassandra:table:ReadCapacityUnits", "cassandra:table:WriteCapacityUnits"],
  dynamodb: [
    "dynamodb:table:ReadCapacityUnits",
    "dynamodb:table:WriteCapacityUnits",
    "dynamodb:index:ReadCapacityUnits",
    "dynamodb:index:WriteCapacityUnits",
  ],
  ec2: ["ec2:spot-fleet-request:TargetCapacity"],
  ecs: ["ecs:service:DesiredCount"],
  elasticache: [
    "elasticache:replication-group:NodeGroups",
    "elasticache:replication-group:Replicas",
  ],
  lambda: ["lambda:function:ProvisionedConcurrency"],
  rds: ["rds:cluster:ReadReplicaCount"],
};

function accept({ scope, inputs }: Wanted): void {
  const invalid = (message: string): AwsError => new AwsError("ValidationException", message);
  const namespace = text(inputs, "serviceNamespace") ?? "";
  const dimension = text(inputs, "scalableDimension") ?? "";
  const allowed = dimensions[namespace];
  if (allowed !== undefined && !allowed.includes(dimension))
    throw invalid(
      `Unsupported service namespace, resource type or scalable dimension: ${dimension}. Of ${namespace} there are ${allowed.join(", ")}`,
    );
  const [least, most] = [number(inputs, "minCapacity") ?? 0, number(inputs, "maxCapacity") ?? 0];
  if (least > most)
    throw invalid(
      `Maximum capacity cannot be less than minimum capacity: ${most} is less than ${least}`,
    );
  const resource = text(inputs, "resourceId") ?? "";
  if (namespace === "ecs" && findService(scope, resource) === undefined)
    throw invalid(`ECS service doesn't exist: ${resource}`);
}

const roles: Readonly<Record<string, string>> = {
  dynamodb: "DynamoDBTable",
  ecs: "ECSService",
  elasticache: "ElastiCacheRG",
  lambda: "LambdaConcurrency",
  rds: "RDSCluster",
};

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const namespace = text(inputs, "serviceNamespace") ?? "";
  const role = `AWSServiceRoleForApplicationAutoScaling_${roles[namespace] ?? "CustomResource"}`;
  return {
    arn: scope.arn(
      "application-autoscaling",
      `scalable-target/0000${scope.hash("scalable target", id).slice(0, 26)}`,
    ),
    roleArn: `arn:${scope.partition.name}:iam::${scope.account}:role/aws-service-role/${namespace}.application-autoscaling.amazonaws.com/${role}`,
  };
}

export const target: Model = defineResource({
  type: "aws:appautoscaling/target:Target",
  service: "Application Auto Scaling",
  noun: "Application AutoScaling Target",
  calls: {
    create: "RegisterScalableTarget",
    update: "RegisterScalableTarget",
    delete: "DeregisterScalableTarget",
  },
  kind: targetKind,
  keys: ["serviceNamespace", "scalableDimension"],
  properties: {
    ...common,
    arn: output,
    maxCapacity: { kind: "number", required: true },
    minCapacity: { kind: "number", required: true },
    resourceId: requiredForcesNew,
    roleArn: computed,
    scalableDimension: requiredForcesNew,
    serviceNamespace: requiredForcesNew,
    suspendedState: { kind: "block", computed: true },
  },
  names: () => [],
  id: ({ inputs }) => targetId(inputs),
  providerId: (thing) => text(thing.properties, "resourceId") ?? "",
  /** An import's id is `namespace/resource/dimension`. */
  find(scope, id, known) {
    const [, namespace = "", resource = "", dimension = ""] =
      /^(\w+)\/(.+)\/([^/]+)$/.exec(id) ?? [];
    const written = {
      serviceNamespace: namespace,
      resourceId: resource,
      scalableDimension: dimension,
    };
    const isKnown = text(known, "scalableDimension") !== undefined;
    const properties: ValueMap = isKnown ? { ...known, resourceId: id } : written;
    return scope.get(targetKind, targetId(properties));
  },
  accept,
  fill,
  removed(scope, thing) {
    for (const one of scope.find(policyKind, "target", thing.id)) scope.remove(one);
    return undefined;
  },
  gone: (id) =>
    new AwsError("ObjectNotFoundException", `No scalable target found for resource ID: ${id}`),
});
