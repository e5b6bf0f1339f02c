/** Checks a registration's inputs with its provider: defaults filled in, secrets marked, failures told property by property. */
import type { Autonaming, CheckFailure, Value, ValueMap } from "../../provider";
import type { ResourceState } from "../../resourceState";
import { isProviderType, parseUrn } from "../../urn";
import { forProvider, isMap, isSecret, markSecrets } from "../../values";
import { withoutIgnoredChanges } from "./ignoredChanges";
import type { Goal } from "../goal/goal";
import type { ConfiguredProvider } from "../providers/providers";
import type { Run } from "../run";
import { seedFor } from "../seed";
import { StepError } from "../stepError";

/**
 * @param old whose inputs the provider may carry over, an autoname above all; undefined for what is made anew
 * @throws StepError where an input is refused; it has been told
 */
export async function checkInputs(
  run: Run,
  goal: Goal,
  old: ResourceState | undefined,
  configured: ConfiguredProvider | undefined,
): Promise<ValueMap> {
  const given = old === undefined ? goal.inputs : keptInputs(run, goal, old);
  if (configured?.known !== true) return given;
  const { acceptSecrets } = configured.configuration;
  const olds = forProvider(old?.inputs ?? {}, acceptSecrets);
  const news = forProvider(given, acceptSecrets);
  const { urn, type, name } = goal;
  const { inputs, failures } = isProviderType(type)
    ? await checkProvider(goal, configured, olds, news)
    : await configured.provider.check({
        ...{ urn, type, name, olds, news, randomSeed: seedFor(urn) },
        ...autonamingFor(run, urn, configured),
      });
  if (failures.length > 0) throw refused(run, goal, given, failures);
  return markSecrets(inputs, given);
}

function autonamingFor(
  run: Run,
  urn: string,
  { configuration }: ConfiguredProvider,
): { autonaming?: Autonaming } {
  const named = run.namer?.(urn, seedFor(urn));
  if (named === undefined) return {};
  if (configuration.supportsAutonaming) return { autonaming: named.autonaming };
  if (named.warns)
    run.events.diagnostic(
      "warning",
      `${parseUrn(urn).type} resource has a custom autonaming setting but the provider does not support ` +
        "autonaming configuration, consider upgrading to a newer version",
      urn,
    );
  return {};
}

/** The inputs with what `ignoreChanges` names as it was. */
function keptInputs(run: Run, { urn, inputs, ignoreChanges }: Goal, old: ResourceState): ValueMap {
  if (ignoreChanges.length === 0) return inputs;
  const kept = withoutIgnoredChanges(inputs, old.inputs, ignoreChanges);
  if (kept.invalid.length > 0)
    run.events.diagnostic(
      "info",
      `cannot ignore changes in added or removed elements of the path: "${kept.invalid.join(", ")}"`,
      urn,
    );
  return kept.inputs;
}

async function checkProvider(
  goal: Goal,
  { provider }: ConfiguredProvider,
  olds: ValueMap,
  news: ValueMap,
): Promise<{ inputs: ValueMap; failures: readonly CheckFailure[] }> {
  const { __internal: given, ...asked } = news;
  const { __internal: _before, ...known } = olds;
  const { inputs, failures } = await provider.checkConfig(goal.urn, known, asked);
  // What is the engine's own stands apart from the provider's arguments, where there is any.
  const { version, pluginDownloadUrl: url } = goal;
  if (version === "" && url === "") return { inputs, failures };
  const own: ValueMap = {
    __internal: { ...(isMap(given) && given), ...(url !== "" && { pluginDownloadURL: url }) },
  };
  return { inputs: { ...own, ...inputs, ...(version !== "" && { version }) }, failures };
}

function refused(
  run: Run,
  { urn, type, name }: Goal,
  given: ValueMap,
  failures: readonly CheckFailure[],
): StepError {
  run.gate.stop();
  const messages = failures.map(({ property, reason }) => {
    if (property === "") return `${type} resource '${name}' has a problem: ${reason}`;
    const value = given[property.split(/[.[]/)[0] ?? ""];
    return `${type} resource '${name}': property ${property}${shown(value)} has a problem: ${reason}`;
  });
  for (const message of messages) run.events.diagnostic("error", message, urn);
  return new StepError(messages.join("\n"));
}

function shown(value: Value | undefined): string {
  if (value === undefined || isSecret(value)) return "";
  return ` value {${typeof value === "string" ? value : JSON.stringify(value)}}`;
}
