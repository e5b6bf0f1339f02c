import fs from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ofTypes } from "../components/recordedMocks";
import { made, run, type Resources } from "./ec2Platform";

/** Which ports of a group are open to whom: `app tcp/8080 from SecurityGroup platform-alb`. */
const ingress = (all: Resources): string[] =>
  Object.values(ofTypes(all, "SecurityGroupIngressRule"))
    .map((rule) => {
      const from = rule.cidrIpv4 ?? rule.referencedSecurityGroupId;
      const group = String(rule.securityGroupId).replace("SecurityGroup platform-", "");
      return `${group} ${String(rule.ipProtocol)}/${String(rule.toPort)} from ${String(from)}`;
    })
    .sort();

/** The same in every environment. */
const COMMON = {
  "autoscaling.Group": 1,
  "autoscaling.Policy": 1,
  "cloudwatch.Dashboard": 1,
  "cloudwatch.EventRule": 1,
  "cloudwatch.EventTarget": 1,
  "cloudwatch.LogGroup": 3,
  "cloudwatch.MetricAlarm": 6,
  "ec2.DefaultRouteTable": 1,
  "ec2.DefaultSecurityGroup": 1,
  "ec2.InternetGateway": 1,
  "ec2.LaunchTemplate": 1,
  "ec2.NetworkAcl": 3,
  "ec2.NetworkAclRule": 26,
  "ec2.SecurityGroup": 4,
  "ec2.Vpc": 1,
  "ec2.VpcEndpoint": 5,
  "iam.InstanceProfile": 1,
  "iam.RolePolicy": 3,
  "kms.Key": 3,
  "lb.Listener": 1,
  "lb.LoadBalancer": 1,
  "lb.TargetGroup": 1,
  "rds.Instance": 1,
  "rds.ParameterGroup": 1,
  "rds.SubnetGroup": 1,
  "s3.Bucket": 2,
  "s3.BucketLifecycleConfiguration": 2,
  "s3.BucketPolicy": 2,
  "s3.BucketPublicAccessBlock": 2,
  "s3.BucketServerSideEncryptionConfiguration": 2,
  "s3.BucketVersioning": 1,
  "sns.Topic": 1,
  "sns.TopicPolicy": 1,
  "vpc.SecurityGroupEgressRule": 3,
  "vpc.SecurityGroupIngressRule": 4,
};

const COUNTS: Record<string, Record<string, number>> = {
  dev: {
    "ec2.Eip": 1,
    "ec2.NatGateway": 1,
    "ec2.NetworkAclAssociation": 6,
    "ec2.Route": 3,
    "ec2.RouteTable": 4,
    "ec2.RouteTableAssociation": 6,
    "ec2.Subnet": 6,
    "iam.Role": 1,
  },
  staging: {
    "backup.Plan": 1,
    "backup.Selection": 1,
    "backup.Vault": 1,
    "dlm.LifecyclePolicy": 1,
    "ec2.Eip": 1,
    "ec2.NatGateway": 1,
    "ec2.NetworkAclAssociation": 6,
    "ec2.Route": 3,
    "ec2.RouteTable": 4,
    "ec2.RouteTableAssociation": 6,
    "ec2.Subnet": 6,
    "iam.Role": 3,
    "iam.RolePolicyAttachment": 3,
  },
  prod: {
    "backup.Plan": 1,
    "backup.Selection": 1,
    "backup.Vault": 1,
    "dlm.LifecyclePolicy": 1,
    "ec2.Eip": 3,
    "ec2.NatGateway": 3,
    "ec2.NetworkAclAssociation": 9,
    "ec2.Route": 4,
    "ec2.RouteTable": 5,
    "ec2.RouteTableAssociation": 9,
    "ec2.Subnet": 9,
    "iam.Role": 3,
    "iam.RolePolicyAttachment": 3,
  },
};

const COMMON_INGRESS = [
  "alb tcp/80 from 0.0.0.0/0",
  "app tcp/8080 from SecurityGroup platform-alb",
  "database tcp/5432 from SecurityGroup platform-app",
  "endpoints tcp/443 from SecurityGroup platform-app",
];

