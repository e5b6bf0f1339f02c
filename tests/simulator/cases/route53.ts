/** Zones, public and private, and what is in them. */
import { type Case, type Suite, type Surroundings, permit, tagged } from "../lifecycleCases";
import { type Stack, textOf, types } from "../support";

const zone = "aws:route53/zone:Zone";
const record = "aws:route53/record:Record";

async function surroundings(stack: Stack): Promise<Surroundings> {
  const make = (name: string, cidrBlock: string) =>
    stack.create(types.vpc, name, { cidrBlock, enableDnsHostnames: true });
  const vpc = await make("one", "10.0.0.0/16");
  const other = await make("two", "10.1.0.0/16");
  const open = await stack.create(zone, "public", { name: "example.com" });
  const inner = await stack.create(zone, "private", {
    name: "inner.example.com",
    vpcs: [{ vpcId: vpc.id }],
  });
  const group = await stack.create(types.logGroup, "queries", { name: "/aws/route53/one" });
  const policy = await stack.create("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "one", {
    policyName: "route53",
    policyDocument: permit("logs:PutLogEvents", { Service: "route53.amazonaws.com" }),
  });
  const check = await stack.create("aws:route53/healthCheck:HealthCheck", "around", {
    type: "HTTP",
    fqdn: "example.com",
  });
  return {
    ids: {
      vpc: vpc.id,
      other: other.id,
      zone: open.id,
      inner: inner.id,
      logs: textOf(group.properties, "arn"),
      check: check.id,
    },
    made: [vpc, other, open, inner, group, policy, check],
  };
}

const byPolicy =
  "another policy needs another set of records: tests/simulator/services/route53.spec.ts";

const cases: readonly Case[] = [
  {
    type: zone,
    args: ({ vpc }) => ({ name: "own.example.com", vpcs: [{ vpcId: vpc! }] }),
    updates: {
      ...tagged,
      vpcs: ({ vpc, other }) => ({ vpcs: [{ vpcId: vpc! }, { vpcId: other! }] }),
    },
    replaces: { delegationSetId: () => ({ delegationSetId: "N0", vpcs: null }) },
    heldBy: {
      type: record,
      args: (_ids, made) => ({
        zoneId: made.id,
        name: "www",
        type: "A",
        ttl: 60,
        records: ["10.0.0.1"],
      }),
      code: "HostedZoneNotEmpty",
    },
  },
  {
    type: record,
    args: ({ zone: zoneId }) => ({
      zoneId: zoneId!,
      name: "www.example.com",
      type: "A",
      ttl: 60,
      records: ["10.0.0.1"],
    }),
    updates: {
      records: () => ({ records: ["10.0.0.2", "10.0.0.3"] }),
      aliases: () => ({
        aliases: [{ name: "lb.example.net", zoneId: "Z35SXDOTRQ7X7K", evaluateTargetHealth: true }],
        records: null,
        ttl: null,
      }),
      healthCheckId: ({ check }) => ({ healthCheckId: check! }),
    },
    untried: {
      type: "makes another record: tests/simulator/services/route53.spec.ts",
      setIdentifier: "makes another record: tests/simulator/services/route53.spec.ts",
      cidrRoutingPolicy: byPolicy,
      failoverRoutingPolicies: byPolicy,
      geolocationRoutingPolicies: byPolicy,
      geoproximityRoutingPolicy: byPolicy,
      latencyRoutingPolicies: byPolicy,
      multivalueAnswerRoutingPolicy: byPolicy,
      weightedRoutingPolicies: byPolicy,
    },
    replaces: { name: () => ({ name: "api.example.com" }) },
  },
  {
    type: "aws:route53/zoneAssociation:ZoneAssociation",
    args: ({ inner, other }) => ({ zoneId: inner!, vpcId: other! }),
    replaces: { vpcRegion: () => ({ vpcRegion: "eu-west-1" }) },
  },
  {
    type: "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization",
    args: ({ inner }) => ({ zoneId: inner!, vpcId: "vpc-0123456789abcdef0" }),
    replaces: { vpcRegion: () => ({ vpcRegion: "eu-west-1" }) },
  },
  {
    type: "aws:route53/healthCheck:HealthCheck",
    args: () => ({ type: "HTTP_STR_MATCH", fqdn: "example.com", searchString: "ok" }),
    updates: {
      ...tagged,
      childHealthchecks: ({ check }) => ({ childHealthchecks: [check!] }),
      failureThreshold: () => ({ failureThreshold: 5 }),
      insufficientDataHealthStatus: () => ({ insufficientDataHealthStatus: "Healthy" }),
      ipAddress: () => ({ ipAddress: "198.18.0.1" }),
      regions: () => ({ regions: ["us-east-1", "us-west-1", "eu-west-1"] }),
    },
    replaces: {
      requestInterval: () => ({ requestInterval: 10 }),
      type: () => ({ type: "HTTPS_STR_MATCH" }),
    },
  },
  {
    type: "aws:route53/queryLog:QueryLog",
    args: ({ zone: zoneId, logs }) => ({ zoneId: zoneId!, cloudwatchLogGroupArn: logs! }),
    replaces: {
      cloudwatchLogGroupArn: ({ logs }) => ({ cloudwatchLogGroupArn: `${logs!}-other` }),
    },
  },
];

export const suite: Suite = { cases, surroundings };
