/** Whether a deployment is one that a run could go on from: what the CLI asks of one that is imported, in its words. */
import type { ResourceState } from "../resourceState";
import { isProviderType, splitProviderReference } from "../urn";
import { magicOf, type Deployment, type Snapshot } from "./checkpoint";

/** What keeps a deployment from being read at all. */
export function malformation({ resources = [] }: Deployment): string | undefined {
  for (const { urn, type, custom, id } of resources) {
    if (typeof urn !== "string" || urn === "") return "resource missing required 'urn' field";
    if (typeof type !== "string" || type === "")
      return `resource '${urn}' missing required 'type' field`;
    if (custom !== true && typeof id === "string" && id !== "")
      return `resource '${urn}' has 'custom' false but non-empty ID`;
  }
  return undefined;
}

/** The first thing that is wrong: every resource follows what it names, and no URN stands twice. */
export function integrityProblem(
  { manifest = {} }: Deployment,
  { resources }: Snapshot,
): string | undefined {
  if (manifest.magic !== magicOf(manifest.version ?? ""))
    return "magic cookie mismatch; possible tampering/corruption detected";
  const before: Known = { urns: new Set(), providers: new Set() };
  const all = new Set(resources.map(({ urn }) => urn));
  for (const resource of resources) {
    const { urn, type, id } = resource;
    if (isProviderType(type)) before.providers.add(`${urn}::${id}`);
    const problem = providerProblem(resource, before) ?? referenceProblem(resource, before, all);
    if (problem !== undefined) return problem;
    before.urns.add(urn);
  }
  return duplicate(resources);
}

interface Known {
  readonly urns: Set<string>;
  /** `<urn>::<id>`. */
  readonly providers: Set<string>;
}

function providerProblem(resource: ResourceState, { providers }: Known): string | undefined {
  const { urn, provider, pendingReplacement } = resource;
  if (provider === "" || pendingReplacement || providers.has(provider)) return undefined;
  if (splitProviderReference(provider).urn === "")
    return `failed to parse provider reference for resource ${urn}: expected '::' in provider reference '${provider}'`;
  return `resource ${urn} refers to unknown provider ${provider}`;
}

interface Reference {
  readonly to: string;
  readonly later: string;
  readonly missing: string;
}

function referenceProblem(
  resource: ResourceState,
  { urns }: Known,
  all: ReadonlySet<string>,
): string | undefined {
  const broken = referencesOf(resource).find(({ to }) => !urns.has(to));
  if (broken === undefined) return undefined;
  return all.has(broken.to) && broken.to !== resource.urn ? broken.later : broken.missing;
}

function referencesOf({ urn, ...resource }: ResourceState): Reference[] {
  const reference = (to: string, what: string): Reference => ({
    to,
    later: `resource ${urn}'s ${what} comes after it`,
    missing: `resource ${urn}'s ${what} refers to missing resource`,
  });
  const references: Reference[] = [];
  if (resource.parent !== "")
    references.push({
      to: resource.parent,
      later: `child resource ${urn}'s parent ${resource.parent} comes after it`,
      missing: `child resource ${urn} refers to missing parent ${resource.parent}`,
    });
  for (const to of resource.dependencies) references.push(reference(to, `dependency ${to}`));
  for (const [property, list] of Object.entries(resource.propertyDependencies))
    for (const to of list)
      references.push(reference(to, `property dependency ${to} (from property ${property})`));
  if (resource.deletedWith !== "") {
    const said = `resource ${urn} is specified as being deleted with ${resource.deletedWith}, which`;
    references.push({
      to: resource.deletedWith,
      later: `${said} comes after it`,
      missing: `${said} is missing`,
    });
  }
  return references;
}

/** A resource and those that it supersedes share a URN; two living ones never do. */
function duplicate(resources: readonly ResourceState[]): string | undefined {
  const living = new Set<string>();
  for (const { urn, delete: superseded } of resources) {
    if (superseded) continue;
    if (living.has(urn)) return `duplicate resource ${urn} (not marked for deletion)`;
    living.add(urn);
  }
  return undefined;
}
