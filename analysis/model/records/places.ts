/** Where a resource stands: account and region, by itself, by an ARN, by its provider. */
import { asList, asText, valueAt } from "./propertyValues";
import { text } from "./properties";
import type { ResourceRecord } from "./resourceRecord";

export interface Place {
  readonly account?: string;
  readonly region?: string;
}

const arnOf = (value: string | undefined): Place => {
  const found = /^arn:[\w-]+:[\w-]*:([\w-]*):(\d{12}):/.exec(value ?? "");
  return { region: asText(found?.[1]), account: found?.[2] };
};

/** @param provider the resource's, where it is among those given */
export function placeOf(record: ResourceRecord, provider: ResourceRecord | undefined): Place {
  const arn = arnOf(text(record, "arn"));
  const configured = provider === undefined ? {} : configuredPlace(provider);
  return {
    account: text(record, "ownerId") ?? arn.account ?? configured.account,
    region: text(record, "region") ?? arn.region ?? configured.region,
  };
}

/** A provider's own settings are texts; lists among them are JSON. */
function configuredPlace(provider: ResourceRecord): Place {
  const [account, ...others] = settings(provider, "allowedAccountIds");
  const [role] = settings(provider, "assumeRoles");
  const assumed = arnIn(role);
  return {
    account: assumed.account ?? (others.length === 0 ? asText(account) : undefined),
    region: text(provider, "region"),
  };
}

function arnIn(role: unknown): Place {
  const found = /arn:[\w-]+:iam::(\d{12}):role/.exec(JSON.stringify(role ?? ""));
  return { account: found?.[1] };
}

function settings(provider: ResourceRecord, key: string): readonly unknown[] {
  const value = valueAt(provider.inputs, key) ?? valueAt(provider.outputs, key);
  if (typeof value !== "string" || !value.startsWith("[")) return asList(value);
  try {
    return asList(JSON.parse(value) as unknown);
  } catch {
    return [];
  }
}
