/** Interfaces as AWS describes them: what each is of is told by its type, its description and its requester. */
import type { InterfaceKind, NetworkInterface } from "../network";
import { flag, text, texts } from "../records/properties";
import type { ResourceRecord } from "../records/resourceRecord";
import { interfaceOf, type InterfaceContext } from "./draft";

/** Pulumi's look-up of one interface has the same properties. */
export const describedInterfaceType = "aws:ec2/getNetworkInterface:getNetworkInterface";

interface Owner {
  readonly kind: InterfaceKind;
  readonly type: string;
  /** By whatever AWS's words call it; undefined: by the interface. */
  readonly name?: string;
}

interface Sign {
  readonly kind: InterfaceKind;
  readonly type: string;
  readonly interfaceType?: string;
  readonly requester?: RegExp;
  /** Its first group is the owner's name. */
  readonly description?: RegExp;
}

const balancer = "aws:lb/loadBalancer:LoadBalancer";

const signs: readonly Sign[] = [
  { kind: "loadBalancer", type: balancer, description: /^ELB ((?:app|net)\/.+)$/ },
  { kind: "loadBalancer", type: balancer, interfaceType: "network_load_balancer" },
  { kind: "loadBalancer", type: "aws:elb/loadBalancer:LoadBalancer", description: /^ELB (.+)$/ },
  {
    kind: "lambda",
    type: "aws:lambda/function:Function",
    description: /^AWS Lambda VPC ENI-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  },
  { kind: "lambda", type: "aws:lambda/function:Function", interfaceType: "lambda" },
  {
    kind: "endpoint",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    description: /^VPC Endpoint Interface (vpce-\w+)$/,
  },
  {
    kind: "database",
    type: "aws:rds/instance:Instance",
    description: /^RDSNetworkInterface$/,
  },
  { kind: "database", type: "aws:rds/instance:Instance", requester: /^amazon-rds$/ },
  { kind: "database", type: "aws:redshift/cluster:Cluster", requester: /^amazon-redshift$/ },
  {
    kind: "cache",
    type: "aws:elasticache/cluster:Cluster",
    description: /^ElastiCache[ +](.+)$/,
  },
  { kind: "cache", type: "aws:elasticache/cluster:Cluster", requester: /^amazon-elasticache$/ },
  {
    kind: "task",
    type: "aws:ecs/service:Service",
    description: /^arn:[\w-]+:ecs:[\w-]+:\d{12}:attachment\/.+$/,
  },
  {
    kind: "vpcLink",
    type: "aws:apigatewayv2/vpcLink:VpcLink",
    interfaceType: "api_gateway_managed",
  },
];

export function readDescribedInterfaces(context: InterfaceContext): NetworkInterface[] {
  const { reading } = context;
  return reading.ofTypes([describedInterfaceType]).map((record) => {
    const owner = ownerOf(record);
    const securityGroups = reading.many("securityGroup", record, "securityGroups");
    const publicAddress = text(record, "publicIp");
    const endpoint =
      owner.kind === "endpoint" && owner.name !== undefined
        ? (reading.find("vpcEndpoint", owner.name, record) ?? owner.name)
        : undefined;
    const own = interfaceOf(context, {
      record,
      kind: owner.kind,
      subnet:
        reading.one("subnet", record, "subnetId") ??
        reading.absent({ noun: "subnet", record, property: "subnetId" }, `${record.urn}#subnetId`),
      isOnly: true,
      owner: owner.name,
      securityGroups,
      filtered: securityGroups.length > 0,
      ipv4: texts(record, "privateIps"),
      ipv6: texts(record, "ipv6Addresses"),
      // What is described is known whole.
      hasIpv4: texts(record, "privateIps").length > 0,
      wantsIpv6: false,
      publicIpv4: publicAddress !== undefined,
      publicAddress,
      sourceDestCheck: flag(record, "sourceDestCheck"),
      endpoint,
    });
    return { ...own, type: owner.type, name: own.tags.Name ?? owner.name ?? own.name };
  });
}

function ownerOf(record: ResourceRecord): Owner {
  const description = text(record, "description") ?? "";
  const found = signs.find(
    (sign) =>
      (sign.description?.test(description) ?? true) &&
      (sign.requester?.test(text(record, "requesterId") ?? "") ?? true) &&
      (sign.interfaceType === undefined || sign.interfaceType === text(record, "interfaceType")),
  );
  const name = found?.description?.exec(description)?.[1];
  if (found !== undefined)
    return { kind: found.kind, type: found.type, ...(name === undefined ? {} : { name }) };
  const instance = text(record, "instance");
  return instance === undefined
    ? { kind: "interface", type: "aws:ec2/networkInterface:NetworkInterface" }
    : { kind: "instance", type: "aws:ec2/instance:Instance", name: instance };
}
