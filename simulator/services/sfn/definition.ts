/**
 * What Step Functions refuses of a definition: the structure of the Amazon States Language.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html and, for the answers,
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
import type { Value, ValueMap } from "../../protocol";
import { isList, isMap, maps, text, texts } from "../../values";

type Fault = (code: string, message: string, location: string) => void;

const stateTypes = ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"];
const ends = new Set(["Succeed", "Fail"]);

interface Checking {
  readonly fault: Fault;
  /** Of the whole machine, nested ones included: names are not given twice. */
  readonly names: Set<string>;
  readonly isExpress: boolean;
}

/** Each as `CODE: message at /place`. */
export function definitionFaults(definition: string, type: string): readonly string[] {
  const faults: string[] = [];
  const fault: Fault = (code, message, location) =>
    faults.push(`${code}: ${message} at ${location === "" ? "/" : location}`);
  let machine: Value;
  try {
    machine = JSON.parse(definition) as Value;
  } catch {
    return ["INVALID_JSON_DESCRIPTION: The definition is no JSON document at /"];
  }
  checkMachine(machine, "", { fault, names: new Set(), isExpress: type === "EXPRESS" });
  return faults;
}

function checkMachine(machine: Value, at: string, checking: Checking): void {
  const { fault } = checking;
  if (!isMap(machine)) {
    fault("SCHEMA_VALIDATION_FAILED", "This must be an object", at);
    return;
  }
  const { States: states } = machine;
  const start = text(machine, "StartAt");
  if (start === undefined) fault("SCHEMA_VALIDATION_FAILED", "The field 'StartAt' is required", at);
  if (!isMap(states) || Object.keys(states).length === 0) {
    fault("SCHEMA_VALIDATION_FAILED", "The field 'States' must have a state", at);
    return;
  }
  if (start !== undefined && states[start] === undefined)
    fault("MISSING_TRANSITION_TARGET", `Missing 'Next' target: ${start}`, `${at}/StartAt`);
  for (const [name, state] of Object.entries(states)) {
    const here = `${at}/States/${name}`;
    checkName(name, here, checking);
    if (isMap(state)) checkState(state, here, states, checking);
    else fault("SCHEMA_VALIDATION_FAILED", "A state must be an object", here);
  }
  if (start !== undefined) checkReach(states, start, at, fault);
}

function checkName(name: string, at: string, { fault, names }: Checking): void {
  if (name.length > 80)
    fault("SCHEMA_VALIDATION_FAILED", "A state's name has at most 80 characters", at);
  if (names.has(name)) fault("DUPLICATE_STATE_NAME", `Duplicate state name: ${name}`, at);
  names.add(name);
}

function checkState(state: ValueMap, at: string, states: ValueMap, checking: Checking): void {
  const { fault } = checking;
  const type = text(state, "Type");
  if (type === undefined || !stateTypes.includes(type)) {
    fault(
      "SCHEMA_VALIDATION_FAILED",
      `The field 'Type' should have one of these values: [${stateTypes.join(", ")}]`,
      `${at}/Type`,
    );
    return;
  }
  checkWayOut(state, type, at, fault);
  for (const [next, place] of transitions(state))
    if (states[next] === undefined)
      fault("MISSING_TRANSITION_TARGET", `Missing 'Next' target: ${next}`, `${at}/${place}`);
  checkOwnFields(state, type, at, checking);
  checkRetriers(state, at, fault);
}

/** Every state but Choice leads on or ends; those that end do neither. */
function checkWayOut(state: ValueMap, type: string, at: string, fault: Fault): void {
  const leads = text(state, "Next") !== undefined;
  const isEnd = state.End === true;
  if (type === "Choice" || ends.has(type)) {
    if (leads || isEnd)
      fault("SCHEMA_VALIDATION_FAILED", `A ${type} state has no 'Next' and no 'End'`, at);
  } else if (leads === isEnd)
    fault("SCHEMA_VALIDATION_FAILED", "Exactly one of 'Next' and 'End' must be given", at);
}

