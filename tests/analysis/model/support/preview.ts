/** A state as a preview of the same program has it: nothing has an id, and what came from one is unknown. */
import type { ResourceRecord } from "../../../../analysis/model";
import { unknown } from "./stack";

export function asPreview(records: readonly ResourceRecord[]): ResourceRecord[] {
  const ids = new Set(records.flatMap(({ id, outputs }) => [id, outputs.arn, outputs.publicIp]));
  const ownIds = new Set([...ids].filter((id) => typeof id === "string" && id !== ""));
  const forget = (value: unknown): unknown => {
    if (typeof value === "string") return ownIds.has(value) ? unknown : value;
    if (Array.isArray(value)) return value.map(forget);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forget(item)]));
  };
  return records.map((record) =>
    record.type.startsWith("pulumi:")
      ? record
      : {
          ...record,
          id: undefined,
          inputs: forget(record.inputs) as ResourceRecord["inputs"],
          outputs: {},
        },
  );
}

/** What only AWS says: ids, addresses, accounts, the blocks of its own lists. */
const aws = new Set(["id", "ipv4", "publicAddress", "publicAddresses", "account", "cidrs"]);

export function withoutAws<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (aws.has(key) ? undefined : item)),
  ) as T;
}
