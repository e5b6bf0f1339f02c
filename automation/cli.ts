#!/usr/bin/env node
/**
 * The command line: what can be asked, and nothing of how it is done. Only commander and small files are loaded here,
 * so that `--help` and mistakes are answered at once.
 */
import { Command, InvalidArgumentError, Option, type CommanderError } from "commander";
import type { Gate } from "../analysis";
import { epilogue, simEpilogue, summary } from "./commandLine/helpText";
import { packageVersion } from "./packageVersion";
import type { Verb } from "./types";
import { addVerifyOptions } from "./commandLine/verifyCommands";
import { addWorldCommands } from "./commandLine/worldCommands";
import { listed } from "./wording";

const referenceText =
  "the state of a stack that the program refers to: `pulumi stack export` (repeatable)";
const allowText = "let the installed plugin of this provider run, without credentials (repeatable)";
const answersText =
  "answers of look-ups, as `preview --record` wrote them: before those of the simulated AWS";
const stackArgument = "[project/stack]";
const stackDescription = "default: the nearest Pulumi.yaml upward and its only stack";

/** A mistake that commander met, and the command that it met it in. */
class CommandLineError extends Error {
  constructor(
    readonly mistake: CommanderError,
    readonly command: Command,
  ) {
    super(mistake.message);
  }
}

function build(): Command {
  const program = define(new Command("pulumi-aws-network"), summary)
    .version(packageVersion(), "-v, --version")
    .addHelpText("after", epilogue);
  program.commandsGroup("On a simulated AWS (no credentials, no CLI):");
  addRehearse(program);
  addSim(program);
  program.commandsGroup("On states, or on what a rehearsal makes:");
  addVerify(program);
  program.commandsGroup("On AWS, through the Pulumi CLI (its credentials, its backend):");
  addReal(program);
  addPromote(program, "promote");
  return program;
}

/** Errors are thrown to `main`, which knows the command they stand in. */
function define(command: Command, description: string): Command {
  return command
    .description(description)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride((mistake) => {
      throw new CommandLineError(mistake, command);
    });
}

function sub(parent: Command, nameAndArguments: string, description: string): Command {
  const [name = "", ...rest] = nameAndArguments.split(" ");
  const command = define(parent.command(name), description).allowExcessArguments(false);
  for (const argument of rest)
    command.argument(argument, argument === stackArgument ? stackDescription : "");
  return command;
}

function addRehearse(program: Command): void {
  const text =
    "deploy it on a throw-away simulated AWS, from nothing or from a real state, and say what came of it";
  const command = sub(program, `rehearse ${stackArgument}`, text)
    .option(
      "--from <state.json>",
      "start from a real stack's state: `pulumi stack export --show-secrets`, - for stdin",
    )
    .option(
      "--existing <folder>",
      "what the account has already: files of what `aws ec2 describe-…` prints",
    )
    .action(async (target: string | undefined, options: object) =>
      (await import("./commandLine/actions")).rehearseAction(target, options),
    );
  addRunOptions(addSimulatedOptions(command.addOption(acceptOption())));
}

function addVerify(program: Command): void {
  const text = "say whether the network is what was meant: intents, findings, what a change opens";
  const command = addVerifyOptions(sub(program, `verify ${stackArgument}`, text));
  addRunOptions(addSimulatedOptions(command));
}

const gates: readonly Gate[] = ["intents", "findings", "moves"];

function acceptOption(): Option {
  const text =
    "go on, knowingly, though an intent fails (intents), a finding is an error (findings) or a subnet moves between route tables (moves)";
  return new Option("--accept <gate>", text).argParser(
    (value: string, before: readonly Gate[] | undefined) => {
      const gate = gates.find((one) => one === value);
      if (gate === undefined) throw new InvalidArgumentError(`The gates are ${gates.join(", ")}.`);
      return [...(before ?? []), gate];
    },
  );
}

function addSim(program: Command): void {
  const sim = define(program.command("sim"), "work with a simulated AWS that is kept").addHelpText(
    "after",
    simEpilogue,
  );
  const verbs: [Verb, string][] = [
    ["up", "deploy to it, after a rehearsal on a copy"],
    ["preview", "show what `sim up` would change"],
    ["refresh", "take what it says into the state"],
    ["destroy", "delete the stack's resources from it"],
    ["outputs", "show the outputs of the stack deployed to it"],
  ];
  for (const [verb, text] of verbs) addSimVerb(sim, verb, text);
  addPromote(sim, "sim promote");
  sim.commandsGroup("The simulated AWS itself:");
  addWorldCommands((usage, text) => addPlaceOptions(sub(sim, usage, text)));
}

function addSimVerb(sim: Command, verb: Verb, text: string): void {
  const command = sub(sim, `${verb} ${stackArgument}`, text)
    .addOption(engineOption())
    .option("--home <folder>", "where it is kept (default: .pulumi-aws-network)")
    .option("--yes", "accepted, and not needed: nothing real is changed")
    .action(async (target: string | undefined, options: object) =>
      (await import("./commandLine/actions")).simAction(verb, target, options),
    );
  if (verb === "up")
    command
      .option(
        "--resolve-pending",
        "take what an interrupted run had made into the state, and clear the rest",
      )
      .addOption(acceptOption());
  addRunOptions(addSimulatedOptions(command));
}

const engineOption = (): Option =>
  new Option("--engine <name>", "what runs the program: ours, or the Pulumi CLI")
    .choices(["rehearsal", "pulumi"])
    .default("rehearsal");