/** Where a state may lead, and by which of its fields. */
function transitions(state: ValueMap): readonly (readonly [next: string, place: string])[] {
  const from = (place: string, next: string | undefined): readonly [string, string][] =>
    next === undefined ? [] : [[next, place]];
  return [
    ...from("Next", text(state, "Next")),
    ...from("Default", text(state, "Default")),
    ...maps(state, "Choices").flatMap((one, index) =>
      from(`Choices[${index}]/Next`, text(one, "Next")),
    ),
    ...maps(state, "Catch").flatMap((one, index) =>
      from(`Catch[${index}]/Next`, text(one, "Next")),
    ),
  ];
}

function checkOwnFields(state: ValueMap, type: string, at: string, checking: Checking): void {
  const { fault } = checking;
  if (type === "Task") checkTask(state, at, checking);
  if (type === "Choice" && maps(state, "Choices").length === 0)
    fault("SCHEMA_VALIDATION_FAILED", "The field 'Choices' must have a choice", at);
  if (type === "Choice" && maps(state, "Choices").some((one) => text(one, "Next") === undefined))
    fault("SCHEMA_VALIDATION_FAILED", "Each choice must have a field 'Next'", `${at}/Choices`);
  if (type === "Wait") {
    const ways = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
    if (ways.filter((way) => way in state).length !== 1)
      fault("SCHEMA_VALIDATION_FAILED", `Exactly one of ${ways.join(", ")} must be given`, at);
  }
  if (type === "Parallel") {
    const { Branches: branches } = state;
    if (!isList(branches) || branches.length === 0) {
      fault("SCHEMA_VALIDATION_FAILED", "The field 'Branches' is required", at);
      return;
    }
    branches.forEach((one, index) => checkMachine(one, `${at}/Branches[${index}]`, checking));
  }
  if (type === "Map") {
    const field = "ItemProcessor" in state ? "ItemProcessor" : "Iterator";
    const each = state[field];
    if (each === undefined) {
      fault("SCHEMA_VALIDATION_FAILED", "The field 'ItemProcessor' is required", at);
      return;
    }
    checkMachine(each, `${at}/${field}`, checking);
  }
}

function checkTask(state: ValueMap, at: string, { fault, isExpress }: Checking): void {
  const resource = text(state, "Resource");
  if (!resource?.startsWith("arn:")) {
    fault("SCHEMA_VALIDATION_FAILED", "The field 'Resource' must be an ARN", `${at}/Resource`);
    return;
  }
  if (isExpress && /\.(sync(:2)?|waitForTaskToken)$|:activity:/.test(resource))
    fault(
      "SCHEMA_VALIDATION_FAILED",
      `Express state machines do not support ${resource}`,
      `${at}/Resource`,
    );
}

function checkRetriers(state: ValueMap, at: string, fault: Fault): void {
  for (const field of ["Retry", "Catch"]) {
    const list = maps(state, field);
    list.forEach((one, index) => {
      const errors = texts(one, "ErrorEquals");
      const here = `${at}/${field}[${index}]`;
      if (errors.length === 0)
        fault("SCHEMA_VALIDATION_FAILED", "The field 'ErrorEquals' is required", here);
      if (errors.includes("States.ALL") && (errors.length > 1 || index < list.length - 1))
        fault("SCHEMA_VALIDATION_FAILED", "States.ALL must be alone, and in the last one", here);
      if (field === "Catch" && text(one, "Next") === undefined)
        fault("SCHEMA_VALIDATION_FAILED", "The field 'Next' is required", here);
    });
  }
}

function checkReach(states: ValueMap, start: string, at: string, fault: Fault): void {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (reached.has(name) || !isMap(state)) continue;
    reached.add(name);
    open.push(...transitions(state).map(([next]) => next));
  }
  for (const name of Object.keys(states))
    if (!reached.has(name))
      fault(
        "MISSING_TRANSITION_TARGET",
        `State "${name}" is not reachable.`,
        `${at}/States/${name}`,
      );
}
