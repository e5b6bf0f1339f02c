/** `aws.iam.getPolicyDocument`: statements to JSON, without any call to AWS, as the provider writes it. */
import { crc32 } from "node:zlib";
import { ProviderError } from "../../../errors";
import type { Value, ValueMap } from "../../../protocol";
import type { Scope } from "../../../world/scope";
import { maps, text, texts } from "../../../values";

export function getPolicyDocument(_scope: Scope, args: ValueMap): ValueMap {
  for (const key of ["overrideJson", "overridePolicyDocuments", "sourceJson"])
    if (args[key] !== undefined)
      throw new ProviderError(`the simulated AWS does not merge policy documents (${key}) yet`);
  const sources = texts(args, "sourcePolicyDocuments").flatMap(statementsOf);
  const document: Record<string, Value> = { Version: text(args, "version") ?? "2012-10-17" };
  const policyId = text(args, "policyId");
  if (policyId !== undefined) document.Id = policyId;
  document.Statement = [...sources, ...maps(args, "statements").map(statement)];
  const json = JSON.stringify(document, undefined, 2);
  return {
    ...args,
    id: crc32(json).toString(),
    json,
    minifiedJson: JSON.stringify(document),
    version: document.Version ?? "",
  };
}

function statementsOf(json: string): Value[] {
  const { Statement: found } = JSON.parse(json) as { Statement?: Value | Value[] };
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

function statement(given: ValueMap): ValueMap {
  const result: Record<string, Value> = {};
  const sid = text(given, "sid");
  if (sid !== undefined) result.Sid = sid;
  result.Effect = text(given, "effect") ?? "Allow";
  const set = (name: string, value: Value | undefined): void => {
    if (value !== undefined) result[name] = value;
  };
  set("Action", oneOrMore(texts(given, "actions")));
  set("NotAction", oneOrMore(texts(given, "notActions")));
  set("Resource", oneOrMore(texts(given, "resources")));
  set("NotResource", oneOrMore(texts(given, "notResources")));
  set("Principal", principals(maps(given, "principals")));
  set("NotPrincipal", principals(maps(given, "notPrincipals")));
  set("Condition", conditions(maps(given, "conditions")));
  return result;
}

/** One alone is no list; more are sorted, the last first, as the provider does. */
function oneOrMore(values: readonly string[]): Value | undefined {
  if (values.length === 0) return undefined;
  return values.length === 1 ? values[0] : [...values].sort().reverse();
}

function principals(given: readonly ValueMap[]): Value | undefined {
  if (given.length === 0) return undefined;
  const byType: Record<string, string[]> = {};
  for (const one of given)
    (byType[text(one, "type") ?? ""] ??= []).push(...texts(one, "identifiers"));
  const all = byType["*"];
  if (all !== undefined) return "*";
  return Object.fromEntries(
    Object.entries(byType).map(([type, values]) => [type, oneOrMore(values) ?? []]),
  );
}

function conditions(given: readonly ValueMap[]): Value | undefined {
  if (given.length === 0) return undefined;
  const result: Record<string, Record<string, Value>> = {};
  for (const one of given) {
    const test = (result[text(one, "test") ?? ""] ??= {});
    test[text(one, "variable") ?? ""] = oneOrMore(texts(one, "values")) ?? [];
  }
  return result;
}
