/** The commands on the kept simulated AWS itself, as the command line knows them. */
import { Option, type Command } from "commander";

interface WorldCommand {
  /** With its arguments. */
  readonly usage: string;
  readonly text: string;
  readonly options?: readonly Option[];
  readonly examples?: string;
}

const place = [
  new Option("--account <id>", "of twelve digits (default: the only one there is)"),
  new Option("--region <name>", "such as us-east-1 (default: the only one there is)"),
];

const commands: readonly WorldCommand[] = [
  { usage: "ls", text: "list what stands in it" },
  { usage: "show <id>", text: "show one thing of it" },
  {
    usage: "set <id> <property=value...>",
    text: "change a thing behind its stack's back, as somebody does in the console (drift)",
    examples: `
Examples:
  pulumi-aws-network sim set vpc-00000c3170cfbc4b9 enableDnsSupport=false tags.Name=theirs
  pulumi-aws-network sim set vpc-00000c3170cfbc4b9 tags.Owner=null     take one away
  pulumi-aws-network sim refresh serverless/dev                        and see it
`,
  },
  { usage: "rm <id>", text: "delete a thing behind its stack's back" },
  {
    usage: "add <type> <name> [property=value...]",
    text: "add a thing that no stack knows of",
    options: place,
    examples: `
Examples:
  pulumi-aws-network sim add aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ssh \\
    securityGroupId=sg-00000e8d278357e0a ipProtocol=tcp fromPort=22 toPort=22 cidrIpv4=0.0.0.0/0
`,
  },
  {
    usage: "prime <state.json|folder>",
    text: "take over what an account has: a stack's state, or what `aws ec2 describe-…` prints",
    options: place,
  },
  {
    usage: "fault [action]",
    text: "have the next calls of an API action go wrong; without one, list what is asked for",
    options: [
      new Option("--effect <what>", "what happens (default: error)").choices([
        "error",
        "throttle",
        "capacity",
        "timeout",
        "crash",
      ]),
      new Option("--urn <urn>", "of this resource only; * stands for any text"),
      new Option("--times <n>", "how many calls (default: 1)"),
      new Option("--code <code>", "AWS's error code, such as InsufficientInstanceCapacity"),
      new Option("--message <text>", "AWS's message"),
      new Option("--clear", "ask for none any more"),
    ],
    examples: `
Examples:
  pulumi-aws-network sim fault CreateNatGateway --effect timeout   it is made, and the answer is lost
  pulumi-aws-network sim fault 'Create*' --effect crash --times 1  the process is killed after the call
`,
  },
  {
    usage: "advance <duration>",
    text: "move its clock on: 90s, 5m, 36h, 7d (what is pending arrives, what lingers goes)",
  },
  { usage: "snapshot [name]", text: "keep it as it is, its stacks too; without a name, list them" },
  { usage: "restore <name>", text: "put a snapshot back; what is there now is gone" },
  {
    usage: "reset",
    text: "empty it, and forget the stacks deployed to it",
    options: [new Option("--yes", "do not ask")],
  },
];

/** @param add a command with its arguments and its description, with the options that all of them have */
export function addWorldCommands(add: (usage: string, text: string) => Command): void {
  for (const { usage, text, options = [], examples } of commands) {
    const [name = "", ...args] = usage.split(" ");
    const command = add(usage, text);
    for (const option of options) command.addOption(option);
    if (examples !== undefined) command.addHelpText("after", examples);
    command.action(async (...given: unknown[]) => {
      const values = given
        .slice(0, args.length)
        .flat()
        .filter((one) => one !== undefined);
      const { worldAction } = await import("./worldActions");
      await worldAction(name, values.map(String), given[args.length] as object);
    });
  }
}
