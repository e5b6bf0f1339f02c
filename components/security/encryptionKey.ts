/**
 * A KMS key of one's own, whose material AWS renews every year. Makes the key, with a policy that lets
 * its account say who uses it, and the services that use it by themselves.
 * $1 a month, another for each of the first two renewals, and $0.03 for 10,000 requests.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, detailOf, tagsOf } from "../network";
import { EncryptionKeyUser, type EncryptionKeyArgs } from "./encryptionKeyArgs";
import { planEncryptionKey } from "./encryptionKeyPlan";

/** A KMS key that is renewed every year. */
export class EncryptionKey extends pulumi.ComponentResource {
  /** The key's ARN. */
  readonly keyArn: pulumi.Output<string>;
  /** The key's id. */
  readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:EncryptionKey", name, {}, opts);
    const inputs = { accountId: 0, partition: 0 };
    const checked = { component: this, kind: "EncryptionKey", name, inputs };
    const plan = checkedPlan(checked, args, () => planEncryptionKey(args));
    const key = new kms.Key(
      name,
      {
        description: args.description,
        enableKeyRotation: true,
        deletionWindowInDays: plan.deletionWindowInDays,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            accountStatement(args),
            ...plan.usedBy.flatMap((user) => statementsOf(user, args)),
          ],
        }),
        region: args.region,
        tags: tagsOf(args, { child: name, resourceType: "kms", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs({ keyArn: this.keyArn, keyId: this.keyId });
  }
}

const iam = ({ partition = "aws", accountId }: EncryptionKeyArgs, path: string) =>
  pulumi.interpolate`arn:${partition}:iam::${accountId}:${path}`;

/** Without it nobody could ever change the policy again. It allows nothing that IAM does not. */
const accountStatement = (args: EncryptionKeyArgs) => ({
  Sid: "PoliciesOfTheAccount",
  Effect: "Allow",
  Principal: { AWS: iam(args, "root") },
  Action: "kms:*",
  Resource: "*",
});

function statementsOf(user: EncryptionKeyUser, args: EncryptionKeyArgs): object[] {
  switch (user) {
    case EncryptionKeyUser.AutoScaling:
      return autoScalingStatements(args);
    case EncryptionKeyUser.CloudWatchAlarms:
      return [
        {
          ...publisherStatement("CloudWatchAlarms", "cloudwatch.amazonaws.com"),
          Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
        },
      ];
    case EncryptionKeyUser.EventBridge:
      // Without a condition, as it tells SNS and KMS not whose rule it is.
      return [publisherStatement("EventBridge", "events.amazonaws.com")];
  }
}

function autoScalingStatements(args: EncryptionKeyArgs): object[] {
  const role = "AWSServiceRoleForAutoScaling";
  const path = `role/aws-service-role/autoscaling.amazonaws.com/${role}`;
  const Principal = { AWS: iam(args, path) };
  return [
    {
      Sid: "AutoScalingUses",
      Effect: "Allow",
      Principal,
      Action: [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:DescribeKey",
      ],
      Resource: "*",
    },
    {
      // To EC2, which attaches the volumes.
      Sid: "AutoScalingGrants",
      Effect: "Allow",
      Principal,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** To publish to a topic is to encrypt under its key. */
const publisherStatement = (Sid: string, service: string) => ({
  Sid,
  Effect: "Allow",
  Principal: { Service: service },
  Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
  Resource: "*",
});
