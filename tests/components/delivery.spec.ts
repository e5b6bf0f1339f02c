import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record, unknown } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const more = { ...tagged, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("AliasRecord, WebAcl and Distribution", () => {
  it("makes a name for both families of addresses", async () => {
    expect(
      await made(
        () =>
          new net.AliasRecord("shop", {
            zoneId: "Z1",
            recordName: "www.example.com",
            target: { dnsName: "elb", zoneId: "Z2" },
            ipv6: true,
          }),
      ),
    ).to.deep.equal({
      "AliasRecord shop < ": {},
      "Record shop-a < AliasRecord": {
        aliases: [
          {
            evaluateTargetHealth: false,
            name: "elb",
            zoneId: "Z2",
          },
        ],
        name: "www.example.com",
        type: "A",
        zoneId: "Z1",
      },
      "Record shop-aaaa < AliasRecord": {
        aliases: [
          {
            evaluateTargetHealth: false,
            name: "elb",
            zoneId: "Z2",
          },
        ],
        name: "www.example.com",
        type: "AAAA",
        zoneId: "Z1",
      },
    });
  });

  it("refuses what AWS knows to be bad, and who sends too much", async () => {
    expect(
      await made(
        () =>
          new net.WebAcl("shop", {
            scope: net.WebAclScope.Regional,
            resourceArns: { alb: "alb-arn" },
            requestsPerAddress: 1000,
            ...more,
          }),
      ),
    ).to.deep.equal({
      "WebAcl shop < ": {},
      "WebAcl shop < WebAcl": {
        defaultAction: {
          allow: {},
        },
        region: "eu-west-1",
        rules: [
          {
            name: "AWSManagedRulesAmazonIpReputationList",
            overrideAction: {
              none: {},
            },
            priority: 0,
            statement: {
              managedRuleGroupStatement: {
                name: "AWSManagedRulesAmazonIpReputationList",
                vendorName: "AWS",
              },
            },
            visibilityConfig: {
              cloudwatchMetricsEnabled: true,
              metricName: "AWSManagedRulesAmazonIpReputationList",
              sampledRequestsEnabled: true,
            },
          },
          {
            name: "AWSManagedRulesCommonRuleSet",
            overrideAction: {
              none: {},
            },
            priority: 1,
            statement: {
              managedRuleGroupStatement: {
                name: "AWSManagedRulesCommonRuleSet",
                vendorName: "AWS",
              },
            },
            visibilityConfig: {
              cloudwatchMetricsEnabled: true,
              metricName: "AWSManagedRulesCommonRuleSet",
              sampledRequestsEnabled: true,
            },
          },
          {
            name: "AWSManagedRulesKnownBadInputsRuleSet",
            overrideAction: {
              none: {},
            },
            priority: 2,
            statement: {
              managedRuleGroupStatement: {
                name: "AWSManagedRulesKnownBadInputsRuleSet",
                vendorName: "AWS",
              },
            },
            visibilityConfig: {
              cloudwatchMetricsEnabled: true,
              metricName: "AWSManagedRulesKnownBadInputsRuleSet",
              sampledRequestsEnabled: true,
            },
          },
          {
            action: {
              block: {},
            },
            name: "requests-per-address",
            priority: 3,
            statement: {
              rateBasedStatement: {
                aggregateKeyType: "IP",
                limit: 1000,
              },
            },
            visibilityConfig: {
              cloudwatchMetricsEnabled: true,
              metricName: "requests-per-address",
              sampledRequestsEnabled: true,
            },
          },
        ],
        scope: "REGIONAL",
        tags: {
          Name: "waf-shop-dev",
          Service: "shop",
        },
        visibilityConfig: {
          cloudwatchMetricsEnabled: true,
          metricName: "shop",
          sampledRequestsEnabled: true,
        },
      },
      "WebAclAssociation shop-alb < WebAcl": {
        region: "eu-west-1",
        resourceArn: "alb-arn",
        webAclArn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/1",
      },
    });
  });

  it("stands in us-east-1 for CloudFront", async () => {
    expect(
      await made(
        () =>
          new net.WebAcl("shop", {
            scope: net.WebAclScope.CloudFront,
            managedRuleGroups: ["AWSManagedRulesCommonRuleSet"],
          }),
      ),
    ).to.deep.equal({
      "WebAcl shop < ": {},
      "WebAcl shop < WebAcl": {
        defaultAction: {
          allow: {},
        },
        region: "us-east-1",
        rules: [
          {
            name: "AWSManagedRulesCommonRuleSet",
            overrideAction: {
              none: {},
            },
            priority: 0,
            statement: {
              managedRuleGroupStatement: {
                name: "AWSManagedRulesCommonRuleSet",
                vendorName: "AWS",
              },
            },
            visibilityConfig: {
              cloudwatchMetricsEnabled: true,
              metricName: "AWSManagedRulesCommonRuleSet",
              sampledRequestsEnabled: true,
            },
          },
        ],
        scope: "CLOUDFRONT",
        tags: {
          Name: "shop",
        },
        visibilityConfig: {
          cloudwatchMetricsEnabled: true,
          metricName: "shop",
          sampledRequestsEnabled: true,
        },
      },
    });
  });

  it("meets the load balancer by TLS alone, with the header that it asks for", async () => {
    expect(
      await made(
        () =>
          new net.Distribution("shop", {
            originDomainName: "origin.example.com",
            originHeader: { name: "x-origin-key", value: "open sesame" },
            domainNames: ["www.example.com"],
            certificateArn: "cert",
            webAclArn: "acl",
            ...tagged,
          }),
      ),
    ).to.deep.equal({
      "Distribution shop < ": {},
      "Distribution shop < Distribution": {
        aliases: ["www.example.com"],
        comment: "shop",
        defaultCacheBehavior: {
          allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
          cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
          targetOriginId: "load-balancer",
          viewerProtocolPolicy: "redirect-to-https",
        },
        enabled: true,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        origins: {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          value: [
            {
              customHeaders: [
                {
                  name: "x-origin-key",
                  value: "open sesame",
                },
              ],
              customOriginConfig: {
                httpPort: 80,
                httpsPort: 443,
                originProtocolPolicy: "https-only",
                originSslProtocols: ["TLSv1.2"],
              },
              domainName: "origin.example.com",
              originId: "load-balancer",
            },
          ],
        },
        restrictions: {
          geoRestriction: {
            restrictionType: "none",
          },
        },
        tags: {
          Name: "cdn-shop-dev",
          Service: "shop",
        },
        viewerCertificate: {
          acmCertificateArn: "cert",
          minimumProtocolVersion: "TLSv1.2_2021",
          sslSupportMethod: "sni-only",
        },
        webAclId: "acl",
      },
    });
  });

  it("refuses a record's name that is none", async () => {
    const message = await messageOf(
      () =>
        new net.AliasRecord("shop", {
          zoneId: "Z1",
          recordName: "WWW",
          target: { dnsName: "elb", zoneId: "Z2" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - recordName: must be a lower-case name such as "www.example.com", got "WWW"',
    ]);
  });

  it("refuses rules that are not AWS's, or twice the same, a limit too low and keys that are none", async () => {
    const message = await messageOf(
      () =>
        new net.WebAcl("shop", {
          scope: net.WebAclScope.Regional,
          managedRuleGroups: [
            "Mine",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesCommonRuleSet",
          ],
          requestsPerAddress: 9,
          resourceArns: { ALB: "alb" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - managedRuleGroups[0]: must be a rule group of AWS\'s, such as "AWSManagedRulesCommonRuleSet", got "Mine"',
      '  - managedRuleGroups[2]: must be there once, got "AWSManagedRulesCommonRuleSet" again',
      "  - requestsPerAddress: must be a whole number from 10 to 2000000000, got 9",
      '  - resourceArns: must have keys of lower-case letters, digits and hyphens, got "ALB"',
    ]);
  });

  it("refuses what is not CloudFront's", async () => {
    const message = await messageOf(
      () =>
        new net.WebAcl("shop", {
          scope: net.WebAclScope.CloudFront,
          region: "eu-west-1",
          resourceArns: { alb: "alb" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - resourceArns: must be left out with scope "cloudFront": the distribution names the web ACL',
      '  - region: must be left out with scope "cloudFront", got "eu-west-1": that web ACL stands in us-east-1',
    ]);
  });

  it("refuses a scope that is none", async () => {
    const message = await messageOf(() => new net.WebAcl("shop", { scope: unknown("global") }));
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - scope: must be one of "regional", "cloudFront", got "global"',
    ]);
  });

  it("refuses a distribution without a name, and a header that is none", async () => {
    const message = await messageOf(
      () =>
        new net.Distribution("shop", {
          originDomainName: "origin",
          originHeader: { name: "", value: "" },
          domainNames: [],
          certificateArn: "cert",
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - domainNames: must list a name, got none",
      '  - originHeader.name: must be 1 to 40 letters, digits, hyphens and underscores, got ""',
    ]);
  });

  it("refuses a distribution's name that is none", async () => {
    const message = await messageOf(
      () =>
        new net.Distribution("shop", {
          originDomainName: "origin",
          originHeader: { name: "x-key", value: "" },
          domainNames: ["http://example.com"],
          certificateArn: "cert",
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - domainNames[0]: must be a lower-case name such as "www.example.com", got "http://example.com"',
    ]);
  });
});
