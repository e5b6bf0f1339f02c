/** How a deployment goes on after a failure: without Terraform, by what it would say. */
import { expect } from "chai";
import type { Configuration } from "./configuration";
import type { Deployed } from "./deployment";
import { Rollout } from "./rollout";
import type { Run } from "./workspace";

const named = (...names: readonly string[]): Configuration["addresses"] =>
  new Map(names.map((name) => [`aws_thing.${name}`, {} as Deployed]));

/** `late` waits for `lost` only; `user` refers to `half`, and `orphan` to `lost`. */
const configuration: Configuration = {
  addresses: named("lost", "half", "late", "user", "orphan"),
  resource: {
    aws_thing: {
      lost: {},
      half: {},
      late: { depends_on: ["aws_thing.lost"] },
      user: { on: "${aws_thing.half.id}" },
      orphan: { on: "${aws_thing.lost.id}" },
    },
  },
  strangers: [],
};

const failed = (name: string): string =>
  JSON.stringify({
    type: "diagnostic",
    diagnostic: { severity: "error", summary: `no ${name}`, address: `aws_thing.${name}` },
  });

const complete = (name: string): string =>
  JSON.stringify({ type: "apply_complete", hook: { resource: { addr: `aws_thing.${name}` } } });

class Scripted {
  readonly runs: (readonly string[])[] = [];
  readonly untainted: string[] = [];
  readonly written: Readonly<Record<string, unknown>>[] = [];

  constructor(private readonly answers: readonly (readonly string[])[]) {}

  run(command: string, ...args: readonly string[]): Promise<Run> {
    const lines = command === "apply" ? (this.answers[this.written.length] ?? []) : [];
    this.runs.push([command, ...args]);
    return Promise.resolve({ code: 0, stdout: lines.join("\n"), stderr: "" });
  }

  standing(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(["aws_thing.half"]));
  }

  untaint(address: string): Promise<void> {
    this.untainted.push(address);
    return Promise.resolve();
  }

  write(configuration: Readonly<Record<string, unknown>>): Promise<void> {
    this.written.push(configuration);
    return Promise.resolve();
  }
}

describe("a deployment some of which fails", () => {
  const inTwoGoes = [
    [failed("lost"), failed("half")],
    [complete("late"), complete("user")],
  ];

  it("goes on with what only waited, and with what refers to what stands", async () => {
    const workspace = new Scripted(inTwoGoes);
    const { made, errors } = await new Rollout(workspace, {}).run(configuration);
    expect([...made]).to.deep.equal(["aws_thing.late", "aws_thing.user"]);
    expect(errors.map(({ address }) => address)).to.deep.equal([
      "aws_thing.lost",
      "aws_thing.half",
    ]);
    expect(workspace.untainted).to.deep.equal(["aws_thing.half"]);
  });

  it("plans what is still to be made, without what cannot be", async () => {
    const workspace = new Scripted(inTwoGoes);
    await new Rollout(workspace, {}).run(configuration);
    const [, , again = []] = workspace.runs;
    expect(again.filter((one) => one.startsWith("-target"))).to.deep.equal([
      "-target=aws_thing.late",
      "-target=aws_thing.user",
    ]);
    expect(workspace.written.map(({ resource }) => resource)).to.deep.equal([
      {
        aws_thing: {
          half: { lifecycle: { ignore_changes: "all" } },
          late: {},
          user: { on: "${aws_thing.half.id}" },
        },
      },
    ]);
  });

  it("is no deployment where the provider itself ends", async () => {
    const workspace = new Scripted([["Plugin did not respond"]]);
    const end = await new Rollout(workspace, {}).run(configuration).catch(String);
    expect(end).to.contain("the provider crashed in a place that it does not name");
  });
});
