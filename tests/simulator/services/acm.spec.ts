import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, type Stack, messageOf, newStack, refusalOf, textOf } from "../support";
import { certificateType, validationType } from "./loadBalancing";

describe("certificates", () => {
  const certificate = (stack: Stack, args: ValueMap): Promise<Made> =>
    stack.create(certificateType, "c", { validationMethod: "DNS", ...args });

  const codes: readonly (readonly [title: string, code: string, bad: ValueMap, good: ValueMap])[] =
    [
      [
        "a name without a dot",
        "ValidationException",
        { domainName: "localhost" },
        { domainName: "example.com" },
      ],
      [
        "a wildcard inside a name",
        "ValidationException",
        { domainName: "a.*.example.com" },
        { domainName: "*.example.com" },
      ],
      [
        "Amazon's own domain",
        "InvalidDomainValidationOptionsException",
        { domainName: "x.amazonaws.com" },
        { domainName: "x.amazonaws.example" },
      ],
      [
        "more than ten names",
        "LimitExceededException",
        { domainName: "a.com", subjectAlternativeNames: many(10) },
        { domainName: "a.com", subjectAlternativeNames: many(9) },
      ],
      [
        "an import that is no certificate",
        "ValidationException",
        { validationMethod: null, privateKey: "k", certificateBody: "c" },
        {
          validationMethod: null,
          privateKey: "k",
          certificateBody: "-----BEGIN CERTIFICATE-----",
        },
      ],
    ];
  for (const [title, code, bad, good] of codes)
    it(`refuses ${title}: ${code}`, async () => {
      const stack = await newStack();
      expect(await refusalOf(certificate(stack, bad))).to.equal(code);
      expect(await refusalOf(certificate(stack, good))).to.equal("none");
    });

  it("waits for validation, with one record for a name and its wildcard", async () => {
    const stack = await newStack();
    const names = { domainName: "example.com", subjectAlternativeNames: ["*.example.com"] };
    const made = await certificate(stack, names);
    expect(made.properties.status).to.equal("PENDING_VALIDATION");
    const [one, other] = made.properties.domainValidationOptions as readonly ValueMap[];
    expect(textOf(one!, "resourceRecordName")).to.match(/^_00000[0-9a-f]{27}\.example\.com\.$/);
    expect(other!.resourceRecordName).to.equal(one!.resourceRecordName);
    const fqdn = textOf(one!, "resourceRecordName");
    const args = { certificateArn: made.id, validationRecordFqdns: ["other.example.com"] };
    expect(await messageOf(stack.create(validationType, "v", args))).to.include(fqdn.slice(0, -1));
    await stack.create(validationType, "v", { ...args, validationRecordFqdns: [fqdn] });
    expect((await stack.refresh(made)).properties.status).to.equal("ISSUED");
  });

  it("needs no validation where it was imported", async () => {
    const stack = await newStack();
    const pem = "-----BEGIN CERTIFICATE-----";
    const args = { validationMethod: null, privateKey: "k", certificateBody: pem };
    const made = await certificate(stack, args);
    expect(made.properties.status).to.equal("ISSUED");
    expect(made.properties.type).to.equal("IMPORTED");
    const refused = stack.create(validationType, "v", { certificateArn: made.id });
    expect(await messageOf(refused)).to.include("no validation necessary");
  });
});

function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `n${index}.example.com`);
}
