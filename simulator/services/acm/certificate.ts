/**
 * A certificate: asked of Amazon (and then validated by DNS records or mail), imported, or of a private authority.
 * Replaces as internal/service/acm/certificate.go says.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 */
import { AwsError, ProviderError } from "../../errors";
import { common, output, outputList, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkChoice, checkConflicts } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { arn as arnForm, both, matching, notMatching, oneOf, ofLength } from "../../resource/forms";
import { dateFrom, uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { isGiven, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { certificateKind } from "./entities";

const isImported = (inputs: ValueMap): boolean =>
  isGiven(inputs, "privateKey") || isGiven(inputs, "privateKeyWo");
const isPrivate = (inputs: ValueMap): boolean => isGiven(inputs, "certificateAuthorityArn");

const domain =
  /^(\*\.)?(([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9_])?)\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/i;

function accept({ inputs }: Wanted, before: Thing | undefined): void {
  if (isImported(inputs)) {
    acceptImport(inputs);
    return;
  }
  if (before === undefined && !isPrivate(inputs) && !isGiven(inputs, "validationMethod"))
    throw new ProviderError(
      "`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate",
    );
  const [first = ""] = domainsIn(inputs);
  if (first.length > 64)
    throw new AwsError(
      "ValidationException",
      `Domain name '${first}' is not valid: the first one has at most 64 characters; give a longer one in subjectAlternativeNames`,
    );
  for (const name of domainsIn(inputs)) {
    if (name.length > 253 || !domain.test(name))
      throw new AwsError(
        "ValidationException",
        `Domain name '${name}' is not valid: it must be a fully qualified domain name of at most 253 characters, with an asterisk as its first label at most`,
      );
    if (/(^|\.)amazonaws\.com$/i.test(name))
      throw new AwsError(
        "InvalidDomainValidationOptionsException",
        `Amazon's own domains cannot be requested: ${name}`,
      );
  }
  if (domainsIn(inputs).length > 10)
    throw new AwsError(
      "LimitExceededException",
      `A certificate can have at most 10 domain names, got ${domainsIn(inputs).length}`,
    );
}

function acceptImport(inputs: ValueMap): void {
  const body = text(inputs, "certificateBody");
  if (body?.includes("-----BEGIN CERTIFICATE-----") !== true)
    throw new AwsError("ValidationException", "Could not parse certificate.", "ImportCertificate");
}

/** The name itself first. */
function domainsIn(inputs: ValueMap): readonly string[] {
  const first = text(inputs, "domainName");
  return [
    ...new Set([
      ...(first === undefined ? [] : [first]),
      ...texts(inputs, "subjectAlternativeNames"),
    ]),
  ];
}

function fill({ scope, inputs }: Wanted, arn: string): ValueMap {
  const hash = scope.hash("certificate", arn);
  const method = isImported(inputs) ? "NONE" : (text(inputs, "validationMethod") ?? "NONE");
  const isIssued = isImported(inputs) || isPrivate(inputs);
  const issued = isIssued ? { notBefore: dateFrom(hash), notAfter: yearAfter(dateFrom(hash)) } : {};
  return {
    arn,
    domainName: "",
    domainValidationOptions:
      method === "DNS" ? domainsIn(inputs).map((name) => recordOf(scope, name)) : [],
    keyAlgorithm: "RSA_2048",
    notAfter: "",
    notBefore: "",
    ...issued,
    pendingRenewal: false,
    renewalEligibility: "INELIGIBLE",
    renewalSummaries: [],
    status: isIssued ? "ISSUED" : "PENDING_VALIDATION",
    subjectAlternativeNames: domainsIn(inputs),
    type: isImported(inputs) ? "IMPORTED" : isPrivate(inputs) ? "PRIVATE" : "AMAZON_ISSUED",
    validationEmails: method === "EMAIL" ? domainsIn(inputs).flatMap(mailsOf) : [],
    validationMethod: method,
  };
}

const yearAfter = (date: string): string => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

/** The record that shows whose the domain is. It is the same for a name and its wildcard, in one account. */
function recordOf(scope: Scope, domainName: string): ValueMap {
  const name = domainName.replace(/^\*\./, "").toLowerCase();
  const hash = scope.global.hash("domain validation", name);
  return {
    domainName,
    resourceRecordName: `_00000${hash.slice(0, 27)}.${name}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_00000${hash.slice(27, 54)}.simulated.acm-validations.aws.`,
  };
}

const mailsOf = (name: string): readonly string[] =>
  ["admin", "administrator", "hostmaster", "postmaster", "webmaster"].map(
    (who) => `${who}@${name.replace(/^\*\./, "")}`,
  );

/** What belongs to an import, and what to a request. */
const imported = ["certificateBody", "certificateChain", "privateKey"];

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkChoice(inputs, ["domainName", "privateKey", "privateKeyWo"]),
  ...checkConflicts(inputs, "validationMethod", "certificateAuthorityArn", ...imported),
  ...checkConflicts(inputs, "certificateAuthorityArn", "certificateBody", "privateKey"),
  ...checkConflicts(inputs, "certificateBody", "domainName"),
  ...checkConflicts(inputs, "certificateChain", "certificateAuthorityArn", "domainName"),
  ...checkConflicts(inputs, "earlyRenewalDuration", "validationMethod", ...imported),
  ...["keyAlgorithm", "subjectAlternativeNames", "validationOptions"].flatMap((property) =>
    checkConflicts(inputs, property, ...imported),
  ),
  ...(isGiven(inputs, "certificateBody") && !isImported(inputs)
    ? [
        {
          property: "certificateBody",
          reason: '"certificate_body": all of `certificate_body,private_key` must be specified',
        },
      ]
    : []),
];

const noPeriod = notMatching(/\.$/, "cannot end with a period");
/** `P90D` of RFC 3339, or `2160h`. */
const duration =
  /^(P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?|[+-]?(\d+(\.\d*)?(h|m|s|ms|us|ns))+|)$/;

const properties: Properties = {
  ...common,
  arn: output,
  certificateAuthorityArn: { replaces: true, form: arnForm },
  certificateBody: {},
  certificateChain: {},
  domainName: { replaces: true, computed: true, form: noPeriod },
  domainValidationOptions: { kind: "blocks", output: true },
  earlyRenewalDuration: { form: matching(duration, "a duration of RFC 3339, or hours") },
  keyAlgorithm: {
    replaces: true,
    computed: true,
    form: oneOf(
      ...["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096"],
      ...["EC_prime256v1", "EC_secp384r1", "EC_secp521r1"],
    ),
  },
  notAfter: output,
  notBefore: output,
  options: { kind: "block", computed: true },
  pendingRenewal: { kind: "flag", output: true },
  privateKey: { local: true },
  privateKeyWo: { local: true },
  privateKeyWoVersion: { kind: "number", local: true },
  renewalEligibility: output,
  renewalSummaries: outputList,
  status: output,
  subjectAlternativeNames: {
    kind: "set",
    replaces: true,
    computed: true,
    form: both(ofLength(1, 253), noPeriod),
  },
  type: output,
  validationEmails: outputList,
  validationMethod: { replaces: true, computed: true, form: oneOf("EMAIL", "DNS", "HTTP") },
  validationOptions: { kind: "blocks", replaces: true },
};

export const certificate: Model = defineResource({
  type: "aws:acm/certificate:Certificate",
  service: "ACM",
  noun: "ACM Certificate",
  calls: {
    create: "RequestCertificate",
    update: "UpdateCertificateOptions",
    delete: "DeleteCertificate",
  },
  kind: certificateKind,
  properties,
  validate,
  id: ({ scope, urn }) =>
    scope.arn("acm", `certificate/${uuidFrom(scope.newLife("certificate", urn))}`),
  accept,
  fill,
  inUse: (thing) => new AwsError("ResourceInUseException", `Certificate ${thing.id} is in use.`),
  gone: (arn) => new AwsError("ResourceNotFoundException", `Could not find certificate ${arn}.`),
});
