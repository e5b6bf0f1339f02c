/**
 * The five systems as they were first drawn, and what of their networks is wrong: for each defect
 * the intents that it breaks, the parts that decide, and the baseline's finding that names it
 * unasked. Defects that are no part of a network (prices, alarms, policies, backups) are left out.
 */
import type { ResourceRecord } from "../../../analysis";
import { ec2Platform } from "./ec2Platform";
import { lambdaEgressFirst, lambdaEgressFixed, withoutAddress } from "./lambdaEgress";
import { peering } from "./peering";
import { serverless } from "./serverless";
import { STACK, type Drawing } from "./support/deploy";
import { threeTier } from "./threeTier";

/** An intent in the notation of an intents file. */
export interface DrawnIntent {
  readonly name: string;
  readonly source: string;
  readonly exceptSources?: readonly string[];
  readonly expect: "reach" | "reachOnly" | "neverReach";
  readonly destination: string;
  readonly ports?: readonly string[];
  readonly via?: string;
}

/** A part of the network by its type's last word and its name: `NetworkAcl private`. */
export type PartName = string;

export interface Defect {
  readonly title: string;
  readonly intents: readonly DrawnIntent[];
  /** What decides, in AWS's vocabulary. Undefined where packets get through that should not. */
  readonly code?: string;
  /**
   * The parts that stop the packets. One may hide another: that is found when the first lets
   * everything through.
   */
  readonly components: readonly PartName[];
  /** The baseline's rule that reports it, and the part that it names. */
  readonly finding?: { readonly rule: string; readonly component: PartName };
  /** Only the security groups hold the line: the intents are asked as if there were none. */
  readonly withoutSecurityGroups?: boolean;
}

export interface DrawnSystem extends Drawing {
  /** What the drawing says and no AWS makes: done to the records of what it did make. */
  readonly altered?: (records: readonly ResourceRecord[]) => ResourceRecord[];
  readonly defects: readonly Defect[];
  /** What is right as drawn: a verifier that finds everything wrong finds nothing. */
  readonly holds: readonly DrawnIntent[];
}

const groupOf = (system: string) => (name: string) =>
  `urn:pulumi:${STACK}::${system}::aws:ec2/securityGroup:SecurityGroup::${name}`;

function serverlessSystem(): DrawnSystem {
  const group = groupOf("serverless");
  const from = { source: group("lambda"), expect: "reach" } as const;
  const byGateway = (service: string): DrawnIntent => ({
    ...from,
    name: service,
    destination: `service:${service}`,
    via: "gatewayEndpoint",
  });
  const internet = { ...from, destination: "internet", via: "natGateway" };
  return {
    name: "serverless",
    region: "us-east-1",
    program: serverless,
    defects: [
      {
        title: "replies from S3, DynamoDB and the internet are dropped",
        intents: [
          byGateway("s3"),
          byGateway("dynamodb"),
          { ...internet, name: "https", ports: ["tcp/443"] },
        ],
        code: "SUBNET_ACL_RESTRICTION",
        components: ["NetworkAcl private"],
        finding: { rule: "replies-dropped-by-acl", component: "NetworkAcl private" },
      },
      {
        title: "NTP has no way through the public ACL, nor back through the private one",
        intents: [{ ...internet, name: "ntp", ports: ["udp/123"] }],
        code: "SUBNET_ACL_RESTRICTION",
        components: ["NetworkAcl public", "NetworkAcl private"],
      },
      {
        title: "the API's security group is attached to nothing",
        intents: [],
        components: [],
        finding: { rule: "unused-group", component: "SecurityGroup api" },
      },
    ],
    holds: [
      ...["sqs", "states", "logs", "sns"].map((service) => ({
        ...from,
        name: service,
        destination: `service:${service}`,
        via: "interfaceEndpoint",
      })),
      { name: "no-way-in", source: "internet", expect: "neverReach", destination: group("lambda") },
      {
        name: "endpoints-for-lambda-only",
        source: "any",
        exceptSources: [group("lambda")],
        expect: "neverReach",
        destination: group("endpoints"),
      },
    ],
  };
}

function lambdaEgressSystems(): DrawnSystem[] {
  const system = (name: string): Pick<DrawnSystem, "name" | "region" | "holds"> => ({
    name,
    region: "us-west-2",
    holds: [
      ...["kms", "secretsmanager"].map((service): DrawnIntent => ({
        name: service,
        source: groupOf(name)("lambda"),
        expect: "reach",
        destination: `service:${service}`,
        via: "interfaceEndpoint",
      })),
      {
        name: "database",
        source: groupOf(name)("lambda"),
        expect: "reachOnly",
        destination: groupOf(name)("database"),
        ports: ["tcp/5432"],
      },
      {
        name: "no-way-in",
        source: "internet",
        expect: "neverReach",
        destination: groupOf(name)("database"),
      },
    ],
  });
  const out = (name: string): DrawnIntent => ({
    name: "mail",
    source: groupOf(name)("lambda"),
    expect: "reach",
    destination: "internet",
    ports: ["tcp/443"],
  });
  const [first, fixed] = ["lambda-egress", "lambda-egress-fixed"] as const;
  return [
    {
      ...system(first),
      program: lambdaEgressFirst,
      altered: withoutAddress,
      defects: [
        {
          title: "the NAT gateway has no Elastic IP, so nothing leaves",
          intents: [out(first)],
          code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
          components: ["NatGateway nat"],
          finding: { rule: "nat-gateway-without-public-address", component: "NatGateway nat" },
        },
        {
          title: "Lambda in a subnet called public has no public address",
          intents: [out(first)],
          code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
          components: ["InternetGateway shop"],
        },
      ],
    },
    {
      ...system(fixed),
      program: lambdaEgressFixed,
      defects: [
        {
          title: "the subnet of the NAT gateway routes to that same NAT gateway",
          intents: [out(fixed)],
          code: "NO_POSSIBLE_DESTINATION",
          components: ["NatGateway nat"],
          finding: { rule: "routing-loop", component: "NatGateway nat" },
        },
      ],
    },
  ];
}

