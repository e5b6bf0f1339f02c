/** Programs of the stacks whose states stand beside this file, written as such programs are. */
import * as aws from "@pulumi/aws";
import type { InlineProgram } from "../../../automation";

type Program = InlineProgram["program"];

const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Effect: "Allow",
      Sid: "",
    },
  ],
});

/** What a program may be asked to do differently: the change that is rehearsed. */
export interface Edits {
  readonly natGateways?: number;
  readonly publicBlocks?: readonly string[];
  readonly desiredCount?: number;
  readonly instanceType?: string;
  readonly groupDescription?: string;
}

interface Public {
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: readonly aws.ec2.Subnet[];
}

function publicNetwork(name: string, blocks: readonly string[]): Public {
  const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16", tags: { Name: name } });
  const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: { Name: name } });
  const subnets = blocks.map((cidrBlock, index) => {
    const own = `${name}-public-${index + 1}`;
    const tags = { Name: own, SubnetType: "Public" };
    const subnet = new aws.ec2.Subnet(own, {
      vpcId: vpc.id,
      cidrBlock,
      availabilityZone: zones[index],
      mapPublicIpOnLaunch: true,
      tags,
    });
    const table = new aws.ec2.RouteTable(own, { vpcId: vpc.id, tags });
    new aws.ec2.RouteTableAssociation(own, { routeTableId: table.id, subnetId: subnet.id });
    new aws.ec2.Route(own, {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    return subnet;
  });
  return { vpc, subnets };
}

export const network =
  ({
    natGateways = 3,
    publicBlocks = ["10.0.32.0/20", "10.0.96.0/20", "10.0.160.0/20"],
  }: Edits = {}): Program =>
  () => {
    const { vpc, subnets } = publicNetwork("shop", publicBlocks);
    const gateways = subnets.slice(0, natGateways).map((subnet, index) => {
      const own = `shop-${index + 1}`;
      const address = new aws.ec2.Eip(own);
      return new aws.ec2.NatGateway(own, {
        subnetId: subnet.id,
        allocationId: address.id,
        tags: { Name: own },
      });
    });
    for (const [index, cidrBlock] of ["10.0.0.0/19", "10.0.64.0/19", "10.0.128.0/19"].entries()) {
      const own = `shop-private-${index + 1}`;
      const tags = { Name: own, SubnetType: "Private" };
      const subnet = new aws.ec2.Subnet(own, {
        vpcId: vpc.id,
        cidrBlock,
        availabilityZone: zones[index],
        mapPublicIpOnLaunch: false,
        tags,
      });
      const table = new aws.ec2.RouteTable(own, { vpcId: vpc.id, tags });
      new aws.ec2.RouteTableAssociation(own, { routeTableId: table.id, subnetId: subnet.id });
      new aws.ec2.Route(own, {
        routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: (gateways[index] ?? gateways[0])!.id,
      });
    }
    new aws.ec2.VpcEndpoint("com.amazonaws.us-west-2.s3", {
      vpcId: vpc.id,
      serviceName: "com.amazonaws.us-west-2.s3",
    });
    return Promise.resolve();
  };

const blocks = ["10.0.0.0/20", "10.0.64.0/20", "10.0.128.0/20"];

function openGroup(name: string, vpcId: aws.ec2.Vpc["id"], description?: string) {
  return new aws.ec2.SecurityGroup(name, {
    vpcId,
    ...(description === undefined ? {} : { description }),
    ingress: [
      {
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlocks: ["0.0.0.0/0"],
        ipv6CidrBlocks: ["::/0"],
      },
    ],
    egress: [
      {
        protocol: "tcp",
        fromPort: 0,
        toPort: 65535,
        cidrBlocks: ["0.0.0.0/0"],
        ipv6CidrBlocks: ["::/0"],
      },
    ],
  });
}

function balancer(name: string, { vpc, subnets }: Public, description?: string) {
  const targets = new aws.lb.TargetGroup(name, {
    port: 80,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: vpc.id,
  });
  const group = openGroup(name, vpc.id, description);
  const loadBalancer = new aws.lb.LoadBalancer(name, {
    loadBalancerType: "application",
    securityGroups: [group.id],
    subnets: subnets.map(({ id }) => id),
  });
  const listener = new aws.lb.Listener(`${name}-0`, {
    loadBalancerArn: loadBalancer.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  return { targets, group, listener };
}

export const web =
  ({ desiredCount = 1, groupDescription }: Edits = {}): Program =>
  () => {
    const place = publicNetwork("shop", blocks);
    const cluster = new aws.ecs.Cluster("shop");
    const { targets, group, listener } = balancer("nginx-lb", place, groupDescription);
    const own = new aws.ec2.SecurityGroup("shop-service", {
      vpcId: place.vpc.id,
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, securityGroups: [group.id] }],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
    const task = new aws.iam.Role("shop-task", { assumeRolePolicy: trust });
    const execution = new aws.iam.Role("shop-execution", { assumeRolePolicy: trust });
    new aws.iam.RolePolicyAttachment("shop-execution-9a42f520", {
      role: execution.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    });
    const logs = new aws.cloudwatch.LogGroup("shop");
    const definition = new aws.ecs.TaskDefinition("shop", {
      family: "shop-66954933",
      cpu: "512",
      containerDefinitions: logs.name.apply((name) => JSON.stringify([container(name)])),
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      taskRoleArn: task.arn,
      executionRoleArn: execution.arn,
    });
    new aws.ecs.Service(
      "shop",
      {
        cluster: cluster.arn,
        taskDefinition: definition.arn,
        desiredCount,
        launchType: "FARGATE",
        waitForSteadyState: true,
        loadBalancers: [{ targetGroupArn: targets.arn, containerName: "nginx", containerPort: 80 }],
        networkConfiguration: {
          assignPublicIp: true,
          subnets: place.subnets.map(({ id }) => id),
          securityGroups: [own.id],
        },
      },
      { dependsOn: listener },
    );
    return Promise.resolve();
  };

const container = (logGroup: string) => ({
  cpu: 512,
  essential: true,
  image: "nginx:latest",
  memory: 128,
  name: "nginx",
  portMappings: [{ containerPort: 80, hostPort: 80 }],
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroup,
      "awslogs-region": "us-west-2",
      "awslogs-stream-prefix": "nginx",
    },
  },
});

export const instances =
  ({ instanceType = "t2.micro" }: Edits = {}): Program =>
  () => {
    const place = publicNetwork("vpc", blocks);
    const { targets } = balancer("lb", place);
    const group = new aws.ec2.SecurityGroup("web", {
      ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
    });
    const instance = new aws.ec2.Instance("instance", {
      ami: "ami-0ac53e329849d4995",
      instanceType,
      vpcSecurityGroupIds: [group.id],
      userData: [
        "#!/bin/bash",
        'echo "Hello, World!" > index.html',
        "nohup python -m SimpleHTTPServer 80 &",
      ].join("\n"),
    });
    new aws.lb.TargetGroupAttachment("attachment", {
      targetGroupArn: targets.arn,
      targetId: instance.privateIp,
      availabilityZone: instance.availabilityZone,
    });
    return Promise.resolve();
  };
