/** The log group of a task's containers: made, or named, or left out. */
import type { Value } from "../protocol";
import { text } from "../values";
import { atMostOne, isGivenInput, isTruthy, plainMap } from "./args";
import type { Child, Component } from "./component";
import { all, lift, Output, type Input, type Inputs } from "./output";

/** Where containers log to. */
export interface LogTarget {
  readonly name: Value | undefined;
  readonly region: Value | undefined;
}

export interface TaskLogs {
  readonly made?: Child;
  /** Undefined where logs are left out. */
  readonly target?: Output<LogTarget>;
}

export async function taskLogs(component: Component, input: Input): Promise<TaskLogs> {
  const given = plainMap(input, "logGroup") ?? {};
  if (isTruthy(given.skip)) return {};
  atMostOne(given, ["existing", "args"], "logGroup: ");
  const existing = plainMap(given.existing, "logGroup.existing");
  if (existing) return { target: await existingTarget(component, existing) };
  const made = await component.child(
    "aws:cloudwatch/logGroup:LogGroup",
    component.name,
    plainMap(given.args, "logGroup.args") ?? {},
  );
  return { made, target: targetOf(made.output("name"), await regionOf(component)) };
}

async function existingTarget(component: Component, existing: Inputs): Promise<Output<LogTarget>> {
  const { arn, name, region } = existing;
  if (isTruthy(arn)) return lift(arn).apply(targetOfArn);
  if (!isTruthy(name)) throw new Error("logGroup.existing must have a name or an arn");
  const where = isGivenInput(region) ? lift(region) : await regionOf(component);
  return targetOf(lift(name), where);
}

function targetOf(
  name: Output<Value | undefined>,
  region: Output<Value | undefined>,
): Output<LogTarget> {
  return all([name, region]).apply(([one, where]) => ({ name: one, region: where }));
}

async function regionOf(component: Component): Promise<Output<Value | undefined>> {
  return Output.of(text(await component.invoke("aws:index/getRegion:getRegion", {}), "name"));
}

function targetOfArn(value: Value | undefined): LogTarget {
  const arn = typeof value === "string" ? value : JSON.stringify(value);
  const match = /^arn:[^:]*:logs:([^:]*):[^:]*:log-group[:/]([^:]+)$/.exec(arn);
  if (match === null)
    throw new Error(
      `logGroup.existing.arn "${arn}" is no log group's ARN: it reads arn:aws:logs:<region>:<account>:log-group:<name>, with nothing behind the name`,
    );
  return { region: match[1], name: match[2] };
}
