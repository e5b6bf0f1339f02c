/**
 * A target group that a group's instances are registered with. Replaces as internal/service/autoscaling/attachment.go says.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_AttachLoadBalancerTargetGroups.html
 */
import { AwsError } from "../../errors";
import { forcesNew, region, requiredForcesNew, type Model } from "../../model";
import { checkChoice } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { digits } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { subnetsIn } from "./capacity";
import { attachmentKind, findGroup, groupKind, groupReference } from "./entities";
import { acceptTargetGroup } from "./group";

const groupOf = (scope: Scope, thing: Thing): Thing | undefined =>
  findGroup(scope, text(thing.properties, "autoscalingGroupName") ?? "");

function accept({ scope, inputs }: Wanted): void {
  const name = text(inputs, "elb");
  if (name !== undefined)
    throw new AwsError(
      "ValidationError",
      `Provided Load Balancers may not be valid. Please ensure they exist and try again. (${name})`,
    );
  const group = findGroup(scope, text(inputs, "autoscalingGroupName") ?? "");
  const vpcId = subnetsIn(scope, group?.properties ?? {})[0]?.vpcId;
  acceptTargetGroup(scope, text(inputs, "lbTargetGroupArn") ?? "", vpcId);
}

/** The group has one set of them, whether they are written in the group or attached. */
function change(scope: Scope, thing: Thing, isAttached: boolean): void {
  const group = groupOf(scope, thing);
  const arn = text(thing.properties, "lbTargetGroupArn");
  if (group === undefined || arn === undefined) return;
  const others = texts(group.properties, "targetGroupArns").filter((one) => one !== arn);
  const targetGroupArns = isAttached ? [...others, arn].sort() : others;
  scope.put(groupKind, { ...group, properties: { ...group.properties, targetGroupArns } });
}

function find(scope: Scope, id: string): Thing | undefined {
  const found = scope.get(attachmentKind, id);
  const group = found === undefined ? undefined : groupOf(scope, found);
  const arn = text(found?.properties ?? {}, "lbTargetGroupArn") ?? "";
  return texts(group?.properties ?? {}, "targetGroupArns").includes(arn) ? found : undefined;
}

export const attachment: Model = defineResource({
  type: "aws:autoscaling/attachment:Attachment",
  service: "Auto Scaling",
  noun: "Auto Scaling Attachment",
  calls: {
    create: "AttachLoadBalancerTargetGroups",
    delete: "DetachLoadBalancerTargetGroups",
  },
  kind: attachmentKind,
  properties: {
    region,
    autoscalingGroupName: requiredForcesNew,
    elb: forcesNew,
    lbTargetGroupArn: forcesNew,
  },
  validate: (inputs) => checkChoice(inputs, ["elb", "lbTargetGroupArn"]),
  references: [groupReference()],
  names: () => [],
  id: ({ scope, inputs, urn }) =>
    `${text(inputs, "autoscalingGroupName") ?? ""}-${digits(scope.newLife("attachment", urn), 26)}`,
  find,
  accept,
  made: ({ scope }, thing) => change(scope, thing, true),
  removed(scope, thing) {
    change(scope, thing, false);
    return undefined;
  },
});
