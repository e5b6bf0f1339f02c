/** Managed policies, the account's and AWS's, looked up. */
import { AwsError, ProviderError } from "../../../errors";
import type { ValueMap } from "../../../protocol";
import type { Thing } from "../../../resource/spec";
import { text } from "../../../values";
import type { Scope } from "../../../world/scope";
import { policyKind, roleAttachmentKind } from "../entities";
import { isManagedPolicy, managedPolicyNamed } from "../managedPolicies";

export function getPolicy(scope: Scope, args: ValueMap): ValueMap {
  const arn = text(args, "arn");
  const name = text(args, "name");
  if ((arn === undefined) === (name === undefined))
    throw new ProviderError("one of `arn,name` must be specified, and only one");
  const own = ownPolicy(scope.global, arn ?? name ?? "");
  if (own !== undefined && isUnder(text(own.properties, "path"), args))
    return described(scope, own);
  const managed = arn === undefined ? managedPolicyNamed(name ?? "") : managedOf(arn);
  if (managed === undefined)
    throw new AwsError("NoSuchEntity", `Policy ${arn ?? name ?? ""} was not found.`);
  return describedManaged(scope, managed);
}

const ownPolicy = (scope: Scope, arnOrName: string): Thing | undefined =>
  scope.get(policyKind, arnOrName) ?? scope.find(policyKind, "name", arnOrName.toLowerCase())[0];

const isUnder = (path = "/", args: ValueMap): boolean =>
  path.startsWith(text(args, "pathPrefix") ?? "/");

function managedOf(arn: string): string | undefined {
  const [, name = ""] = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  return isManagedPolicy(name) ? name : undefined;
}

function described(scope: Scope, policy: Thing): ValueMap {
  const { id, properties, tags = {} } = policy;
  const attached = scope.global
    .referrers(policy)
    .filter((one) => one.kind === roleAttachmentKind.name);
  return {
    arn: id,
    attachmentCount: attached.length,
    description: text(properties, "description") ?? "",
    id,
    name: properties.name ?? "",
    path: text(properties, "path") ?? "/",
    policy: properties.policy ?? "",
    policyId: properties.policyId ?? "",
    tags,
  };
}

/** Without its document, which the simulated AWS does not have. */
function describedManaged(scope: Scope, pathAndName: string): ValueMap {
  const arn = `arn:${scope.partition.name}:iam::aws:policy/${pathAndName}`;
  const slash = pathAndName.lastIndexOf("/");
  return {
    arn,
    attachmentCount: 0,
    description: "",
    id: arn,
    name: pathAndName.slice(slash + 1),
    path: `/${pathAndName.slice(0, slash + 1)}`,
    policyId: `ANPA0000${scope.everywhere.hash(pathAndName).slice(0, 13).toUpperCase()}`,
    tags: {},
  };
}
