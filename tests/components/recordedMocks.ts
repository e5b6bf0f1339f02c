/**
 * Records every resource that a program registers: type, name, parent, inputs as they reach the
 * engine, and the result. The parent is read from the URN, as mocks are not given it.
 */
import * as pulumi from "@pulumi/pulumi";
import { constructed, lookedUp, platformAnswers } from "./platformAnswers";

interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** The parent's type, the innermost one; empty for a resource of the stack's own. */
  readonly parent: string;
  readonly inputs: Record<string, unknown>;
}

export interface Recording {
  readonly resources: readonly RecordedResource[];
  /** The URNs of all resources, components too, sorted. */
  readonly urns: readonly string[];
  /** The URNs that a resource depends on, by its URN. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** The explicit provider that each resource is given, by its URN; empty for the default one. */
  readonly providers: ReadonlyMap<string, string>;
}

interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getDependenciesList(): string[];
  getProvider(): string;
}

interface Monitor {
  registerResource(
    request: RegisterRequest,
    callback: (error: unknown, response: unknown) => void,
  ): void;
}

/** Runs `program` on mocks and waits until everything it registers is registered. */
export async function record(
  program: () => unknown,
  settings: {
    config?: Record<string, string>;
    preview?: boolean;
    stack?: string;
    /** What look-ups answer, by token. */
    answers?: (token: string, inputs: Record<string, unknown>) => object | undefined;
  } = {},
): Promise<Recording> {
  const resources: RecordedResource[] = [];
  const current = { parent: "" };
  const providers = new Map<string, string>();
  const dependencies = new Map<string, string[]>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const { parent } = current;
        resources.push({ type, name, parent, inputs: inputs as Record<string, unknown> });
        return {
          id: id === undefined || id === "" ? `${short(type)} ${name}` : id,
          state: { ...answers(type, name), ...(inputs as object), ...constructed(type, name) },
        };
      },
      call: ({ token, inputs }) =>
        settings.answers?.(token, inputs as Record<string, unknown>) ?? lookedUp(token),
    },
    "project",
    settings.stack ?? "stack",
    settings.preview ?? false,
  );
  pulumi.runtime.setAllConfig(settings.config ?? {});
  watchRegistrations({ dependencies, providers, current });
  await program();
  await pulumi.runtime.disconnect();
  return {
    resources,
    urns: [...dependencies.keys()].sort(),
    dependencies,
    providers,
  };
}

