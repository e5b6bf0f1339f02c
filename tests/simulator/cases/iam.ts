import { type Suite, permit, tagged, trust } from "../lifecycleCases";
import { textOf, types } from "../support";

const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

export const suite: Suite = {
  async surroundings(stack) {
    const trusted = { assumeRolePolicy: trust("lambda.amazonaws.com") };
    const role = await stack.create(types.role, "around", trusted);
    const other = await stack.create(types.role, "other", trusted);
    // What an exclusive resource put in stays in.
    const free = await stack.create(types.role, "free", { ...trusted, forceDetachPolicies: true });
    const policy = await stack.create("aws:iam/policy:Policy", "around", {
      policy: permit("s3:Get*"),
    });
    const made = [role, other, policy, free];
    return { ids: { role: role.id, other: other.id, free: free.id, policy: policy.id }, made };
  },
  cases: [
    {
      type: types.role,
      kept: ["managedPolicyArns", "inlinePolicies"],
      args: () => ({ assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com") }),
      updates: {
        ...tagged,
        assumeRolePolicy: () => ({ assumeRolePolicy: trust("lambda.amazonaws.com") }),
        description: () => ({ description: "writes" }),
        maxSessionDuration: () => ({ maxSessionDuration: 7200 }),
        permissionsBoundary: () => ({ permissionsBoundary: readOnly }),
        managedPolicyArns: () => ({ managedPolicyArns: [basic] }),
        forceDetachPolicies: () => ({ forceDetachPolicies: true }),
        inlinePolicies: () => ({ inlinePolicies: [{ name: "p", policy: permit("s3:Get*") }] }),
      },
      replaces: {
        name: () => ({ name: "own" }),
        namePrefix: () => ({ namePrefix: "own-" }),
        path: () => ({ path: "/net/" }),
      },
      heldBy: {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        args: (_ids, role) => ({ role: role.id, policyArn: basic }),
        code: "DeleteConflict",
      },
    },
    {
      type: types.rolePolicy,
      args: ({ role }) => ({ role: role!, policy: permit("logs:PutLogEvents") }),
      updates: { policy: () => ({ policy: permit("logs:*") }) },
      replaces: { name: () => ({ name: "own" }), role: () => ({ role: "other" }) },
    },
    {
      type: "aws:iam/policy:Policy",
      args: () => ({ policy: permit("logs:PutLogEvents") }),
      updates: { ...tagged, policy: () => ({ policy: permit("logs:*") }) },
      replaces: { path: () => ({ path: "/net/" }) },
      heldBy: {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        args: ({ role }, policy) => ({ role: role!, policyArn: policy.id }),
        code: "DeleteConflict",
      },
    },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      args: ({ role, policy }) => ({ role: role!, policyArn: policy! }),
      replaces: {
        role: ({ other }) => ({ role: other! }),
        policyArn: () => ({ policyArn: basic }),
      },
      importId: ({ inputs }) => `${textOf(inputs, "role")}/${textOf(inputs, "policyArn")}`,
    },
    {
      type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      stays: true,
      args: ({ free, policy }) => ({ roleName: free!, policyArns: [policy!] }),
      updates: { policyArns: () => ({ policyArns: [basic, readOnly] }) },
      replaces: { roleName: ({ other }) => ({ roleName: other! }) },
    },
    {
      type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
      stays: true,
      args: ({ free }) => ({ roleName: free!, policyNames: [] }),
      untried: { policyNames: "names policies that other resources have to put in" },
      replaces: { roleName: ({ other }) => ({ roleName: other! }) },
    },
    {
      type: "aws:iam/instanceProfile:InstanceProfile",
      args: ({ role }) => ({ role: role! }),
      updates: { ...tagged, role: ({ other }) => ({ role: other! }) },
      replaces: { path: () => ({ path: "/net/" }) },
    },
    {
      type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
      args: () => ({ awsServiceName: "autoscaling.amazonaws.com" }),
      updates: tagged,
      replaces: { awsServiceName: () => ({ awsServiceName: "ecs.amazonaws.com" }) },
    },
  ],
};
