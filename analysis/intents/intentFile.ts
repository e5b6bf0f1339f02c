/**
 * Intents in a file, YAML or JSON: `intents:`, a list of the same fields as the component's, in plain
 * values. Everything that is wrong with it is said at once.
 */
import { parse } from "yaml";
import { formatTraffic, parseTraffic, refuseSelector, spansVpcs, type Issue } from "../../net";
import { intentOf, type Intent } from "./intent";

const EXPECT = ["reach", "reachOnly", "neverReach"];
const VIA = [
  "gatewayEndpoint",
  "interfaceEndpoint",
  "natGateway",
  "vpcPeeringConnection",
  "internetGateway",
  "transitGateway",
  "local",
];

type Check = (value: unknown) => string | undefined;

const text: Check = (value) =>
  typeof value === "string" && value !== "" ? undefined : `must be a text, got ${shown(value)}`;
const flag: Check = (value) =>
  typeof value === "boolean" ? undefined : `must be true or false, got ${shown(value)}`;
const oneOf =
  (allowed: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && allowed.includes(value)
      ? undefined
      : `must be one of ${allowed.join(", ")}, got ${shown(value)}`;
const selector =
  (end: "source" | "destination"): Check =>
  (value) =>
    text(value) ?? refuseSelector(value as string, end);
const listOf =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return `must be a list, got ${shown(value)}`;
    return value.map(check).find((reason) => reason !== undefined);
  };
const traffic: Check = (value) => {
  const read = typeof value === "string" ? parseTraffic(value) : undefined;
  if (read === undefined) return `must be traffic such as tcp/443, got ${shown(value)}`;
  return read.ok ? undefined : read.reason;
};
const day: Check = (value) =>
  typeof value === "string" && isDay(value)
    ? undefined
    : `must be a day such as "2027-01-31", in quotes, got ${shown(value)}`;

function isDay(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

const WAIVER: Readonly<Record<string, Check>> = { reason: text, owner: text, expires: day };

const waiver: Check = (value) => {
  if (typeof value !== "object" || value === null) return `must be a mapping, got ${shown(value)}`;
  const fields = value as Record<string, unknown>;
  const stray = Object.keys(fields).find((key) => !(key in WAIVER));
  if (stray !== undefined) return `must have only reason, owner and expires, got ${stray}`;
  for (const [key, check] of Object.entries(WAIVER)) {
    const reason = check(fields[key]);
    if (reason !== undefined) return `${key} ${reason}`;
  }
  return undefined;
};

const named: Check = (value) =>
  typeof value === "string" && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value)
    ? undefined
    : `must be lower-case words and digits joined by hyphens, a letter first, got ${shown(value)}`;

const FIELDS: Readonly<Record<string, Check>> = {
  name: named,
  source: selector("source"),
  sourceVpcId: text,
  exceptSources: listOf(selector("source")),
  expect: oneOf(EXPECT),
  destination: selector("destination"),
  destinationVpcId: text,
  exceptDestinations: listOf(selector("destination")),
  ports: listOf(traffic),
  via: oneOf(VIA),
  everyAvailabilityZone: flag,
  withoutAnyAvailabilityZone: flag,
  description: text,
  waiver,
};
const NEEDED = ["source", "expect", "destination"];

/** Intents, or all that is wrong with the text. `file` is what it is called in keys and messages. */
export function readIntentFile(
  file: string,
  content: string,
): { readonly intents: Intent[]; readonly issues: readonly Issue[] } {
  const document = parsed(content);
  if (typeof document === "string") return { intents: [], issues: [issue(file, document)] };
  const list = document.intents;
  if (!Array.isArray(list) || list.length === 0) {
    const reason = `must have "intents:", a list with an intent at least, got ${shown(list)}`;
    return { intents: [], issues: [issue(file, reason)] };
  }
  const issues = [
    ...Object.keys(document)
      .filter((key) => key !== "intents")
      .map((key) => issue(key, `must not be there: ${file} has "intents:" and nothing else`)),
    ...list.flatMap((one: unknown, index) => refused(one, `intents[${index}]`)),
    ...twice(list),
  ];
  if (issues.length > 0) return { intents: [], issues };
  const intents = (list as Record<string, unknown>[]).map((fields, index) => {
    const name = typeof fields.name === "string" ? fields.name : String(index + 1);
    return intentOf(`${file}#${name}`, name, { ...fields, ports: portsOf(fields) });
  });
  return { intents, issues: [] };
}

