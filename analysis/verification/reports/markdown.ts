/** The verification as a comment on a pull request: short, the gravest first. */
import type { Finding } from "../../baseline";
import type { Evidence } from "../../intents";
import { isFailing } from "../exitCode";
import type { Difference } from "../../difference";
import type { IntentVerdict, Verification } from "../verification";
import { headline } from "./headline";
import { packetText, pathText } from "./path";

/** What is longer is counted: who wants all of it has the other forms. */
const SHOWN = 10;

export function toMarkdown(verification: Verification): string {
  const { cloud, difference, verdicts, findings } = verification;
  const open = verdicts.filter(({ status }) => status === "undecided" || status === "vacuous");
  const blocks = [
    `### ${SIGNS[verification.result]} ${plain(title(verification))}`,
    cloud === "simulated"
      ? "_Simulated: a rehearsal on a model of AWS; nothing was deployed._"
      : "_Modelled from what was given; nothing was asked of AWS._",
    ...changedIntents(verification),
    ...section("Reachability", changes(difference)),
    ...section("Failing", verdicts.filter(isFailing).map(failing)),
    ...section("Waived", verdicts.filter(isWaived).map(waived)),
    ...section("Not decided", open.map(undecided)),
    ...section("Found without being asked", grave(findings)),
    folded(findings),
    footer(verification),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const SIGNS = { holds: "✅", fails: "❌", undecided: "❔" } as const;

function title(verification: Verification): string {
  const opens = verification.difference?.opens ?? [];
  const [first, ...others] = opens;
  if (first === undefined) return `Network: ${headline(verification)}`;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `Network: ${first.sentence}${more}; ${headline(verification)}`;
}

function section(name: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const left = items.length - SHOWN;
  const more = left > 0 ? [`- … and ${left} more`] : [];
  return [[`**${name}**`, "", ...items.slice(0, SHOWN), ...more].join("\n")];
}

function changedIntents({ intentChanges }: Verification): string[] {
  if (intentChanges === undefined) return [];
  const { removed, weakened } = intentChanges;
  return section("Intents dropped or weakened", [
    ...removed.map((one) => `- ${sign(one)} dropped: ${intentText(one)}${whyNow(one)}`),
    ...weakened.map(
      ({ before, how }) =>
        `- ${sign(before)} ${intentText(before)}: ${plain(how.join("; "))}${whyNow(before)}`,
    ),
  ]);
}

const whyNow = (one: IntentVerdict): string =>
  isFailing(one) ? `. As it was, it fails: ${plain(one.sentence)}` : "";

const changes = ({ opens, closes }: Difference = { opens: [], closes: [] }): string[] =>
  [...opens, ...closes].map(({ sentence }) => `- ${plain(sentence)}`);

const isWaived = (one: IntentVerdict): boolean => one.status === "fails" && !isFailing(one);

const sign = (one: IntentVerdict): string =>
  isFailing(one) ? "❌" : one.status === "holds" ? "✅" : "❔";

const intentText = ({ name, statement }: IntentVerdict): string =>
  `\`${code(name)}\` ${plain(statement)}`;

function failing(one: IntentVerdict): string {
  const [first] = one.evidence;
  const expired = one.waiver?.expired === true ? ` (its waiver ended ${one.waiver.expires})` : "";
  const lines = [`- ❌ ${intentText(one)}${expired}  `, `  ${plain(one.sentence)}`];
  const mended =
    one.remedy === undefined ? [] : [`<br>remedy: ${plain(one.remedy.smallest.join("; "))}`];
  const shown = [...(first === undefined ? [] : shownEvidence(first)), ...mended];
  return [...lines, ...shown.map((line) => `  ${line}`)].join("\n");
}

function shownEvidence({ code: why, packet, path }: Evidence): string[] {
  const what = [
    packet === undefined ? "" : `packet ${plain(packetText(packet))}`,
    why === undefined ? "" : `\`${why}\``,
  ].filter((text) => text !== "");
  const lines = what.length === 0 ? [] : [`<br>${what.join(", ")}`];
  return path.length === 0 ? lines : [...lines, `<br>path: ${plain(pathText(path))}`];
}

function waived({ waiver, ...one }: IntentVerdict): string {
  const until = `until ${waiver?.expires ?? ""} by ${waiver?.owner ?? ""}: ${waiver?.reason ?? ""}`;
  return `- ${intentText(one)}; waived ${plain(until)}`;
}

const undecided = (one: IntentVerdict): string => `- ❔ ${intentText(one)}: ${plain(one.sentence)}`;

const grave = (findings: readonly Finding[]): string[] =>
  findings.filter(({ grade }) => grade === "error").map(findingText);

function findingText({ rule, title: text, remedy, page }: Finding): string {
  const name = page === undefined ? `\`${code(rule)}\`` : `[\`${code(rule)}\`](${page})`;
  return `- ${name} ${plain(text)}. ${plain(remedy)}`;
}

function folded(findings: readonly Finding[]): string {
  const rest = findings.filter(({ grade }) => grade !== "error");
  if (rest.length === 0) return "";
  const left = rest.length - SHOWN;
  const more = left > 0 ? [`- … and ${left} more`] : [];
  return [
    `<details><summary>${rest.length} of lower grade</summary>`,
    "",
    ...rest.slice(0, SHOWN).map(findingText),
    ...more,
    "",
    "</details>",
  ].join("\n");
}

function footer({ unmodelled, missing, assumptions }: Verification): string {
  const [always = ""] = assumptions;
  const gaps = [
    unmodelled.length === 0 ? "" : `${unmodelled.length} resources are not modelled`,
    missing.length === 0 ? "" : `${missing.length} are referred to and not given`,
  ].filter((text) => text !== "");
  return `<sub>${plain([...gaps, `Assuming: ${always}`].join(". "))}.</sub>`;
}

/** Names are anybody's: none of them may become markup, or somebody's name to be called. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]|#~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("\n", " ");

const code = (text: string): string => text.replace(/[`\n]/g, "'");
