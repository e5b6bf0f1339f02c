/**
 * The verification as SARIF 2.1.0, for tools that show results beside code.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { baselineRules, type Finding } from "../../baseline";
import type { Component, Evidence } from "../../intents";
import type { IntentVerdict, Verification } from "../verification";

export interface SarifOptions {
  /** The file that results are shown at: the project's, the state's; relative to the repository. */
  readonly artifact: string;
  /** Of this package. */
  readonly toolVersion?: string;
}

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly helpUri?: string;
}

interface Result {
  readonly ruleId: string;
  /** SARIF has no level but for what fails. */
  readonly kind: "fail" | "open" | "pass";
  readonly level: "error" | "warning" | "note" | "none";
  readonly text: string;
  readonly component: Component | undefined;
  readonly fingerprint: string;
  readonly waiver?: IntentVerdict["waiver"];
}

const CODES_PAGE = "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html";
const NOT_HELD = "INTENT_NOT_HELD";

export function toSarif(verification: Verification, options: SarifOptions): object {
  const results = resultsOf(verification);
  const rules = rulesOf(results);
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const { artifact, toolVersion } = options;
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "pulumi-aws-network",
            ...(toolVersion === undefined ? {} : { semanticVersion: toolVersion }),
            rules,
          },
        },
        results: results.map((one) => resultOf(one, index, artifact)),
        properties: { cloud: verification.cloud, assumptions: verification.assumptions },
      },
    ],
  };
}

function resultsOf({ verdicts, findings, intentChanges }: Verification): Result[] {
  const { removed = [], weakened = [] } = intentChanges ?? {};
  const before = [...removed, ...weakened.map((one) => one.before)];
  return [
    ...before.filter(({ status }) => status === "fails").flatMap(verdictResults),
    ...verdicts.flatMap(verdictResults),
    ...findings.map(findingResult),
  ];
}

function verdictResults(verdict: IntentVerdict): Result[] {
  const { key, name, statement, status, sentence, evidence, waiver } = verdict;
  const said = `${name} (${statement})`;
  const place: Component = { key, name, type: "aws-network:index:Intent" };
  const shared = { component: place, ...(waiver === undefined ? {} : { waiver }) };
  if (status === "fails") {
    const all: readonly Partial<Evidence>[] = evidence.length === 0 ? [{}] : evidence;
    return all.map((one) => ({
      ...shared,
      ruleId: one.code ?? NOT_HELD,
      kind: "fail",
      level: "error",
      text: `${said}: ${one.sentence ?? sentence}`,
      component: one.component ?? place,
      fingerprint: `${key}|${one.code ?? ""}|${one.component?.key ?? ""}`,
    }));
  }
  const kind = status === "holds" ? "pass" : "open";
  const ruleId = status === "vacuous" ? "INTENT_MATCHES_NOTHING" : NOT_HELD;
  const text = `${said}: ${sentence}`;
  return [{ ...shared, ruleId, kind, level: "none", text, fingerprint: key }];
}

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

function findingResult(finding: Finding): Result {
  const { rule, grade, title, explanation, remedy, component } = finding;
  return {
    ruleId: rule,
    kind: "fail",
    level: LEVELS[grade],
    text: `${title}. ${explanation} ${remedy}`,
    component,
    fingerprint: `${rule}|${component.key}`,
  };
}

/** The baseline's, whether they found something or not, and the codes that occur. */
function rulesOf(results: readonly Result[]): Rule[] {
  const baseline = baselineRules.map(({ name, looksFor, page }) => ({
    id: name,
    shortDescription: { text: looksFor },
    helpUri: page,
  }));
  const known = new Set(baseline.map(({ id }) => id));
  const codes = [...new Set(results.map(({ ruleId }) => ruleId))].filter((id) => !known.has(id));
  return [...baseline, ...codes.sort().map(codeRule)];
}

function codeRule(id: string): Rule {
  if (id === NOT_HELD) return { id, shortDescription: { text: "An intent, and whether it holds" } };
  if (id.startsWith("INTENT_"))
    return { id, shortDescription: { text: "An intent that matches no network interface" } };
  const text = `An intent does not hold, by AWS's explanation code ${id}`;
  return { id, shortDescription: { text }, helpUri: CODES_PAGE };
}

function resultOf(result: Result, index: ReadonlyMap<string, number>, artifact: string): object {
  const { ruleId, kind, level, text, component, fingerprint, waiver } = result;
  const logical =
    component === undefined
      ? {}
      : {
          logicalLocations: [
            { name: component.name, fullyQualifiedName: component.key, kind: "resource" },
          ],
        };
  return {
    ruleId,
    ruleIndex: index.get(ruleId),
    kind,
    level,
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: artifact }, region: { startLine: 1 } },
        ...logical,
      },
    ],
    partialFingerprints: { "pulumiAwsNetwork/v1": fingerprint },
    ...(waiver === undefined || waiver.expired || kind !== "fail"
      ? {}
      : { suppressions: [{ kind: "external", justification: waiverText(waiver) }] }),
  };
}

const waiverText = ({ reason, owner, expires }: NonNullable<IntentVerdict["waiver"]>): string =>
  `${reason} (${owner}, until ${expires})`;
