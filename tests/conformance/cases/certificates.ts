/** Certificates that Amazon is asked for. */
import { casesOf, remove, type Argument, type Arguments, type Case, type Step } from "../case";
import { acmApi, pages } from "../pages";
import * as aws from "../resources";
import { times } from "../surroundings";

const certificate = (args: Arguments = {}, name = "certificate"): Step =>
  aws.certificate(name, { domainName: "www.example.com", validationMethod: "DNS", ...args });

const of = (domainName: string): Step => certificate({ domainName });

const withNames = (count: number): Step =>
  certificate({
    subjectAlternativeNames: times(count - 1, (index): Argument => `n${index}.example.com`),
  });

/** A name of so many characters, none of whose labels is too long. */
const named = (length: number): string => {
  const end = ".example.com";
  const labels = "abcdefghi.".repeat(Math.ceil(length / 10)).slice(0, length - end.length - 1);
  return `${labels.replace(/\.$/, "x")}x${end}`;
};

export const certificateCases: readonly Case[] = [
  ...casesOf(acmApi("RequestCertificate"), [
    ["a certificate", [], certificate(), "accepted"],
    ["two certificates of one name", [certificate({}, "first")], certificate(), "accepted"],
    ["a certificate validated by mail", [], certificate({ validationMethod: "EMAIL" }), "accepted"],
    ["a certificate for a name of 64 characters", [], of(named(64)), "accepted"],
    ["a certificate for a name of 65 characters", [], of(named(65)), "refused"],
    [
      "a certificate for another name, of 253 characters",
      [],
      certificate({ subjectAlternativeNames: [named(253)] }),
      "accepted",
    ],
    [
      "a certificate for another name, of 254 characters",
      [],
      certificate({ subjectAlternativeNames: [named(254)] }),
      "ValidationException",
    ],
    [
      "a certificate for a label of 63 characters",
      [],
      certificate({ subjectAlternativeNames: [`${"a".repeat(63)}.example.com`] }),
      "accepted",
    ],
    [
      "a certificate for a label of 64 characters",
      [],
      certificate({ subjectAlternativeNames: [`${"a".repeat(64)}.example.com`] }),
      "ValidationException",
    ],
    ["a certificate for one label", [], of("localhost"), "ValidationException"],
    ["a certificate for a name with a blank", [], of("www example.com"), "ValidationException"],
  ]),
  ...casesOf(pages.certificateNames, [
    ["a certificate for all names of a domain", [], of("*.example.com"), "accepted"],
    [
      "a certificate for an asterisk below a name",
      [],
      of("www.*.example.com"),
      "ValidationException",
    ],
    ["a certificate for two asterisks", [], of("*.*.example.com"), "ValidationException"],
  ]),
  ...casesOf(pages.certificateQuotas, [
    ["a certificate for 10 names", [], withNames(10), "accepted"],
    ["a certificate for 11 names", [], withNames(11), "LimitExceededException"],
  ]),
  ...casesOf(acmApi("DeleteCertificate"), [
    ["deleting a certificate", [certificate()], remove("certificate"), "accepted"],
  ]),
];
