/** What a bucket can be called. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { findBucket } from "./entities";

const beginnings = /^(xn--|sthree-|amzn-s3-demo-)/;
const endings = /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

const isName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
  !name.includes("..") &&
  !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
  !beginnings.test(name) &&
  !endings.test(name);

/** @param namespace where names are the account's own in a region, these say so at their end @throws AwsError */
export function checkBucketName(scope: Scope, name: string, namespace: string | undefined): void {
  if (!isName(name))
    throw new AwsError("InvalidBucketName", `The specified bucket is not valid: ${name}`);
  const end = `-${scope.account}-${scope.region}-an`;
  if (namespace === "account-regional" && !name.endsWith(end))
    throw new AwsError(
      "InvalidBucketName",
      `The specified bucket is not valid: ${name}. In the account's regional namespace names end with ${end}.`,
    );
}

/** @throws AwsError */
export function checkNameIsFree(scope: Scope, name: string): void {
  const other = findBucket(scope, name);
  if (other === undefined) return;
  if (other.account !== scope.account)
    throw new AwsError(
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    );
  // There AWS would take it for the same request again; the provider looks first, and refuses.
  const isUnnoticed = scope.region === "us-east-1" && other.region === "us-east-1";
  throw isUnnoticed
    ? new AwsError("BucketAlreadyExists", `The bucket ${name} exists already, in this account.`)
    : new AwsError(
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
      );
}
