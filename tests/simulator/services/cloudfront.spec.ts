import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { Stack, messageOf, newStack, refusalOf, textOf } from "../support";

const distribution = "aws:cloudfront/distribution:Distribution";
const control = "aws:cloudfront/originAccessControl:OriginAccessControl";
const certificate = "aws:acm/certificate:Certificate";

const behaviour = (more: ValueMap = {}): ValueMap => ({
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  targetOriginId: "alb",
  viewerProtocolPolicy: "redirect-to-https",
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  ...more,
});

const origin = {
  originId: "alb",
  domainName: "alb.example.com",
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
};
const good: ValueMap = {
  enabled: true,
  origins: [origin],
  defaultCacheBehavior: behaviour(),
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
};
const ofIam = { viewerCertificate: { iamCertificateId: "c", sslSupportMethod: "sni-only" } };
const geo = (more: ValueMap): ValueMap => ({ restrictions: { geoRestriction: more } });
const acm = (region: string): ValueMap => ({
  viewerCertificate: {
    acmCertificateArn: `arn:aws:acm:${region}:000000000000:certificate/none`,
    sslSupportMethod: "sni-only",
  },
});

const bad: readonly (readonly [string, ValueMap, string])[] = [
  [
    "a target that is no origin",
    { defaultCacheBehavior: behaviour({ targetOriginId: "x" }) },
    "NoSuchOrigin",
  ],
  [
    "an ordered one's",
    { orderedCacheBehaviors: [behaviour({ targetOriginId: "x" })] },
    "NoSuchOrigin",
  ],
  [
    "a group of no origins",
    { originGroups: [{ originId: "g", members: [{ originId: "x" }] }] },
    "NoSuchOrigin",
  ],
  [
    "an address for a name",
    { origins: [{ ...origin, domainName: "https://a.b" }] },
    "InvalidArgument",
  ],
  [
    "no word of how an origin that is no bucket is reached",
    { origins: [{ ...origin, customOriginConfig: null }] },
    "InvalidArgument",
  ],
  ["two origins of one id", { origins: [origin, origin] }, "InvalidArgument"],
  [
    "no policy, and nothing instead",
    { defaultCacheBehavior: behaviour({ cachePolicyId: null }) },
    "InvalidArgument",
  ],
  [
    "a policy, and something instead",
    { defaultCacheBehavior: behaviour({ forwardedValues: { queryString: true } }) },
    "InvalidArgument",
  ],
  [
    "methods of another set",
    { defaultCacheBehavior: behaviour({ allowedMethods: ["GET", "POST"] }) },
    "InvalidArgument",
  ],
  [
    "no such access control",
    { origins: [{ ...origin, originAccessControlId: "E0" }] },
    "InvalidOriginAccessControl",
  ],
  [
    "places for no restriction",
    geo({ restrictionType: "none", locations: ["DE"] }),
    "InvalidGeoRestrictionParameter",
  ],
  [
    "a restriction to nowhere",
    geo({ restrictionType: "whitelist" }),
    "InvalidGeoRestrictionParameter",
  ],
  ["names without a certificate", { aliases: ["www.example.com"] }, "InvalidViewerCertificate"],
  ["no certificate at all", { viewerCertificate: {} }, "InvalidViewerCertificate"],
  ["another region's certificate", acm("eu-west-1"), "InvalidViewerCertificate"],
  ["no such certificate", acm("us-east-1"), "InvalidViewerCertificate"],
  [
    "a web ACL of a region",
    { webAclId: "arn:aws:wafv2:us-east-1:000000000000:regional/webacl/a/b" },
    "InvalidWebACLId",
  ],
];

const refused = (stack: Stack, args: ValueMap): Promise<string> =>
  refusalOf(stack.create(distribution, "x", { ...good, ...args }));

describe("distributions", () => {
  for (const [what, change, code] of bad)
    it(`are refused with ${what}`, async () => {
      const stack = await newStack();
      expect(await refused(stack, {})).to.equal("none");
      expect(await refused(stack, change)).to.equal(code);
    });

  it("are checked by the provider first", async () => {
    const stack = await newStack();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(distribution, "x", { ...good, ...change }));
    expect(await failure({ priceClass: "X" })).to.contain("price_class");
    expect(await failure({ origins: [] })).to.contain("At least 1");
    expect(await failure(geo({ restrictionType: "x" }))).to.contain("restriction_type");
    const policy = { viewerProtocolPolicy: "x" };
    expect(await failure({ defaultCacheBehavior: behaviour(policy) })).to.contain(
      "viewer_protocol",
    );
  });

  it("have names that no other has, in whatever account", async () => {
    const stack = await newStack();
    const named = { ...good, ...ofIam, aliases: ["www.example.com"] };
    const one = await stack.create(distribution, "one", named);
    expect(await refused(stack, named)).to.equal("CNAMEAlreadyExists");
    const guest = await Stack.open(stack.world, { profile: "guest" }, { stack: "guest" });
    expect(await refused(guest, { ...named, aliases: ["WWW.example.com"] })).to.equal(
      "CNAMEAlreadyExists",
    );
    const freed = await stack.update(one, { ...good, ...ofIam });
    expect(await refused(guest, named)).to.equal("none");
    expect(freed.properties.etag).to.not.equal(one.properties.etag);
    expect(textOf(one.properties, "domainName")).to.match(/^d00000[0-9a-f]{8}\.cloudfront\.net$/);
  });

  it("have certificates that cover their names, once those are issued", async () => {
    const stack = await newStack();
    const made = await stack.create(certificate, "c", {
      domainName: "*.example.com",
      validationMethod: "DNS",
    });
    const acmCertificateArn = textOf(made.properties, "arn");
    const viewerCertificate = { acmCertificateArn, sslSupportMethod: "sni-only" };
    const aliases = ["www.example.com"];
    expect(await refused(stack, { viewerCertificate, aliases })).to.equal(
      "InvalidViewerCertificate",
    );
  });

  it("are kept, and disabled, where that is asked", async () => {
    const stack = await newStack();
    const kept = await stack.create(distribution, "one", { ...good, retainOnDelete: true });
    await stack.delete(kept);
    expect((await stack.refresh(kept)).properties.enabled).to.equal(false);
  });
});

describe("origin access controls", () => {
  it("are named once, and sign as CloudFront can", async () => {
    const stack = await newStack();
    const args = {
      name: "own",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    };
    await stack.create(control, "one", args);
    expect(await refusalOf(stack.create(control, "two", args))).to.equal(
      "OriginAccessControlAlreadyExists",
    );
    const other = { ...args, signingProtocol: "sigv2" };
    expect(await messageOf(stack.preview(control, "x", other))).to.contain("signing_protocol");
  });
});

describe("CloudFront's managed policies", () => {
  it("are found by name and by id", async () => {
    const stack = await newStack();
    const cache = "aws:cloudfront/getCachePolicy:getCachePolicy";
    const request = "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy";
    const { result } = await stack.provider.invoke(cache, { name: "Managed-CachingDisabled" });
    expect(result.maxTtl).to.equal(0);
    expect((await stack.provider.invoke(cache, { id: result.id ?? "" })).result.name).to.equal(
      "Managed-CachingDisabled",
    );
    const viewer = await stack.provider.invoke(request, { name: "Managed-AllViewer" });
    expect(viewer.result.id).to.match(/^216adef6-/);
    expect(await messageOf(stack.provider.invoke(request, { name: "none" }))).to.contain(
      "no matching",
    );
  });
});
