/**
 * A Lambda function in a VPC: it calls from private subnets, behind security groups.
 * Makes the function, the role that it runs as, and its log group. AWS makes it an interface in each
 * subnet, shared with other functions of the same groups, and keeps that for about half an hour
 * after the last of them has gone: subnets and groups cannot be deleted before.
 * Lambda takes $0.20 for a million calls and $0.0000133334 for each second and GB on arm64 (us-east-1).
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import type { LambdaFunctionArgs } from "./lambdaFunctionArgs";
import { planLambdaFunction, type LambdaFunctionPlan } from "./lambdaFunctionPlan";
import { permissionStatements } from "./rolePermissions";

const DEFAULTS = {
  handler: "index.handler",
  runtime: "nodejs22.x",
  architecture: "arm64",
  memorySize: 128,
  timeout: 3,
} as const;

/** The arguments that take inputs, beside those that every component names alike. */
const INPUTS = {
  code: 0,
  handler: 0,
  runtime: 0,
  architecture: 0,
  memorySize: 0,
  timeout: 0,
  environment: 1,
  resources: 1,
};

/** A Lambda function in a VPC, its role and its log group. */
export class LambdaFunction extends pulumi.ComponentResource {
  /** The function's ARN. */
  readonly functionArn: pulumi.Output<string>;
  /** The function's name. */
  readonly functionName: pulumi.Output<string>;
  /** What API Gateway calls the function by. */
  readonly invokeArn: pulumi.Output<string>;
  /** The role that the function runs as. */
  readonly roleArn: pulumi.Output<string>;
  /** The role, for what else the function may do: attach a policy to it. */
  readonly roleName: pulumi.Output<string>;
  /** The log group that it writes to. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: LambdaFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:LambdaFunction", name, {}, opts);
    const checked = { component: this, kind: "LambdaFunction", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planLambdaFunction(args));
    const building: Building = { parent: this, child: name, plan, args };
    const logGroup = createLogGroup(building);
    const role = createRole(building);
    const access = attachVpcAccess(building, role);
    const allowed = allow(building, role);
    const needs = allowed === undefined ? [access] : [access, allowed];
    const made = createFunction(building, { logGroup, role, needs });
    denyInterfacesToCode(building, role, made);
    this.functionArn = made.arn;
    this.functionName = made.name;
    this.invokeArn = made.invokeArn;
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      functionArn: this.functionArn,
      functionName: this.functionName,
      invokeArn: this.invokeArn,
      roleArn: this.roleArn,
      roleName: this.roleName,
      logGroupName: this.logGroupName,
    });
  }
}

interface Building {
  readonly parent: LambdaFunction;
  /** Children share the component's name: there is one of each type, but for what else the role may do. */
  readonly child: string;
  readonly plan: LambdaFunctionPlan;
  readonly args: LambdaFunctionArgs;
}

/** The function's own part of the `Name` tag: its name without the purpose, which stands there already. */
function tagged({ child, args }: Building, resourceType: string) {
  const purpose = `${args.naming?.purpose ?? ""}-`;
  const detail = child.startsWith(purpose) ? child.slice(purpose.length) : child;
  return tagsOf(args, { child, resourceType, detail });
}

/** Named by Pulumi and told to the function, so that Lambda does not make one that is kept for ever. */
function createLogGroup(building: Building): cloudwatch.LogGroup {
  const { parent, child, plan, args } = building;
  return new cloudwatch.LogGroup(
    child,
    {
      retentionInDays: plan.logRetentionInDays,
      region: args.vpc.region,
      tags: tagged(building, "logs"),
    },
    { parent },
  );
}

function createRole(building: Building): iam.Role {
  const { parent, child } = building;
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ],
  };
  return new iam.Role(
    child,
    {
      description: "What a Lambda function runs as",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags: tagged(building, "role"),
    },
    { parent },
  );
}

/** AWS's own policy for functions in a VPC, in whichever partition the role is. */
function attachVpcAccess({ parent, child }: Building, role: iam.Role): iam.RolePolicyAttachment {
  const policyArn = role.arn.apply((arn) => {
    const [, partition = "aws"] = arn.split(":");
    return `arn:${partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole`;
  });
  return new iam.RolePolicyAttachment(child, { role: role.name, policyArn }, { parent });
}

interface Needs {
  readonly logGroup: cloudwatch.LogGroup;
  readonly role: iam.Role;
  /** What the role may do. */
  readonly needs: pulumi.Resource[];
}

/** What the caller says that the function may do. */
function allow({ parent, child, args }: Building, role: iam.Role): iam.RolePolicy | undefined {
  const { permissions = [] } = args;
  if (permissions.length === 0) return undefined;
  const policy = { Version: "2012-10-17", Statement: permissionStatements(permissions) };
  return new iam.RolePolicy(
    childName(child, "permissions"),
    { role: role.name, policy: pulumi.jsonStringify(policy) },
    { parent },
  );
}

function createFunction(building: Building, { logGroup, role, needs }: Needs): lambda.Function {
  const { parent, child, plan, args } = building;
  return new lambda.Function(
    child,
    {
      code: args.code,
      handler: args.handler ?? DEFAULTS.handler,
      runtime: args.runtime ?? DEFAULTS.runtime,
      architectures: [args.architecture ?? DEFAULTS.architecture],
      memorySize: args.memorySize ?? DEFAULTS.memorySize,
      timeout: args.timeout ?? DEFAULTS.timeout,
      environment: args.environment && { variables: args.environment },
      role: role.arn,
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      vpcConfig: {
        subnetIds: Object.values(args.vpc.subnetIds[plan.tier] ?? {}),
        securityGroupIds: args.securityGroupIds,
      },
      region: args.vpc.region,
      tags: tagged(building, "lambda"),
    },
    // Lambda tries the role when it makes the function, and callers find it able to work.
    { parent, dependsOn: needs },
  );
}

/**
 * The policy lets whoever runs as the role make network interfaces. Lambda needs that, the code does
 * not: calls of the function itself are denied.
 */
function denyInterfacesToCode(
  { parent, child }: Building,
  role: iam.Role,
  made: lambda.Function,
): void {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:UnassignPrivateIpAddresses",
        ],
        Resource: "*",
        Condition: { ArnEquals: { "lambda:SourceFunctionArn": [made.arn] } },
      },
    ],
  };
  new iam.RolePolicy(child, { role: role.name, policy: pulumi.jsonStringify(policy) }, { parent });
}