/** What AWS would answer beside the id. */
function answers(type: string, name: string): Record<string, unknown> {
  switch (type) {
    case "aws:ec2/vpc:Vpc":
      return {
        ipv6CidrBlock: "2600:1f18:1:2200::/56",
        defaultRouteTableId: "rtb-main",
        defaultNetworkAclId: "acl-default",
      };
    case "aws:ec2/natGateway:NatGateway":
      return { publicIp: "192.0.2.1", regionalNatGatewayAddresses: [] };
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return { latestVersion: 1 };
    case "aws:iam/instanceProfile:InstanceProfile":
      return { arn: `InstanceProfile ${name} arn` };
    case "aws:cloudwatch/logGroup:LogGroup":
      return { arn: `arn:aws:logs:us-east-1:123456789012:log-group:${name}`, name };
    case "aws:lambda/function:Function":
      return {
        arn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
        invokeArn: `invoke ${name}`,
        name,
      };
    case "aws:s3/bucket:Bucket":
      return { arn: `arn:aws:s3:::${name}`, bucket: name, region: "us-east-1" };
    case "aws:ec2/flowLog:FlowLog":
      return { region: "us-east-1" };
    case "aws:glue/catalogDatabase:CatalogDatabase":
    case "aws:athena/workgroup:Workgroup":
      return { name };
    case "aws:sns/topic:Topic":
      return { arn: `arn:aws:sns:us-east-1:123456789012:${name}` };
    case "aws:cloudwatch/metricAlarm:MetricAlarm":
      return { arn: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}` };
    case "aws:iam/role:Role":
      return { arn: `arn:aws:iam::123456789012:role/${name}`, name };
    default:
      return dataAnswers(type, name);
  }
}

/** The same of databases and caches, which Pulumi and AWS name at length. */
function dataAnswers(type: string, name: string): Record<string, unknown> {
  const masterUserSecrets = [
    { secretArn: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}` },
  ];
  switch (type) {
    case "aws:kms/key:Key":
      return { arn: `Key ${name} arn` };
    case "aws:rds/instance:Instance":
      return { address: `${name}.db.example`, identifier: name, masterUserSecrets };
    case "aws:rds/cluster:Cluster":
      return {
        endpoint: `${name}.cluster.example`,
        readerEndpoint: `${name}.cluster-ro.example`,
        masterUserSecrets,
      };
    case "aws:rds/subnetGroup:SubnetGroup":
    case "aws:rds/parameterGroup:ParameterGroup":
    case "aws:rds/clusterParameterGroup:ClusterParameterGroup":
    case "aws:elasticache/subnetGroup:SubnetGroup":
    case "aws:elasticache/parameterGroup:ParameterGroup":
      return { name: `${name}-1a2b3c4` };
    case "aws:elasticache/replicationGroup:ReplicationGroup":
      return {
        primaryEndpointAddress: `master.${name}.example`,
        readerEndpointAddress: `replica.${name}.example`,
      };
    default:
      return platformAnswers(type, name);
  }
}

/** The mock monitor is given requests whole; mocks themselves see neither parent nor dependencies. */
function watchRegistrations(seen: {
  dependencies: Map<string, string[]>;
  providers: Map<string, string>;
  current: { parent: string };
}): void {
  const { dependencies, providers, current } = seen;
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const original = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const parent = request.getParent();
    const parentType = parent.split("::")[2]?.split("$").at(-1) ?? "";
    const isStack = parentType === "pulumi:pulumi:Stack";
    // The monitor asks the mocks before it returns, so this is the parent of the next resource.
    current.parent = isStack ? "" : parentType;
    const chain = isStack || parent === "" ? "" : `${parent.split("::")[2] ?? ""}$`;
    if (request.getType() !== "pulumi:pulumi:Stack") {
      const urn = `${chain}${request.getType()}::${request.getName()}`;
      dependencies.set(urn, [...request.getDependenciesList()]);
      providers.set(urn, request.getProvider());
    }
    original(request, callback);
  };
}

/** `type name < parent`, with AWS's types shortened to their last part: what a component made. */
export function outline(recording: Recording): string[] {
  return recording.resources
    .map(({ type, name, parent }) => `${short(type)} ${name} < ${short(parent)}`)
    .sort();
}

/** `Type name < parent` to inputs: every resource that was made, and every input of it. */
export function inventory(recording: Recording): Record<string, Record<string, unknown>> {
  const entries = recording.resources.map(
    ({ type, name, parent, inputs }) =>
      [`${short(type)} ${name} < ${short(parent)}`, inputs] as const,
  );
  if (new Set(entries.map(([key]) => key)).size !== entries.length) {
    throw new Error("two resources of one type and parent have one name");
  }
  return Object.fromEntries(entries);
}

/** The part of an inventory whose keys start with one of `types`. */
export function ofTypes(
  all: Record<string, Record<string, unknown>>,
  ...types: string[]
): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => types.includes(key.split(" ")[0] ?? "")),
  );
}

function short(type: string): string {
  return type.split(":").at(-1) ?? type;
}

/** The message of the error that `program` ends with. */
export async function messageOf(program: () => unknown): Promise<string> {
  try {
    await record(program);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

/** A value that is none of its type's, as a program in JavaScript may give. */
export function unknown<T>(value: unknown): T {
  return value as T;
}
