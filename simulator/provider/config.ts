/** A provider resource's arguments: which account and region it means. Most arrive as JSON in a string. */
import { ProviderError } from "../errors";
import type { CheckFailure, Value, ValueMap } from "../protocol";
import { findRegion, regionNames } from "../regions";
import { containsUnknown, isList, isMap, tagsOf, text, texts, type Tags } from "../values";
import { accountFor, parseUrn } from "../world/identity";

export interface Configuration {
  readonly account: string;
  /** Undefined while it is not known yet. */
  readonly region: string | undefined;
  readonly defaultTags: Tags;
}

/** Arguments that are text, and so are not JSON. */
const plain = new Set([
  "accessKey",
  "customCaBundle",
  "ec2MetadataServiceEndpoint",
  "ec2MetadataServiceEndpointMode",
  "httpProxy",
  "httpsProxy",
  "noProxy",
  "profile",
  "region",
  "retryMode",
  "s3UsEast1RegionalEndpoint",
  "secretKey",
  "stsRegion",
  "tagPolicyCompliance",
  "token",
  "version",
]);

export function decodeConfig(inputs: ValueMap): ValueMap {
  const decoded: Record<string, Value> = {};
  for (const [key, value] of Object.entries(inputs)) {
    if (key.startsWith("__")) continue;
    decoded[key] = plain.has(key) || typeof value !== "string" ? value : decode(value);
  }
  return decoded;
}

function decode(value: string): Value {
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

export function checkRegion(inputs: ValueMap): CheckFailure[] {
  const region = text(inputs, "region");
  if (region === undefined || findRegion(region) !== undefined) return [];
  return [
    {
      property: "region",
      reason: `the simulated AWS has no region ${JSON.stringify(region)}: it has ${regionNames.join(", ")}`,
    },
  ];
}

interface Sources {
  readonly urn: string;
  readonly seed: string;
  /** Of stacks whose provider names none. */
  readonly account: string | undefined;
  /** Of this provider, from what was taken over. */
  readonly primed?: string | undefined;
}

export function readConfig(inputs: ValueMap, sources: Sources): Configuration {
  const config = decodeConfig(inputs);
  const [failure] = checkRegion(config);
  if (failure !== undefined) throw new ProviderError(failure.reason);
  if (config.region === undefined)
    throw new ProviderError(
      "no region: set one with `pulumi config set aws:region us-east-1`, or AWS_REGION",
    );
  const account = chooseAccount(config, sources);
  const allowed = accountIds(config, "allowedAccountIds");
  const forbidden = accountIds(config, "forbiddenAccountIds");
  if (allowed.length > 0 && forbidden.length > 0)
    throw new ProviderError(`"allowed_account_ids": conflicts with forbidden_account_ids`);
  if ((allowed.length > 0 && !allowed.includes(account)) || forbidden.includes(account))
    throw new ProviderError(`AWS account ID not allowed: ${account}`);
  const defaults = config.defaultTags;
  return {
    account,
    region: text(config, "region"),
    defaultTags: isMap(defaults) ? tagsOf(defaults, "tags") : {},
  };
}

/** The role's account, else one that is allowed, else the profile's, else the world's, else the stack's own. */
function chooseAccount(config: ValueMap, { urn, seed, account, primed }: Sources): string {
  const assumed = roleAccount(config.assumeRoles) ?? roleAccount(config.assumeRoleWithWebIdentity);
  if (assumed !== undefined) return assumed;
  const allowed = accountIds(config, "allowedAccountIds");
  if (primed !== undefined && (allowed.length === 0 || allowed.includes(primed))) return primed;
  if (account !== undefined && (allowed.length === 0 || allowed.includes(account))) return account;
  if (allowed[0] !== undefined) return allowed[0];
  const profile = text(config, "profile");
  if (profile !== undefined) return accountFor(seed, `profile:${profile}`);
  const { project, stack } = parseUrn(urn);
  return accountFor(seed, `${project}/${stack}`);
}

/** Of the last role of the chain: that is whose credentials are used. */
function roleAccount(value: Value | undefined): string | undefined {
  const roles = isList(value) ? value : value === undefined ? [] : [value];
  const last = roles.filter(isMap).at(-1);
  const arn = last === undefined ? undefined : text(last, "roleArn");
  return /^arn:[^:]+:iam::(\d{12}):role\//.exec(arn ?? "")?.[1];
}

function accountIds(config: ValueMap, key: string): readonly string[] {
  return containsUnknown(config[key]) ? [] : texts(config, key);
}
