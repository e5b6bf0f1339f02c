import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, messageOf, newStack, refusalOf, textOf, types } from "../support";

const stateMachine = "aws:sfn/stateMachine:StateMachine";
const task = "arn:aws:states:::lambda:invoke";

const machine = (states: ValueMap, more: ValueMap = {}): string =>
  JSON.stringify({ StartAt: "A", States: states, ...more });
const done = { Type: "Pass", End: true };
const pass = machine({ A: done });

async function scene(service = "states.amazonaws.com") {
  const stack = await newStack();
  const role = await stack.create(types.role, "role", { assumeRolePolicy: trust(service) });
  await stack.world.advance(60);
  let made = 0;
  const roleArn = textOf(role.properties, "arn");
  const attempt = (args: ValueMap = {}): Promise<Made> =>
    stack.create(stateMachine, `m${made++}`, { roleArn, definition: pass, ...args });
  return { stack, role, roleArn, attempt };
}

describe("Step Functions definitions, in preview already", () => {
  const said = async (definition: string, type = "STANDARD"): Promise<string> =>
    messageOf(
      (await newStack()).preview(stateMachine, "m", {
        roleArn: "arn:aws:iam::000000000000:role/r",
        definition,
        type,
      }),
    );

  const accepted: Readonly<Record<string, ValueMap>> = {
    "a task that leads on, with a catcher": {
      A: {
        ...{ Type: "Task", Resource: task, Next: "B" },
        Retry: [{ ErrorEquals: ["States.Timeout"] }, { ErrorEquals: ["States.ALL"] }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "C" }],
      },
      B: { Type: "Succeed" },
      C: { Type: "Fail" },
    },
    "a choice with a default": {
      A: { Type: "Choice", Choices: [{ Variable: "$.a", Next: "B" }], Default: "C" },
      B: done,
      C: { Type: "Wait", Seconds: 1, End: true },
    },
    "branches and a map": {
      A: {
        Type: "Parallel",
        Branches: [JSON.parse(machine({ X: done }, { StartAt: "X" }))],
        Next: "B",
      },
      B: {
        Type: "Map",
        ItemProcessor: JSON.parse(machine({ Y: done }, { StartAt: "Y" })),
        End: true,
      },
    },
  };
  for (const [what, states] of Object.entries(accepted))
    it(`accepts ${what}`, async () => {
      expect(await said(machine(states))).to.equal("none");
    });

  const refused: Readonly<Record<string, readonly [definition: string, said: string]>> = {
    "what is no JSON": ["{", "INVALID_JSON_DESCRIPTION"],
    "no object": ["[]", "must be an object"],
    "no states": [machine({}), "'States' must have a state"],
    "no start": [JSON.stringify({ States: { A: done } }), "'StartAt' is required"],
    "a start that is not there": [machine({ B: done }), "Missing 'Next' target: A"],
    "a state that is no object": [machine({ A: "pass" }), "must be an object"],
    "an unknown type": [machine({ A: { Type: "Sleep" } }), "'Type' should have one of"],
    "neither next nor end": [machine({ A: { Type: "Pass" } }), "Exactly one of 'Next' and 'End'"],
    "both next and end": [
      machine({ A: { ...done, Next: "A" } }),
      "Exactly one of 'Next' and 'End'",
    ],
    "an end that leads on": [machine({ A: { Type: "Succeed", Next: "A" } }), "has no 'Next'"],
    "a choice that leads on itself": [
      machine({ A: { Type: "Choice", Choices: [{ Next: "B" }], Next: "B" }, B: done }),
      "has no 'Next'",
    ],
    "a target that is not there": [
      machine({ A: { Type: "Pass", Next: "B" } }),
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
    ],
    "a catcher's target that is not there": [
      machine({ A: { ...done, Catch: [{ ErrorEquals: ["E"], Next: "B" }] } }),
      "Missing 'Next' target: B",
    ],
    "a catcher without a target": [
      machine({ A: { ...done, Catch: [{ ErrorEquals: ["E"] }] } }),
      "'Next' is required",
    ],
    "a retrier of nothing": [machine({ A: { ...done, Retry: [{}] } }), "'ErrorEquals' is required"],
    "States.ALL that is not last": [
      machine({
        A: { ...done, Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["E"] }] },
      }),
      "States.ALL must be alone",
    ],
    "a state that is not reached": [machine({ A: done, B: done }), 'State "B" is not reachable.'],
    "a task without a resource": [machine({ A: { Type: "Task", End: true } }), "must be an ARN"],
    "a choice of nothing": [machine({ A: { Type: "Choice" } }), "'Choices' must have a choice"],
    "a choice without a target": [
      machine({ A: { Type: "Choice", Choices: [{ Variable: "$.a" }] } }),
      "Each choice must have a field 'Next'",
    ],
    "a wait for two times": [
      machine({ A: { Type: "Wait", Seconds: 1, Timestamp: "t", End: true } }),
      "Exactly one of Seconds",
    ],
    "no branches": [machine({ A: { Type: "Parallel", End: true } }), "'Branches' is required"],
    "a map of nothing": [machine({ A: { Type: "Map", End: true } }), "'ItemProcessor' is required"],
    "a fault inside a branch": [
      machine({ A: { Type: "Parallel", End: true, Branches: [{ StartAt: "X", States: {} }] } }),
      "/States/A/Branches[0]",
    ],
    "a name given twice": [
      machine({ A: { Type: "Parallel", End: true, Branches: [JSON.parse(pass)] } }),
      "Duplicate state name: A",
    ],
    "a name that is too long": [
      machine({ ["x".repeat(81)]: done }, { StartAt: "x".repeat(81) }),
      "at most 80",
    ],
  };
  for (const [what, [definition, message]] of Object.entries(refused))
    it(`refuses ${what}`, async () => {
      expect(await said(definition)).to.contain(message);
    });

  it("refuses what EXPRESS machines cannot do", async () => {
    const waits = machine({ A: { Type: "Task", Resource: `${task}.waitForTaskToken`, End: true } });
    expect(await said(waits)).to.equal("none");
    expect(await said(waits, "EXPRESS")).to.contain("Express state machines do not support");
  });
});

