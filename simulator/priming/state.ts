/** A stack's resources as a deployment has them (`pulumi stack export`), as far as the simulated AWS takes them over. */
import type { ValueMap } from "../protocol";
import { isMap, tagsOf, text, type Tags } from "../values";

/** A resource of a deployment. Values are plain: secrets are opened before. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly inputs?: ValueMap;
  readonly outputs?: ValueMap;
  /** `<urn>::<id>` of its provider. */
  readonly provider?: string;
}

export interface StatePlace {
  readonly account: string;
  /** The provider's, where the resource has none. */
  readonly region: string;
}

export const isAws = ({ type, custom }: StateResource): boolean =>
  custom === true && type.startsWith("aws:");

export const providerUrn = ({ provider = "" }: StateResource): string =>
  provider.slice(0, provider.lastIndexOf("::"));

/** What an ARN among the outputs, or the owner, says of the account; what the region says of itself, or an ARN. */
export function placeIn({ inputs = {}, outputs = {} }: StateResource): Partial<StatePlace> {
  const arn = Object.values(outputs)
    .map(arnParts)
    .find((parts) => parts !== undefined);
  const account = text(outputs, "ownerId") ?? arn?.account;
  const region = text(outputs, "region") ?? text(inputs, "region") ?? arn?.region;
  return {
    ...(account === undefined || !/^\d{12}$/.test(account) ? {} : { account }),
    ...(region === undefined || region === "" ? {} : { region }),
  };
}

function arnParts(value: unknown): { account: string; region: string } | undefined {
  const found = /^arn:[\w-]+:[\w-]*:([\w-]*):(\d{12}):/.exec(
    typeof value === "string" ? value : "",
  );
  return found === null ? undefined : { region: found[1] ?? "", account: found[2] ?? "" };
}

/** Tags as AWS has them: the provider's defaults among them. */
export function tagsIn(outputs: ValueMap): Tags {
  const all = isMap(outputs.tagsAll) ? outputs.tagsAll : outputs.tags;
  const entries = Object.entries(isMap(all) ? all : {}).filter(([key]) => !key.startsWith("__"));
  return tagsOf({ all: Object.fromEntries(entries) }, "all");
}
