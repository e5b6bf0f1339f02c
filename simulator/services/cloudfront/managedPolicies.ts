/**
 * The policies that CloudFront itself has, by name. One that a program names otherwise is not modelled.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import type { Scope } from "../../world/scope";

interface CachePolicy {
  readonly id: string;
  readonly ttls: readonly [least: number, usual: number, most: number];
}

const year = 31_536_000;
const cachePolicies: Readonly<Record<string, CachePolicy>> = {
  "Managed-CachingOptimized": {
    id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    ttls: [1, 86_400, year],
  },
  "Managed-CachingOptimizedForUncompressedObjects": {
    id: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    ttls: [1, 86_400, year],
  },
  "Managed-CachingDisabled": { id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", ttls: [0, 0, 0] },
  "Managed-Elemental-MediaPackage": {
    id: "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    ttls: [0, 86_400, year],
  },
  "Managed-Amplify": { id: "2e54312d-136d-493c-8eb9-b001f22f67d2", ttls: [2, 2, 600] },
  UseOriginCacheControlHeaders: { id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65", ttls: [0, 0, year] },
  "UseOriginCacheControlHeaders-QueryStrings": {
    id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    ttls: [0, 0, year],
  },
};

const requestPolicies: Readonly<Record<string, string>> = {
  "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
  "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  "Managed-AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
  "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
  "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
  "Managed-Elemental-MediaTailor-PersonalizedManifests": "775133bc-15f2-49f9-abea-afb2e0bf67d2",
  "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
};

/** By name or id. */
function named<T>(
  policies: Readonly<Record<string, T>>,
  args: ValueMap,
  { idOf, noun }: { readonly idOf: (one: T) => string; readonly noun: string },
): readonly [string, T] {
  const id = text(args, "id");
  const name = text(args, "name");
  const found = Object.entries(policies).find(([key, one]) =>
    id === undefined ? key === name : idOf(one) === id,
  );
  if (found === undefined)
    throw new ProviderError(
      `no matching CloudFront ${noun} Policy (${id ?? name ?? ""}); the simulated AWS knows ${Object.keys(policies).join(", ")}`,
    );
  return found;
}

const common = (scope: Scope, word: string, id: string): ValueMap => ({
  arn: `arn:${scope.partition.name}:cloudfront::aws:${word}/${id}`,
  comment: "",
  etag: "E23ZP02F085DFQ",
  id,
});

export function getCachePolicy(scope: Scope, args: ValueMap): ValueMap {
  const [name, { id, ttls }] = named(cachePolicies, args, { idOf: (one) => one.id, noun: "Cache" });
  const [minTtl, defaultTtl, maxTtl] = ttls;
  return {
    ...common(scope, "cache-policy", id),
    name,
    minTtl,
    defaultTtl,
    maxTtl,
    parametersInCacheKeyAndForwardedToOrigins: [],
  };
}

export function getOriginRequestPolicy(scope: Scope, args: ValueMap): ValueMap {
  const [name, id] = named(requestPolicies, args, { idOf: (one) => one, noun: "Origin Request" });
  return {
    ...common(scope, "origin-request-policy", id),
    name,
    cookiesConfigs: [],
    headersConfigs: [],
    queryStringsConfigs: [],
  };
}
