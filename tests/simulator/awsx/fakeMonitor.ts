/** A monitor that makes nothing, answers by rule, and notes what it was asked: for both the published awsx and ours. */
import type {
  ConstructResult,
  Declined,
  Dependencies,
  Monitor,
  Registration,
  ValueMap,
} from "../../../simulator/protocol";
import { existing } from "./cases/asking";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What is compared of a registration: what it says, but for the version of the default provider. */
type Noted = Omit<Registration, "version">;

export class FakeMonitor implements Monitor {
  readonly registrations: Noted[] = [];
  readonly versions = new Set<string>();
  readonly finished: string[] = [];
  private readonly made = new Map<string, ValueMap>(Object.entries(existing));

  constructor(private readonly dryRun: boolean) {}

  register(registration: Registration) {
    const { version, ...noted } = registration;
    const { type, name, custom, parent, inputs } = noted;
    this.registrations.push(noted);
    if (custom) this.versions.add(version);
    const urn = urnIn(parent, type, name);
    if (!custom) return Promise.resolve({ urn, id: "", properties: {} });
    const properties = {
      name: `${name}-1234567`,
      arn: this.dryRun ? unknown : `arn:${type}:${name}`,
      ...inputs,
    };
    this.made.set(urn, properties);
    return Promise.resolve({ urn, id: this.dryRun ? "" : `${name}-id`, properties });
  }

  registerOutputs(urn: string) {
    this.finished.push(urn);
    return Promise.resolve();
  }

  invoke(token: string, args: ValueMap) {
    const result = this.answer(token, args);
    return Promise.resolve({ result, failures: [] });
  }

  private resource(urn: string): ValueMap {
    return { urn, id: `${urn.split("::").at(-1) ?? ""}-id`, state: this.made.get(urn) ?? {} };
  }

  private answer(token: string, args: ValueMap): ValueMap {
    switch (token) {
      case "pulumi:pulumi:getResource":
        return this.resource(args.urn as string);
      case "aws:ec2/getSubnet:getSubnet":
        return { id: args.id ?? "", vpcId: `vpc-of-${JSON.stringify(args.id)}` };
      case "aws:index/getRegion:getRegion":
        return { id: "eu-west-1", name: "eu-west-1", region: "eu-west-1" };
      case "aws:index/getCallerIdentity:getCallerIdentity":
        return { accountId: "123456789012", arn: "a", id: "i", userId: "u" };
      default:
        throw new Error(`nobody answers ${token}`);
    }
  }
}

function urnIn(parent: string, type: string, name: string): string {
  const above = parent.split("::")[2] ?? "";
  const prefix = above === "" || above === "pulumi:pulumi:Stack" ? "" : `${above}$`;
  return `urn:pulumi:dev::app::${prefix}${type}::${name}`;
}

/** What a component was made of, without what says nothing; or that it was refused. */
export async function recorded(
  monitor: FakeMonitor,
  construction: Promise<ConstructResult | Declined>,
): Promise<unknown> {
  let result;
  try {
    result = await construction;
  } catch {
    return { refused: true };
  }
  if ("declined" in result) throw new Error(`declined: ${result.declined}`);
  const key = ({ parent, type, name }: Noted): string => `${parent} ${type} ${name}`;
  const { urn, state, stateDependencies } = result;
  const registrations = [...monitor.registrations]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ inputs, dependencies, propertyDependencies, ...rest }) => ({
      ...(telling(rest) as object),
      inputs,
      dependencies: sorted(dependencies),
      propertyDependencies: sortedLists(propertyDependencies),
    }));
  const whole = { urn, registrations, state, stateDependencies: sortedLists(stateDependencies) };
  return JSON.parse(JSON.stringify(whole).replaceAll("urn:pulumi:dev::app::", ""));
}

function sorted(urns: readonly string[]): readonly string[] {
  return [...new Set(urns)].sort();
}

function sortedLists(lists: Dependencies): Dependencies {
  const entries = Object.entries(lists).filter(([, urns]) => urns.length > 0);
  return Object.fromEntries(entries.map(([key, urns]) => [key, sorted(urns)]));
}

/** Without what is empty. */
function telling(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  if (typeof value !== "object" || value === null) return value === "" ? undefined : value;
  const entries = Object.entries(value)
    .map(([key, one]) => [key, telling(one)] as const)
    .filter(([, one]) => one !== undefined && one !== false);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
