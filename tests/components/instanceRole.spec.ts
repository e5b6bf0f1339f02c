import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };

const made = async (program: () => unknown) => readable(await record(program));

describe("InstanceRole", () => {
  it("is reached by Systems Manager, and nothing more", async () => {
    expect(await made(() => new net.InstanceRole("shop", {}))).to.deep.equal({
      "InstanceRole shop < ": {},
      "Role shop < InstanceRole": {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: {
                Service: "ec2.amazonaws.com",
              },
              Action: "sts:AssumeRole",
            },
          ],
        },
        description: "What instances run as",
        tags: {
          Name: "shop",
        },
      },
      "RolePolicy shop-ssm < InstanceRole": {
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "SystemsManager",
              Effect: "Allow",
              Action: [
                "ec2messages:AcknowledgeMessage",
                "ec2messages:DeleteMessage",
                "ec2messages:FailMessage",
                "ec2messages:GetEndpoint",
                "ec2messages:GetMessages",
                "ec2messages:SendReply",
                "ssm:ListInstanceAssociations",
                "ssm:UpdateInstanceAssociationStatus",
                "ssm:UpdateInstanceInformation",
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
              ],
              Resource: "*",
            },
          ],
        },
        role: "shop",
      },
      "InstanceProfile shop < InstanceRole": {
        role: "shop",
        tags: {
          Name: "shop",
        },
      },
    });
  });

  it("writes to its log groups and namespace, uses the objects under a prefix", async () => {
    expect(
      await made(
        () =>
          new net.InstanceRole("shop", {
            systemsManager: false,
            agent: { logGroupArns: ["group"], metricsNamespace: "Shop" },
            buckets: {
              app: { bucketArn: "bucket", prefix: "app/", write: true, kmsKeyArn: "key" },
              read: { bucketArn: "other", prefix: "in/", kmsKeyArn: "key" },
            },
            ...tagged,
          }),
      ),
    ).to.deep.equal({
      "InstanceRole shop < ": {},
      "Role shop < InstanceRole": {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: {
                Service: "ec2.amazonaws.com",
              },
              Action: "sts:AssumeRole",
            },
          ],
        },
        description: "What instances run as",
        tags: {
          Name: "role-shop-dev",
          Service: "shop",
        },
      },
      "RolePolicy shop-s3-app < InstanceRole": {
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Objects",
              Effect: "Allow",
              Action: ["s3:GetObject", "s3:PutObject"],
              Resource: "bucket/app/*",
            },
            {
              Sid: "List",
              Effect: "Allow",
              Action: "s3:ListBucket",
              Resource: "bucket",
              Condition: {
                StringLike: {
                  "s3:prefix": "app/*",
                },
              },
            },
            {
              Sid: "Key",
              Effect: "Allow",
              Action: ["kms:Decrypt", "kms:GenerateDataKey"],
              Resource: "key",
              Condition: {
                StringLike: {
                  "kms:ViaService": "s3.*.amazonaws.com*",
                },
              },
            },
          ],
        },
        role: "shop",
      },
      "RolePolicy shop-s3-read < InstanceRole": {
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Objects",
              Effect: "Allow",
              Action: ["s3:GetObject"],
              Resource: "other/in/*",
            },
            {
              Sid: "List",
              Effect: "Allow",
              Action: "s3:ListBucket",
              Resource: "other",
              Condition: {
                StringLike: {
                  "s3:prefix": "in/*",
                },
              },
            },
            {
              Sid: "Key",
              Effect: "Allow",
              Action: ["kms:Decrypt"],
              Resource: "key",
              Condition: {
                StringLike: {
                  "kms:ViaService": "s3.*.amazonaws.com*",
                },
              },
            },
          ],
        },
        role: "shop",
      },
      "RolePolicy shop-agent < InstanceRole": {
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Logs",
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
              Resource: ["group", "group:*"],
            },
            {
              Sid: "Metrics",
              Effect: "Allow",
              Action: "cloudwatch:PutMetricData",
              Resource: "*",
              Condition: {
                StringEquals: {
                  "cloudwatch:namespace": "Shop",
                },
              },
            },
            {
              Sid: "OwnTags",
              Effect: "Allow",
              Action: "ec2:DescribeTags",
              Resource: "*",
            },
          ],
        },
        role: "shop",
      },
      "InstanceProfile shop < InstanceRole": {
        role: "shop",
        tags: {
          Name: "profile-shop-dev",
          Service: "shop",
        },
      },
    });
  });

  it("refuses a namespace of AWS's, and prefixes that stand for anything", async () => {
    const message = await messageOf(
      () =>
        new net.InstanceRole("shop", {
          agent: { logGroupArns: [], metricsNamespace: "AWS/EC2" },
          buckets: { App: { bucketArn: "bucket", prefix: "*" } },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - agent.metricsNamespace: must be 1 to 255 letters, digits and "._-/#:", and not begin with "AWS/", got "AWS/EC2"',
      '  - buckets["App"]: must have a name of lower-case letters, digits and hyphens, got "App"',
      '  - buckets["App"].prefix: must be what keys begin with, without "*" and "?", got "*"',
    ]);
  });
});
