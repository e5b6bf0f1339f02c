/** `verify`, as the command line knows it. */
import { Option, type Command } from "commander";

const epilogue = `
Examples:
  pulumi-aws-network verify serverless/dev                          what the program makes, in a rehearsal
  pulumi stack export | pulumi-aws-network verify --state -         a stack as it stands, in any language
  pulumi-aws-network verify --state 'prod/*.json' --intents intents.yaml
  pulumi-aws-network verify --state after.json --diff before.json   what a change opens and closes
  pulumi-aws-network verify --state prod.json --intents git:main:intents.yaml --markdown

Reads only: no AWS call is made, and no credential is used.
Exit codes: 0 all hold; 1 an intent fails or a finding is an error; 2 wrong usage; 3 something is not decided.
Reachable is not authorised: IAM, resource policies, WAF and host firewalls are outside the model.
`;

/** @param command with its argument and description */
export function addVerifyOptions(command: Command): Command {
  return command
    .option(
      "--state <file>",
      "a state, as `pulumi stack export` prints it; a pattern, or - for stdin (repeatable: ids join them)",
      collect,
    )
    .option("--describe <folder>", "what `aws ec2 describe-…` prints, instead of states")
    .option(
      "--intents <file>",
      "intents, YAML or JSON; git:<ref>:<path> tells which were dropped or weakened since (repeatable)",
      collect,
    )
    .option(
      "--diff <state.json|folder>",
      "what it was before: tell what the change opens and closes",
    )
    .addOption(new Option("--markdown", "print a comment for a pull request"))
    .addOption(new Option("--sarif", "print SARIF 2.1.0"))
    .addHelpText("after", epilogue)
    .action(async (target: string | undefined, options: object) =>
      (await import("./verifyAction")).verifyAction(target, options),
    );
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