describe("the program `ec2-platform`", () => {
  it("has the URNs that it had: a change of one replaces what is deployed", async () => {
    const { recording } = await run("prod");
    const file = path.join(__dirname, "ec2-platform.urns.txt");
    const urns = `${recording.urns.join("\n")}\n`;
    if (process.env.UPDATE_URNS === "1") fs.writeFileSync(file, urns);
    expect(urns).to.equal(fs.readFileSync(file, "utf8"));
  });

  for (const [stack, expected] of Object.entries(COUNTS))
    it(`makes in ${stack} so many of each type`, async () => {
      const counts: Record<string, number> = {};
      for (const { type } of (await run(stack)).recording.resources)
        if (type.startsWith("aws:")) {
          const short = type.replace(/^aws:(\w+)\/\w+:/, "$1.");
          counts[short] = (counts[short] ?? 0) + 1;
        }
      expect(counts).to.deep.equal({ ...COMMON, ...expected });
    });

  it("gives every resource of AWS's a component for parent, and its parent's name", async () => {
    const { resources } = (await run("prod")).recording;
    const strangers = resources.filter(
      ({ type, name, parent }) =>
        !/^platform(-|$)/.test(name) ||
        (type.startsWith("aws:") && !parent.startsWith("aws-network:")),
    );
    expect(strangers).to.deep.equal([]);
  });

  it("has a network of its own in each environment, and its tags", async () => {
    for (const [stack, cidrBlock] of [
      ["dev", "10.0"],
      ["staging", "10.1"],
      ["prod", "10.2"],
    ] as const) {
      const all = await made(stack);
      expect(all["Vpc platform < Vpc"]).to.deep.include({
        cidrBlock: `${cidrBlock}.0.0/16`,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags: { Name: `vpc-platform-${stack}`, Environment: stack, Service: "ec2-platform" },
      });
      expect(all["Subnet platform-database-1b < Vpc"]).to.deep.include({
        cidrBlock: `${cidrBlock}.69.0/24`,
        tags: {
          Name: `subnet-database-platform-us-east-1b-${stack}`,
          Type: "database",
          Environment: stack,
          Service: "ec2-platform",
        },
      });
    }
  });

  it("opens the load balancer to the internet, and nothing to SSH, in every environment", async () => {
    for (const stack of ["dev", "staging", "prod"])
      expect(ingress(await made(stack))).to.deep.equal(COMMON_INGRESS);
  });

  it("lets SSH in where a route leads to the corporate network, in staging", async () => {
    const corporate = { corporateCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-1" };
    const all = await made("staging", corporate);
    expect(ingress(all)).to.deep.equal(
      [...COMMON_INGRESS, "app tcp/22 from 192.168.0.0/16"].sort(),
    );
    expect(ofTypes(all, "VpcAttachment")).to.deep.equal({
      "VpcAttachment platform-corporate < Vpc": {
        transitGatewayId: "tgw-1",
        vpcId: "Vpc platform",
        subnetIds: ["Subnet platform-private-1a", "Subnet platform-private-1b"],
        tags: {
          Name: "tgw-attachment-platform-staging",
          Environment: "staging",
          Service: "ec2-platform",
        },
      },
    });
    const routes = Object.entries(all).filter(([key]) =>
      key.startsWith("Route platform-corporate"),
    );
    expect(routes.map(([, route]) => route)).to.deep.equal(
      ["1a", "1b"].map((zone) => ({
        routeTableId: `RouteTable platform-private-${zone}`,
        destinationCidrBlock: "192.168.0.0/16",
        transitGatewayId: "tgw-1",
      })),
    );
  });

  it("launches instances by token alone, with encrypted volumes, of each environment's type", async () => {
    for (const [stack, instanceType, minSize, maxSize] of [
      ["dev", "t3.small", 1, 3],
      ["staging", "t3.medium", 2, 4],
      ["prod", "t3.large", 3, 10],
    ] as const) {
      const all = await made(stack);
      const template = all["LaunchTemplate platform-blue < AutoScalingFleet"];
      expect(template).to.deep.include({
        instanceType,
        imageId: "ami-newest",
        vpcSecurityGroupIds: ["SecurityGroup platform-app"],
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "disabled",
        },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              volumeType: "gp3",
              volumeSize: 20,
              encrypted: "true",
              kmsKeyId: "Key platform-volumes arn",
              deleteOnTermination: "true",
            },
          },
        ],
      });
      const group = all["Group platform-blue < AutoScalingFleet"];
      expect(group).to.include({ minSize, maxSize, healthCheckType: "ELB" });
      expect(group?.mixedInstancesPolicy !== undefined, `Spot in ${stack}`).to.equal(
        stack === "dev",
      );
    }
  });

  it("renews its keys, and closes its buckets", async () => {
    const all = await made("prod");
    const keys = Object.values(ofTypes(all, "Key"));
    expect(keys.map(({ enableKeyRotation }) => enableKeyRotation)).to.deep.equal([
      true,
      true,
      true,
    ]);
    const names = Object.values(ofTypes(all, "Bucket")).map(({ bucket, forceDestroy }) => [
      bucket,
      forceDestroy,
    ]);
    expect(names).to.deep.equal([
      ["logs-platform-prod-123456789012-us-east-1", false],
      ["application-platform-prod-123456789012-us-east-1", false],
    ]);
    for (const block of Object.values(ofTypes(all, "BucketPublicAccessBlock")))
      expect(block).to.include({ blockPublicPolicy: true, restrictPublicBuckets: true });
  });

  it("keeps the database as long as each environment asks, and backs up beside it but in dev", async () => {
    for (const [stack, days, multiAz] of [
      ["dev", 1, false],
      ["staging", 14, false],
      ["prod", 30, true],
    ] as const) {
      const all = await made(stack);
      expect(all["Instance platform < PostgresDatabase"]).to.deep.include({
        backupRetentionPeriod: days,
        multiAz,
        storageEncrypted: true,
        manageMasterUserPassword: true,
        vpcSecurityGroupIds: ["SecurityGroup platform-database"],
        deletionProtection: stack === "prod",
      });
      const rules = all["Plan platform < BackupPlan"]?.rules as
        { ruleName: string; lifecycle: { deleteAfter: number } }[] | undefined;
      const kept = rules?.map(({ ruleName, lifecycle }) => [ruleName, lifecycle.deleteAfter]);
      expect(kept, stack).to.deep.equal(
        stack === "dev"
          ? undefined
          : [
              ["daily", days],
              ["weekly", days * 4],
              ["monthly", days * 12],
            ],
      );
      expect(Object.keys(ofTypes(all, "LifecyclePolicy")).length).to.equal(stack === "dev" ? 0 : 1);
    }
  });

  it("finds what it backs up by the tags that are there", async () => {
    const all = await made("prod", { backupCopyRegion: "us-west-2" });
    const [tag] = all["Selection platform < BackupPlan"]?.selectionTags as [
      { key: string; value: string },
    ];
    expect(all["Instance platform < PostgresDatabase"]?.tags).to.include({ [tag.key]: tag.value });
    const { targetTags } = all["LifecyclePolicy platform < SnapshotPolicy"]?.policyDetails as {
      targetTags: Record<string, string>;
    };
    const [specification] = all["LaunchTemplate platform-blue < AutoScalingFleet"]
      ?.tagSpecifications as [{ resourceType: string; tags: Record<string, string> }];
    expect(specification.resourceType).to.equal("volume");
    expect(specification.tags).to.include(targetTags);
    expect(all["Vault platform-copy < BackupPlan"]).to.include({ region: "us-west-2" });
  });

  it("has two fleets behind the listener with blueGreen, one of them idle", async () => {
    const sizes = async (config: Record<string, unknown>) => {
      const all = await made("prod", { deployment: "blueGreen", ...config });
      const [{ forward }] = all["Listener platform-http < LoadBalancer"]?.defaultActions as [
        { forward: { targetGroups: { weight: number }[] } },
      ];
      return ["blue", "green"].map((colour, index) => [
        forward.targetGroups[index]?.weight,
        all[`Group platform-${colour} < AutoScalingFleet`]?.maxSize,
      ]);
    };
    expect(await sizes({})).to.deep.equal([
      [100, 10],
      [0, 0],
    ]);
    expect(await sizes({ keepStandby: true })).to.deep.equal([
      [100, 10],
      [0, 10],
    ]);
    expect(await sizes({ greenTrafficPercent: 100 })).to.deep.equal([
      [0, 0],
      [100, 10],
    ]);
  });

  it("gives a release to its fleet alone", async () => {
    const script = async (config: Record<string, unknown>, colour: string) => {
      const all = await made("prod", { deployment: "blueGreen", ...config });
      const { userData } = all[`LaunchTemplate platform-${colour} < AutoScalingFleet`] ?? {};
      return Buffer.from(String(userData), "base64").toString();
    };
    expect(await script({ greenRelease: "2" }, "green")).to.contain("echo 'release 2'");
    expect(await script({ greenRelease: "2" }, "blue")).to.contain("echo 'release 1'");
  });

  it("stops and starts by the clock where asked for", async () => {
    const schedules = { stopSchedule: "0 19 * * MON-FRI", startSchedule: "0 7 * * MON-FRI" };
    const all = ofTypes(await made("dev", schedules), "Schedule");
    expect(
      Object.values(all).map(({ recurrence, desiredCapacity }) => [recurrence, desiredCapacity]),
    ).to.deep.equal([
      ["0 19 * * MON-FRI", 0],
      ["0 7 * * MON-FRI", 1],
    ]);
  });

  const FRONT = {
    ...{ certificateArn: "cert", domainName: "shop.example.com", hostedZoneId: "Z1" },
    ...{ cloudFront: true, cloudFrontCertificateArn: "cert-east", waf: true },
    originSecret: "open sesame",
  };

  it("stands behind CloudFront and WAF where asked for, with no hop in the clear", async () => {
    const all = await made("prod", FRONT);
    expect(all["Listener platform-http < LoadBalancer"]?.defaultActions).to.deep.equal([
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ]);
    expect(all["WebAcl platform < WebAcl"]).to.include({
      scope: "CLOUDFRONT",
      region: "us-east-1",
    });
    expect(all["Distribution platform < Distribution"]?.webAclId).to.be.a("string");
    const records = Object.values(ofTypes(all, "Record")).map(
      ({ name, type }) => `${String(type)} ${String(name)}`,
    );
    expect(records).to.have.members([
      "A origin.shop.example.com",
      "A shop.example.com",
      "AAAA shop.example.com",
    ]);
    expect(ingress(all)).to.include("alb tcp/443 from 0.0.0.0/0");
    const rule = all["ListenerRule platform-https < LoadBalancer"];
    expect(JSON.stringify(rule?.conditions)).to.contain("open sesame");
  });

  it("puts WAF before the load balancer where there is no CloudFront", async () => {
    const all = await made("prod", { waf: true });
    expect(all["WebAcl platform < WebAcl"]).to.include({ scope: "REGIONAL" });
    expect(Object.keys(ofTypes(all, "WebAclAssociation"))).to.deep.equal([
      "WebAclAssociation platform-alb < WebAcl",
    ]);
  });

  it("exports what it documents", async () => {
    const { exports } = await run("prod");
    expect(Object.keys(exports).sort()).to.deep.equal([
      "applicationBucketName",
      "autoScalingGroupNames",
      "backupVaultArns",
      "dashboardName",
      "databaseEndpoint",
      "databaseSecretArn",
      "endpoint",
      "endpointIds",
      "loadBalancerDnsName",
      "logBucketName",
      "logGroupNames",
      "natPublicIps",
      "recovery",
      "securityGroupIds",
      "subnetLayout",
      "topicArn",
      "vpcId",
    ]);
    const endpoint = exports.endpoint as pulumi.Output<string>;
    const value = await new Promise((resolve) => endpoint.apply(resolve));
    expect(value).to.equal("platform.elb.example");
  });
});
