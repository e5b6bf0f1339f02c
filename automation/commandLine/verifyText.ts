/** The verification as a screenful: what fails first, with all that shows why; what holds in a line. */
import {
  headline,
  packetText,
  pathText,
  type Verification,
  type IntentVerdict,
} from "../../analysis";
import type { Paint } from "./paint";

/** What is more of a kind is counted. */
export interface Room {
  readonly intents: number;
  readonly findings: number;
  readonly changes: number;
  /** Whether intents that hold are listed, each with what it says. */
  readonly holding: boolean;
}

/** Behind a run's changes. */
export const shortRoom: Room = { intents: 4, findings: 6, changes: 8, holding: false };
/** Where it is all that is asked. */
export const wholeRoom: Room = { intents: 40, findings: 40, changes: 40, holding: true };

type Finding = Verification["findings"][number];

export function verificationText(verification: Verification, paint: Paint, room: Room): string {
  const { difference, findings } = verification;
  const changes = [...(difference?.opens ?? []), ...(difference?.closes ?? [])];
  const blocks = [
    block("intents dropped or weakened", droppedLines(verification, paint), paint),
    block("intents", intentLines(verification, paint, room), paint),
    block("findings", findingLines(findings, paint, room), paint),
    difference === undefined
      ? []
      : block("opens and closes", changeLines(changes, room) ?? ["  nothing"], paint),
    gapLines(verification, paint),
  ];
  return blocks.flat().join("\n");
}

/** The last line: `SIMULATED: 12 of 13 intents hold, …`. */
export function verificationEnd(verification: Verification): string {
  const said = headline(verification);
  return verification.cloud === "simulated"
    ? `SIMULATED: ${said}; nothing was deployed, and reachable is not authorised.`
    : `MODELLED: ${said}; nothing was asked of AWS, and reachable is not authorised.`;
}

