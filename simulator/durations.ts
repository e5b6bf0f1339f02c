/**
 * How long AWS takes, modelled, in seconds. Sources: medians of terraform logs in public repositories (performance.md
 * D1); where only a range is known, a figure inside it. A virtual duration: no call waits.
 */

export type Action = "create" | "read" | "update" | "delete";

type Durations = Readonly<Partial<Record<Action, number>>>;

/** D1: "subnet, IGW, route table, route, association, security group, rule: 0-3 s". */
const usual = { create: 1, read: 0.2, update: 1, delete: 1 } as const;

const byType: Readonly<Record<string, Durations>> = {
  /** D1: 1-4 s; deletion 0-1 s. With DNS hostnames: `vpcWithDnsHostnames`. */
  "aws:ec2/vpc:Vpc": { create: 2, delete: 1 },
  /** D1: idle 0-2 s. */
  "aws:ec2/internetGateway:InternetGateway": { create: 1, delete: 1 },
  /** D1: median of eight 1 min 46 s; deletion median about 57 s. */
  "aws:ec2/natGateway:NatGateway": { create: 106, delete: 57 },
  /** D1: 2-3 s. */
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": { create: 3, delete: 3 },
  /** Not measured: the provider waits until gateways and attachments are available, and until they are gone. */
  "aws:ec2transitgateway/transitGateway:TransitGateway": { create: 120, delete: 60 },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": { create: 60, delete: 60 },
  /** D1: 0-1 s; deletion about 1 s. */
  "aws:ec2/eip:Eip": { create: 1, delete: 1 },
  /** D1: gateway 3-7 s, eight of ten 6 s. Interface: `interfaceEndpoint`. */
  "aws:ec2/vpcEndpoint:VpcEndpoint": { create: 6, update: 6, delete: 5 },
  /** D1: median of six 2 min 32 s. */
  "aws:lb/loadBalancer:LoadBalancer": { create: 152, delete: 5 },
  "aws:alb/loadBalancer:LoadBalancer": { create: 152, delete: 5 },
  /** Not measured: from `pending` to `running`, and from `shutting-down` to `terminated`. */
  "aws:ec2/instance:Instance": { create: 15, delete: 40 },
  /** Not measured: until an instance is in service; deletion drains the group first. */
  "aws:autoscaling/group:Group": { create: 60, delete: 120 },
  /** Not measured: the provider waits for DNS records to be seen. */
  "aws:acm/certificateValidation:CertificateValidation": { create: 120 },
  /** Not measured: deletion waits until the tasks have stopped. */
  "aws:ecs/service:Service": { create: 5, delete: 60 },
  "aws:ecs/cluster:Cluster": { create: 10, delete: 10 },
  "aws:ebs/volume:Volume": { create: 10, delete: 10 },
  /** Not measured: IAM answers in about a second, the provider waits until the role is seen. */
  "aws:iam/role:Role": { create: 1, delete: 1 },
  /** D1: 2-12 s, in a VPC or not; its interfaces go by themselves. */
  "aws:lambda/function:Function": { create: 7, update: 5, delete: 1 },
  /** Not measured: the provider waits until the table is active, and until it has gone. */
  "aws:dynamodb/table:Table": { create: 8, update: 8, delete: 6 },
  /** Not measured: the provider waits 25 s after each change of a queue's attributes (waitQueueAttributesPropagated). */
  "aws:sqs/queue:Queue": { create: 25, update: 25, delete: 3 },
  /** Not measured: minutes, since each makes its way into a VPC. */
  "aws:apigateway/vpcLink:VpcLink": { create: 180, delete: 60 },
  "aws:apigatewayv2/vpcLink:VpcLink": { create: 120, delete: 60 },
  /** D1: one zone 3 min 16 s to 5 min 15 s, median 4 min 6 s; deletion 4 min 45 s. Two zones: `multiAzDatabase`. */
  "aws:rds/instance:Instance": { create: 246, update: 60, delete: 285 },
  /** Not measured: Aurora's storage is there in about a minute, its instances take minutes. */
  "aws:rds/cluster:Cluster": { create: 60, update: 60, delete: 60 },
  "aws:rds/clusterInstance:ClusterInstance": { create: 420, update: 60, delete: 300 },
  /** Not measured: minutes, more with every node. */
  "aws:elasticache/replicationGroup:ReplicationGroup": { create: 540, update: 300, delete: 300 },
  "aws:elasticache/cluster:Cluster": { create: 300, update: 120, delete: 180 },
  /** Not measured: the provider waits until it is deployed everywhere, and disables it before it deletes it. */
  "aws:cloudfront/distribution:Distribution": { create: 240, update: 240, delete: 300 },
  /** Not measured: the provider waits until a change is in sync. */
  "aws:route53/zone:Zone": { create: 35, update: 5, delete: 1 },
  "aws:route53/record:Record": { create: 35, update: 35, delete: 35 },
  "aws:route53/zoneAssociation:ZoneAssociation": { create: 35, delete: 35 },
};

/** D1: 7 min 34 s to 17 min 6 s, median 10 min 12 s. */
const multiAzDatabase: Durations = { create: 612 };
/** D1: 11-22 s with DNS hostnames switched on after the create. */
const vpcWithDnsHostnames: Durations = { create: 12 };
/** D1: an acceptance test of create, read and delete took 69.9 s; 30-120 s is the modelled range. */
const interfaceEndpoint: Durations = { create: 60, update: 60, delete: 60 };

export function secondsFor(
  type: string,
  action: Action,
  properties: Readonly<Record<string, unknown>>,
): number {
  const special = variant(type, properties)?.[action];
  return special ?? byType[type]?.[action] ?? usual[action];
}

function variant(
  type: string,
  properties: Readonly<Record<string, unknown>>,
): Durations | undefined {
  if (type === "aws:ec2/vpc:Vpc" && properties.enableDnsHostnames === true)
    return vpcWithDnsHostnames;
  if (type === "aws:rds/instance:Instance" && properties.multiAz === true) return multiAzDatabase;
  if (
    type === "aws:ec2/vpcEndpoint:VpcEndpoint" &&
    properties.vpcEndpointType !== undefined &&
    properties.vpcEndpointType !== "Gateway"
  )
    return interfaceEndpoint;
  return undefined;
}
