import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readable } from "../components/readable";
import { ofTypes } from "../components/recordedMocks";
import { runProgram } from "./runProgram";
import { FOLDER, made, NAME, refusal, run, spelled } from "./threeTier";

type Resources = Awaited<ReturnType<typeof made>>;

/** Which ports of a group are open to whom, or what it may open: `tasks tcp/8080 SecurityGroup shop-alb`. */
const rules = (all: Resources, way: "Egress" | "Ingress"): string[] =>
  Object.values(ofTypes(all, `SecurityGroup${way}Rule`))
    .map((rule) => {
      const other = rule.cidrIpv4 ?? rule.referencedSecurityGroupId ?? rule.prefixListId;
      const group = String(rule.securityGroupId).replace("SecurityGroup shop-", "");
      return `${group} ${String(rule.ipProtocol)}/${String(rule.toPort)} ${String(other)}`;
    })
    .sort();

/** The same in every environment. */
const COMMON = {
  "awsx:ecs:FargateService": 3,
  "awsx:lb:ApplicationLoadBalancer": 1,
  "cloudwatch.LogGroup": 4,
  "ec2.DefaultRouteTable": 1,
  "ec2.DefaultSecurityGroup": 1,
  "ec2.InternetGateway": 1,
  "ec2.Route": 4,
  "ec2.RouteTable": 7,
  "ec2.RouteTableAssociation": 9,
  "ec2.Subnet": 9,
  "ec2.Vpc": 1,
  "ec2.VpcEndpoint": 6,
  "ecr.Repository": 3,
  "ecs.Cluster": 1,
  "elasticache.ParameterGroup": 1,
  "elasticache.ReplicationGroup": 1,
  "elasticache.SubnetGroup": 1,
  "lb.ListenerRule": 1,
  "lb.TargetGroup": 1,
  "rds.Instance": 1,
  "rds.ParameterGroup": 1,
  "rds.SubnetGroup": 1,
};

/** Flow logs in S3, and Athena over them. */
const EXPORT = {
  "athena.Workgroup": 1,
  "glue.CatalogDatabase": 1,
  "glue.CatalogTable": 1,
  "s3.Bucket": 1,
  "s3.BucketLifecycleConfiguration": 1,
  "s3.BucketPolicy": 1,
  "s3.BucketPublicAccessBlock": 1,
  "s3.BucketServerSideEncryptionConfiguration": 1,
};

const WITHOUT_BASTION = {
  "ec2.FlowLog": 2,
  "ec2.SecurityGroup": 5,
  "iam.Role": 7,
  "iam.RolePolicy": 4,
  "vpc.SecurityGroupEgressRule": 5,
  "vpc.SecurityGroupIngressRule": 7,
};

const COUNTS: Record<string, Record<string, number>> = {
  dev: {
    "ec2.Eip": 1,
    "ec2.FlowLog": 1,
    "ec2.Instance": 1,
    "ec2.NatGateway": 1,
    "ec2.SecurityGroup": 6,
    "iam.InstanceProfile": 1,
    "iam.Role": 8,
    "iam.RolePolicy": 5,
    "vpc.SecurityGroupEgressRule": 7,
    "vpc.SecurityGroupIngressRule": 8,
  },
  staging: { ...EXPORT, ...WITHOUT_BASTION, "ec2.Eip": 1, "ec2.NatGateway": 1 },
  prod: { ...EXPORT, ...WITHOUT_BASTION, "ec2.Eip": 3, "ec2.NatGateway": 3 },
};

const serviceOf = (all: Resources, service: string) =>
  all[`FargateService shop-${service} < `] as
    | {
        desiredCount: number;
        networkConfiguration: unknown;
        taskDefinitionArgs: {
          container: {
            image: string;
            secrets: unknown;
            portMappings?: unknown[];
            environment: unknown;
          };
        };
      }
    | undefined;