const issue = (propertyPath: string, reason: string): Issue => ({ propertyPath, reason });

function parsed(content: string): Record<string, unknown> | string {
  try {
    const document: unknown = parse(content);
    return typeof document === "object" && document !== null && !Array.isArray(document)
      ? (document as Record<string, unknown>)
      : `must have "intents:", a list, got ${shown(document)}`;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return `must be YAML or JSON: ${reason ?? ""}`;
  }
}

function refused(one: unknown, path: string): Issue[] {
  if (typeof one !== "object" || one === null || Array.isArray(one))
    return [issue(path, `must be a mapping, got ${shown(one)}`)];
  const fields = one as Record<string, unknown>;
  const reasons = Object.entries(fields).flatMap(([key, value]) => {
    const check = FIELDS[key];
    const reason =
      check === undefined ? `must be one of ${Object.keys(FIELDS).join(", ")}` : check(value);
    return reason === undefined ? [] : [issue(`${path}.${key}`, reason)];
  });
  const absent = NEEDED.filter((key) => !(key in fields)).map((key) =>
    issue(`${path}.${key}`, "must be given"),
  );
  return [...absent, ...reasons, ...together(fields, path)];
}

/** What one field asks of another. */
function together(fields: Record<string, unknown>, path: string): Issue[] {
  const issues: Issue[] = [];
  for (const side of ["source", "destination"]) {
    const chosen = fields[side];
    if (fields[`${side}VpcId`] !== undefined && typeof chosen === "string" && !spansVpcs(chosen))
      issues.push(
        issue(
          `${path}.${side}VpcId`,
          `must be left out, as only tier:, tag: and any are confined to a VPC, got "${chosen}"`,
        ),
      );
  }
  const never = fields.expect === "neverReach";
  if (never && fields.everyAvailabilityZone === false)
    issues.push(
      issue(`${path}.everyAvailabilityZone`, "must be true with neverReach: never is from nowhere"),
    );
  if (never && fields.withoutAnyAvailabilityZone === true)
    issues.push(
      issue(
        `${path}.withoutAnyAvailabilityZone`,
        "must be false with neverReach: nothing more gets through when a zone is gone",
      ),
    );
  if (portsOf(fields).length === 0)
    issues.push(
      issue(`${path}.ports`, "must be given, such as [tcp/443], unless it is neverReach"),
    );
  return issues;
}

/** As the component has it: all traffic for what is never to be reached, HTTPS for a service. */
function portsOf(fields: Record<string, unknown>): string[] {
  const given = fields.ports;
  if (Array.isArray(given))
    return given.flatMap((one: unknown) => {
      const read = typeof one === "string" ? parseTraffic(one) : undefined;
      return read?.ok === true ? [formatTraffic(read.value)] : [];
    });
  if (fields.expect === "neverReach") return ["all"];
  const to = fields.destination;
  return typeof to === "string" && to.startsWith("service:") ? ["tcp/443"] : [];
}

function twice(list: readonly unknown[]): Issue[] {
  const names = list.map((one) =>
    typeof one === "object" && one !== null && "name" in one ? one.name : undefined,
  );
  return names.flatMap((name, index) => {
    const first = name === undefined ? index : names.indexOf(name);
    return first === index
      ? []
      : [issue(`intents[${index}].name`, `must be its own, got ${shown(name)} again`)];
  });
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
