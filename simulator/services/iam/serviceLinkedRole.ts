/**
 * A role of an AWS service's own. Replaces as internal/service/iam/service_linked_role.go says.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html
 */
import { AwsError } from "../../errors";
import {
  forcesNew,
  optional,
  output,
  requiredForcesNew,
  tags,
  tagsAll,
  type Model,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { dateFrom } from "../../resource/naming";
import { tagsOf, text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { roleKind, secondsUntilSeen, type Role } from "./entities";

/** What follows `AWSServiceRoleFor`, where it is not the service's name with a capital. */
const names: Readonly<Record<string, string>> = {
  autoscaling: "AutoScaling",
  "autoscaling-plans": "AutoScalingPlans_EC2AutoScaling",
  "dynamodb.application-autoscaling": "ApplicationAutoScaling_DynamoDBTable",
  "ec2.application-autoscaling": "ApplicationAutoScaling_EC2SpotFleetRequest",
  "ecs.application-autoscaling": "ApplicationAutoScaling_ECSService",
  "lambda.application-autoscaling": "ApplicationAutoScaling_LambdaConcurrency",
  "rds.application-autoscaling": "ApplicationAutoScaling_RDSCluster",
  "elasticache.application-autoscaling": "ApplicationAutoScaling_ElastiCacheRG",
  ecs: "ECS",
  "ecs-compute": "ECSCompute",
  eks: "AmazonEKS",
  elasticache: "ElastiCache",
  elasticfilesystem: "AmazonElasticFileSystem",
  elasticloadbalancing: "ElasticLoadBalancing",
  es: "AmazonElasticsearchService",
  "delivery.logs": "LogDelivery",
  guardduty: "AmazonGuardDuty",
  "ops.apigateway": "APIGateway",
  opensearchservice: "AmazonOpenSearchService",
  rds: "RDS",
  "replication.ecr": "ECRReplication",
  "pullthroughcache.ecr": "ECRPullThroughCache",
  spot: "EC2Spot",
  spotfleet: "EC2SpotFleet",
  ssm: "AmazonSSM",
  transitgateway: "VPCTransitGateway",
  wafv2: "WAFV2Logging",
};

function nameFor(service: string, suffix: string | undefined): string {
  const short = service.replace(/\.amazonaws\.com(\.cn)?$/, "");
  const plain = names[short] ?? `${short.charAt(0).toUpperCase()}${short.slice(1)}`;
  return `AWSServiceRoleFor${plain}${suffix === undefined ? "" : `_${suffix}`}`;
}

function create(scope: Scope, inputs: ValueMap): string {
  const service = text(inputs, "awsServiceName") ?? "";
  if (!/\.amazonaws\.com(\.cn)?$/.test(service))
    throw new AwsError("InvalidInput", `Invalid AWS service name: ${service}`);
  const name = nameFor(service, text(inputs, "customSuffix"));
  if (scope.count(roleKind, "name", name.toLowerCase()) > 0)
    throw new AwsError(
      "InvalidInput",
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  const hash = scope.hash("service-linked role", name);
  const role = scope.put(roleKind, {
    id: name,
    assumeRolePolicy: trustOf(service),
    description: text(inputs, "description") ?? "",
    path: `/aws-service-role/${service}/`,
    maxSessionDuration: 3600,
    permissionsBoundary: "",
    uniqueId: `AROA0000${hash.slice(0, 13).toUpperCase()}`,
    createDate: dateFrom(hash),
    tags: tagsOf(inputs, "tagsAll"),
    ...(scope.pinned === undefined ? { settlesAt: scope.clock + secondsUntilSeen } : {}),
  });
  return arnOf(scope, role);
}

const trustOf = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

const arnOf = (scope: Scope, { path, id }: Role): string =>
  `arn:${scope.partition.name}:iam::${scope.account}:role${path}${id}`;

const find = (scope: Scope, arn: string): Role | undefined =>
  scope.get(roleKind, arn.slice(arn.lastIndexOf("/") + 1));

function read(scope: Scope, arn: string): ValueMap | undefined {
  const role = find(scope, arn);
  if (role === undefined) return undefined;
  const service = role.path.split("/")[2] ?? "";
  const plain = nameFor(service, undefined);
  const suffix = role.id.startsWith(`${plain}_`) ? role.id.slice(plain.length + 1) : "";
  return {
    arn: arnOf(scope, role),
    awsServiceName: service,
    createDate: role.createDate,
    customSuffix: suffix,
    description: role.description,
    name: role.id,
    path: role.path,
    tagsAll: role.tags,
    uniqueId: role.uniqueId,
  };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const service = written(inputs, "awsServiceName");
  if (service === undefined || service.includes(".")) return [];
  const reason = `invalid value for aws_service_name (must be a full service hostname e.g. elasticbeanstalk.amazonaws.com), got ${service}`;
  return [{ property: "awsServiceName", reason }];
}

export const serviceLinkedRole: Model = {
  type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  service: "IAM",
  noun: "IAM Service Linked Role",
  calls: {
    create: "CreateServiceLinkedRole",
    update: "UpdateRole",
    delete: "DeleteServiceLinkedRole",
  },
  global: true,
  properties: {
    tags,
    tagsAll,
    arn: output,
    awsServiceName: requiredForcesNew,
    createDate: output,
    customSuffix: forcesNew,
    description: optional,
    name: output,
    path: output,
    uniqueId: output,
  },
  validate,
  create,
  read,
  update(scope, arn, { news }) {
    const role = find(scope, arn);
    if (role === undefined)
      throw new AwsError("NoSuchEntity", `The role with name ${arn} cannot be found.`);
    const description = text(news, "description") ?? "";
    scope.put(roleKind, { ...role, description, tags: tagsOf(news, "tagsAll") });
  },
  delete: (scope, arn) => scope.remove(find(scope, arn)),
};
