/** What CloudWatch keeps: alarms of both kinds, under one set of names, and dashboards. */
import type { Thing } from "../../resource/spec";
import { defineKind } from "../../world/entity";
import { defineThing } from "../../resource/spec";

/** Its id is its name. `needs` are the alarms that a composite one is made of. */
export const alarmKind = defineKind<Thing>("alarm", {
  name: (one) => one.names,
  needs: (one) => alarmsIn(one),
});

/** Its id is its name. */
export const dashboardKind = defineThing("dashboard");

/** `ALARM("a") OR OK(arn:…:alarm:b)`: the names that a rule is made of. */
export function alarmsIn({ properties }: Pick<Thing, "properties">): readonly string[] {
  const { alarmRule } = properties;
  if (typeof alarmRule !== "string") return [];
  const named = [
    ...alarmRule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?([^")]+?)"?\s*\)/g),
  ];
  return [...new Set(named.map(([, name = ""]) => name.replace(/^arn:.*:alarm:/, "")))];
}
