/** A role that Lambda takes on, seen everywhere, and functions of it. */
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, newStack, types } from "../support";

const fn = "aws:lambda/function:Function";
export const queue = "aws:sqs/queue:Queue";
export const invalid = "InvalidParameterValueException";

export const code = { code: { path: "./function.zip" } };
const plain = { ...code, handler: "index.handler", runtime: "nodejs22.x" };

/** @param actions what the role may do; "" for nothing */
export async function scene(actions: string | undefined = "*") {
  const stack = await newStack();
  const role = await stack.create(types.role, "role", {
    assumeRolePolicy: trust("lambda.amazonaws.com"),
  });
  if (actions !== "")
    await stack.create(types.rolePolicy, "role", { role: role.id, policy: permit(actions) });
  await stack.world.advance(60);
  let made = 0;
  const args = { ...plain, role: role.properties.arn! };
  const attempt = (more: ValueMap = {}): Promise<Made> =>
    stack.create(fn, `f${made++}`, { ...args, ...more });
  return { stack, role, args, attempt };
}
