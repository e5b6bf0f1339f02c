/**
 * CloudFront in front of a load balancer: it ends TLS near to who asks, and takes what a web ACL
 * refuses away from the load balancer. It caches nothing: what may be cached, the application knows.
 * Makes the distribution. $0.085 a GB to North America and Europe, $0.01 for 10,000 HTTPS requests.
 *
 * The load balancer stays public. What comes to it past CloudFront it can only refuse (`requiredHeader`).
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { checkedPlan, detailOf, tagsOf } from "../network";
import type { DistributionArgs } from "./distributionArgs";
import { refuseDomain } from "./domainNames";

/** AWS's own policies, the same in every account: `CachingDisabled` and `AllViewer`. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

/** CloudFront in front of a load balancer. */
export class Distribution extends pulumi.ComponentResource {
  /** The distribution's id. */
  readonly distributionId: pulumi.Output<string>;
  /** The distribution's ARN. */
  readonly distributionArn: pulumi.Output<string>;
  /** The name that CloudFront gives it. */
  readonly dnsName: pulumi.Output<string>;
  /** The zone of its name, for alias records. */
  readonly zoneId: pulumi.Output<string>;

  constructor(name: string, args: DistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:Distribution", name, {}, opts);
    const inputs = {
      originDomainName: 0,
      value: 0,
      certificateArn: 0,
      webAclArn: 0,
    };
    const checked = { component: this, kind: "Distribution", name, inputs };
    checkedPlan(checked, args, () => ({ issues: refuseArgs(args) }));
    const distribution = new cloudfront.Distribution(
      name,
      {
        enabled: true,
        isIpv6Enabled: true,
        httpVersion: "http2and3",
        comment: name,
        aliases: args.domainNames,
        origins: [originOf(args)],
        defaultCacheBehavior: {
          targetOriginId: ORIGIN,
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
          cachedMethods: ["GET", "HEAD"],
          cachePolicyId: CACHING_DISABLED,
          originRequestPolicyId: ALL_VIEWER,
          compress: true,
        },
        viewerCertificate: {
          acmCertificateArn: args.certificateArn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        webAclId: args.webAclArn,
        tags: tagsOf(args, { child: name, resourceType: "cdn", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.dnsName = distribution.domainName;
    this.zoneId = distribution.hostedZoneId;
    this.registerOutputs({
      distributionId: this.distributionId,
      distributionArn: this.distributionArn,
      dnsName: this.dnsName,
      zoneId: this.zoneId,
    });
  }
}

const ORIGIN = "load-balancer";

function refuseArgs({ domainNames, originHeader }: DistributionArgs): Issue[] {
  const issues = domainNames.flatMap((one, index) => refuseDomain(`domainNames[${index}]`, one));
  if (domainNames.length === 0) {
    issues.push({ propertyPath: "domainNames", reason: "must list a name, got none" });
  }
  if (!/^[\w-]{1,40}$/.test(originHeader.name)) {
    const reason = `must be 1 to 40 letters, digits, hyphens and underscores, got "${originHeader.name}"`;
    issues.push({ propertyPath: "originHeader.name", reason });
  }
  return issues;
}

const originOf = ({ originDomainName, originHeader }: DistributionArgs) => ({
  originId: ORIGIN,
  domainName: originDomainName,
  customHeaders: [{ name: originHeader.name, value: pulumi.secret(originHeader.value) }],
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
  },
});
