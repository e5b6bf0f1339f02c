/** A deployment, validated, planned and applied by Terraform with its AWS provider, moto being the AWS. */
import type { Configuration } from "./configuration";
import type { Difference } from "./differences";
import type { Found } from "./locate";
import { Rollout, type Applied, type Said } from "./rollout";
import { Workspace } from "./workspace";

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
    return await new Rollout(workspace, provider).run(configuration);
  } finally {
    await workspace.close();
  }
}

/** AWS's code, where AWS gave one; what the provider says, where AWS was not asked or did not answer. */
function reason({ summary, detail = "" }: Said): string {
  const whole = `${summary}\n${detail}`;
  const [, code] = /(?:api error|,) (?!RequestID|HostID)([A-Z]\w+(?:\.\w+)*):/.exec(whole) ?? [];
  if (code !== undefined) return code;
  const [, status] = /StatusCode: ([45]\d\d)/.exec(whole) ?? [];
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
