/** What a state machine's definition may say, and where it writes what it did. */
import {
  casesOf,
  elsewhere,
  otherAccount,
  ref,
  type Argument,
  type Arguments,
  type Case,
  type Step,
} from "../case";
import { pages, sfnApi } from "../pages";
import * as aws from "../resources";
import { trustOf } from "../surroundings";

const roleFor = (service: string): Step =>
  aws.role("role", { name: "steps", assumeRolePolicy: trustOf(service) });

const role = roleFor("states.amazonaws.com");

const machine = (definition: Argument, args: Arguments = {}, name = "machine"): Step =>
  aws.stateMachine(name, {
    name: "app",
    roleArn: ref("role.arn"),
    definition: typeof definition === "string" ? definition : JSON.stringify(definition),
    ...args,
  });

type Fields = Readonly<Record<string, Argument>>;

const done: Fields = { Type: "Succeed" };

/** It starts at `First`, and may end at `Done`. */
const from = (first: Argument, others: Fields = { Done: done }): Fields => ({
  StartAt: "First",
  States: { First: first, ...others },
});

const task: Fields = {
  Type: "Task",
  Resource: "arn:aws:lambda:us-east-1:000000000001:function:work",
  Next: "Done",
};

const choice = (Choices: readonly Argument[], args: Fields = {}): Fields =>
  from({ Type: "Choice", Choices, Default: "Done", ...args });

const isPaid: Fields = { Variable: "$.paid", BooleanEquals: true, Next: "Done" };

const pass: Fields = { StartAt: "Done", States: { Done: done } };

const caught = (...catchers: readonly Argument[]): Fields => from({ ...task, Catch: catchers });

const onAll: Fields = { ErrorEquals: ["States.ALL"], Next: "Done" };
const onTimeout: Fields = { ErrorEquals: ["States.Timeout"], Next: "Done" };

const synchronous: Fields = from({
  ...task,
  Resource: "arn:aws:states:::ecs:runTask.sync",
});

const group = aws.logGroup("logs", { name: "/aws/vendedlogs/states/app" });

const rights = aws.rolePolicy("rights", {
  role: ref("role.id"),
  name: "rights",
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }],
  }),
});

const logGroup = `arn:aws:logs:us-east-1:${otherAccount}:log-group:/aws/vendedlogs/states/app`;

const logging = (level: string, destination?: string): Step =>
  machine(pass, {
    loggingConfiguration:
      destination === undefined ? { level } : { level, logDestination: destination },
  });

/** In the other account, whose number is known. */
const withLogs: readonly Step[] = [role, rights, group].map(elsewhere);

export const stateMachineCases: readonly Case[] = [
  ...casesOf(pages.states, [
    ["a state that leads on", [role], machine(from({ Type: "Pass", Next: "Done" })), "accepted"],
    [
      "a state that leads to one that does not exist",
      [role],
      machine(from({ Type: "Pass", Next: "Nowhere" })),
      "InvalidDefinition",
    ],
    [
      "a state that neither leads on nor ends",
      [role],
      machine(from({ Type: "Pass" }, {})),
      "InvalidDefinition",
    ],
    [
      "a state that nothing leads to",
      [role],
      machine(from({ Type: "Pass", End: true })),
      "InvalidDefinition",
    ],
    [
      "a state of a type that there is not",
      [role],
      machine(from({ Type: "Sleep", Next: "Done" })),
      "InvalidDefinition",
    ],
    [
      "a state's name of 80 characters",
      [role],
      machine({ StartAt: "s".repeat(80), States: { ["s".repeat(80)]: done } }),
      "accepted",
    ],
    [
      "a state's name of 81 characters",
      [role],
      machine({ StartAt: "s".repeat(81), States: { ["s".repeat(81)]: done } }),
      "InvalidDefinition",
    ],
  ]),
  ...casesOf(pages.stateMachines, [
    [
      "a state machine that does not say where it starts",
      [role],
      machine({ States: { Done: done } }),
      "InvalidDefinition",
    ],
  ]),
  ...casesOf(pages.stateChoices, [
    ["a choice", [role], machine(choice([isPaid])), "accepted"],
    ["a choice of nothing", [role], machine(choice([])), "InvalidDefinition"],
    ["a choice that ends", [role], machine(choice([isPaid], { End: true })), "InvalidDefinition"],
  ]),
  ...casesOf(pages.stateWaits, [
    [
      "a wait of 10 s",
      [role],
      machine(from({ Type: "Wait", Seconds: 10, Next: "Done" })),
      "accepted",
    ],
    [
      "a wait of no length",
      [role],
      machine(from({ Type: "Wait", Next: "Done" })),
      "InvalidDefinition",
    ],
    [
      "a wait of two lengths",
      [role],
      machine(from({ Type: "Wait", Seconds: 10, Timestamp: "2030-01-01T00:00:00Z", Next: "Done" })),
      "InvalidDefinition",
    ],
  ]),
  ...casesOf(pages.stateBranches, [
    [
      "two branches with a state of one name",
      [role],
      machine(from({ Type: "Parallel", Branches: [pass, pass], End: true }, {})),
      "InvalidDefinition",
    ],
    [
      "a branch",
      [role],
      machine(
        from({
          Type: "Parallel",
          Branches: [{ StartAt: "Inner", States: { Inner: done } }],
          Next: "Done",
        }),
      ),
      "accepted",
    ],
    [
      "branches of nothing",
      [role],
      machine(from({ Type: "Parallel", Next: "Done" })),
      "InvalidDefinition",
    ],
  ]),
  ...casesOf(pages.stateErrors, [
    ["errors caught, all of them last", [role], machine(caught(onTimeout, onAll)), "accepted"],
    [
      "errors caught, all of them first",
      [role],
      machine(caught(onAll, onTimeout)),
      "InvalidDefinition",
    ],
    [
      "errors caught, all of them beside others",
      [role],
      machine(caught({ ErrorEquals: ["States.ALL", "States.Timeout"], Next: "Done" })),
      "InvalidDefinition",
    ],
  ]),
  ...casesOf(pages.stateIntegrations, [
    ["a state machine that waits for a task", [role], machine(synchronous), "accepted"],
    [
      "an express state machine that waits for a task",
      [role],
      machine(synchronous, { type: "EXPRESS" }),
      "InvalidDefinition",
    ],
  ]),
  ...casesOf(sfnApi("CreateStateMachine"), [
    [
      "a state machine twice, of one definition",
      [role, machine(pass, {}, "first")],
      machine(pass),
      "accepted",
    ],
    [
      "a state machine of a role that it may not take",
      [roleFor("ec2.amazonaws.com")],
      machine(pass),
      "refused",
    ],
  ]),
  ...casesOf(pages.stateLogs, [
    ["a state machine's log", withLogs, elsewhere(logging("ALL", `${logGroup}:*`)), "accepted"],
    [
      "a state machine's log in nothing",
      withLogs,
      elsewhere(logging("ALL")),
      "InvalidLoggingConfiguration",
    ],
    [
      "a state machine's log in a group without its streams",
      withLogs,
      elsewhere(logging("ALL", logGroup)),
      "InvalidLoggingConfiguration",
    ],
  ]),
];
