/**
 * A distribution. The provider disables it, and waits, before it deletes it; `staging` alone replaces.
 * Replaces as internal/service/cloudfront/distribution.go says (measured by planning).
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html
 */
import { AwsError } from "../../errors";
import {
  computed,
  optional,
  output,
  outputList,
  tags,
  tagsAll,
  type Model,
  type Properties,
} from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isMap, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { distributionKind, takeAliases } from "./entities";
import { accept, validate } from "./distributionRules";

const properties: Properties = {
  tags,
  tagsAll,
  aliases: { kind: "set" },
  anycastIpListId: optional,
  arn: output,
  cacheTagConfig: { kind: "block" },
  callerReference: output,
  comment: optional,
  connectionFunctionAssociation: { kind: "block" },
  continuousDeploymentPolicyId: computed,
  customErrorResponses: { kind: "blocks" },
  defaultCacheBehavior: { kind: "block", required: true },
  defaultRootObject: optional,
  domainName: output,
  enabled: { kind: "flag", required: true },
  etag: output,
  hostedZoneId: output,
  httpVersion: { default: "http2" },
  inProgressValidationBatches: { kind: "number", output: true },
  isIpv6Enabled: { kind: "flag", default: false },
  lastModifiedTime: output,
  loggingConfig: { kind: "block" },
  loggingV1Enabled: { kind: "flag", output: true },
  orderedCacheBehaviors: { kind: "list" },
  originGroups: { kind: "blocks" },
  origins: {
    kind: "blocks",
    required: true,
    within: {
      connectionAttempts: 3,
      connectionTimeout: 10,
      customOriginConfig: { originKeepaliveTimeout: 5, originReadTimeout: 30 },
    },
  },
  priceClass: { default: "PriceClass_All" },
  restrictions: { kind: "block", required: true },
  retainOnDelete: { kind: "flag", default: false, local: true },
  staging: { kind: "flag", default: false, replaces: true },
  status: output,
  trustedKeyGroups: outputList,
  trustedSigners: outputList,
  viewerCertificate: {
    kind: "block",
    required: true,
    within: { minimumProtocolVersion: "TLSv1" },
  },
  viewerMtlsConfig: { kind: "block" },
  waitForDeployment: { kind: "flag", default: true, local: true },
  webAclId: optional,
};

function fill({ scope, urn }: Wanted, id: string): ValueMap {
  const hash = scope.hash("distribution", id);
  return {
    arn: `arn:${scope.partition.name}:cloudfront::${scope.account}:distribution/${id}`,
    callerReference: `simulated-${scope.hash("caller reference", urn).slice(0, 16)}`,
    continuousDeploymentPolicyId: "",
    domainName: `d00000${hash.slice(0, 8)}.cloudfront.net`,
    hostedZoneId: "Z2FDTNDATAQYW2",
    inProgressValidationBatches: 0,
    status: "Deployed",
    trustedKeyGroups: [{ enabled: false, items: [] }],
    trustedSigners: [{ enabled: false, items: [] }],
    ...stamp(scope, id, 0),
  };
}

/** Another at every change. */
function stamp(scope: Scope, id: string, life: number): ValueMap {
  const hash = scope.hash("distribution version", id, life);
  return { life, etag: `E${hash.slice(0, 13).toUpperCase()}`, lastModifiedTime: dateFrom(hash) };
}

function changed({ scope }: Wanted, thing: Thing): void {
  const { life } = thing.properties;
  const next = stamp(scope, thing.id, (typeof life === "number" ? life : 0) + 1);
  scope.put(distributionKind, { ...thing, properties: { ...thing.properties, ...next } });
  takeAliases(scope, thing.id, texts(thing.properties, "aliases"));
}

/** One that is to be kept is disabled, and stays. */
function removed(scope: Scope, thing: Thing, known: ValueMap): Thing | undefined {
  if (flag(known, "retainOnDelete") === true)
    return { ...thing, properties: { ...thing.properties, enabled: false } };
  takeAliases(scope, thing.id, []);
  return undefined;
}

export const distribution: Model = defineResource({
  type: "aws:cloudfront/distribution:Distribution",
  service: "CloudFront",
  noun: "CloudFront Distribution",
  calls: {
    create: "CreateDistributionWithTags",
    update: "UpdateDistribution",
    delete: "DeleteDistribution",
  },
  global: true,
  kind: distributionKind,
  properties,
  validate,
  otherCalls: (action) => (action === "delete" ? ["UpdateDistribution"] : []),
  id: ({ scope, urn }) =>
    scope.pinned?.id ?? `E00000${scope.newLife("distribution", urn).slice(0, 8).toUpperCase()}`,
  accept,
  fill,
  made: ({ scope }, thing) => takeAliases(scope, thing.id, texts(thing.properties, "aliases")),
  changed,
  show: (_scope, { properties: held }) => ({ loggingV1Enabled: isMap(held.loggingConfig) }),
  gone: (id) => new AwsError("NoSuchDistribution", `The distribution ${id} does not exist.`),
  removed,
});
