/** What load balancing keeps, and what each is found by. Ids are ARNs. */
import type { Thing, ThingKind } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

const names = (thing: Thing): readonly string[] => thing.names;

export const loadBalancerKind: ThingKind = defineKind<Thing>("load-balancer", { name: names });
export const targetGroupKind: ThingKind = defineKind<Thing>("target-group", { name: names });
export const listenerKind: ThingKind = defineKind<Thing>("listener", {
  name: names,
  loadBalancer: (listener) => text(listener.properties, "loadBalancerArn"),
});
export const listenerRuleKind: ThingKind = defineKind<Thing>("listener-rule", {
  name: names,
  listener: (rule) => text(rule.properties, "listenerArn"),
});
export const listenerCertificateKind: ThingKind = defineKind<Thing>("listener-certificate", {
  listener: (one) => text(one.properties, "listenerArn"),
});
export const targetKind: ThingKind = defineKind<Thing>("target", {
  targetGroup: (target) => text(target.properties, "targetGroupArn"),
});

export const findLoadBalancer = (scope: Scope, arn: string): Thing | undefined =>
  scope.get(loadBalancerKind, arn);

export const findTargetGroup = (scope: Scope, arn: string): Thing | undefined =>
  scope.get(targetGroupKind, arn);

export const listenersOf = (scope: Scope, loadBalancerArn: string): readonly Thing[] =>
  scope.find(listenerKind, "loadBalancer", loadBalancerArn);

/** The load balancers whose listeners or rules send to a target group. */
export function loadBalancersOf(scope: Scope, targetGroup: Thing): readonly string[] {
  const arns = scope.referrers(targetGroup).flatMap((one) => {
    if (one.kind !== listenerKind.name && one.kind !== listenerRuleKind.name) return [];
    return [loadBalancerOf(one.id)];
  });
  return [...new Set(arns)].sort();
}

/** A listener's ARN, and a rule's, says whose it is: `…:listener/app/name/hex/hex`. */
function loadBalancerOf(arn: string): string {
  const [head = "", , type = "", name = "", hex = ""] = arn.split("/").flatMap((part, index) => {
    const cut = part.lastIndexOf(":");
    return index === 0 ? [part.slice(0, cut), part.slice(cut + 1)] : [part];
  });
  return `${head}:loadbalancer/${type}/${name}/${hex}`;
}

/** The sixteen hex digits that end an ARN, zeros first, so that everybody sees that they are simulated. */
export const hexOf = (hash: string): string => `00000${hash.slice(0, 11)}`;

/** `app`, `net` or `gwy`, as ARNs and interface descriptions have it. */
export const shortType = (loadBalancerType: string | undefined): string =>
  loadBalancerType === "network" ? "net" : loadBalancerType === "gateway" ? "gwy" : "app";
