/** What stands in the drawn networks: only as much of it as has an address there. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ids, role, type Tier } from "./drawing";

const code = () =>
  new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.StringAsset("export const handler = async () => undefined;"),
  });

export function lambdaFunction(
  name: string,
  { subnets }: Tier,
  group: aws.ec2.SecurityGroup,
): aws.lambda.Function {
  const runsAs = role(name, "lambda.amazonaws.com", "service-role/AWSLambdaVPCAccessExecutionRole");
  return new aws.lambda.Function(name, {
    code: code(),
    handler: "index.handler",
    runtime: "nodejs22.x",
    role: runsAs.arn,
    vpcConfig: { subnetIds: ids(subnets), securityGroupIds: [group.id] },
  });
}

export function postgres(
  name: string,
  { subnets }: Tier,
  group: aws.ec2.SecurityGroup,
  multiAz = false,
): aws.rds.Instance {
  const place = new aws.rds.SubnetGroup(name, { subnetIds: ids(subnets) });
  return new aws.rds.Instance(name, {
    engine: "postgres",
    engineVersion: "16.4",
    instanceClass: "db.t3.micro",
    allocatedStorage: 20,
    multiAz,
    dbSubnetGroupName: place.name,
    vpcSecurityGroupIds: [group.id],
    username: "postgres",
    manageMasterUserPassword: true,
    storageEncrypted: true,
    skipFinalSnapshot: true,
  });
}

export function redis(name: string, { subnets }: Tier, group: aws.ec2.SecurityGroup): void {
  const place = new aws.elasticache.SubnetGroup(name, { subnetIds: ids(subnets) });
  new aws.elasticache.ReplicationGroup(name, {
    description: name,
    engine: "redis",
    nodeType: "cache.t3.micro",
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    subnetGroupName: place.name,
    securityGroupIds: [group.id],
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
  });
}

/** A load balancer that faces the internet, and a listener that hands on to a target group. */
export function loadBalancer(
  name: string,
  { subnets }: Tier,
  group: aws.ec2.SecurityGroup,
  targets: { readonly vpcId: pulumi.Output<string>; readonly port: number; readonly type: string },
): { readonly targetGroup: aws.lb.TargetGroup; readonly listener: aws.lb.Listener } {
  const balancer = new aws.lb.LoadBalancer(name, {
    loadBalancerType: "application",
    subnets: ids(subnets),
    securityGroups: [group.id],
  });
  const targetGroup = new aws.lb.TargetGroup(name, {
    port: targets.port,
    protocol: "HTTP",
    targetType: targets.type,
    vpcId: targets.vpcId,
  });
  const listener = new aws.lb.Listener(name, {
    loadBalancerArn: balancer.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  return { targetGroup, listener };
}

/** Fargate services in private subnets. */
export function fargateServices(
  names: readonly string[],
  { subnets }: Tier,
  group: aws.ec2.SecurityGroup,
): void {
  const cluster = new aws.ecs.Cluster("cluster");
  const execution = role(
    "execution",
    "ecs-tasks.amazonaws.com",
    "service-role/AmazonECSTaskExecutionRolePolicy",
  );
  for (const name of names) {
    const definition = new aws.ecs.TaskDefinition(name, {
      family: name,
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      executionRoleArn: execution.arn,
      containerDefinitions: JSON.stringify([
        { name, image: "nginx:latest", essential: true, portMappings: [{ containerPort: 8080 }] },
      ]),
    });
    new aws.ecs.Service(name, {
      cluster: cluster.arn,
      taskDefinition: definition.arn,
      desiredCount: 2,
      launchType: "FARGATE",
      networkConfiguration: {
        assignPublicIp: false,
        subnets: ids(subnets),
        securityGroups: [group.id],
      },
    });
  }
}

/** Whatever will stand in each subnet of a tier, behind a group. */
export function interfaces(name: string, { subnets }: Tier, group: aws.ec2.SecurityGroup): void {
  for (const [index, subnet] of subnets.entries())
    new aws.ec2.NetworkInterface(`${name}-${"abc".charAt(index)}`, {
      subnetId: subnet.id,
      securityGroups: [group.id],
      tags: { Name: `${name}-${"abc".charAt(index)}` },
    });
}
