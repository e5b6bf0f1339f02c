/** What may stand in front of the load balancer: a name, CloudFront, a web ACL. */
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import type { Labels } from "./labels";
import { ORIGIN_HEADER } from "./workload";

export function createFront(
  config: PlatformConfig,
  balancer: net.LoadBalancer,
  labels: Labels,
): net.Distribution | undefined {
  const webAcl = createWebAcl(config, balancer, labels);
  const distribution = createDistribution(config, balancer, { ...labels, webAcl });
  if (config.domainName !== "") {
    new net.AliasRecord(labels.name, {
      zoneId: config.hostedZoneId,
      recordName: config.domainName,
      target: distribution ?? balancer,
      ipv6: distribution !== undefined,
    });
  }
  return distribution;
}

/** At CloudFront, where there is one: what it refuses never comes near the load balancer. */
function createWebAcl(
  { waf, cloudFront }: PlatformConfig,
  { loadBalancerArn }: net.LoadBalancer,
  { name, naming, tags }: Labels,
): net.WebAcl | undefined {
  if (!waf) return undefined;
  return new net.WebAcl(
    name,
    cloudFront
      ? { scope: net.WebAclScope.CloudFront, naming, tags }
      : {
          scope: net.WebAclScope.Regional,
          resourceArns: { alb: loadBalancerArn },
          naming,
          tags,
        },
  );
}

function createDistribution(
  config: PlatformConfig,
  balancer: net.LoadBalancer,
  { name, naming, tags, webAcl }: Labels & { readonly webAcl: net.WebAcl | undefined },
): net.Distribution | undefined {
  if (!config.cloudFront || config.originSecret === undefined) return undefined;
  // A name that the load balancer's certificate has: its own has none.
  const origin = new net.AliasRecord(`${name}-origin`, {
    zoneId: config.hostedZoneId,
    recordName: `origin.${config.domainName}`,
    target: balancer,
  });
  return new net.Distribution(name, {
    originDomainName: origin.fqdn,
    originHeader: { name: ORIGIN_HEADER, value: config.originSecret },
    domainNames: [config.domainName],
    certificateArn: config.cloudFrontCertificateArn,
    webAclArn: webAcl?.webAclArn,
    naming,
    tags,
  });
}
