import { workloadAnswers } from "./workloadAnswers";

/** What AWS would answer of load balancers, fleets, keys, backups and alarms beside the id. */
const place = "us-east-1:123456789012";

export function platformAnswers(type: string, name: string): Record<string, unknown> {
  switch (type) {
    case "aws:kms/key:Key":
      return { arn: `arn:aws:kms:${place}:key/${name}`, keyId: name };
    case "aws:lb/loadBalancer:LoadBalancer":
      return {
        arn: `arn:aws:elasticloadbalancing:${place}:loadbalancer/app/${name}/1`,
        arnSuffix: `app/${name}/1`,
        dnsName: `${name}.elb.example`,
        zoneId: "Z-elb",
      };
    case "aws:lb/targetGroup:TargetGroup":
      return {
        arn: `arn:aws:elasticloadbalancing:${place}:targetgroup/${name}/1`,
        arnSuffix: `targetgroup/${name}/1`,
      };
    case "aws:lb/listener:Listener":
      return { arn: `arn:aws:elasticloadbalancing:${place}:listener/app/${name}/1/1` };
    case "aws:autoscaling/group:Group":
      return { arn: `arn:aws:autoscaling:${place}:autoScalingGroup:${name}`, name };
    case "aws:wafv2/webAcl:WebAcl":
      return { arn: `arn:aws:wafv2:${place}:regional/webacl/${name}/1` };
    case "aws:cloudfront/distribution:Distribution":
      return { domainName: `${name}.cloudfront.example`, hostedZoneId: "Z-cdn" };
    case "aws:backup/vault:Vault":
      return { arn: `arn:aws:backup:${place}:backup-vault:${name}`, name };
    case "aws:cloudwatch/eventRule:EventRule":
      return { arn: `arn:aws:events:${place}:rule/${name}`, name };
    case "aws:ecr/repository:Repository":
      return {
        arn: `arn:aws:ecr:${place}:repository/${name}`,
        repositoryUrl: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${name}`,
      };
    default:
      return {};
  }
}

/** What a component of another package answers, whatever it was given under the same names. */
export function constructed(type: string, name: string): Record<string, unknown> {
  switch (type) {
    case "awsx:lb:ApplicationLoadBalancer":
      return {
        loadBalancer: { dnsName: `${name}.elb.example` },
        defaultTargetGroup: `TargetGroup ${name}`,
        listeners: [{ arn: `Listener ${name}-0 arn` }, { arn: `Listener ${name}-1 arn` }],
      };
    case "awsx:ecs:FargateService":
      return { service: { name } };
    default:
      return workloadAnswers(type, name);
  }
}

/** What look-ups are answered with. */
export function lookedUp(token: string): Record<string, unknown> {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: "123456789012", arn: "arn", userId: "user", id: "123456789012" };
    case "aws:index/getPartition:getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" };
    case "aws:ssm/getParameter:getParameter":
      return { value: "ami-newest" };
    default:
      return {};
  }
}
