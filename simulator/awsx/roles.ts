/** The roles of a task: made with their policies, or given, or left out. */
import type { Value } from "../protocol";
import { atMostOne, isGivenInput, isTruthy, plainList, plainMap, without } from "./args";
import type { Child, Component } from "./component";
import { shortHash } from "./hash";
import { lift, type Input, type Inputs, type Output } from "./output";

const trustsTasks = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Effect: "Allow",
      Sid: "",
    },
  ],
});

export const executionPolicies = [
  "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
];

export interface TaskRole {
  readonly made?: Child;
  /** Undefined where the role is left out. */
  readonly arn?: Output<Value | undefined>;
  /** Attaches the policies, which nothing waits for. */
  readonly attach: () => Promise<unknown>;
}

interface RoleRequest {
  readonly name: string;
  /** The component's argument, and where it stands. */
  readonly input: Input;
  readonly where: string;
  readonly policyArns: readonly string[];
}

const nothing = (): Promise<unknown> => Promise.resolve();

export async function taskRole(component: Component, request: RoleRequest): Promise<TaskRole> {
  const { name, where } = request;
  const input = plainMap(request.input, where) ?? {};
  atMostOne(input, ["roleArn", "args"], `${where}: `);
  if (isTruthy(input.skip)) return { attach: nothing };
  if (isGivenInput(input.roleArn)) return { arn: lift(input.roleArn), attach: nothing };
  const args = plainMap(input.args, `${where}.args`) ?? {};
  const policyArns = policiesOf(args, `${where}.args.policyArns`) ?? request.policyArns;
  const made = await component.child("aws:iam/role:Role", name, {
    assumeRolePolicy: trustsTasks,
    ...without(args, ["policyArns"]),
  });
  const attach = (): Promise<unknown> =>
    Promise.all(
      policyArns.map((policyArn) =>
        component.child(
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          `${name}-${shortHash(policyArn)}`,
          { role: made.output("name"), policyArn },
        ),
      ),
    );
  return { made, arn: made.output("arn"), attach };
}

/** Each attachment is named after its policy, so the ARNs must be known. */
function policiesOf(args: Inputs, where: string): readonly string[] | undefined {
  return plainList(args.policyArns, where)?.map((arn, index) => {
    if (typeof arn === "string") return arn;
    throw new Error(
      `${where}[${String(index)}] must be a plain string, not an output: attach such a policy to a role of your own, and give that as roleArn`,
    );
  });
}
