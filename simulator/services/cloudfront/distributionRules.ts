/** What the provider refuses of a distribution at preview, and CloudFront when it is asked. */
import { AwsError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkArn, checkLength } from "../../resource/checks";
import type { Thing, Wanted } from "../../resource/spec";
import { isGiven, isMap, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { acceptCertificate } from "./certificate";
import { accessControlKind, ownerOf } from "./entities";

export function validate(inputs: ValueMap): readonly CheckFailure[] {
  const geo = blockOf(blockOf(inputs, "restrictions"), "geoRestriction");
  return [
    ...checkOneOf(inputs, "priceClass", [
      "PriceClass_100",
      "PriceClass_200",
      "PriceClass_All",
      "None",
    ]),
    ...checkLength(inputs, "comment", [0, 128]),
    ...checkOneOf(inputs, "httpVersion", ["http1.1", "http2", "http3", "http2and3"]),
    ...checkOneOf(geo, "restrictionType", ["blacklist", "whitelist", "none"]),
    ...checkArn(blockOf(inputs, "viewerCertificate"), "acmCertificateArn"),
    ...behaviours(inputs).flatMap((one) =>
      checkOneOf(one, "viewerProtocolPolicy", ["allow-all", "https-only", "redirect-to-https"]),
    ),
    ...(Array.isArray(inputs.origins) && inputs.origins.length === 0
      ? [{ property: "origins", reason: 'At least 1 "origin" blocks are required.' }]
      : []),
  ];
}

const behaviours = (inputs: ValueMap): readonly ValueMap[] => [
  ...(isMap(inputs.defaultCacheBehavior) ? [inputs.defaultCacheBehavior] : []),
  ...maps(inputs, "orderedCacheBehaviors"),
];

const bad = (message: string): AwsError => new AwsError("InvalidArgument", message);

export function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  acceptOrigins(scope, inputs);
  const targets = [...maps(inputs, "origins"), ...maps(inputs, "originGroups")].map((one) =>
    text(one, "originId"),
  );
  for (const one of behaviours(inputs)) acceptBehaviour(one, targets);
  acceptGeography(blockOf(blockOf(inputs, "restrictions"), "geoRestriction"));
  acceptCertificate(scope, inputs);
  for (const alias of texts(inputs, "aliases")) {
    const owner = ownerOf(scope, alias);
    if (owner !== undefined && owner !== before?.id)
      throw new AwsError(
        "CNAMEAlreadyExists",
        `One or more of the CNAMEs you provided are already associated with a different resource: ${alias}.`,
      );
  }
  const acl = text(inputs, "webAclId");
  if (acl?.startsWith("arn:") === true && !/:wafv2:us-east-1:\d+:global\/webacl\//.test(acl))
    throw new AwsError(
      "InvalidWebACLId",
      `Web ACL is not accessible by the requester: ${acl} is not of scope CLOUDFRONT, in us-east-1.`,
    );
}

function acceptOrigins(scope: Scope, inputs: ValueMap): void {
  const origins = maps(inputs, "origins");
  const ids = origins.map((one) => text(one, "originId") ?? "");
  if (new Set(ids).size < ids.length)
    throw bad(`The ids of origins must be different: ${ids.join(", ")}.`);
  for (const origin of origins) {
    const domain = text(origin, "domainName") ?? "";
    if (!/^[\w-]+(\.[\w-]+)+$/.test(domain))
      throw bad(`The parameter origin name must be a domain name: ${domain}.`);
    if (!isReachable(origin, domain))
      throw bad("The parameter Origin DomainName does not refer to a valid S3 bucket.");
    const control = text(origin, "originAccessControlId");
    if (control !== undefined && scope.get(accessControlKind, control) === undefined)
      throw new AwsError(
        "InvalidOriginAccessControl",
        `The origin access control ${control} does not exist.`,
      );
  }
  for (const group of maps(inputs, "originGroups"))
    for (const member of maps(group, "members"))
      if (!ids.includes(text(member, "originId") ?? "")) throw noSuchOrigin();
}

/** What does not say how it is reached is taken for a bucket, by the provider as by AWS. */
const isReachable = (origin: ValueMap, domain: string): boolean =>
  isMap(origin.customOriginConfig) ||
  isMap(origin.vpcOriginConfig) ||
  /^[\w.-]+\.s3([.-](?!website)[\w-]+)*\.amazonaws\.com(\.cn)?$/.test(domain);

const noSuchOrigin = (): AwsError =>
  new AwsError("NoSuchOrigin", "One or more of your origins or origin groups do not exist.");

const methodSets = ["GET,HEAD", "GET,HEAD,OPTIONS", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"];

function acceptBehaviour(one: ValueMap, targets: readonly (string | undefined)[]): void {
  if (!targets.includes(text(one, "targetOriginId"))) throw noSuchOrigin();
  const hasPolicy = isGiven(one, "cachePolicyId");
  if (hasPolicy && isMap(one.forwardedValues))
    throw bad(
      "The parameter ForwardedValues cannot be used when a cache policy is associated to the cache behavior.",
    );
  if (!hasPolicy && !isMap(one.forwardedValues))
    throw bad("The parameter ForwardedValues is required, where there is no cache policy.");
  const allowed = [...texts(one, "allowedMethods")].sort().join(",");
  if (!methodSets.includes(allowed))
    throw bad(
      `The parameter AllowedMethods contains ${allowed}: it is one of ${methodSets.join("; ")}.`,
    );
}

function acceptGeography(geo: ValueMap): void {
  const isNone = (text(geo, "restrictionType") ?? "none") === "none";
  if (isNone === texts(geo, "locations").length > 0)
    throw new AwsError(
      "InvalidGeoRestrictionParameter",
      isNone
        ? "A restriction of type none has no locations."
        : "A geographic restriction needs locations.",
    );
}
