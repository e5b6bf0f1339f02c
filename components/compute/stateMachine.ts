/**
 * A state machine of Step Functions. Makes it, the role that it runs as, and a log group that is told
 * of errors, without the data that were handled. Costs what its runs do.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, detailOf, refuseRetention, refuseValue, tagsOf } from "../network";
import { permissionStatements, refusePermissions } from "./rolePermissions";
import { StateMachineType, type StateMachineArgs } from "./stateMachineArgs";

/** A state machine, its role and its log group. */
export class StateMachine extends pulumi.ComponentResource {
  /** The state machine's ARN: known once it may do what it is to. */
  readonly stateMachineArn: pulumi.Output<string>;
  /** The role that it runs as. */
  readonly roleArn: pulumi.Output<string>;
  /** The role, for what else it may do: attach a policy to it. */
  readonly roleName: pulumi.Output<string>;
  /** The log group that is told of errors. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: StateMachineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:StateMachine", name, {}, opts);
    const inputs = { definition: 0, resources: 1 };
    const checked = { component: this, kind: "StateMachine", name, inputs };
    const plan = checkedPlan(checked, args, () => planStateMachine(args));
    const building: Building = { parent: this, name, args };
    const logGroup = new cloudwatch.LogGroup(
      name,
      {
        retentionInDays: plan.logRetentionInDays,
        region: args.region,
        tags: tagged(building, "logs"),
      },
      { parent: this },
    );
    const role = createRole(building, logGroup);
    const allowed = allow(building, role);
    const made = new sfn.StateMachine(
      name,
      {
        definition: args.definition,
        roleArn: role.arn,
        type: plan.isExpress ? "EXPRESS" : "STANDARD",
        loggingConfiguration: {
          level: "ERROR",
          includeExecutionData: false,
          logDestination: pulumi.interpolate`${logGroup.arn}:*`,
        },
        region: args.region,
        tags: tagged(building, "sfn"),
      },
      // Step Functions tries the role when it makes the state machine.
      { parent: this, dependsOn: [allowed] },
    );
    this.stateMachineArn = made.arn;
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      stateMachineArn: this.stateMachineArn,
      roleArn: this.roleArn,
      roleName: this.roleName,
      logGroupName: this.logGroupName,
    });
  }
}

interface Building {
  readonly parent: StateMachine;
  /** All children share it: there is one of each type. */
  readonly name: string;
  readonly args: StateMachineArgs;
}

const tagged = ({ name, args }: Building, resourceType: string) =>
  tagsOf(args, { child: name, resourceType, detail: detailOf(args, name) });

function planStateMachine(args: StateMachineArgs) {
  const { type = StateMachineType.Standard, logRetentionInDays = 30, permissions = [] } = args;
  return {
    isExpress: type === StateMachineType.Express,
    logRetentionInDays,
    issues: [
      ...refuseValue("type", StateMachineType, type),
      ...refusePermissions(permissions),
      ...refuseRetention("logRetentionInDays", logRetentionInDays),
    ],
  };
}

/** For Step Functions on behalf of its own account alone, which the log group's ARN tells. */
function createRole(building: Building, logGroup: cloudwatch.LogGroup): iam.Role {
  const { parent, name } = building;
  const account = logGroup.arn.apply((arn) => arn.split(":")[4] ?? "");
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "states.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  };
  return new iam.Role(
    name,
    {
      description: "What a state machine runs as",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags: tagged(building, "role"),
    },
    { parent },
  );
}

/** The caller's permissions, and log delivery, which IAM cannot scope to a log group. */
function allow({ parent, name, args }: Building, role: iam.Role): iam.RolePolicy {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      ...permissionStatements(args.permissions ?? []),
      {
        Effect: "Allow",
        Action: [
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
        ],
        Resource: "*",
      },
    ],
  };
  return new iam.RolePolicy(
    name,
    { role: role.name, policy: pulumi.jsonStringify(policy) },
    { parent },
  );
}
