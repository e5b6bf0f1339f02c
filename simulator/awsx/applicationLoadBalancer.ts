/** `awsx:lb:ApplicationLoadBalancer`: a load balancer, its default target group, its listeners, and a group where none is given. */
import type { ConstructRequest, ConstructResult, Declined, Monitor, Value } from "../protocol";
import { isList, text } from "../values";
import { atMostOne, isGivenInput, isTruthy, plainMap, readInputs, without } from "./args";
import { Component, type Child } from "./component";
import { planListeners } from "./listeners";
import { all, lift, Output, referencedUrn, type Input, type Inputs } from "./output";

export const applicationLoadBalancerType = "awsx:lb:ApplicationLoadBalancer";

const subnetArguments = ["subnetIds", "subnets", "subnetMappings"];
/** What the component itself reads; everything else is the load balancer's. */
const ownArguments = [
  ...["subnetIds", "subnets", "listener", "listeners"],
  ...["defaultTargetGroup", "defaultTargetGroupPort", "defaultSecurityGroup"],
];

export async function applicationLoadBalancer(
  request: ConstructRequest,
  monitor: Monitor,
): Promise<ConstructResult | Declined> {
  const args = readInputs(request);
  const plan = check(args);
  if (!subnetArguments.some((key) => isGivenInput(args[key])))
    return { declined: `${applicationLoadBalancerType} in the default VPC (no subnetIds given)` };
  const component = await Component.open(request, monitor, {
    // The published component gives its former type as a name.
    name: "awsx:x:elasticloadbalancingv2:ApplicationLoadBalancer",
  });
  const { subnets, vpcId } = await networkOf(component, args);
  const group = plan.group && (await defaultGroup(component, plan.group, vpcId));
  const [loadBalancer, targetGroup] = await Promise.all([
    makeLoadBalancer(component, args, {
      ...(subnets === undefined ? {} : { subnets }),
      ...(group ? { securityGroups: group.ids } : {}),
    }),
    makeTargetGroup(component, { vpcId, targetType: "ip", ...plan.targetGroup }),
  ]);
  const listeners = await makeListeners(component, plan.listeners, { loadBalancer, targetGroup });
  await component.finish();
  return component.answer({
    loadBalancer: loadBalancer.reference,
    defaultTargetGroup: targetGroup.reference,
    defaultSecurityGroup: group?.made?.reference,
    listeners: listeners.map((one) => one.reference),
    vpcId,
  });
}

interface Plan {
  readonly listeners: readonly Inputs[];
  readonly targetGroup: Inputs;
  /** The arguments of the group to be made; undefined where there is one, or none is wanted. */
  readonly group: Inputs | undefined;
}

/** @throws Error where the arguments contradict each other */
function check(args: Inputs): Plan {
  atMostOne(args, subnetArguments);
  atMostOne(args, ["defaultTargetGroup", "defaultTargetGroupPort"]);
  const { listeners, targetGroup } = planListeners(args);
  const group = plainMap(args.defaultSecurityGroup, "defaultSecurityGroup") ?? {};
  const makesGroup = !isTruthy(args.securityGroups) && !isTruthy(group.skip);
  if (makesGroup) atMostOne(group, ["args", "securityGroupId"], "defaultSecurityGroup: ");
  return {
    listeners,
    targetGroup: { ...targetGroup, ...plainMap(args.defaultTargetGroup, "defaultTargetGroup") },
    group: makesGroup ? group : undefined,
  };
}

function makeLoadBalancer(component: Component, args: Inputs, made: Inputs): Promise<Child> {
  return component.child(
    "aws:lb/loadBalancer:LoadBalancer",
    component.name,
    { ...without(args, ownArguments), ...made, loadBalancerType: "application" },
    "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
  );
}

function makeTargetGroup(component: Component, inputs: Inputs): Promise<Child> {
  return component.child(
    "aws:lb/targetGroup:TargetGroup",
    component.name,
    inputs,
    "aws:elasticloadbalancingv2/targetGroup:TargetGroup",
  );
}

function makeListeners(
  component: Component,
  listeners: readonly Inputs[],
  { loadBalancer, targetGroup }: { loadBalancer: Child; targetGroup: Child },
): Promise<readonly Child[]> {
  const defaultActions = [{ type: "forward", targetGroupArn: targetGroup.output("arn") }];
  return Promise.all(
    listeners.map((listener, index) =>
      component.child(
        "aws:lb/listener:Listener",
        `${component.name}-${String(index)}`,
        { defaultActions, ...listener, loadBalancerArn: loadBalancer.output("arn") },
        "aws:elasticloadbalancingv2/listener:Listener",
      ),
    ),
  );
}

async function networkOf(
  component: Component,
  args: Inputs,
): Promise<{ subnets: Input; vpcId: Output<Value | undefined> }> {
  if (isGivenInput(args.subnets)) return networkOfResources(component, lift(args.subnets));
  const ids = isGivenInput(args.subnetIds)
    ? lift(args.subnetIds).apply(firstOf)
    : lift(args.subnetMappings).apply((list) => {
        const mapping = firstOf(list);
        return mapping === undefined ? undefined : (mapping as { subnetId?: Value }).subnetId;
      });
  const vpcId = await ids.applyAsync(async (id) =>
    text(
      await component.invoke("aws:ec2/getSubnet:getSubnet", id === undefined ? {} : { id }),
      "vpcId",
    ),
  );
  return { subnets: args.subnetIds, vpcId };
}

function firstOf(list: Value | undefined): Value | undefined {
  return isList(list) ? list[0] : undefined;
}

async function networkOfResources(
  component: Component,
  subnets: Output<Value | undefined>,
): ReturnType<typeof networkOf> {
  const children = await subnets.applyAsync((list) =>
    Promise.all(
      (isList(list) ? list : []).map((subnet) => {
        const urn = referencedUrn(subnet);
        if (urn === undefined)
          throw new Error(
            "subnets must be a list of subnet resources: give their ids as subnetIds",
          );
        return component.referenced(urn);
      }),
    ),
  );
  return {
    subnets: children.flatApply((made) => all(made.map((one) => one.idOutput))),
    vpcId: children.flatApply(([first]) => first?.output("vpcId") ?? Output.of(undefined)),
  };
}

/** Open to all, as the published component makes it. */
function openGroup(vpcId: Input): Inputs {
  const everywhere = { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
  return {
    vpcId,
    ingress: [{ fromPort: 0, toPort: 0, protocol: "-1", ...everywhere }],
    egress: [{ fromPort: 0, toPort: 65535, protocol: "tcp", ...everywhere }],
  };
}

async function defaultGroup(
  component: Component,
  { args, securityGroupId }: Inputs,
  vpcId: Input,
): Promise<{ ids: Input; made?: Child }> {
  if (isTruthy(securityGroupId)) return { ids: [securityGroupId] };
  const given = plainMap(args, "defaultSecurityGroup.args") ?? openGroup(vpcId);
  const made = await component.child("aws:ec2/securityGroup:SecurityGroup", component.name, {
    // A default of the provider's SDK.
    description: "Managed by Pulumi",
    ...given,
  });
  return { ids: [made.idOutput], made };
}