function addReal(program: Command): void {
  const verbs: [Verb, string][] = [
    ["preview", "pulumi preview"],
    ["up", "pulumi up, after a rehearsal and after asking"],
    ["refresh", "pulumi refresh, after asking"],
    ["destroy", "pulumi destroy, after asking"],
    ["outputs", "the outputs of the stack"],
  ];
  for (const [verb, text] of verbs) {
    const command = sub(program, `${verb} ${stackArgument}`, text)
      .option("--endpoint <url>", "an emulator of AWS instead; credentials are withheld from it")
      .option("--yes", "do not ask; needed where no one can be asked")
      .action(async (target: string | undefined, options: object) =>
        (await import("./commandLine/actions")).realAction(verb, target, options),
      );
    if (verb === "up" || verb === "preview")
      command.option("--record <file>", "write the answers of its look-ups, for `--answers`");
    if (verb === "up") addRehearsalOptions(command);
    addRunOptions(command);
  }
  sub(program, "stacks [project]", "the stacks that the Pulumi backend has of a project")
    .option("--json", "print one JSON document")
    .option("--cwd <folder>", "where projects are looked for")
    .option("--no-color", "no colours (NO_COLOR does the same)")
    .action(async (project: string | undefined, options: object) =>
      (await import("./commandLine/actions")).stacksAction(project, options),
    );
}

/** Of the rehearsal that comes first. */
function addRehearsalOptions(command: Command): void {
  command
    .option("--no-rehearsal", "deploy what was not rehearsed, and passed no gate")
    .option(
      "--existing <folder>",
      "for the rehearsal: what the account has already, as `aws ec2 describe-…` prints it",
    )
    .option(
      "--generic <type>",
      "for the rehearsal: let a type that is not modelled pass: all, or by name",
      collect,
    )
    .option("--account <id>", "for the rehearsal: the account, where the state does not say")
    .option("--allow <provider>", `for the rehearsal: ${allowText}`, collect)
    .option("--reference <state.json>", `for the rehearsal: ${referenceText}`, collect)
    .option("--answers <file>", `for the rehearsal: ${answersText}`)
    .addOption(acceptOption());
}

function addPromote(parent: Command, lane: "promote" | "sim promote"): void {
  const text =
    "deploy to one stack what was deployed to another: rehearsed, approved, rolled back on failure";
  const command = sub(parent, "promote <project>", text)
    .requiredOption("--from <stack>", "the stack whose last deployment is promoted")
    .requiredOption("--to <stack>", "the stack that it is promoted to")
    .option("--approve <digest>", "deploy the plan of this digest, and no other, without asking")
    .addOption(acceptOption())
    .option("--yes", "do not ask, where the environment demands no approval")
    .option("--json", "print one JSON document")
    .option("--cwd <folder>", "where projects are looked for")
    .option("--no-color", "no colours (NO_COLOR does the same)")
    .action(async (project: string, options: object) =>
      (await import("./commandLine/promoteAction")).promoteAction(lane, project, options),
    );
  if (lane === "sim promote")
    command
      .addOption(engineOption())
      .option("--home <folder>", "where it is kept (default: .pulumi-aws-network)");
}

function addSimulatedOptions(command: Command): Command {
  return command
    .option("--generic <type>", "let a type that is not modelled pass: all, or by name", collect)
    .option("--account <id>", "the simulated account, of twelve digits")
    .option("--allow <provider>", allowText, collect)
    .option("--reference <state.json>", referenceText, collect)
    .option("--answers <file>", answersText);
}

function addRunOptions(command: Command): Command {
  return command
    .option("--config <key=value>", "configuration for this run only (repeatable)", collect)
    .option("--parallel <n>", "resource operations at a time")
    .option("--json", "print one JSON document")
    .option("--cwd <folder>", "where projects are looked for")
    .option("--no-color", "no colours (NO_COLOR does the same)");
}

function addPlaceOptions(command: Command): Command {
  return command
    .option("--json", "print one JSON document")
    .option("--cwd <folder>", "where projects are looked for")
    .option("--home <folder>", "where it is kept (default: .pulumi-aws-network)")
    .option("--no-color", "no colours (NO_COLOR does the same)");
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Commander's words, and what is allowed. */
function explain({ mistake, command }: CommandLineError, args: readonly string[]): string {
  const given = /'([^']*)'/.exec(mistake.message)?.[1] ?? "";
  const place = command.parent ? ` of ${pathOf(command)}` : "";
  switch (mistake.code) {
    case "commander.unknownCommand": {
      const names = command.commands.map((one) => one.name());
      return `unknown command "${given}"${place}; ${listed("the commands are", names, given)}`;
    }
    case "commander.unknownOption": {
      const names = command.options.flatMap(({ long }) => long ?? []);
      return `unknown option ${given}${place}; ${listed("its options are", [...names, "--help"], given)}`;
    }
    case "commander.excessArguments":
      return `${pathOf(command)} takes fewer arguments than "${args.join(" ")}"; see ${pathOf(command)} --help`;
    default:
      return mistake.message.replace(/^error: /, "");
  }
}

function pathOf(command: Command): string {
  const parent = command.parent;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}

async function main(args: readonly string[]): Promise<void> {
  try {
    await build().parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    const { mistake, command } = error;
    if (mistake.exitCode === 0) return;
    const { printHelp, usageMistake } = await import("./commandLine/actions");
    // A command that only holds others, called by itself: its help, as wrong usage.
    if (mistake.code === "commander.help") printHelp(command.helpInformation());
    else await usageMistake(explain(error, args), args);
  }
}

// `… | head` has read enough: that is no failure, and nobody is left to be told of it.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
void main(process.argv.slice(2));
