/** Where buckets are met. https://docs.aws.amazon.com/general/latest/gr/s3.html */
import type { ValueMap } from "../../protocol";
import { findRegion } from "../../regions";
import type { Scope } from "../../world/scope";

/** Of website endpoints, by region: for alias records. */
const hostedZones: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-northeast-2": "Z3W03O7B5YMIYP",
  "ap-south-1": "Z11RGJOFQNVJUP",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "ca-central-1": "Z1QDHH18159H29",
  "cn-north-1": "Z5CN8UMXT92WN",
  "cn-northwest-1": "Z282HJ1KT0DH03",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-south-1": "Z30OZKI7KPW7MI",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-west-3": "Z3R1K369G5AVDG",
  "sa-east-1": "Z7KQH4QJS55SO",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-gov-east-1": "Z2NIFVYYW2VKV1",
  "us-gov-west-1": "Z31GFT0UA1I2HV",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

/** Regions from before 2014 join with a hyphen. */
const hyphenated: ReadonlySet<string> = new Set([
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-west-1",
  "sa-east-1",
  "us-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
]);

export function addressesOf(scope: Scope, bucket: string): ValueMap {
  const { region, partition } = scope;
  const zone = findRegion(region) === undefined ? undefined : hostedZones[region];
  return {
    arn: `arn:${partition.name}:s3:::${bucket}`,
    bucketDomainName: `${bucket}.s3.${partition.dnsSuffix}`,
    bucketRegion: region,
    bucketRegionalDomainName: `${bucket}.s3.${region}.${partition.dnsSuffix}`,
    hostedZoneId: zone ?? "",
  };
}

export function websiteOf(scope: Scope, bucket: string): ValueMap {
  const { region, partition } = scope;
  const joint = hyphenated.has(region) ? "-" : ".";
  const websiteDomain = `s3-website${joint}${region}.${partition.dnsSuffix}`;
  return { websiteDomain, websiteEndpoint: `${bucket}.${websiteDomain}` };
}

/** What an ACL calls an account: 64 hex digits. */
export const canonicalUser = (scope: Scope): string =>
  scope.at({ region: "" }).hash("canonical user").replace(/^.{8}/, "00000000");