describe("the program `three-tier`", () => {
  it("has the URNs that it had: a change of one replaces what is deployed", async () => {
    const file = path.join(__dirname, "threeTier.urns.txt");
    const both: string[] = [];
    for (const stack of ["dev", "prod"])
      both.push(`# ${stack}`, ...(await run(stack)).recording.urns);
    const urns = `${both.join("\n")}\n`;
    if (process.env.UPDATE_URNS === "1") fs.writeFileSync(file, urns);
    expect(urns).to.equal(fs.readFileSync(file, "utf8"));
  });

  for (const [stack, expected] of Object.entries(COUNTS))
    it(`makes in ${stack} so many of each type`, async () => {
      const counts: Record<string, number> = {};
      for (const { type } of (await run(stack)).recording.resources) {
        if (type.startsWith("aws-network:")) continue;
        const short = type.replace(/^aws:(\w+)\/\w+:/, "$1.");
        counts[short] = (counts[short] ?? 0) + 1;
      }
      expect(counts).to.deep.equal({ ...COMMON, ...expected });
    });

  it("lays out /20 everywhere, as asked, and tags each subnet by its tier", async () => {
    const { exports } = await run("prod");
    const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
    const tier = (...third: number[]) =>
      Object.fromEntries(zones.map((zone, index) => [zone, `10.0.${third[index]}.0/20`]));
    expect(exports.subnetLayout).to.deep.equal({
      public: tier(0, 16, 32),
      private: tier(48, 64, 80),
      database: tier(96, 112, 128),
    });
    expect((await made("prod"))["Subnet shop-database-1c < Vpc"]?.tags).to.deep.equal({
      Name: "subnet-database-shop-us-east-1c-prod",
      Type: "database",
      Environment: "prod",
      Service: "three-tier",
    });
  });

  it("gives each zone's private subnet a table of its own, with one NAT gateway as with three", async () => {
    const tables = async (stack: string) =>
      Object.entries(ofTypes(await made(stack), "RouteTableAssociation")).map(
        ([name, { subnetId, routeTableId }]) => [name, subnetId, routeTableId],
      );
    expect(await tables("dev")).to.deep.equal(await tables("prod"));
    const routes = ofTypes(await made("prod"), "Route");
    expect(Object.keys(routes).filter((name) => name.includes("database"))).to.deep.equal([]);
  });

  const INGRESS = [
    "alb tcp/443 0.0.0.0/0",
    "alb tcp/80 0.0.0.0/0",
    "cache tcp/6379 SecurityGroup shop-tasks",
    "database tcp/5432 SecurityGroup shop-tasks",
    "endpoints tcp/443 SecurityGroup shop-tasks",
    "tasks tcp/8080 SecurityGroup shop-alb",
    "tasks tcp/8080 SecurityGroup shop-tasks",
  ];
  const EGRESS = [
    "alb tcp/8080 SecurityGroup shop-tasks",
    "tasks tcp/443 0.0.0.0/0",
    "tasks tcp/5432 SecurityGroup shop-database",
    "tasks tcp/6379 SecurityGroup shop-cache",
    "tasks tcp/8080 SecurityGroup shop-tasks",
  ];

  it("opens the load balancer to the internet, and lets nothing out that is not needed", async () => {
    for (const stack of ["staging", "prod"]) {
      const all = await made(stack);
      expect(rules(all, "Ingress")).to.deep.equal(INGRESS);
      expect(rules(all, "Egress")).to.deep.equal(EGRESS);
    }
  });

  it("lets nobody in to the bastion, which calls Session Manager and the database", async () => {
    const all = await made("dev");
    expect(rules(all, "Ingress")).to.deep.equal(
      [...INGRESS, "database tcp/5432 SecurityGroup shop-bastion"].sort(),
    );
    expect(rules(all, "Egress")).to.deep.equal(
      [
        ...EGRESS,
        "bastion tcp/443 0.0.0.0/0",
        "bastion tcp/5432 SecurityGroup shop-database",
      ].sort(),
    );
    expect(all["Instance shop-bastion < Bastion"]).to.deep.include({
      ami: "ami-newest",
      subnetId: "Subnet shop-public-1a",
      vpcSecurityGroupIds: ["SecurityGroup shop-bastion"],
    });
    expect(ofTypes(await made("prod"), "Instance")).to.have.all.keys([
      "Instance shop-database < PostgresDatabase",
    ]);
  });

  it("keeps tasks to AWS's services where the internet is switched off", async () => {
    const all = await made("prod", { tasksToInternet: false });
    const inside = rules(all, "Egress").filter((one) => one.startsWith("tasks tcp/443"));
    expect(inside).to.deep.equal([
      "tasks tcp/443 10.0.0.0/16",
      "tasks tcp/443 pl-dynamodb",
      "tasks tcp/443 pl-s3",
    ]);
  });

  it("switches the interface endpoints as a set, and leaves the free ones", async () => {
    const services = (all: Resources, kind: string) =>
      Object.values(ofTypes(all, "VpcEndpoint"))
        .filter((one) => one.vpcEndpointType === kind)
        .map((one) => String(one.serviceName).replace("com.amazonaws.us-east-1.", ""))
        .sort();
    const [on, off] = [await made("dev"), await made("dev", { interfaceEndpoints: false })];
    expect(services(on, "Interface")).to.deep.equal([
      "ecr.api",
      "ecr.dkr",
      "logs",
      "secretsmanager",
    ]);
    expect(services(off, "Interface")).to.deep.equal([]);
    for (const all of [on, off]) expect(services(all, "Gateway")).to.deep.equal(["dynamodb", "s3"]);
  });

  it("gives awsx's load balancer our subnets and group, and redirects where there is a certificate", async () => {
    const name = "ApplicationLoadBalancer shop < ";
    expect((await made("prod"))[name]).to.deep.include({
      subnetIds: ["1a", "1b", "1c"].map((zone) => `Subnet shop-public-${zone}`),
      securityGroups: ["SecurityGroup shop-alb"],
      listeners: [{ port: 80, protocol: "HTTP" }],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
    });
    const { listeners } = (await made("prod", { certificateArn: "arn:cert" }))[name] as {
      listeners: { port: number; defaultActions?: { type: string }[]; certificateArn?: string }[];
    };
    expect(
      listeners.map(({ port, defaultActions, certificateArn }) => [
        port,
        defaultActions?.[0]?.type,
        certificateArn,
      ]),
    ).to.deep.equal([
      [80, "redirect", undefined],
      [443, undefined, "arn:cert"],
    ]);
  });

  it("gives awsx's services our private subnets and group, images of its own, and the secret by reference", async () => {
    for (const [stack, api, web, workers] of [
      ["dev", 1, 1, 1],
      ["staging", 2, 2, 1],
      ["prod", 3, 3, 2],
    ] as const) {
      const all = await made(stack);
      const counts = ["api", "web", "workers"].map((one) => serviceOf(all, one)?.desiredCount);
      expect(counts).to.deep.equal([api, web, workers]);
    }
    const all = await made("prod");
    for (const service of ["api", "web", "workers"]) {
      const one = serviceOf(all, service);
      expect(one?.networkConfiguration).to.deep.equal({
        subnets: ["1a", "1b", "1c"].map((zone) => `Subnet shop-private-${zone}`),
        securityGroups: ["SecurityGroup shop-tasks"],
        assignPublicIp: false,
      });
      const container = one?.taskDefinitionArgs.container;
      expect(container?.image).to.equal(
        `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-${service}:1`,
      );
      expect(container?.secrets).to.deep.equal([
        {
          name: "DATABASE_SECRET",
          valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-database",
        },
      ]);
      expect(container?.portMappings?.length).to.equal(service === "workers" ? undefined : 1);
    }
    expect(all["ListenerRule shop-api < "]).to.deep.include({
      listenerArn: "Listener shop-1 arn",
      conditions: [{ pathPattern: { values: ["/api/*"] } }],
    });
  });

  it("lets each service pull its own image and read the one secret, and nothing wild", async () => {
    const { policy } = (await made("prod"))["RolePolicy shop-api-execution < "] as {
      policy: { Statement: { Sid: string; Action: unknown; Resource: string }[] };
    };
    const wild = policy.Statement.filter(({ Resource }) => Resource === "*");
    expect(wild.map(({ Action }) => Action)).to.deep.equal(["ecr:GetAuthorizationToken"]);
    const [image] = policy.Statement;
    expect(image?.Resource).to.equal("arn:aws:ecr:us-east-1:123456789012:repository/shop-api");
  });

  it("has one standby of the database and replicas of the cache, encrypted, in every environment", async () => {
    for (const [stack, nodes, days] of [
      ["dev", 2, 1],
      ["staging", 2, 7],
      ["prod", 3, 30],
    ] as const) {
      const all = await made(stack);
      expect(all["Instance shop-database < PostgresDatabase"]).to.deep.include({
        multiAz: true,
        storageEncrypted: true,
        publiclyAccessible: false,
        manageMasterUserPassword: true,
        backupRetentionPeriod: days,
        deletionProtection: stack === "prod",
        vpcSecurityGroupIds: ["SecurityGroup shop-database"],
      });
      expect(all["ReplicationGroup shop-cache < RedisCache"]).to.deep.include({
        engine: "redis",
        numCacheClusters: nodes,
        multiAzEnabled: true,
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        securityGroupIds: ["SecurityGroup shop-cache"],
      });
    }
  });

  it("exports flow logs as Parquet in Hive partitions, to a bucket of an own name", async () => {
    const all = await made("prod");
    expect(all["Bucket shop-flow-logs-export < FlowLogs"]).to.deep.include({
      bucket: "flowlogs-shop-prod-123456789012-us-east-1",
      forceDestroy: false,
    });
    const logs = Object.values(ofTypes(all, "FlowLog"));
    expect(logs.map((one) => one.trafficType)).to.deep.equal(["ALL", "ALL"]);
    expect(logs.flatMap((one) => one.destinationOptions ?? [])).to.deep.equal([
      { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
    ]);
  });
});

describe("the settings of `three-tier`", () => {
  const cannot = (...lines: string[]) => [
    "configuration that cannot be:",
    ...lines.map((line) => `  - three-tier:${line}`),
  ];

  it("refuse an unknown key, naming the nearest", async () => {
    const [, line = ""] = await refusal({ natGatewayStratgy: "single" });
    expect(line).to.match(/^ {2}- three-tier:natGatewayStratgy: must be one of cidrBlock, /);
    expect(line.endsWith("; the nearest is natGatewayStrategy")).to.equal(true);
  });

  it("refuse what cannot be, all at once", async () => {
    expect(
      await refusal({
        availabilityZones: ["a"],
        interfaceEndpoints: false,
        tasksToInternet: false,
        taskPort: 80,
        apiTasks: -1,
        webTasks: 1.5,
        workersTasks: 2000,
        cacheReplicas: 0,
        apiPath: "api",
        healthCheckPath: "health",
      }),
    ).to.deep.equal(
      cannot(
        'availabilityZones: must be two or three letters such as ["a","b","c"], got ["a"]',
        "tasksToInternet: must be true where interfaceEndpoints is false, got false; tasks would have no way to their images",
        "taskPort: must be a whole number from 1024 to 65535, got 80",
        "apiTasks: must be a whole number from 0 to 1000, got -1",
        "webTasks: must be a whole number from 0 to 1000, got 1.5",
        "workersTasks: must be a whole number from 0 to 1000, got 2000",
        "cacheReplicas: must be a whole number from 1 to 5, got 0",
        'apiPath: must begin with "/", got "api"',
        'healthCheckPath: must begin with "/", got "health"',
      ),
    );
  });

  it("refuse words that there are not", async () => {
    expect(await refusal({ natGatewayStrategy: "none" })).to.deep.equal([
      'three-tier:natGatewayStrategy must be one of "single", "onePerAz", got "none"',
    ]);
    expect(await refusal({ databaseAvailability: "two" })).to.deep.equal([
      'three-tier:databaseAvailability must be one of "singleInstance", "multiAzInstance", "multiAzCluster", got "two"',
    ]);
    expect(await refusal({ cacheEngine: "memcached" })).to.deep.equal([
      'three-tier:cacheEngine must be one of "valkey", "redis", got "memcached"',
    ]);
    expect(await refusal({ availabilityZones: { a: 1 } })).to.deep.equal([
      'three-tier:availabilityZones must be a list of text, got {"a":1}',
    ]);
  });

  it("have in Pulumi.yaml a type, a description and the default that the program has itself", async () => {
    const file = fs.readFileSync(path.join(FOLDER, "Pulumi.yaml"), "utf8");
    const { config } = parse(file) as {
      config: Record<string, { type: string; default: unknown; description: string }>;
    };
    for (const { description } of Object.values(config)) expect(description).to.be.a("string");
    const defaults = Object.fromEntries(
      Object.entries(config).map(([key, setting]) => [key, setting.default]),
    );
    const region = { "aws:region": "us-east-1" };
    const given = await runProgram(NAME, "dev", { ...region, ...spelled(defaults) });
    const own = await runProgram(NAME, "dev", region);
    const text = ({ recording }: typeof own) => JSON.stringify(readable(recording));
    expect(text(given)).to.equal(text(own));
  });
});
