import { type Suite, tagged } from "../lifecycleCases";

const distribution = "aws:cloudfront/distribution:Distribution";
const control = "aws:cloudfront/originAccessControl:OriginAccessControl";

const behaviour = (more = {}) => ({
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  targetOriginId: "alb",
  viewerProtocolPolicy: "redirect-to-https",
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  ...more,
});

const originAt = (domainName: string) => ({
  originId: "alb",
  domainName,
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
});

const args = () => ({
  enabled: true,
  origins: [originAt("alb.example.com")],
  defaultCacheBehavior: behaviour(),
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
});

export const suite: Suite = {
  cases: [
    {
      type: distribution,
      args,
      updates: {
        ...tagged,
        aliases: () => ({
          aliases: ["www.example.com"],
          viewerCertificate: { iamCertificateId: "cert", sslSupportMethod: "sni-only" },
        }),
        cacheTagConfig: () => ({ cacheTagConfig: { headerName: "tags" } }),
        customErrorResponses: () => ({ customErrorResponses: [{ errorCode: 404 }] }),
        defaultCacheBehavior: () => ({ defaultCacheBehavior: behaviour({ compress: true }) }),
        httpVersion: () => ({ httpVersion: "http2and3" }),
        loggingConfig: () => ({ loggingConfig: { bucket: "logs.s3.amazonaws.com" } }),
        orderedCacheBehaviors: () => ({
          orderedCacheBehaviors: [behaviour({ pathPattern: "/api/*" })],
        }),
        originGroups: () => ({
          originGroups: [
            { originId: "group", members: [{ originId: "alb" }, { originId: "alb" }] },
          ],
        }),
        origins: () => ({ origins: [originAt("other.example.com")] }),
        priceClass: () => ({ priceClass: "PriceClass_100" }),
        restrictions: () => ({
          restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE"] } },
        }),
        viewerCertificate: () => ({
          viewerCertificate: { iamCertificateId: "cert", sslSupportMethod: "sni-only" },
        }),
      },
    },
    {
      type: control,
      args: () => ({
        name: "own",
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      }),
      updates: {
        name: () => ({ name: "other" }),
        originAccessControlOriginType: () => ({ originAccessControlOriginType: "lambda" }),
        signingBehavior: () => ({ signingBehavior: "never" }),
      },
      untried: { signingProtocol: "sigv4 is the only one" },
      heldBy: {
        type: distribution,
        args: (_ids, made) => ({
          ...args(),
          origins: [
            { originId: "alb", domainName: "b.s3.amazonaws.com", originAccessControlId: made.id },
          ],
        }),
        code: "OriginAccessControlInUse",
      },
    },
  ],
};
