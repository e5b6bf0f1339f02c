import { type Suite, permit, tagged, trust } from "../lifecycleCases";
import { types } from "../support";

export const suite: Suite = {
  async surroundings(stack) {
    const role = await stack.create(types.role, "around", {
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    return { ids: { role: role.id }, made: [role] };
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
        permissionsBoundary: () => ({ permissionsBoundary: "arn:aws:iam::aws:policy/x" }),
        managedPolicyArns: () => ({ managedPolicyArns: ["arn:aws:iam::aws:policy/y"] }),
        forceDetachPolicies: () => ({ forceDetachPolicies: true }),
        inlinePolicies: () => ({ inlinePolicies: [{ name: "p", policy: permit("s3:Get*") }] }),
      },
      replaces: {
        name: () => ({ name: "own" }),
        namePrefix: () => ({ namePrefix: "own-" }),
        path: () => ({ path: "/net/" }),
      },
    },
    {
      type: types.rolePolicy,
      args: ({ role }) => ({ role: role!, policy: permit("logs:PutLogEvents") }),
      updates: { policy: () => ({ policy: permit("logs:*") }) },
      replaces: { name: () => ({ name: "own" }), role: () => ({ role: "other" }) },
    },
  ],
};
