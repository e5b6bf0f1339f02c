/**
 * What a bucket's own resource can still set, though it is deprecated: written to the bucket as the resource types of
 * their own write it, and read from there, whoever wrote it. All of it is computed: left out, it is left alone.
 */
import type { Value, ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, isGiven, isList, isMap, maps, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkAcl } from "./access";
import { canonicalUser, websiteOf } from "./addresses";
import { aspectOf, setAspect, type Aspect } from "./entities";
import { checkBucketPolicy } from "./policy";
import { checkCors, checkEncryption } from "./settings";

/** How the two resource types for buckets name what is one block, or a list of at most one. */
export interface Names {
  readonly encryption: string;
  readonly logging: string;
  readonly versioning: string;
  readonly website: string;
  /** Whether it is a list. */
  readonly isListed: boolean;
}

const first = (inputs: ValueMap, key: string): ValueMap | undefined => {
  const value = inputs[key];
  const one = isList(value) ? value[0] : value;
  return isMap(one) ? one : undefined;
};

/** @returns the bucket with what its own inputs say set @throws AwsError */
export function withInline(scope: Scope, bucket: Thing, inputs: ValueMap, names: Names): Thing {
  let found = bucket;
  const set = (aspect: Aspect, value: ValueMap | undefined): void => {
    if (value !== undefined) found = setAspect(scope, found, aspect, value);
  };
  set("versioning", versioningFrom(first(inputs, names.versioning)));
  set("encryption", encryptionFrom(first(inputs, names.encryption)));
  set("logging", first(inputs, names.logging));
  const corsRules = maps(inputs, "corsRules");
  if (corsRules.length > 0) set("cors", { corsRules });
  const policy = text(inputs, "policy");
  if (policy !== undefined) {
    if (scope.pinned === undefined) checkBucketPolicy(scope, found, policy);
    set("policy", { policy });
  }
  return found;
}

/** @throws AwsError for what AWS refuses of it. A policy is looked at when it is set. */
export function checkInline(bucket: Thing | undefined, inputs: ValueMap, names: Names): void {
  checkCors(maps(inputs, "corsRules"));
  checkEncryption(encryptionRules(first(inputs, names.encryption)));
  if (bucket === undefined) return;
  const isNewAcl = isGiven(inputs, "acl") && inputs.acl !== bucket.properties.acl;
  const isNewGrants =
    maps(inputs, "grants").length > 0 &&
    JSON.stringify(inputs.grants) !== JSON.stringify(bucket.properties.grants);
  if (isNewAcl || isNewGrants) checkAcl(bucket, inputs);
}

function versioningFrom(given: ValueMap | undefined): ValueMap | undefined {
  if (given === undefined) return undefined;
  const status = flag(given, "enabled") === true ? "Enabled" : "Suspended";
  return { versioningConfiguration: { status } };
}

/** The rule's parts are lists in the one type, and blocks in the other. */
function encryptionRules(given: ValueMap | undefined): readonly ValueMap[] {
  const rule = given === undefined ? undefined : (first(given, "rule") ?? first(given, "rules"));
  if (rule === undefined) return [];
  const applied =
    first(rule, "applyServerSideEncryptionByDefault") ??
    first(rule, "applyServerSideEncryptionByDefaults") ??
    {};
  return [
    {
      applyServerSideEncryptionByDefault: applied,
      bucketKeyEnabled: flag(rule, "bucketKeyEnabled") ?? false,
    },
  ];
}

function encryptionFrom(given: ValueMap | undefined): ValueMap | undefined {
  return given === undefined ? undefined : { rules: encryptionRules(given) };
}

/** What AWS answers of a bucket. */
export function shownInline(scope: Scope, bucket: Thing, names: Names): ValueMap {
  const listed = (value: ValueMap): Value => (names.isListed ? [value] : value);
  const logging = aspectOf(bucket, "logging");
  const website = first(bucket.properties, names.website);
  const target = logging === undefined ? undefined : pickTarget(logging);
  return {
    corsRules: maps(aspectOf(bucket, "cors") ?? {}, "corsRules").map(
      ({ id: _id, ...rule }) => rule,
    ),
    grants: grantsOf(scope, bucket),
    policy: text(aspectOf(bucket, "policy") ?? {}, "policy") ?? "",
    [names.versioning]: listed(versioningOf(bucket)),
    [names.encryption]: listed(encryptionOf(bucket, names)),
    ...(target === undefined ? {} : { [names.logging]: listed(target) }),
    ...(website === undefined ? {} : websiteOf(scope, bucket.id)),
  };
}

const pickTarget = ({ targetBucket = "", targetPrefix = "" }: ValueMap): ValueMap => ({
  targetBucket,
  targetPrefix,
});

function versioningOf(bucket: Thing): ValueMap {
  const { versioningConfiguration: given } = aspectOf(bucket, "versioning") ?? {};
  const { status, mfaDelete } = isMap(given) ? given : {};
  return { enabled: status === "Enabled", mfaDelete: mfaDelete === "Enabled" };
}

/** AWS encrypts with keys of its own where nothing is said. */
function encryptionOf(bucket: Thing, { isListed }: Names): ValueMap {
  const [rule = {}] = maps(aspectOf(bucket, "encryption") ?? {}, "rules");
  const given = first(rule, "applyServerSideEncryptionByDefault") ?? {};
  const applied = { sseAlgorithm: "AES256", kmsMasterKeyId: "", ...given };
  const bucketKeyEnabled = flag(rule, "bucketKeyEnabled") ?? false;
  return isListed
    ? { rules: [{ applyServerSideEncryptionByDefaults: [applied], bucketKeyEnabled }] }
    : { rule: { applyServerSideEncryptionByDefault: applied, bucketKeyEnabled } };
}

/** Of a private bucket: everything, to its owner. */
function grantsOf(scope: Scope, { properties }: Thing): Value {
  const given = properties.grants;
  if (isList(given) && given.length > 0) return given;
  return [
    { id: canonicalUser(scope), type: "CanonicalUser", permissions: ["FULL_CONTROL"], uri: "" },
  ];
}
