/** Certificates as listeners name them: ACM's, which must have been issued, or IAM's. */
import { AwsError } from "../../errors";
import type { Reference } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { certificateKind, findCertificate } from "../acm/entities";

/** `ELBSecurityPolicy-TLS13-1-2-2021-06` and its like. */
export const sslPolicies = /^ELBSecurityPolicy-[A-Za-z0-9-]+$/;

/** IAM's server certificates are not modelled: such an ARN is taken for good. */
const isOfIam = (arn: string): boolean => arn.includes(":server-certificate/");

export const certificateReference: Reference = {
  property: "certificateArn",
  find: findCertificate,
  except: isOfIam,
  missing: (arn) => new AwsError("CertificateNotFound", `Certificate '${arn}' not found`),
  holds: true,
};

/** One that has not been issued cannot be used. */
export function acceptCertificate(scope: Scope, arn: string): void {
  const certificate = scope.get(certificateKind, arn);
  if (certificate === undefined || text(certificate.properties, "status") === "ISSUED") return;
  throw new AwsError(
    "UnsupportedCertificate",
    `The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`,
  );
}
