/**
 * A program in each environment through its life: a preview, up, up again, a change that its users would make, drift and
 * its mending, down to nothing; every intent held. `npm test` lives one program in one environment whole, which follows from
 * the seed, and takes each program up in one environment; `PAN_FULL=1` lives all.
 */
import { expect } from "chai";
import * as fc from "fast-check";
import { ProgramLife, type Lived, type Accepted, type Settings } from "./programLife";

const environments = ["dev", "staging", "prod"] as const;
type Environment = (typeof environments)[number];
type Config = Readonly<Record<string, unknown>>;

interface EnvironmentLife {
  /** How many resources there are, the stack itself and its providers beside. */
  readonly resources: number;
  /** What its users would change. */
  readonly change: {
    readonly title: string;
    readonly config: Config;
    /** Created, updated, replaced, deleted, the same. */
    readonly changes: string;
    /** What its users agree to: `intents` where more is let through than was. @default - nothing */
    readonly accept?: Accepted;
    readonly check?: (lived: Lived) => void;
  };
  /** What a person changes by hand, so that the next run puts it back: one resource, updated. */
  readonly drift: { readonly type: string; readonly name: string; readonly settings: Settings };
}

interface ProgramLives {
  readonly program: string;
  readonly environments: Readonly<Record<Environment, EnvironmentLife>>;
  /** How long AWS keeps some of what was deleted. @default - nothing is kept */
  readonly keptFor?: string;
  /** What stands in the account already. @default - nothing */
  readonly prepare?: (home: string) => Promise<void>;
}

export function describeLives(lives: ProgramLives): void {
  describe(`${lives.program} on the simulated AWS`, function () {
    this.timeout(300_000);
    for (const environment of environments) {
      const stack = `${lives.program}/${environment}`;
      const { title } = lives.environments[environment].change;
      if (isLived(lives.program, environment))
        it(`${stack}: up, up again, ${title}, drift, down to nothing`, () =>
          livesAsItShould(lives, environment));
      else if (isTakenUp(lives.program, environment))
        it(`${stack}: up, with every intent held`, () => goesUp(lives, environment));
    }
  });
}

/** Beside `dev`, `staging` and `prod` of each. */
const programs = ["serverless", "lambda-egress", "three-tier", "ec2-platform", "peering"];

function isLived(program: string, environment: Environment): boolean {
  if (process.env.PAN_FULL) return true;
  const { seed = 0 } = fc.readConfigureGlobal();
  const drawn = Math.abs(seed) % (programs.length * environments.length);
  const place = programs.indexOf(program) * environments.length + environments.indexOf(environment);
  return place === drawn;
}

/** Another environment for each program, so that a run meets all three. */
function isTakenUp(program: string, environment: Environment): boolean {
  const { seed = 0 } = fc.readConfigureGlobal();
  const drawn = (Math.abs(seed) + programs.indexOf(program)) % environments.length;
  return environments.indexOf(environment) === drawn;
}

async function goesUp(lives: ProgramLives, environment: Environment): Promise<void> {
  const life = await ProgramLife.open(`${lives.program}/${environment}`, lives.prepare);
  try {
    await firstUp(life, lives.environments[environment]);
  } finally {
    await life.close();
  }
}

async function firstUp(life: ProgramLife, { resources }: EnvironmentLife): Promise<void> {
  const { changes, verification } = await life.up();
  expect(changes, "the first up").to.equal(`${resources} 0 0 0 0`);
  const { verdicts = [], findings } = verification ?? {};
  expect(verdicts).not.to.deep.equal([]);
  expect(verdicts.filter(({ status }) => status !== "holds")).to.deep.equal([]);
  expect(findings?.filter(({ grade }) => grade === "error")).to.deep.equal([]);
}

async function livesAsItShould(lives: ProgramLives, environment: Environment): Promise<void> {
  const life = await ProgramLife.open(`${lives.program}/${environment}`, lives.prepare);
  const expected = lives.environments[environment];
  const { resources, change, drift } = expected;
  try {
    expect((await life.preview()).changes, "the preview").to.equal(`${resources} 0 0 0 0`);
    await firstUp(life, expected);
    expect((await life.up()).changes, "up again").to.equal(`0 0 0 0 ${resources}`);

    const changed = await life.up(change.config, change.accept);
    expect(changed.changes, change.title).to.equal(change.changes);
    change.check?.(changed);
    await isUnchanged(life, change.config);

    await life.drift(drift.type, drift.name, drift.settings);
    const { touched } = await life.refresh(change.config);
    expect(touched, "what the refresh sees").to.deep.equal([`update ${drift.type} ${drift.name}`]);
    expect((await life.up(change.config)).touched, "what the next up mends").to.deep.equal(touched);
    await isUnchanged(life, change.config);

    await life.destroy();
    expect(await life.isAsBefore(lives.keptFor), "nothing is left of it").to.equal(true);
  } finally {
    await life.close();
  }
}

async function isUnchanged(life: ProgramLife, config: Config): Promise<void> {
  expect((await life.up(config)).touched, "up again").to.deep.equal([]);
}
