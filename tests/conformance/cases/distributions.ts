/** Distributions, and how they sign what they ask of an origin. */
import {
  casesOf,
  id,
  ref,
  remove,
  type Argument,
  type Arguments,
  type Case,
  type Step,
} from "../case";
import { cloudFrontApi, pages } from "../pages";
import * as aws from "../resources";

const origin: Readonly<Record<string, Argument>> = {
  originId: "site",
  domainName: "site.example.com",
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
};

const behaviour: Readonly<Record<string, Argument>> = {
  targetOriginId: "site",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  // Amazon's CachingOptimized.
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
};

const distribution = (args: Arguments = {}, name = "distribution"): Step =>
  aws.distribution(name, {
    enabled: true,
    origins: [origin],
    defaultCacheBehavior: behaviour,
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...args,
  });

const serving = (changes: Readonly<Record<string, Argument>>): Step =>
  distribution({ defaultCacheBehavior: { ...behaviour, ...changes } });

const within = (restrictionType: string, locations: readonly string[]): Step =>
  distribution({ restrictions: { geoRestriction: { restrictionType, locations } } });

const control = (name = "control", args: Arguments = {}): Step =>
  aws.originAccessControl(name, {
    name: "site",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
    ...args,
  });

const signed = (originAccessControlId: Argument): Step =>
  distribution({
    origins: [
      {
        originId: "site",
        domainName: "site.s3.us-east-1.amazonaws.com",
        originAccessControlId,
      },
    ],
  });

export const distributionCases: readonly Case[] = [
  ...casesOf(cloudFrontApi("CreateDistribution"), [
    ["a distribution", [], distribution(), "accepted"],
    [
      "a distribution whose behaviour names no origin of it",
      [],
      serving({ targetOriginId: "other" }),
      "NoSuchOrigin",
    ],
    [
      "a distribution of two origins of one id",
      [],
      distribution({ origins: [origin, { ...origin, domainName: "other.example.com" }] }),
      "refused",
    ],
    [
      "a distribution of an origin that is no bucket, and how to reach it not said",
      [],
      distribution({ origins: [{ ...origin, customOriginConfig: null }] }),
      "InvalidArgument",
    ],
    [
      "a distribution of a web ACL that is regional",
      [
        aws.webAcl("acl", {
          name: "app",
          scope: "REGIONAL",
          defaultAction: { allow: {} },
          visibilityConfig: {
            cloudwatchMetricsEnabled: true,
            metricName: "app",
            sampledRequestsEnabled: true,
          },
        }),
      ],
      distribution({ webAclId: ref("acl.arn") }),
      "InvalidWebACLId",
    ],
    ["deleting a distribution", [distribution()], remove("distribution"), "accepted"],
  ]),
  ...casesOf(cloudFrontApi("DistributionConfig"), [
    [
      "a distribution's comment of 128 characters",
      [],
      distribution({ comment: "c".repeat(128) }),
      "accepted",
    ],
    [
      "a distribution's comment of 129 characters",
      [],
      distribution({ comment: "c".repeat(129) }),
      "refused",
    ],
  ]),
  ...casesOf(pages.distributionNames, [
    [
      "a distribution of a name of one's own, without a certificate",
      [],
      distribution({ aliases: ["www.example.com"] }),
      "InvalidViewerCertificate",
    ],
  ]),
  ...casesOf(pages.distributionCertificates, [
    [
      "a distribution of a certificate of another region",
      [
        aws.certificate("certificate", {
          domainName: "www.example.com",
          validationMethod: "DNS",
          region: "eu-west-1",
        }),
      ],
      distribution({
        aliases: ["www.example.com"],
        viewerCertificate: {
          acmCertificateArn: ref("certificate.arn"),
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      }),
      "InvalidViewerCertificate",
    ],
  ]),
  ...casesOf(cloudFrontApi("AllowedMethods"), [
    [
      "a distribution that is read",
      [],
      serving({ allowedMethods: ["GET", "HEAD", "OPTIONS"] }),
      "accepted",
    ],
    [
      "a distribution that is written to",
      [],
      serving({ allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] }),
      "accepted",
    ],
    [
      "a distribution that is read and posted to",
      [],
      serving({ allowedMethods: ["GET", "HEAD", "POST"] }),
      "refused",
    ],
  ]),
  ...casesOf(cloudFrontApi("GeoRestriction"), [
    ["a distribution for two countries", [], within("whitelist", ["US", "CA"]), "accepted"],
    [
      "a distribution for no country",
      [],
      within("whitelist", []),
      "InvalidGeoRestrictionParameter",
    ],
    [
      "a distribution without restriction, for a country",
      [],
      within("none", ["US"]),
      "InvalidGeoRestrictionParameter",
    ],
  ]),
  ...casesOf(cloudFrontApi("CreateOriginAccessControl"), [
    ["an origin access control", [], control(), "accepted"],
    [
      "an origin access control's name of 64 characters",
      [],
      control("control", { name: "c".repeat(64) }),
      "accepted",
    ],
    [
      "an origin access control's name of 65 characters",
      [],
      control("control", { name: "c".repeat(65) }),
      "refused",
    ],
    [
      "a second origin access control of the same name",
      [control("first")],
      control(),
      "OriginAccessControlAlreadyExists",
    ],
    ["a distribution that signs", [control()], signed(id("control")), "accepted"],
  ]),
  ...casesOf(cloudFrontApi("DeleteOriginAccessControl"), [
    [
      "deleting an origin access control that a distribution uses",
      [control(), signed(id("control"))],
      remove("control"),
      "OriginAccessControlInUse",
    ],
    [
      "deleting an origin access control that no distribution uses",
      [control()],
      remove("control"),
      "accepted",
    ],
  ]),
];
