/** Secrets, parameters, container repositories and state machines. */
import { id, ref, remove, type Arguments, type Case, type Step } from "../case";
import { ecrApi, secretsApi, sfnApi, ssmApi } from "../pages";
import * as aws from "../resources";
import { trustOf } from "../surroundings";

const secret = (name: string, args: Arguments = {}, resource = "secret"): Step =>
  aws.secret(resource, { name, ...args });

const gone: readonly Step[] = [
  secret("app", { recoveryWindowInDays: 7 }, "first"),
  remove("first"),
];

const ofSecrets: readonly Case[] = [
  {
    title: "a secret name of 512 characters",
    page: secretsApi("CreateSecret"),
    given: [],
    attempt: secret("s".repeat(512)),
    expect: "accepted",
  },
  {
    title: "a secret name of 513 characters",
    page: secretsApi("CreateSecret"),
    given: [],
    attempt: secret("s".repeat(513)),
    expect: "refused",
  },
  {
    title: "a secret name of every character allowed",
    page: secretsApi("CreateSecret"),
    given: [],
    attempt: secret("aZ09/_+=.@-"),
    expect: "accepted",
  },
  {
    title: "a secret name with a blank",
    page: secretsApi("CreateSecret"),
    given: [],
    attempt: secret("my secret"),
    expect: "refused",
  },
  {
    title: "a second secret of the same name",
    page: secretsApi("CreateSecret"),
    given: [secret("app", {}, "first")],
    attempt: secret("app"),
    expect: "ResourceExistsException",
  },
  {
    title: "a secret's name again while the first can be recovered",
    page: secretsApi("DeleteSecret"),
    given: gone,
    attempt: secret("app"),
    expect: "InvalidRequestException",
  },
  {
    title: "a secret's name again after the first was deleted for good",
    page: secretsApi("DeleteSecret"),
    given: [secret("app", { recoveryWindowInDays: 0 }, "first"), remove("first")],
    attempt: secret("app"),
    expect: "accepted",
  },
  {
    title: "a secret that can be recovered for 6 days",
    page: secretsApi("DeleteSecret"),
    given: [secret("app", { recoveryWindowInDays: 6 })],
    attempt: remove("secret"),
    expect: "refused",
  },
  {
    title: "a secret that can be recovered for 30 days",
    page: secretsApi("DeleteSecret"),
    given: [secret("app", { recoveryWindowInDays: 30 })],
    attempt: remove("secret"),
    expect: "accepted",
  },
  {
    title: "a secret's value of 65536 bytes",
    page: secretsApi("PutSecretValue"),
    given: [secret("app")],
    attempt: aws.secretVersion("version", {
      secretId: id("secret"),
      secretString: "v".repeat(65_536),
    }),
    expect: "accepted",
  },
  {
    title: "a secret's value of 65537 bytes",
    page: secretsApi("PutSecretValue"),
    given: [secret("app")],
    attempt: aws.secretVersion("version", {
      secretId: id("secret"),
      secretString: "v".repeat(65_537),
    }),
    expect: "refused",
  },
  {
    title: "a value of a secret that does not exist",
    page: secretsApi("PutSecretValue"),
    given: [],
    attempt: aws.secretVersion("version", { secretId: "nosuchsecret", secretString: "v" }),
    expect: "ResourceNotFoundException",
  },
];

const parameter = (name: string, args: Arguments = {}, resource = "parameter"): Step =>
  aws.parameter(resource, { name, type: "String", value: "v", ...args });

const parameters: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a parameter", parameter("/app/url"), "accepted"],
  ["a parameter name with a blank", parameter("/app/my url"), "ValidationException"],
  ["a parameter name that begins with aws", parameter("/aws/url"), "refused"],
  ["a parameter name that begins with ssm", parameter("ssm-url"), "ValidationException"],
  ["a parameter name of fifteen levels", parameter("/a".repeat(15)), "accepted"],
  [
    "a parameter name of sixteen levels",
    parameter("/a".repeat(16)),
    "HierarchyLevelLimitExceededException",
  ],
  [
    "a parameter's value of 4096 characters",
    parameter("/app/url", { value: "v".repeat(4096) }),
    "accepted",
  ],
  [
    "a parameter's value of 4097 characters",
    parameter("/app/url", { value: "v".repeat(4097) }),
    "ValidationException",
  ],
  [
    "an advanced parameter's value of 4097 characters",
    parameter("/app/url", { value: "v".repeat(4097), tier: "Advanced" }),
    "accepted",
  ],
  [
    "an advanced parameter's value of 8193 characters",
    parameter("/app/url", { value: "v".repeat(8193), tier: "Advanced" }),
    "ValidationException",
  ],
  [
    "a parameter of an allowed pattern",
    parameter("/app/url", { value: "7", allowedPattern: "^\\d+$" }),
    "accepted",
  ],
  [
    "a parameter of another pattern than allowed",
    parameter("/app/url", { allowedPattern: "^\\d+$" }),
    "ParameterPatternMismatchException",
  ],
];

