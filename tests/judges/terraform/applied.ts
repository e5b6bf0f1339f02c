/** A deployment, validated, planned and applied by Terraform with its AWS provider, moto being the AWS. */
import { asTheyStand, unordered, without, type Configuration } from "./configuration";
import type { Difference } from "./differences";
import type { Found } from "./locate";
import { Workspace, type Run } from "./workspace";

interface Message {
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
  readonly hook?: { readonly resource: { readonly addr: string } };
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly snippet?: { readonly context?: string };
}

interface Said extends Pick<Diagnostic, "summary" | "detail"> {
  /** Of the resource that it is about. */
  readonly address: string;
}

export interface Applied {
  /** Terraform's addresses. */
  readonly made: ReadonlySet<string>;
  readonly errors: readonly Said[];
}

const terms = {
  access_key: "simulated",
  secret_key: "simulated",
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
  s3_use_path_style: true,
  // What moto lacks, it answers with an error that says to try again.
  max_retries: 1,
};

/** One provider for the region, and one by its name for each other. */
function providers(configuration: Configuration, region: string): Record<string, unknown> {
  const others = new Set(
    [...configuration.addresses.values()].flatMap(({ inputs }) =>
      typeof inputs.region === "string" && inputs.region !== region ? [inputs.region] : [],
    ),
  );
  const aliased = [...others].map((other) => ({ ...terms, region: other, alias: other }));
  return { aws: [{ ...terms, region }, ...aliased] };
}

/** @param endpoint of moto */
export async function apply(
  found: Found,
  configuration: Configuration,
  { endpoint, region }: { readonly endpoint: string; readonly region: string },
): Promise<Applied> {
  const workspace = await Workspace.open(found, { AWS_ENDPOINT_URL: endpoint });
  try {
    const provider = providers(configuration, region);
    await workspace.init({ provider, resource: configuration.resource });
    const files = JSON.stringify(configuration.resource).match(/pulumi-asset-\w+/g) ?? [];
    for (const name of new Set(files)) await workspace.archive(name);
    return await inGoes(workspace, configuration, provider);
  } finally {
    await workspace.close();
  }
}

/**
 * Goes on until nothing is left to try: what only waited for something that failed is not held up by it in the next go.
 * What failed after it was made stands, for those that refer to it; what was not made is left out with them.
 */
async function inGoes(
  workspace: Workspace,
  configuration: Configuration,
  provider: Readonly<Record<string, unknown>>,
): Promise<Applied> {
  const all = { made: new Set<string>(), errors: [] as Said[] };
  for (let rest = configuration; ;) {
    const plan = await planned(workspace, rest, provider);
    const go = await made(workspace);
    for (const one of go.made) all.made.add(one);
    all.errors.push(...plan.refused, ...go.errors);
    if (go.errors.length === 0) return all;
    const failed = go.errors.map(({ address }) => address);
    const standing = await workspace.standing();
    for (const one of failed) if (standing.has(one)) await workspace.untaint(one);
    const gone = new Set(failed.filter((one) => !standing.has(one)));
    rest = asTheyStand(without(unordered(plan.rest), gone), standing);
    await workspace.write({ provider, resource: rest.resource });
  }
}

async function made(workspace: Workspace): Promise<Applied> {
  const run = await workspace.run("apply", "-json", "-parallelism=30", "plan");
  expectAlive(run);
  const said = messages(run);
  const addresses = said.flatMap(({ type, hook }) =>
    type === "apply_complete" && hook !== undefined ? [hook.resource.addr] : [],
  );
  return { made: new Set(addresses), errors: errorsOf(said) };
}

/** The provider is one process for all: where it ends, what it was busy with is not judged. @throws with where it ended */
function expectAlive({ stdout, stderr }: Run): void {
  if (!stdout.includes("Plugin did not respond")) return;
  const [at = "at a place that it does not name"] =
    /internal\/service\/\w+\.\w+/.exec(stderr) ?? [];
  throw new Error(`the provider crashed in ${at}: list the type as one that does`);
}

/** Plans all that can be planned, and answers why the rest cannot: one resource that is refused stops a whole plan. */
async function planned(
  workspace: Workspace,
  configuration: Configuration,
  provider: Readonly<Record<string, unknown>>,
): Promise<{ readonly refused: readonly Said[]; readonly rest: Configuration }> {
  const refused: Said[] = [];
  for (let rest = configuration; ;) {
    const run = await workspace.run("plan", "-json", "-refresh=false", "-out=plan");
    const errors = errorsOf(messages(run));
    if (errors.length === 0 && run.code === 0) return { refused, rest };
    if (errors.length === 0) throw new Error(`terraform plan: ${run.stderr}${run.stdout}`);
    refused.push(...errors);
    rest = without(rest, new Set(errors.map(({ address }) => address)));
    await workspace.write({ provider, resource: rest.resource });
  }
}

const messages = ({ stdout }: Run): Message[] =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Message);

/** Terraform names the resource of an error in one place or another. @throws for one that is about none */
const errorsOf = (all: readonly Message[]): Said[] =>
  all.flatMap(({ diagnostic }) => {
    if (diagnostic?.severity !== "error") return [];
    const { summary, detail, snippet } = diagnostic;
    const address = diagnostic.address ?? snippet?.context?.replace(/^resource\./, "");
    if (address === undefined) throw new Error(`terraform: ${summary}: ${detail ?? ""}`);
    return [{ summary, detail, address }];
  });

/** AWS's code, where AWS gave one; what the provider says, where AWS was not asked or did not answer. */
function reason({ summary, detail = "" }: Said): string {
  const [, code] = /(?:api error|,) (?!RequestID|HostID)([A-Z]\w+(?:\.\w+)*):/.exec(summary) ?? [];
  if (code !== undefined) return code;
  const [, status] = /StatusCode: ([45]\d\d)/.exec(summary) ?? [];
  if (status !== undefined) return `HTTP ${status}`;
  return summary.split("\n")[0]!.split(": ").at(-1)!.trim() || detail;
}

/** What the real provider could not make of what the simulated AWS made. */
export function refusedOf(
  { addresses }: Configuration,
  { made, errors }: Applied,
): readonly Difference[] {
  const failed = errors.map((said): Difference => {
    const type = addresses.get(said.address)?.type ?? said.address;
    const theirs = reason(said);
    return { type, what: "create", ours: "makes it", theirs, said: said.summary };
  });
  const reached = new Set(
    [...made, ...errors.map(({ address }) => address)].map((one) => addresses.get(one)?.type),
  );
  const types = new Set([...addresses.values()].map(({ type }) => type));
  const unreached = [...types].flatMap((type): Difference[] =>
    reached.has(type)
      ? []
      : [{ type, what: "create", ours: "makes it", theirs: "does not come to it" }],
  );
  const byRow = new Map([...failed, ...unreached].map((one) => [`${one.type} ${one.theirs}`, one]));
  return [...byRow.values()];
}