function threeTierSystem(): DrawnSystem {
  const group = groupOf("three-tier");
  const tasks = { source: group("ecs"), expect: "reach" } as const;
  return {
    name: "three-tier",
    region: "us-east-1",
    program: threeTier,
    defects: [
      {
        title: "the bastion has no egress to the database",
        intents: [
          {
            name: "bastion-to-database",
            source: group("bastion"),
            expect: "reach",
            destination: group("database"),
            ports: ["tcp/5432"],
          },
        ],
        code: "ENI_SG_RULES_MISMATCH",
        components: ["SecurityGroup bastion"],
        finding: { rule: "rule-that-can-never-match", component: "SecurityGroup database" },
      },
      {
        title: "the bastion has no way in",
        intents: [
          {
            name: "office-to-bastion",
            source: "203.0.113.0/24",
            expect: "reach",
            destination: group("bastion"),
            ports: ["tcp/22"],
          },
        ],
        code: "ENI_SG_RULES_MISMATCH",
        components: ["SecurityGroup bastion"],
      },
    ],
    holds: [
      {
        name: "internet-to-alb",
        source: "internet",
        expect: "reachOnly",
        destination: group("alb"),
        ports: ["tcp/80", "tcp/443"],
      },
      {
        name: "alb-to-tasks",
        source: group("alb"),
        expect: "reach",
        destination: group("ecs"),
        ports: ["tcp/8080"],
      },
      { ...tasks, name: "data", destination: "tier:database", ports: ["tcp/5432", "tcp/6379"] },
      ...["ecr.api", "ecr.dkr"].map((service) => ({
        ...tasks,
        name: service.replace(".", "-"),
        destination: `service:${service}`,
        via: "interfaceEndpoint",
      })),
      { ...tasks, name: "layers", destination: "service:s3", via: "gatewayEndpoint" },
      {
        name: "no-way-in",
        source: "internet",
        expect: "neverReach",
        destination: "tier:database",
      },
      {
        name: "no-way-out",
        source: "tier:database",
        expect: "neverReach",
        destination: "internet",
      },
    ],
  };
}

function ec2PlatformSystem(): DrawnSystem {
  const group = groupOf("ec2-platform");
  return {
    name: "ec2-platform",
    region: "us-east-1",
    program: ec2Platform,
    defects: [
      {
        title: "SSH is let in to instances that nobody outside has a way to",
        intents: [
          {
            name: "office-to-instances",
            source: "203.0.113.0/24",
            expect: "reach",
            destination: group("app"),
            ports: ["tcp/22"],
          },
        ],
        code: "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
        components: ["Group app"],
        finding: { rule: "rule-that-can-never-match", component: "SecurityGroup app" },
      },
    ],
    holds: [
      {
        name: "alb-to-instances",
        source: group("alb"),
        expect: "reachOnly",
        destination: group("app"),
        ports: ["tcp/8080"],
      },
      {
        name: "session-manager",
        source: group("app"),
        expect: "reach",
        destination: "service:ssmmessages",
        via: "interfaceEndpoint",
      },
      {
        name: "database",
        source: group("app"),
        expect: "reachOnly",
        destination: group("database"),
        ports: ["tcp/5432"],
      },
    ],
  };
}

function peeringSystem(): DrawnSystem {
  const group = groupOf("peering");
  const between = (source: string, destination: string): DrawnIntent => ({
    name: `${source}-to-${destination}`,
    source: group(source),
    expect: "reachOnly",
    destination: group(destination),
    ports: ["tcp/443", "tcp/5432", "tcp/22"],
    via: "vpcPeeringConnection",
  });
  const both = [between("payment", "analytics"), between("analytics", "payment")];
  return {
    name: "peering",
    region: "us-east-1",
    program: peering,
    elasticIps: 6,
    defects: [
      {
        title: "ACLs that let replies in from the peer let in every high port",
        intents: both,
        components: [],
        withoutSecurityGroups: true,
      },
    ],
    holds: [
      ...both,
      { name: "no-way-in", source: "internet", expect: "neverReach", destination: "tier:private" },
    ],
  };
}

export const drawnSystems: readonly DrawnSystem[] = [
  serverlessSystem(),
  ...lambdaEgressSystems(),
  threeTierSystem(),
  ec2PlatformSystem(),
  peeringSystem(),
];
