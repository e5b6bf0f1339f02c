import { type Suite, tagged } from "../lifecycleCases";
import { textOf } from "../support";

export const suite: Suite = {
  async surroundings(stack) {
    const certificate = await stack.create("aws:acm/certificate:Certificate", "around", {
      domainName: "example.com",
      validationMethod: "DNS",
    });
    return { ids: { certificate: certificate.id }, made: [certificate] };
  },
  cases: [
    {
      type: "aws:acm/certificate:Certificate",
      args: () => ({ domainName: "www.example.com", validationMethod: "DNS" }),
      updates: {
        ...tagged,
        options: () => ({ options: { certificateTransparencyLoggingPreference: "DISABLED" } }),
        earlyRenewalDuration: () => ({ validationMethod: null, earlyRenewalDuration: "P60D" }),
      },
      replaces: {
        domainName: () => ({ domainName: "other.example.com" }),
        keyAlgorithm: () => ({ keyAlgorithm: "EC_prime256v1" }),
        subjectAlternativeNames: () => ({ subjectAlternativeNames: ["a.example.com"] }),
        validationMethod: () => ({ validationMethod: "EMAIL" }),
        certificateAuthorityArn: () => ({
          validationMethod: null,
          certificateAuthorityArn:
            "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/ca",
        }),
      },
      untried: {
        certificateBody: "an import's, which has no domain name to go with",
        certificateChain: "likewise",
        privateKey: "likewise",
        privateKeyWo: "likewise",
      },
    },
    {
      type: "aws:acm/certificateValidation:CertificateValidation",
      args: ({ certificate }) => ({ certificateArn: certificate! }),
      importId: (made) => textOf(made.properties, "certificateArn"),
      // Nothing of it is in AWS: a certificate, once issued, is.
      stays: true,
    },
  ],
};
