/** Buckets, and what ACLs call an account, looked up. */
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { addressesOf, canonicalUser } from "./addresses";
import { needBucket } from "./entities";

export function getBucket(scope: Scope, args: ValueMap): ValueMap {
  const { id } = needBucket(scope, text(args, "bucket") ?? "");
  return {
    ...addressesOf(scope, id),
    bucket: id,
    id,
    region: scope.region,
    websiteDomain: "",
    websiteEndpoint: "",
  };
}

export function getCanonicalUserId(scope: Scope): ValueMap {
  return { displayName: "simulated", id: canonicalUser(scope) };
}
