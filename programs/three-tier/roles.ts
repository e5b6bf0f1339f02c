/**
 * What tasks run as. Each service may pull its own image, write its own log and, where it connects to
 * the database, read the one secret: less than AWS's `AmazonECSTaskExecutionRolePolicy`, which pulls every
 * image of the account.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { tagsFor, type Labels } from "./labels";

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

interface Needs {
  readonly repositoryArn: pulumi.Output<string>;
  readonly logGroupArn: pulumi.Output<string>;
  readonly secretArn: pulumi.Output<string>;
}

export interface TaskRoles {
  /** As whom ECS starts a task. */
  readonly execution: iam.Role;
  /** As whom its code runs: it may do nothing until a policy is attached. */
  readonly task: iam.Role;
  readonly policy: iam.RolePolicy;
}

export function createTaskRoles(service: string, needs: Needs, labels: Labels): TaskRoles {
  const name = `${labels.name}-${service}`;
  const role = (what: string, description: string) =>
    new iam.Role(`${name}-${what}`, {
      description,
      assumeRolePolicy: pulumi.jsonStringify(TRUST),
      tags: tagsFor("role", labels, `${service}-${what}`),
    });
  const execution = role("execution", "As whom ECS starts a task");
  const policy = new iam.RolePolicy(`${name}-execution`, {
    role: execution.name,
    policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements(needs) }),
  });
  return { execution, task: role("task", "As whom the code of a task runs"), policy };
}

const statements = ({ repositoryArn, logGroupArn, secretArn }: Needs): object[] => [
  {
    Sid: "Image",
    Effect: "Allow",
    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    Resource: repositoryArn,
  },
  // It names no repository.
  { Sid: "Registry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Sid: "Logs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: pulumi.interpolate`${logGroupArn}:*`,
  },
  {
    Sid: "Secret",
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: secretArn,
  },
];
