/**
 * Waiting for a certificate to be issued: no thing of its own. Replaces as internal/service/acm/certificate_validation.go
 * says. The simulated AWS issues it then, whoever has the domain's DNS.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
import { AwsError, ProviderError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { dateFrom } from "../../resource/naming";
import type { Thing } from "../../resource/spec";
import { maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { certificateKind } from "./entities";

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");

function create(scope: Scope, inputs: ValueMap): string {
  const arn = text(inputs, "certificateArn") ?? "";
  const certificate = scope.need(
    certificateKind,
    arn,
    "ResourceNotFoundException",
    `Could not find certificate ${arn}.`,
  );
  if (text(certificate.properties, "type") !== "AMAZON_ISSUED")
    throw new ProviderError(
      `ACM Certificate (${arn}) has type ${text(certificate.properties, "type") ?? ""}, no validation necessary`,
    );
  checkRecords(certificate, texts(inputs, "validationRecordFqdns"));
  if (text(certificate.properties, "status") !== "ISSUED")
    scope.put(certificateKind, {
      ...certificate,
      properties: {
        ...certificate.properties,
        status: "ISSUED",
        notBefore: issuedOn(scope, arn),
        notAfter: issuedOn(scope, arn).replace(/^\d+/, (year) => String(Number(year) + 1)),
      },
    });
  return issuedOn(scope, arn);
}

/** The provider takes the date for the id. */
const issuedOn = (scope: Scope, arn: string): string => dateFrom(scope.hash("issued", arn));

/** Where the records are named, every domain's must be among them. */
function checkRecords(certificate: Thing, given: readonly string[]): void {
  if (given.length === 0) return;
  if (text(certificate.properties, "validationMethod") !== "DNS")
    throw new ProviderError("validation_record_fqdns is not valid for EMAIL validation");
  const wanted = maps(certificate.properties, "domainValidationOptions").map((one) =>
    bare(text(one, "resourceRecordName") ?? ""),
  );
  const names = given.map(bare);
  const missing = [...new Set(wanted)].filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new AwsError(
      "ValidationException",
      `missing ACM Certificate (${certificate.id}) DNS validation records: ${missing.join(", ")}`,
    );
}

export const certificateValidation: Model = {
  type: "aws:acm/certificateValidation:CertificateValidation",
  service: "ACM",
  noun: "ACM Certificate Validation",
  calls: { create: "DescribeCertificate" },
  keys: ["certificateArn"],
  properties: {
    region,
    certificateArn: requiredForcesNew,
    validationRecordFqdns: { kind: "set", replaces: true, local: true },
  },
  create,
  read(scope, id, known) {
    const arn = text(known, "certificateArn") ?? id;
    const found = scope.get(certificateKind, arn);
    const isIssued = found !== undefined && text(found.properties, "status") === "ISSUED";
    return isIssued ? { id: issuedOn(scope, arn), certificateArn: arn } : undefined;
  },
  /** Nothing of it is in AWS. */
  delete: () => undefined,
};
