/** What SQS keeps of a queue, and how others name one. */
import type { Thing } from "../../resource/spec";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is its URL. One that was deleted keeps its name for a minute, and then goes. */
export const queueKind = defineKind<Thing>(
  "queue",
  { name: (queue) => queue.names },
  () => undefined,
);

const isThere = (queue: Thing | undefined): queue is Thing =>
  queue !== undefined && queue.settlesAt === undefined;

/** By URL, ARN or name. */
export function findQueue(scope: Scope, value: string): Thing | undefined {
  const there = value.startsWith("arn:") ? scope.ofArn(value) : scope;
  const byUrl = there.get(queueKind, value);
  if (isThere(byUrl)) return byUrl;
  return there.find(queueKind, "name", value).find(isThere);
}
