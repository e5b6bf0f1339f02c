/** Chai assertions on networks. Every one is for all packets: what it says to reach is reached by all of them. */
import type { use } from "chai";
import {
  compileNetwork,
  findProblems,
  packetText,
  pathText,
  readIntentFile,
  verifyNetwork,
  type Finding,
  type Intent,
  type IntentVerdict,
  type Network,
  type Verification,
} from "../../analysis";

/** The fields of an intent, as in a file of intents; without the expectation, which the assertion is. */
export interface Reachability {
  /** A selector: a resource's id, URN or ARN, `tier:private`, `tag:Role=web`, a CIDR block, `internet`, `any`. */
  readonly source: string;
  /** A selector, also `service:s3` and the like. */
  readonly destination: string;
  /** Such as `tcp/443`. @default - all traffic for `neverReach`, `tcp/443` to a service; otherwise it has to be given */
  readonly ports?: readonly string[];
  readonly via?:
    | "gatewayEndpoint"
    | "interfaceEndpoint"
    | "natGateway"
    | "vpcPeeringConnection"
    | "internetGateway"
    | "transitGateway"
    | "local";
  readonly sourceVpcId?: string;
  readonly destinationVpcId?: string;
  readonly exceptSources?: readonly string[];
  readonly exceptDestinations?: readonly string[];
  /** @default true */
  readonly everyAvailabilityZone?: boolean;
  /** @default false */
  readonly withoutAnyAvailabilityZone?: boolean;
}

export interface ProblemOptions {
  /** The lightest grade that counts. @default "error" */
  readonly grade?: Finding["grade"];
}

/** A network, or what has one: the answer of `rehearseProgram`. */
type Subject = Network | { readonly network: Network };

declare global {
  // Chai's own types are in a global namespace, which is where plug-ins add theirs.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Chai {
    interface Assertion {
      /** Every connection gets through, and its reply back. */
      reach(expected: Reachability): void;
      /** The same, and no connection on anything else gets through. */
      reachOnly(expected: Reachability): void;
      /** No connection gets through. */
      neverReach(expected: Reachability): void;
      /** The baseline finds nothing of this grade or a graver one. */
      haveNoProblems(options?: ProblemOptions): void;
      /** All intents that the program carries hold. Of what `rehearseProgram` answers. */
      holdItsIntents(): void;
    }
  }
}

/** `use(networkAssertions)`. */
export const networkAssertions: Parameters<typeof use>[0] = (
  { Assertion, AssertionError },
  utils,
) => {
  const add = <T>(name: string, said: string, amiss: (subject: unknown, given: T) => string[]) => {
    Assertion.addMethod(name, function (this: Chai.AssertionStatic, given: T) {
      if (utils.flag(this, "negate") === true)
        throw new Error(`expect(…).not.to.${name} says nothing clear: ${OPPOSITES[name] ?? ""}`);
      const reasons = amiss(this._obj, given);
      if (reasons.length === 0) return;
      const message: unknown = utils.flag(this, "message");
      const told = typeof message === "string" ? `${message}: ` : "";
      throw new AssertionError(`${told}expected ${said}\n${reasons.join("\n")}`);
    });
  };
  for (const expect of ["reach", "reachOnly", "neverReach"] as const)
    add<Reachability>(expect, WORDS[expect], (subject, given) =>
      unmet(networkOf(subject, expect), expect, given),
    );
  add<ProblemOptions | undefined>("haveNoProblems", "no problems", (subject, options) =>
    problems(networkOf(subject, "haveNoProblems"), options),
  );
  add<undefined>("holdItsIntents", "all intents to hold", (subject) => open(subject));
};

type Expectation = Intent["expect"];

const WORDS: Readonly<Record<Expectation, string>> = {
  reach: "every connection to get through",
  reachOnly: "every connection to get through, and nothing else",
  neverReach: "no connection to get through",
};

const OPPOSITES: Readonly<Record<string, string>> = {
  reach: "say neverReach, or what is reached",
  reachOnly: "say neverReach, or what is reached",
  neverReach: "say reach, and on which ports",
  haveNoProblems: "look into verification.findings for the problem that you expect",
  holdItsIntents: "look into verification.verdicts for the intent that you expect to fail",
};

function networkOf(subject: unknown, name: string): Network {
  const given = subject as Partial<Subject> | undefined;
  const network = given !== undefined && "network" in given ? given.network : given;
  if (typeof network === "object" && "networkInterfaces" in network) return network as Network;
  throw new TypeError(`${name} takes a network, or what rehearseProgram answers`);
}

function unmet(network: Network, expect: Expectation, given: Reachability): string[] {
  const text = JSON.stringify({ intents: [{ name: "expected", expect, ...given }] });
  const { intents, issues } = readIntentFile("the expectation", text);
  if (issues.length > 0) {
    const listed = issues.map(({ propertyPath, reason }) =>
      `${propertyPath.replace(/^intents\[0\]\.?/, "")} ${reason}`.trim(),
    );
    throw new TypeError(`${expect}: ${listed.join("; ")}`);
  }
  const { verdicts } = verifyNetwork({
    ...{ cloud: "modelled", network, intents, waiversOn: new Date() },
  });
  return verdicts.filter(({ status }) => status !== "holds").flatMap(verdictLines);
}

function verdictLines(verdict: IntentVerdict): string[] {
  const { statement, status, sentence, evidence, remedy } = verdict;
  const [first] = evidence;
  return [
    `  ${statement}`,
    `  ${status === "fails" ? "" : `${status}: `}${sentence}`,
    ...(first?.packet === undefined ? [] : [`  packet      ${packetText(first.packet)}`]),
    ...(first === undefined || first.path.length === 0
      ? []
      : [`  path        ${pathText(first.path)}`]),
    ...(first?.component === undefined
      ? []
      : [`  decided by  ${first.component.name} (${first.code ?? "not decided"})`]),
    ...(remedy === undefined ? [] : [`  remedy      ${remedy.smallest.join("; ")}`]),
  ];
}

const GRADES: readonly Finding["grade"][] = ["error", "warning", "info"];

function problems(network: Network, { grade = "error" }: ProblemOptions = {}): string[] {
  const least = GRADES.indexOf(grade);
  return findProblems(compileNetwork(network))
    .filter((found) => GRADES.indexOf(found.grade) <= least)
    .map((found) => `  ${found.grade} ${found.rule}: ${found.title}. ${found.remedy}`);
}

function open(subject: unknown): string[] {
  const { verification } = (subject ?? {}) as { readonly verification?: Verification };
  if (verification === undefined)
    throw new TypeError("holdItsIntents takes what rehearseProgram answers");
  const { verdicts } = verification;
  if (verdicts.length === 0) return ["  the program carries no intents: it says nothing"];
  return verdicts.filter(({ status }) => status !== "holds").flatMap(verdictLines);
}
