/** The words and columns of a run's report. */
import type { Paint } from "./paint";
import type { Diagnostic, RunHeading, RunResult, Step } from "../types";

/** Pulumi's steps that say something to a reader; the others are book-keeping. */
const operations: Readonly<Record<string, readonly [symbol: string, word: string]>> = {
  create: ["+", "create"],
  update: ["~", "update"],
  delete: ["-", "delete"],
  read: [">", "read"],
  import: ["=", "import"],
  "create-replacement": ["+", "replace: create"],
  "delete-replaced": ["-", "replace: delete"],
};

/** Default providers are the engine's own affair, and Pulumi does not show them either. */
export function isShown({ op, type, name }: Step): boolean {
  return op in operations && !(type.startsWith("pulumi:providers:") && name.startsWith("default"));
}

export function formatStep(
  phase: "started" | "done" | "failed",
  { op, type, name }: Step,
  paint: Paint,
): string {
  const [symbol, word] = operations[op] ?? ["", op];
  const text = `${symbol} ${word.padEnd(15)} ${shortType(type).padEnd(36)} ${name}`;
  switch (phase) {
    case "started":
      return `  ${text} …`;
    case "failed":
      return paint.red(`  ${text}  FAILED`);
    case "done":
      return `  ${symbol === "-" ? paint.red(text) : symbol === "+" ? paint.green(text) : paint.yellow(text)}`;
  }
}

/** `aws:ec2/routeTable:RouteTable` as programs write it: `aws.ec2.RouteTable`. */
function shortType(type: string): string {
  const [pkg = "", module = "", name = ""] = type.split(":");
  const folder = module.split("/")[0] ?? "";
  return folder === "" || folder === "index" || folder === pkg
    ? `${pkg}.${name}`
    : `${pkg}.${folder}.${name}`;
}

export function formatDiagnostic({ severity, message, urn }: Diagnostic, paint: Paint): string {
  const name = urn === undefined || urn === "" ? "" : `${urn.split("::").slice(3).join("::")}: `;
  const [first = "", ...rest] = `${name}${message}`.split("\n");
  const label = severity.padEnd(8);
  const painted =
    severity === "error" ? paint.red(label) : severity === "warning" ? paint.yellow(label) : label;
  return [`  ${painted} ${first}`, ...rest.map((line) => `           ${line}`)].join("\n");
}

export function formatStart(run: RunHeading, home: string | undefined): string {
  const { stack, command, engine, cloud, from } = run;
  if (cloud === "aws") return `${command} ${stack} on AWS, through the Pulumi CLI`;
  if (cloud === "emulator")
    return `${command} ${stack} on an emulator of AWS, through the Pulumi CLI`;
  if (command === "rehearse")
    return `SIMULATED AWS: rehearse ${stack} from ${from ?? "nothing"}, on one that is thrown away`;
  const by = engine === "pulumi" ? " by the Pulumi CLI" : "";
  return `SIMULATED AWS: ${command} ${stack}${by}, kept in ${home ?? ""}`;
}

export function formatResult({ command, changes, outputs }: RunResult, paint: Paint): string {
  const names = Object.keys(outputs).sort();
  const width = Math.max(0, ...names.map(({ length }) => length));
  const listed = names.map((name) => `  ${name.padEnd(width)}  ${shown(outputs[name])}`);
  const block = listed.length === 0 ? [] : [paint.bold("outputs"), ...listed];
  if (command.endsWith("outputs")) return (block.length === 0 ? ["no outputs"] : block).join("\n");
  const counts = Object.entries(changes)
    .map(([name, count]) => `${name} ${count}`)
    .join("   ");
  return [...block, paint.bold("changes"), `  ${counts}`].join("\n");
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function formatEnd({ command, cloud, result, durationMs }: RunResult): string {
  const took = `${(durationMs / 1000).toFixed(1)} s`;
  const what = `${command} ${result} in ${took}`;
  return cloud === "simulated"
    ? `SIMULATED: ${what}; nothing was deployed, no AWS call was made.`
    : `${what}.`;
}
