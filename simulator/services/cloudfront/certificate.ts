/**
 * The certificate of a distribution: CloudFront's own for its own name, one of ACM in us-east-1 for others.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import type { Thing } from "../../resource/spec";
import { flag, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findCertificate } from "../acm/entities";

const bad = (message: string): AwsError => new AwsError("InvalidViewerCertificate", message);

export function acceptCertificate(scope: Scope, inputs: ValueMap): void {
  const viewer = blockOf(inputs, "viewerCertificate");
  const aliases = texts(inputs, "aliases");
  const arn = text(viewer, "acmCertificateArn");
  if (arn === undefined) {
    const isOwn = flag(viewer, "cloudfrontDefaultCertificate") === true;
    if (aliases.length > 0 && text(viewer, "iamCertificateId") === undefined)
      throw bad(
        "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name.",
      );
    if (!isOwn && text(viewer, "iamCertificateId") === undefined)
      throw bad("A viewer certificate is CloudFront's own, or one of ACM or IAM.");
    return;
  }
  const found = arn.includes(":acm:us-east-1:") ? findCertificate(scope, arn) : undefined;
  if (found === undefined || text(found.properties, "status") === "PENDING_VALIDATION")
    throw bad(
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
  if (text(viewer, "sslSupportMethod") === undefined)
    throw new AwsError("InvalidArgument", "The parameter SSLSupportMethod is required.");
  const uncovered = aliases.find((one) => !covers(found, one));
  if (uncovered !== undefined)
    throw bad(
      `The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add: ${uncovered}.`,
    );
}

/** By its name or another of its names; `*.example.com` covers one label. */
function covers({ properties }: Thing, alias: string): boolean {
  const names = [
    text(properties, "domainName") ?? "",
    ...texts(properties, "subjectAlternativeNames"),
  ];
  const parent = alias.slice(alias.indexOf(".") + 1);
  return names.includes("") || names.includes(alias) || names.includes(`*.${parent}`);
}
