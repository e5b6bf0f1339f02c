/** What the cases are put together from: a stack, and what stands in it. */
import type { ConstructRequest, ValueMap } from "../../../../simulator/protocol";

const signature = "4dabf18193072939515e22adb298388d";

const stackUrn = "urn:pulumi:dev::app::pulumi:pulumi:Stack::app-dev";
export const urnOf = (type: string, name: string): string =>
  `urn:pulumi:dev::app::${type}::${name}`;

/** An output value of the program, as an SDK sends it. */
export function output(value: unknown, from: readonly string[], secret = false): ValueMap {
  return {
    [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    ...(value === undefined ? {} : { value }),
    ...(secret ? { secret } : {}),
    ...(from.length > 0 ? { dependencies: from } : {}),
  } as ValueMap;
}
export const secretOutput = (value: string): ValueMap => output(value, [], true);

export function referenceTo(type: string, name: string): ValueMap {
  return {
    [signature]: "5cf8f73096256a8f31e491e813e4eb8e",
    urn: urnOf(type, name),
    id: `${name}-id`,
  };
}

export const subnetUrns = ["a", "b"].map((name) => urnOf("aws:ec2/subnet:Subnet", name));
export const subnetIds = subnetUrns.map((urn, index) => output(`subnet-${String(index)}`, [urn]));
export const unknownSubnetIds = subnetUrns.map((urn) => output(undefined, [urn]));
export const groupUrn = urnOf("aws:ec2/securityGroup:SecurityGroup", "lb");
export const securityGroups = [output("sg-1", [groupUrn])];
export const targetGroup = output(referenceTo("aws:lb/targetGroup:TargetGroup", "given"), [
  urnOf("aws:lb/targetGroup:TargetGroup", "given"),
  urnOf("awsx:lb:ApplicationLoadBalancer", "front"),
]);
export const clusterUrn = urnOf("aws:ecs/cluster:Cluster", "main");
export const cluster = output("arn:cluster", [clusterUrn]);
export const networkConfiguration = {
  subnets: subnetIds,
  securityGroups: [output("sg-2", [urnOf("aws:ec2/securityGroup:SecurityGroup", "task")])],
};
export const vpcUrn = urnOf("aws:ec2/vpc:Vpc", "main");
export const web = { image: "nginx:1", essential: true, memory: 128 };

/** What the world of the cases has besides what a component makes. */
export const existing: Readonly<Record<string, ValueMap>> = {
  [urnOf("aws:lb/targetGroup:TargetGroup", "given")]: { arn: "arn:given", port: 8080 },
  [urnOf("aws:lb/targetGroup:TargetGroup", "bare")]: { arn: "arn:bare" },
  [urnOf("aws:ec2/subnet:Subnet", "a")]: { vpcId: "vpc-9" },
  [urnOf("aws:ec2/subnet:Subnet", "b")]: { vpcId: "vpc-9" },
  [clusterUrn]: { arn: "arn:cluster" },
};

export interface Case {
  readonly title: string;
  readonly request: ConstructRequest;
}

export type Asked = Partial<Omit<ConstructRequest, "inputs" | "deployment">> & {
  readonly preview?: true;
};

export function ask(type: string, title: string, inputs: unknown, asked: Asked = {}): Case {
  const { preview, ...rest } = asked;
  return {
    title: `${type.split(":")[2] ?? ""}: ${title}`,
    request: {
      type,
      name: "web",
      parent: stackUrn,
      inputs: JSON.parse(JSON.stringify(inputs)) as ValueMap,
      inputDependencies: {},
      dependencies: [],
      providers: {},
      aliases: [],
      options: {},
      deployment: {
        project: "app",
        stack: "dev",
        dryRun: preview ?? false,
        parallel: 8,
        config: {},
        configSecretKeys: [],
        monitorAddress: "",
      },
      ...rest,
    },
  };
}

export const balancer = (title: string, inputs: object, asked?: Asked): Case =>
  ask("awsx:lb:ApplicationLoadBalancer", title, { subnetIds, securityGroups, ...inputs }, asked);
export const service = (title: string, inputs: object, asked?: Asked): Case =>
  ask("awsx:ecs:FargateService", title, { cluster, networkConfiguration, ...inputs }, asked);
export const task = (title: string, inputs: object, asked?: Asked): Case =>
  ask("awsx:ecs:FargateTaskDefinition", title, inputs, asked);
export const sized = (title: string, ...containers: readonly object[]): Case =>
  task(`sized for ${title}`, {
    containers: Object.fromEntries(
      containers.map((one, index) => [`c${String(index)}`, { image: "i", name: "n", ...one }]),
    ),
  });

/** A container with everything in it that children come to depend on. */
export const container = {
  ...web,
  name: "main",
  cpu: 256,
  environment: [
    { name: "Z", value: "1" },
    { value: output("vpc-1", [vpcUrn]), name: "VPC" },
    { name: "PW", value: secretOutput("hush") },
  ],
  portMappings: [{ targetGroup, containerPort: 80 }],
};
