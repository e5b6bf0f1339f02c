/** Fleets, load balancers, keys, backups: their children are where, and under what provider, they are to be. */
import { Provider } from "@pulumi/aws/provider";
import { Eip } from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { record } from "./recordedMocks";
import { SITE } from "./site";

const region = "eu-west-1";
const vpc = { ...SITE, region };
const secret = { name: "x-key", value: "open sesame" };
type Input = pulumi.Input<string>;
type Options = pulumi.ComponentResourceOptions;

/** Each with everything that makes children, around one input that a preview does not know. */
const components: Record<string, (id: Input, opts?: Options) => unknown> = {
  EncryptionKey: (accountId, opts) =>
    new net.EncryptionKey("shop", { description: "x", accountId, region }, opts),
  PrivateBucket: (accountId, opts) =>
    new net.PrivateBucket(
      "shop",
      { versioning: true, loadBalancerLogs: { accountId }, region },
      opts,
    ),
  LoadBalancer: (certificateArn, opts) =>
    new net.LoadBalancer(
      "shop",
      {
        ...{ vpc, securityGroupIds: [certificateArn], targetPort: 80, certificateArn },
        requiredHeader: { ...secret, value: certificateArn },
      },
      opts,
    ),
  AutoScalingFleet: (imageId, opts) =>
    new net.AutoScalingFleet(
      "shop",
      {
        ...{ vpc, securityGroupIds: [imageId], imageId, instanceType: "t3.small", spot: {} },
        capacity: {
          minSize: 1,
          maxSize: 2,
          schedules: {
            night: { recurrence: "0 20 * * *", minSize: 0, maxSize: 1, desiredCapacity: 0 },
          },
        },
        userData: imageId,
        targetGroupArns: [imageId],
      },
      opts,
    ),
  Bastion: (imageId, opts) =>
    new net.Bastion("shop", { vpc, imageId, securityGroupIds: [imageId] }, opts),
  InstanceRole: (arn, opts) =>
    new net.InstanceRole(
      "shop",
      {
        agent: { logGroupArns: [arn] },
        buckets: { app: { bucketArn: arn, prefix: "app/", kmsKeyArn: arn } },
      },
      opts,
    ),
  LogGroups: (kmsKeyArn, opts) =>
    new net.LogGroups("shop", { names: ["system"], kmsKeyArn, region }, opts),
  NotificationTopic: (kmsKeyArn, opts) =>
    new net.NotificationTopic(
      "shop",
      { kmsKeyArn, emailAddresses: ["a@example.com"], region },
      opts,
    ),
  FleetMonitoring: (arn, opts) =>
    new net.FleetMonitoring(
      "shop",
      {
        ...{ autoScalingGroupNames: { blue: arn }, topicArn: arn, region },
        loadBalancer: { loadBalancerArnSuffix: arn },
      },
      opts,
    ),
  WebAcl: (arn, opts) =>
    new net.WebAcl(
      "shop",
      { scope: net.WebAclScope.Regional, resourceArns: { alb: arn }, region },
      opts,
    ),
  AliasRecord: (zoneId, opts) =>
    new net.AliasRecord(
      "shop",
      { zoneId, recordName: "www.example.com", target: { dnsName: zoneId, zoneId }, ipv6: true },
      opts,
    ),
  Distribution: (certificateArn, opts) =>
    new net.Distribution(
      "shop",
      {
        ...{ originDomainName: certificateArn, originHeader: secret, certificateArn },
        domainNames: ["www.example.com"],
      },
      opts,
    ),
  BackupPlan: (kmsKeyArn, opts) =>
    new net.BackupPlan(
      "shop",
      {
        rules: { daily: { schedule: "cron(0 5 ? * * *)", deleteAfterDays: 14 } },
        ...{ selection: { key: "Backup", value: "shop" }, kmsKeyArn, region },
      },
      opts,
    ),
  DocumentTable: (kmsKeyArn, opts) =>
    new net.DocumentTable("shop", { partitionKey: { name: "id" }, kmsKeyArn, region }, opts),
  MessageQueue: (kmsKeyArn, opts) => new net.MessageQueue("shop", { kmsKeyArn, region }, opts),
  QueueConsumer: (id, opts) =>
    new net.QueueConsumer("shop", { functionName: id, roleName: id, queueArn: id, region }, opts),
  StateMachine: (arn, opts) =>
    new net.StateMachine(
      "shop",
      {
        definition: arn,
        permissions: [{ actions: ["lambda:InvokeFunction"], resources: [arn] }],
        region,
      },
      opts,
    ),
  UserPool: (_id, opts) => new net.UserPool("shop", { region }, opts),
  RestApi: (id, opts) =>
    new net.RestApi(
      "shop",
      {
        routes: {
          get: { method: net.HttpMethod.Get, path: "/x", functionArn: id, invokeArn: id },
        },
        ...{ userPoolArns: [id], accountLogging: true, region },
      },
      opts,
    ),
  SnapshotPolicy: (_id, opts) =>
    new net.SnapshotPolicy("shop", { targetTags: { Backup: "shop" }, region }, opts),
};

/** Of the whole account: they have no region. */
const GLOBAL = /^aws:(iam|route53|cloudfront)\//;

for (const [kind, make] of Object.entries(components))
  describe(kind, () => {
    it("places every child in its region", async () => {
      const { resources } = await record(() => make("id"));
      const elsewhere = resources.filter(
        ({ type, inputs }) =>
          type.startsWith("aws:") && !GLOBAL.test(type) && inputs.region !== region,
      );
      expect(elsewhere).to.deep.equal([]);
    });

    it("gives every child its provider", async () => {
      const { providers } = await record(() =>
        make("id", { provider: new Provider("elsewhere", { region }) }),
      );
      const children = [...providers].filter(([urn]) => urn.includes("$aws:"));
      expect(children).not.to.deep.equal([]);
      expect(children.filter(([, provider]) => !provider.includes("elsewhere"))).to.deep.equal([]);
    });

    it("makes the same in a preview, where ids are unknown", async () => {
      const program = () => make(new Eip("later", {}).id);
      const [preview, update] = [await record(program, { preview: true }), await record(program)];
      expect(preview.urns).to.deep.equal(update.urns);
    });
  });

describe("the header that a load balancer asks for", () => {
  for (const kind of ["LoadBalancer", "Distribution"])
    it(`is a secret in a ${kind}'s inputs, given as one or not`, async () => {
      const { resources } = await record(() => components[kind]?.("open sesame"));
      const carriers = resources.filter(({ inputs }) =>
        JSON.stringify([inputs.conditions, inputs.origins]).includes("open sesame"),
      );
      expect(carriers.length).to.equal(1);
      const [carrier] = carriers;
      expect(JSON.stringify(carrier?.inputs.conditions ?? carrier?.inputs.origins)).to.contain(
        '"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270"',
      );
    });
});
