/** What EventBridge keeps: rules on a bus, and where a rule's events go. */
import type { Thing } from "../../resource/spec";
import { defineKind } from "../../world/entity";

/** Its id is the rule's name, or `bus/name` on another bus than the default one. */
export const ruleKind = defineKind<Thing>("event-rule", { name: (one) => one.names });

/** Its id is its rule's, and its own behind it: `rule/target`. */
export const targetKind = defineKind<Thing>("event-target", {
  rule: (one) => one.id.slice(0, one.id.lastIndexOf("/")),
});

export const ruleId = (bus: string, name: string): string =>
  bus === "default" ? name : `${bus}/${name}`;