function block(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

const isWaived = ({ waiver }: IntentVerdict): boolean => waiver !== undefined && !waiver.expired;

function signOf(verdict: IntentVerdict, paint: Paint): string {
  switch (verdict.status) {
    case "holds":
      return paint.green("✓");
    case "fails":
      return isWaived(verdict) ? paint.yellow("✗") : paint.red("✗");
    case "undecided":
    case "vacuous":
      return paint.yellow("?");
  }
}

function intentLines({ verdicts }: Verification, paint: Paint, room: Room): string[] {
  const width = Math.max(0, ...verdicts.map(({ name }) => name.length));
  const amiss = verdicts.filter(({ status }) => status !== "holds").sort(byGravity);
  const held = verdicts.filter(({ status }) => status === "holds");
  const line = (one: IntentVerdict): string =>
    `  ${signOf(one, paint)} ${one.name.padEnd(width)}  ${one.statement}`;
  const shown = amiss.slice(0, room.intents);
  const lines = shown.flatMap((one) => [line(one), ...why(one, paint)]);
  if (amiss.length > shown.length)
    lines.push(`  … and ${amiss.length - shown.length} more that do not hold`);
  if (held.length === 0) return lines;
  if (room.holding) return [...lines, ...held.map(line)];
  const all = amiss.length === 0 ? "all " : "";
  return [
    ...lines,
    `  ${paint.green("✓")} ${all}${held.length} ${held.length === 1 ? "holds" : "hold"}`,
  ];
}

const GRAVITY = ["fails", "undecided", "vacuous", "holds"];
const byGravity = (a: IntentVerdict, b: IntentVerdict): number =>
  Number(isWaived(a)) - Number(isWaived(b)) ||
  GRAVITY.indexOf(a.status) - GRAVITY.indexOf(b.status);

/** The verdict, and behind each component that decides a packet and the way that it took. */
function why(verdict: IntentVerdict, paint: Paint): string[] {
  const { sentence, evidence, waiver, remedy } = verdict;
  const lines = [detail("", sentence)];
  if (waiver !== undefined)
    lines.push(
      detail(
        waiver.expired ? "waiver ended" : "waived until",
        `${waiver.expires} by ${waiver.owner}: ${waiver.reason}`,
      ),
    );
  if (isWaived(verdict)) return lines;
  // What is let through by nobody's fault is shown once; what is stopped, for each that stops it.
  const reasons = evidence.filter(({ component }, index) => index === 0 || component !== undefined);
  for (const one of reasons.slice(0, 2)) {
    const { code, component, packet, path } = one;
    if (one !== evidence[0]) lines.push(detail("", one.sentence));
    if (packet !== undefined) lines.push(detail("packet", packetText(packet)));
    if (path.length > 0) lines.push(detail("path", pathText(path)));
    const by = component === undefined ? "" : `${component.name}  ${paint.dim(component.key)}`;
    if (component !== undefined) lines.push(detail("decided by", by));
    if (code !== undefined) lines.push(detail("code", code));
  }
  if (reasons.length > 2) lines.push(detail("", `… and ${reasons.length - 2} more that stop it`));
  if (remedy !== undefined) lines.push(...remedyLines(remedy));
  return lines;
}

function remedyLines({ smallest, breaks }: NonNullable<IntentVerdict["remedy"]>): string[] {
  const lines = smallest.map((one, index) => detail(index === 0 ? "remedy" : "and", one));
  return breaks.length === 0 ? lines : [...lines, detail("which breaks", breaks.join(", "))];
}

const detail = (label: string, text: string): string =>
  label === "" ? `      ${text}` : `      ${label.padEnd(12)} ${text}`;

function droppedLines({ intentChanges }: Verification, paint: Paint): string[] {
  if (intentChanges === undefined) return [];
  const { removed, weakened } = intentChanges;
  const asItWas = (one: IntentVerdict): string[] =>
    one.status === "fails" && !isWaived(one)
      ? ["      as it was, it fails:", ...why(one, paint)]
      : [];
  return [
    ...removed.flatMap((one) => [
      `  ${signOf(one, paint)} dropped   ${one.name}  ${one.statement}`,
      ...asItWas(one),
    ]),
    ...weakened.flatMap(({ before, how }) => [
      `  ${signOf(before, paint)} weakened  ${before.name}  ${how.join("; ")}`,
      ...asItWas(before),
    ]),
  ];
}

function findingLines(findings: readonly Finding[], paint: Paint, room: Room): string[] {
  const listed = room.holding ? findings : findings.filter(({ grade }) => grade !== "info");
  const shown = listed.slice(0, room.findings);
  const left = listed.length - shown.length;
  const infos = findings.length - listed.length;
  return [
    ...shown.flatMap((one) => findingText(one, paint, room)),
    ...(left > 0 ? [`  … and ${left} more`] : []),
    ...(infos > 0 ? [`  info     ${infos} of no weight, which \`verify\` lists`] : []),
  ];
}

function findingText(finding: Finding, paint: Paint, room: Room): string[] {
  const { grade, rule, title, explanation, remedy } = finding;
  const label = grade.padEnd(8);
  const painted =
    grade === "error" ? paint.red(label) : grade === "warning" ? paint.yellow(label) : label;
  const isExplained = room.holding || grade === "error";
  return [
    `  ${painted} ${title}  ${paint.dim(rule)}`,
    ...(isExplained ? [`           ${explanation}`, `           ${remedy}`] : []),
  ];
}

type Changes = NonNullable<Verification["difference"]>["opens"];

function changeLines(changes: Changes, room: Room): string[] | undefined {
  if (changes.length === 0) return undefined;
  const shown = changes.slice(0, room.changes).map(({ sentence }) => `  ${sentence}`);
  const left = changes.length - shown.length;
  return left > 0 ? [...shown, `  … and ${left} more`] : shown;
}

function gapLines({ unmodelled, missing, assumptions }: Verification, paint: Paint): string[] {
  const lines: string[] = [];
  const add = (label: string, texts: readonly string[], most: number): void => {
    if (texts.length === 0) return;
    const more = texts.length > most ? `, and ${texts.length - most} more` : "";
    lines.push(`${paint.bold(label.padEnd(13))}${texts.slice(0, most).join(", ")}${more}`);
  };
  add(
    "not modelled",
    unmodelled.map(({ name, why: reason }) => `${name} (${reason})`),
    3,
  );
  add(
    "not given",
    missing.map(({ kind, key }) => `${kind} ${key}`),
    3,
  );
  for (const one of assumptions.slice(0, 4)) add("assuming", [one], 1);
  if (assumptions.length > 4) add("", [`… and ${assumptions.length - 4} more`], 1);
  return lines;
}
