import * as ec2 from "@pulumi/aws/ec2";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";
import { DATA_SITE as vpc } from "./site";

type Args = Partial<net.RedisCacheArgs>;
const build = (args: Args) => () => new net.RedisCache("sessions", { vpc, ...args });
const inventoryOf = async (args: Args = {}) => inventory(await record(build(args)));
const refusal = async (args: Args) => (await messageOf(build(args))).split("\n").slice(1);

describe("RedisCache", () => {
  it("makes an encrypted Valkey cache with a replica, that nobody reaches", async () => {
    expect(await inventoryOf()).to.deep.equal({
      "RedisCache sessions < ": {},
      "SecurityGroup sessions < RedisCache": {
        vpcId: "vpc-1",
        description: "Cache",
        tags: { Name: "sessions" },
      },
      "SubnetGroup sessions < RedisCache": {
        description: "Subnets of the tier database",
        subnetIds: ["subnet-db-a", "subnet-db-b", "subnet-db-c"],
        tags: { Name: "sessions" },
      },
      "ParameterGroup sessions < RedisCache": {
        family: "valkey8",
        description: "Parameters of valkey",
        parameters: [],
        tags: { Name: "sessions" },
      },
      "ReplicationGroup sessions < RedisCache": {
        description: "Cache sessions",
        engine: "valkey",
        engineVersion: "8.2",
        nodeType: "cache.t4g.micro",
        numCacheClusters: 2,
        automaticFailoverEnabled: true,
        multiAzEnabled: true,
        port: 6379,
        subnetGroupName: "sessions-1a2b3c4",
        parameterGroupName: "sessions-1a2b3c4",
        securityGroupIds: ["SecurityGroup sessions"],
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        autoMinorVersionUpgrade: true,
        snapshotRetentionLimit: 1,
        tags: { Name: "sessions" },
      },
    });
  });

  it("is as it is told to be, its password a secret", async () => {
    const recording = await record(
      build({
        vpc: { ...vpc, region: "eu-west-1" },
        tier: "private",
        engine: net.CacheEngine.Redis,
        engineVersion: "7.0",
        nodeType: pulumi.output("cache.m7g.large"),
        replicas: 0,
        parameters: { "maxmemory-policy": "allkeys-lru" },
        allowedSecurityGroupIds: { app: pulumi.output("sg-app") },
        kmsKeyArn: pulumi.output("arn:aws:kms:eu-west-1:1:key/k"),
        snapshotRetentionInDays: 0,
        authToken: pulumi.secret("a-long-enough-token"),
        naming: { purpose: "shop", suffix: "dev" },
        tags: { Service: "shop" },
      }),
    );
    const all = inventory(recording);
    const { authToken, ...group } = all["ReplicationGroup sessions < RedisCache"] ?? {};
    expect(group).to.deep.equal({
      description: "Cache sessions",
      engine: "redis",
      engineVersion: "7.0",
      nodeType: "cache.m7g.large",
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      multiAzEnabled: false,
      port: 6379,
      subnetGroupName: "sessions-1a2b3c4",
      parameterGroupName: "sessions-1a2b3c4",
      securityGroupIds: ["SecurityGroup sessions"],
      atRestEncryptionEnabled: true,
      kmsKeyId: "arn:aws:kms:eu-west-1:1:key/k",
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      autoMinorVersionUpgrade: true,
      snapshotRetentionLimit: 0,
      region: "eu-west-1",
      tags: { Name: "cache-shop-sessions-dev", Service: "shop" },
    });
    expect(JSON.stringify(authToken)).to.contain("1b47061264138c4ac30d75fd1eb44270");
    expect(all["ParameterGroup sessions < RedisCache"]).to.deep.include({
      family: "redis7",
      parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
      region: "eu-west-1",
    });
    expect(all["SubnetGroup sessions < RedisCache"]).to.deep.include({
      subnetIds: ["subnet-prv-a", "subnet-prv-b"],
      region: "eu-west-1",
    });
    expect(all["SecurityGroupIngressRule sessions-from-app-tcp-6379 < RedisCache"]).to.deep.include(
      { referencedSecurityGroupId: "sg-app", fromPort: 6379, toPort: 6379, ipProtocol: "tcp" },
    );
  });

  it("tells where it is", async () => {
    let seen: unknown;
    await record(() => {
      const { primaryEndpoint, readerEndpoint, port, securityGroupId } = build({})();
      pulumi
        .all([primaryEndpoint, readerEndpoint, port, securityGroupId])
        .apply((all) => (seen = all));
    });
    expect(seen).to.deep.equal([
      ...["master.sessions.example", "replica.sessions.example", 6379],
      "SecurityGroup sessions",
    ]);
  });

  it("is behind groups that are brought, known in a preview, with its provider", async () => {
    const program = () => {
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      const group = new ec2.Eip("later", {});
      new net.RedisCache("sessions", { vpc, securityGroupIds: [group.id] }, { provider });
    };
    const preview = await record(program, { preview: true });
    expect(outline(preview)).to.deep.equal(outline(await record(program)));
    expect(outline(preview).filter((one) => one.startsWith("SecurityGroup"))).to.deep.equal([]);
    const without = [...preview.providers].filter(
      ([urn, provider]) => urn.includes("$aws:") && !provider.includes("elsewhere"),
    );
    expect(without).to.deep.equal([]);
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({
        tier: "public",
        engine: unknown("memcached"),
        engineVersion: "8",
        replicas: 6,
        allowedSecurityGroupIds: { "the app": "sg-1" },
        securityGroupIds: ["sg-2"],
        snapshotRetentionInDays: 36,
      }),
    ).to.deep.equal([
      '  - tier: must be an isolated or a private tier, got "public", which is public; a database belongs where the internet has no route to',
      '  - engine: must be one of "valkey", "redis", got "memcached"',
      '  - engineVersion: must be a version of valkey from 7.0 on, such as 8.2, got "8"',
      "  - replicas: must be an integer from 0 to 5, got 6; ElastiCache has no more to a primary",
      "  - snapshotRetentionInDays: must be an integer from 0 to 35, got 36; ElastiCache keeps them no longer",
      '  - allowedSecurityGroupIds["the app"]: must have a name of lower-case letters, digits and hyphens, got "the app"',
      "  - securityGroupIds: must be left out where allowedSecurityGroupIds is given: those are rules of a group of its own",
    ]);
    expect(
      await refusal({ engine: net.CacheEngine.Redis, engineVersion: "6.2", replicas: -1 }),
    ).to.deep.equal([
      '  - engineVersion: must be a version of redis from 7.0 on, such as 7.1, got "6.2"',
      "  - replicas: must be an integer from 0 to 5, got -1; ElastiCache has no more to a primary",
    ]);
  });

  it("refuses replicas where there is one zone", async () => {
    const narrow = { ...vpc, subnetIds: { database: { "us-east-1a": "subnet-1" } } };
    expect(await refusal({ vpc: narrow })).to.deep.equal([
      '  - tier: must be a tier in 2 zones or more, got "database", which is in us-east-1a; copies stand in another zone than the primary',
    ]);
    const alone = await inventoryOf({ vpc: narrow, replicas: 0 });
    expect(alone["ReplicationGroup sessions < RedisCache"]?.multiAzEnabled).to.equal(false);
  });
});
