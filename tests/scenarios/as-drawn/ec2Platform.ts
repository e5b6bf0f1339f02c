/**
 * `ec2-platform` as drawn: SSH is let in to instances that nobody outside has a way to.
 * Of its many parts those that have an address in the network; the recovery objective is none of it.
 */
import * as aws from "@pulumi/aws";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import {
  allow,
  gatewayEndpoints,
  ids,
  interfaceEndpoints,
  natGateway,
  network,
  networkAcl,
  routeTable,
  securityGroup,
  tier,
  toInternet,
  toNat,
  type AclAllow,
  type Tier,
} from "./support/drawing";
import { loadBalancer, postgres } from "./support/workloads";

const OWN = "10.0.0.0/16";
const ANY = "0.0.0.0/0";
/** "Authorised IPs". */
const OFFICE = "203.0.113.0/24";
const REPLIES = "tcp/1024-65535";

function fleet(
  { subnets }: Tier,
  group: aws.ec2.SecurityGroup,
  targetGroup: aws.lb.TargetGroup,
): void {
  const image = aws.ec2.getAmiOutput({
    owners: ["amazon"],
    mostRecent: true,
    filters: [{ name: "name", values: ["al2023-ami-2023.*-x86_64"] }],
  });
  const template = new aws.ec2.LaunchTemplate("app", {
    imageId: image.id,
    instanceType: "t3.small",
    vpcSecurityGroupIds: [group.id],
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
  });
  new aws.autoscaling.Group("app", {
    minSize: 2,
    maxSize: 3,
    launchTemplate: { id: template.id, version: "$Latest" },
    vpcZoneIdentifiers: ids(subnets),
    targetGroupArns: [targetGroup.arn],
  });
}

const both = (rules: readonly AclAllow[]) => ({ ingress: rules, egress: [["all", ANY] as const] });

export const ec2Platform: PulumiFn = () => {
  const place = network("platform", OWN, "us-east-1");
  const open = tier(place, "public", ["10.0.0.0/24", "10.0.1.0/24"]);
  const closed = tier(place, "private", ["10.0.10.0/24", "10.0.11.0/24"]);
  const data = tier(place, "database", ["10.0.20.0/24", "10.0.21.0/24"]);
  const nat = natGateway("nat", open.subnets[0]!, place);
  routeTable("public", place, open.subnets, toInternet(place));
  const own = routeTable("private", place, closed.subnets, toNat(nat));
  routeTable("database", place, data.subnets);
  gatewayEndpoints(place, ["s3"], [own]);
  networkAcl(
    "public",
    place,
    open.subnets,
    both([
      ["tcp/80", ANY],
      ["tcp/443", ANY],
      [REPLIES, ANY],
    ]),
  );
  networkAcl(
    "private",
    place,
    closed.subnets,
    both([
      ["all", OWN],
      ["tcp/22", OFFICE],
      [REPLIES, ANY],
    ]),
  );
  networkAcl("database", place, data.subnets, both([["tcp/5432", OWN]]));

  const alb = securityGroup("alb", place);
  const app = securityGroup("app", place);
  const database = securityGroup("database", place);
  const endpoints = securityGroup("endpoints", place);
  allow(["alb", alb], "in", ["tcp/80", "tcp/443"], ANY);
  allow(["alb", alb], "out", ["tcp/8080"], ["app", app]);
  allow(["app", app], "in", ["tcp/8080"], ["alb", alb]);
  allow(["app", app], "in", ["tcp/22"], OFFICE);
  allow(["app", app], "out", ["all"], ANY);
  allow(["database", database], "in", ["tcp/5432"], ["app", app]);
  allow(["endpoints", endpoints], "in", ["tcp/443"], ["app", app]);
  interfaceEndpoints(place, ["ec2", "ssm", "ssmmessages", "ec2messages"], closed, endpoints);
  const { targetGroup } = loadBalancer("app", open, alb, {
    vpcId: place.vpc.id,
    port: 8080,
    type: "instance",
  });
  fleet(closed, app, targetGroup);
  postgres("app", data, database);
  return Promise.resolve();
};
