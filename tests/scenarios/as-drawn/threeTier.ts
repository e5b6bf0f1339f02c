/**
 * `three-tier` as drawn: a bastion that the database lets in, and that itself lets nothing out or in.
 * What else is wrong as drawn is prices and the number of standbys: no part of the network.
 */
import * as aws from "@pulumi/aws";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import {
  allow,
  gatewayEndpoints,
  interfaceEndpoints,
  natGateway,
  network,
  routeTable,
  securityGroup,
  tier,
  toInternet,
  toNat,
  type Place,
  type Tier,
} from "./support/drawing";
import { fargateServices, loadBalancer, postgres, redis } from "./support/workloads";

const OWN = "10.0.0.0/16";
const ANY = "0.0.0.0/0";

interface Groups {
  readonly alb: aws.ec2.SecurityGroup;
  readonly ecs: aws.ec2.SecurityGroup;
  readonly database: aws.ec2.SecurityGroup;
  readonly bastion: aws.ec2.SecurityGroup;
  readonly endpoints: aws.ec2.SecurityGroup;
}

/** All but the bastion's and the endpoints' let everything out. */
function groups(place: Place): Groups {
  const alb = securityGroup("alb", place);
  const ecs = securityGroup("ecs", place);
  const database = securityGroup("database", place);
  const bastion = securityGroup("bastion", place);
  const endpoints = securityGroup("endpoints", place);
  allow(["alb", alb], "in", ["tcp/80", "tcp/443"], ANY);
  allow(["ecs", ecs], "in", ["all"], ["alb", alb], ["ecs", ecs]);
  allow(["database", database], "in", ["tcp/5432", "tcp/6379"], ["ecs", ecs]);
  allow(["database", database], "in", ["tcp/5432"], ["bastion", bastion]);
  allow(["endpoints", endpoints], "in", ["tcp/443"], OWN);
  allow(["alb", alb], "out", ["all"], ANY);
  allow(["ecs", ecs], "out", ["all"], ANY);
  allow(["database", database], "out", ["all"], ANY);
  return { alb, ecs, database, bastion, endpoints };
}

function bastion({ subnets }: Tier, group: aws.ec2.SecurityGroup): void {
  const image = aws.ec2.getAmiOutput({
    owners: ["amazon"],
    mostRecent: true,
    filters: [{ name: "name", values: ["al2023-ami-2023.*-x86_64"] }],
  });
  new aws.ec2.Instance("bastion", {
    ami: image.id,
    instanceType: "t3.micro",
    subnetId: subnets[0]!.id,
    vpcSecurityGroupIds: [group.id],
    associatePublicIpAddress: true,
    tags: { Name: "bastion" },
  });
}

export const threeTier: PulumiFn = () => {
  const place = network("shop", OWN, "us-east-1");
  const open = tier(place, "public", ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]);
  const closed = tier(place, "private", ["10.0.48.0/20", "10.0.64.0/20", "10.0.80.0/20"]);
  const data = tier(place, "database", ["10.0.96.0/20", "10.0.112.0/20", "10.0.128.0/20"]);
  const nat = natGateway("nat", open.subnets[0]!, place);
  routeTable("public", place, open.subnets, toInternet(place));
  const own = routeTable("private", place, closed.subnets, toNat(nat));
  routeTable("database", place, data.subnets);
  gatewayEndpoints(place, ["s3", "dynamodb"], [own]);

  const { alb, ecs, database, endpoints, bastion: way } = groups(place);
  interfaceEndpoints(place, ["ecr.api", "ecr.dkr", "secretsmanager", "logs"], closed, endpoints);
  loadBalancer("shop", open, alb, { vpcId: place.vpc.id, port: 8080, type: "ip" });
  fargateServices(["api", "web", "workers"], closed, ecs);
  postgres("orders", data, database, true);
  redis("sessions", data, database);
  bastion(open, way);
  return Promise.resolve();
};