describe("Step Functions state machines", () => {
  it("have an ARN, which is their id", async () => {
    const { attempt } = await scene();
    const { id, properties } = await attempt({ name: "resize" });
    expect(id).to.match(/^arn:aws:states:us-east-1:\d{12}:stateMachine:resize$/);
    expect(properties).to.include({ arn: id, status: "ACTIVE", type: "STANDARD" });
  });

  it("have names of a certain form, one machine each", async () => {
    const { attempt } = await scene();
    await attempt({ name: "m" });
    expect(await refusalOf(attempt({ name: "m" }))).to.equal("none");
    const other = machine({ A: { ...done, Comment: "other" } });
    expect(await refusalOf(attempt({ name: "m", definition: other }))).to.equal(
      "StateMachineAlreadyExists",
    );
    expect(await messageOf(attempt({ name: "a b" }))).to.contain("should only contain");
    expect(await messageOf(attempt({ name: "x".repeat(81) }))).to.contain("range (1 - 80)");
  });

  it("need a role that Step Functions may take on", async () => {
    const { roleArn, attempt } = await scene();
    expect(await refusalOf(attempt({ roleArn: `${roleArn}x` }))).to.equal("AccessDeniedException");
    const wrong = await scene("lambda.amazonaws.com");
    expect(await refusalOf(wrong.attempt())).to.equal("AccessDeniedException");
    const regional = await scene("states.us-east-1.amazonaws.com");
    expect(await refusalOf(regional.attempt())).to.equal("none");
    const stack = await newStack();
    const assumeRolePolicy = trust("states.amazonaws.com");
    const young = await stack.create(types.role, "young", { assumeRolePolicy });
    const before = stack.world.store.clock;
    await stack.create(stateMachine, "m", { roleArn: young.properties.arn!, definition: pass });
    expect(stack.world.store.clock).to.be.greaterThan(before);
  });

  it("are checked again by AWS, for a program that goes past the provider", async () => {
    const { stack, roleArn } = await scene();
    const inputs = { name: "m", roleArn, definition: "{}", type: "STANDARD" };
    expect(await refusalOf(stack.createUnchecked(stateMachine, "m", inputs))).to.equal(
      "InvalidDefinition",
    );
  });

  it("log to a group that is there, if their role may", async () => {
    const { stack, role, attempt } = await scene();
    const group = await stack.create(types.logGroup, "g", {});
    const to = (logDestination: string | null, level = "ALL"): ValueMap => ({
      loggingConfiguration: { level, logDestination },
    });
    const arn = textOf(group.properties, "arn");
    expect(await refusalOf(attempt(to(`${arn}:*`)))).to.equal("AccessDeniedException");
    await stack.create(types.rolePolicy, "p", { role: role.id, policy: permit("logs:*") });
    expect(await refusalOf(attempt(to(`${arn}:*`)))).to.equal("none");
    expect(await refusalOf(attempt(to(arn)))).to.equal("InvalidLoggingConfiguration");
    expect(await refusalOf(attempt(to(`${arn}x:*`)))).to.equal("InvalidLoggingConfiguration");
    expect(await refusalOf(attempt(to(null)))).to.equal("InvalidLoggingConfiguration");
    expect(await refusalOf(attempt(to(null, "OFF")))).to.equal("none");
    expect(await messageOf(attempt(to(null, "SOME")))).to.contain("one of");
  });

  it("encrypt with a key of their own, or without", async () => {
    const { attempt } = await scene();
    const own = { type: "CUSTOMER_MANAGED_KMS_KEY" };
    const encrypted = (encryptionConfiguration: ValueMap): Promise<string> =>
      refusalOf(attempt({ encryptionConfiguration }));
    expect(await encrypted(own)).to.equal("InvalidEncryptionConfiguration");
    expect(await encrypted({ ...own, kmsKeyId: "alias/k" })).to.equal("none");
    expect(await encrypted({ ...own, kmsDataKeyReusePeriodSeconds: 59 })).to.contain("range");
  });

  it("publish a version with each change, where told to", async () => {
    const { stack, roleArn, attempt } = await scene();
    const one = await attempt({ publish: true });
    expect(one.properties.stateMachineVersionArn).to.equal(`${one.id}:1`);
    const args = { roleArn, publish: true, name: one.properties.name! };
    const definition = machine({ A: { ...done, Comment: "other" } });
    const two = await stack.update(one, { ...args, definition });
    expect(two.properties.stateMachineVersionArn).to.equal(`${one.id}:2`);
    expect(two.properties.revisionId).not.to.equal(one.properties.revisionId);
    const same = await stack.update(two, { ...args, definition, tags: { a: "b" } });
    expect(same.properties.stateMachineVersionArn).to.equal(`${one.id}:2`);
  });
});
