/** Every command line that Automation API sends, as the rehearsal engine answers it, and beside the Pulumi CLI. */
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { createRehearsalCommand } from "../../../engine";
import { accounts } from "./accounts";
import { configs } from "./configs";
import { imports } from "./imports";
import { runs } from "./runs";
import { stacks } from "./stacks";
import { states } from "./states";
import {
  asProcess,
  inProcess,
  TalkPlace,
  type Answer,
  type Line,
  type Speaker,
  type Talk,
} from "./talk";

const talks: readonly Talk[] = [...stacks, ...states, ...configs, ...runs, ...imports, ...accounts];

const ours = (): Speaker => inProcess(createRehearsalCommand({ providers: {} }));

function judge({ args, out, err, code = 0 }: Line, answer: Answer): void {
  const at = args.join(" ");
  expect(answer.code, `${at}: ${answer.err}`).to.equal(code);
  if (out instanceof RegExp) expect(answer.out, at).to.match(out);
  else if (out !== undefined) expect(answer.out, at).to.deep.equal(out);
  if (err instanceof RegExp) expect(answer.err, at).to.match(err);
  else if (err !== undefined) expect(answer.err, at).to.equal(err);
}

interface Holding {
  readonly talk: Talk;
  /** True where the CLI speaks: what it does otherwise it is not asked. */
  readonly isCli: boolean;
}

const unasked: Answer = { out: undefined, err: "", code: 0 };

async function hold(speaker: Speaker, { talk, isCli }: Holding): Promise<Answer[]> {
  const { project, lines } = talk;
  const place = await TalkPlace.open(project);
  try {
    const answers: Answer[] = [];
    for (const line of lines) {
      await line.before?.(place);
      // It might go to the network, or wait for a debugger.
      if (isCli && line.differs?.in === "all") {
        answers.push(unasked);
        continue;
      }
      const answer = await place.say(speaker, line.args);
      judge(line, answer);
      await line.then?.(place, answer);
      answers.push(answer);
    }
    return answers;
  } finally {
    await place.close();
  }
}

/** What both must say. */
const common = ({ differs }: Line, { out, err, code }: Answer): unknown => {
  if (differs?.in === "all") return {};
  return {
    code,
    ...(differs?.in === "out" ? {} : { out }),
    ...(differs?.in === "err" ? {} : { err }),
  };
};

describe("command lines, as the rehearsal engine answers them", () => {
  for (const talk of talks) it(talk.says, () => hold(ours(), { talk, isCli: false }));
});

describe("command lines, beside the Pulumi CLI", () => {
  let cli: PulumiCommand;
  before(async function () {
    this.timeout(30_000);
    try {
      cli = await PulumiCommand.get();
    } catch {
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
  });

  for (const talk of talks)
    it(talk.says, async function () {
      this.timeout(120_000);
      const [mine, theirs] = [
        await hold(ours(), { talk, isCli: false }),
        await hold(asProcess(cli), { talk, isCli: true }),
      ];
      for (const [index, line] of talk.lines.entries())
        expect(common(line, mine[index]!), line.args.join(" ")).to.deep.equal(
          common(line, theirs[index]!),
        );
    });
});