const ofParameters: readonly Case[] = [
  ...parameters.map(([title, attempt, expect]): Case => ({
    title,
    page: ssmApi("PutParameter"),
    given: [],
    attempt,
    expect,
  })),
  {
    title: "a second parameter of the same name",
    page: ssmApi("PutParameter"),
    given: [parameter("/app/url", {}, "first")],
    attempt: parameter("/app/url"),
    expect: "ParameterAlreadyExists",
  },
];

const repository = (name: string, resource = "repository"): Step =>
  aws.repository(resource, { name });

const repositories: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a container repository", repository("team/app"), "accepted"],
  ["a container repository name of 256 characters", repository("r".repeat(256)), "accepted"],
  [
    "a container repository name of 257 characters",
    repository("r".repeat(257)),
    "InvalidParameterException",
  ],
  ["a container repository name in capitals", repository("App"), "InvalidParameterException"],
  [
    "a container repository name that ends with a slash",
    repository("team/"),
    "InvalidParameterException",
  ],
];

const ofRepositories: readonly Case[] = [
  ...repositories.map(([title, attempt, expect]): Case => ({
    title,
    page: ecrApi("CreateRepository"),
    given: [],
    attempt,
    expect,
  })),
  {
    title: "a second container repository of the same name",
    page: ecrApi("CreateRepository"),
    given: [repository("app", "first")],
    attempt: repository("app"),
    expect: "RepositoryAlreadyExistsException",
  },
  {
    title: "deleting an empty container repository",
    page: ecrApi("DeleteRepository"),
    given: [repository("app")],
    attempt: remove("repository"),
    expect: "accepted",
  },
];

const pass = JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } });

const role = aws.role("role", {
  name: "steps",
  assumeRolePolicy: trustOf("states.amazonaws.com"),
});

const machine = (args: Arguments = {}, resource = "machine"): Step =>
  aws.stateMachine(resource, { name: "app", roleArn: ref("role.arn"), definition: pass, ...args });

const machines: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a state machine", {}, "accepted"],
  ["a state machine name of 80 characters", { name: "m".repeat(80) }, "accepted"],
  ["a state machine name of 81 characters", { name: "m".repeat(81) }, "refused"],
  ["a state machine name with a blank", { name: "my machine" }, "InvalidName"],
  ["a state machine name with an asterisk", { name: "app*" }, "InvalidName"],
  [
    "a state machine whose definition is no JSON",
    { definition: "first do this" },
    "InvalidDefinition",
  ],
  [
    "a state machine that starts at a state that does not exist",
    { definition: pass.replace('"StartAt":"Done"', '"StartAt":"Begin"') },
    "InvalidDefinition",
  ],
  [
    "a state machine without states",
    { definition: JSON.stringify({ StartAt: "Done" }) },
    "InvalidDefinition",
  ],
];

const ofMachines: readonly Case[] = [
  ...machines.map(([title, args, expect]): Case => ({
    title,
    page: sfnApi("CreateStateMachine"),
    given: [role],
    attempt: machine(args),
    expect,
  })),
  {
    title: "a second state machine of a name, with another definition",
    page: sfnApi("CreateStateMachine"),
    given: [role, machine({}, "first")],
    attempt: machine({ definition: pass.replaceAll("Done", "End") }),
    expect: "StateMachineAlreadyExists",
  },
];

export const secretCases: readonly Case[] = [
  ...ofSecrets,
  ...ofParameters,
  ...ofRepositories,
  ...ofMachines,
];
