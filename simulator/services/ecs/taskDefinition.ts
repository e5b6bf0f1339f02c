/**
 * A task definition: another revision of its family each time. Replaces as internal/service/ecs/task_definition.go says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { arn, oneOf } from "../../resource/forms";
import { flag, isGiven, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { roleReference } from "../iam/references";
import { containersFault, containersIn } from "./containers";
import { familyKind, findTaskDefinition, taskDefinitionKind } from "./entities";
import { fargateFault } from "./fargate";

const refused = (message: string): AwsError => new AwsError("ClientException", message);

function accept({ inputs }: Wanted, before: Thing | undefined): void {
  if (before !== undefined) return;
  const containers = containersIn(inputs) ?? [];
  const isFargate = texts(inputs, "requiresCompatibilities").includes("FARGATE");
  const fault =
    containersFault(containers, {
      networkMode: text(inputs, "networkMode") ?? "bridge",
      hasMemory: text(inputs, "memory") !== undefined,
    }) ?? (isFargate ? fargateFault(inputs, containers) : undefined);
  if (fault !== undefined) throw refused(fault);
}

/** The next revision of the family. */
function revisionOf(scope: Scope, family: string): number {
  const pinned = number(scope.pinned?.outputs ?? {}, "revision");
  return pinned ?? (scope.get(familyKind, family)?.latest ?? 0) + 1;
}

function fill({ scope, inputs }: Wanted, arn: string): ValueMap {
  return {
    arn,
    arnWithoutRevision: arn.replace(/:\d+$/, ""),
    enableFaultInjection: false,
    networkMode: "bridge",
    revision: revisionOf(scope, text(inputs, "family") ?? ""),
  };
}

function made({ scope, inputs }: Wanted, thing: Thing): void {
  const id = text(inputs, "family") ?? "";
  const latest = Math.max(
    scope.get(familyKind, id)?.latest ?? 0,
    number(thing.properties, "revision") ?? 1,
  );
  // AWS keeps the numbers of revisions that are gone.
  scope.put(familyKind, { id, latest, ambient: true });
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const property = "containerDefinitions";
  const isKnown = text(inputs, property) !== undefined && isGiven(inputs, property);
  return [
    ...checkPattern(
      inputs,
      "family",
      /^[\w-]{1,255}$/,
      "see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html",
    ),
    ...checkOneOf(inputs, "networkMode", ["bridge", "host", "awsvpc", "none"]),
    ...checkOneOf(inputs, "ipcMode", ["host", "task", "none"]),
    ...checkOneOf(inputs, "pidMode", ["host", "task"]),
    ...(isKnown && containersIn(inputs) === undefined
      ? [
          {
            property,
            reason:
              "ECS Task Definition container_definitions is invalid: it is no JSON list of objects",
          },
        ]
      : []),
  ];
}

const properties: Properties = {
  ...common,
  arn: output,
  arnWithoutRevision: output,
  containerDefinitions: { kind: "json", required: true, replaces: true },
  cpu: { replaces: true },
  enableFaultInjection: { kind: "flag", replaces: true, computed: true },
  ephemeralStorage: { kind: "block", replaces: true },
  executionRoleArn: { replaces: true, form: arn },
  family: { required: true, replaces: true },
  ipcMode: { replaces: true },
  memory: { replaces: true },
  networkMode: { replaces: true, computed: true },
  pidMode: { replaces: true },
  placementConstraints: { kind: "blocks", replaces: true },
  proxyConfiguration: { kind: "block", replaces: true },
  requiresCompatibilities: {
    kind: "set",
    replaces: true,
    form: oneOf("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"),
  },
  revision: { kind: "number", output: true },
  runtimePlatform: { kind: "block", replaces: true },
  skipDestroy: { kind: "flag", default: false, local: true },
  taskRoleArn: { replaces: true, form: arn },
  trackLatest: { kind: "flag", default: false, local: true },
  volumes: { kind: "blocks", replaces: true },
};

const registered: Model = defineResource({
  type: "aws:ecs/taskDefinition:TaskDefinition",
  service: "ECS",
  noun: "ECS Task Definition",
  calls: {
    create: "RegisterTaskDefinition",
    update: "TagResource",
    delete: "DeregisterTaskDefinition",
  },
  kind: taskDefinitionKind,
  properties,
  validate,
  references: ["executionRoleArn", "taskRoleArn"].map((property) =>
    roleReference(property, () => refused("Role is not valid")),
  ),
  id({ scope, inputs }) {
    const family = text(inputs, "family") ?? "";
    return scope.arn("ecs", `task-definition/${family}:${revisionOf(scope, family)}`);
  },
  /** The provider's id is the family: which revision, the state's ARN says. */
  providerId: (thing) => text(thing.properties, "family") ?? "",
  find: (scope, id, known) => findTaskDefinition(scope, text(known, "arn") ?? id),
  accept,
  fill,
  made,
  gone: (id) => refused(`Unable to describe task definition ${id}.`),
});

export const taskDefinition: Model = {
  ...registered,
  delete(scope, id, known) {
    if (flag(known, "skipDestroy") !== true) registered.delete(scope, id, known);
  },
};
