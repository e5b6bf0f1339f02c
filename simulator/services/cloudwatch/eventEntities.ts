/** What EventBridge keeps: rules on a bus, and where a rule's events go. */
import type { Form } from "../../model";
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

/** A bus by its name or its ARN. */
export const busForm: Form = (value, at) =>
  /^([/.\-_A-Za-z0-9]+|arn:aws[\w-]*:events:[a-z0-9-]+:\d{12}:event-bus\/[/.\-_A-Za-z0-9]+)$/.test(
    String(value),
  )
    ? undefined
    : `expected value of ${at} to match regular expression "^[/\\.\\-_A-Za-z0-9]+$", or to be an event bus's ARN, got ${value}`;
