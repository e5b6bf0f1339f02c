/**
 * Where a pool's pages are served: a prefix of Cognito's own domain, or a domain of one's own. Replaces as
 * internal/service/cognitoidp/user_pool_domain.go says.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html
 */
import { AwsError } from "../../errors";
import { forcesNew, output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { domainPrefixKind, userPoolDomainKind, userPoolKind } from "./entities";
import { noPool } from "./userPool";

const isOwn = (domain: string): boolean => domain.includes(".");

const prefixKey = (scope: Scope, domain: string): string =>
  isOwn(domain) ? domain : `${scope.region}/${domain}`;

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkLength(inputs, "domain", [1, 63]),
  ...checkArn(inputs, "certificateArn"),
  ...checkOneOf(inputs, "managedLoginVersion", [1, 2]),
];

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  if (before !== undefined) return;
  const domain = text(inputs, "domain") ?? "";
  const pool = text(inputs, "userPoolId") ?? "";
  const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);
  if (isOwn(domain)) {
    const certificate = text(inputs, "certificateArn");
    if (certificate === undefined)
      throw invalid("A custom domain needs a certificate of AWS Certificate Manager.");
    if (!certificate.includes(":acm:us-east-1:"))
      throw invalid(`Invalid certificate: ${certificate} is not in us-east-1`);
  } else if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(domain))
    throw invalid(`Invalid domain prefix: ${domain}`);
  else if (/aws|amazon|cognito/.test(domain))
    throw invalid(`Domain cannot contain reserved word: ${domain}`);
  const { everywhere } = scope;
  if (everywhere.get(domainPrefixKind, prefixKey(scope, domain)) !== undefined)
    throw invalid("Domain already associated with another user pool.");
  const others = scope.find(userPoolDomainKind, "pool", pool);
  if (others.some((one) => isOwn(one.id) === isOwn(domain)))
    throw invalid("User pool already has a domain configured.");
}

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const distribution = `d0000${scope.hash("user pool domain", id).slice(0, 9)}.cloudfront.net`;
  return {
    awsAccountId: scope.account,
    certificateArn: "",
    cloudfrontDistribution: distribution,
    cloudfrontDistributionArn: distribution,
    // Every distribution of CloudFront's is in this zone.
    cloudfrontDistributionZoneId: "Z2FDTNDATAQYW2",
    managedLoginVersion: 1,
    s3Bucket: `aws-cognito-prod-${scope.region}-assets`,
    userPoolId: text(inputs, "userPoolId") ?? "",
    version: "20250101000000",
  };
}

export const userPoolDomain: Model = defineResource({
  type: "aws:cognito/userPoolDomain:UserPoolDomain",
  service: "Cognito IDP",
  noun: "Cognito User Pool Domain",
  calls: {
    create: "CreateUserPoolDomain",
    update: "UpdateUserPoolDomain",
    delete: "DeleteUserPoolDomain",
  },
  kind: userPoolDomainKind,
  properties: {
    region,
    awsAccountId: output,
    certificateArn: forcesNew,
    cloudfrontDistribution: output,
    cloudfrontDistributionArn: output,
    cloudfrontDistributionZoneId: output,
    domain: requiredForcesNew,
    managedLoginVersion: { kind: "number", computed: true },
    s3Bucket: output,
    userPoolId: requiredForcesNew,
    version: output,
  },
  validate,
  references: [
    { property: "userPoolId", find: (scope, id) => scope.get(userPoolKind, id), missing: noPool },
  ],
  id: ({ inputs }) => text(inputs, "domain") ?? "",
  accept,
  fill,
  made: ({ scope }, { id }) => {
    scope.everywhere.put(domainPrefixKind, { id: prefixKey(scope, id), ambient: true });
  },
  removed: (scope, { id }) => {
    const { everywhere } = scope;
    everywhere.remove(everywhere.get(domainPrefixKind, prefixKey(scope, id)));
    return undefined;
  },
});
