/**
 * A prefix list that a program makes, and an entry of one as a resource of its own.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-managed-prefix-lists.html
 * Replace as internal/service/ec2/vpc_managed_prefix_list.go and vpc_managed_prefix_list_entry.go say.
 */
import { canonicalCidr, parseBlock } from "../../../addresses";
import { AwsError } from "../../../errors";
import {
  common,
  forcesNew,
  output,
  region,
  requiredForcesNew,
  type Change,
  type Model,
} from "../../../model";
import type { CheckFailure, ValueMap } from "../../../protocol";
import { ofLength } from "../../../resource/forms";
import { isList, maps, number, tagsOf, text, written } from "../../../values";
import type { Scope } from "../../../world/scope";
import { checkOneOf } from "../blocks";
import { ownPrefixListKind, type PrefixEntry } from "./entities";
import {
  acceptEntries,
  checkRequest,
  isNamed,
  needPrefixList,
  resize,
  setEntries,
} from "./entries";

const entriesIn = (inputs: ValueMap): readonly PrefixEntry[] =>
  maps(inputs, "entries").map((one) => ({
    cidr: text(one, "cidr") ?? "",
    description: text(one, "description") ?? "",
  }));

function acceptName(inputs: ValueMap): string {
  const name = text(inputs, "name") ?? "";
  if (name.startsWith("com.amazonaws"))
    throw new AwsError(
      "InvalidParameterValue",
      `The prefix list name '${name}' is invalid: it cannot begin with com.amazonaws`,
    );
  return name;
}

function acceptSize(scope: Scope, inputs: ValueMap): number {
  const maxEntries = number(inputs, "maxEntries") ?? 0;
  const most = scope.quota("entriesPerPrefixList");
  if (maxEntries < 1 || maxEntries > most)
    throw new AwsError(
      "InvalidParameterValue",
      `The size of a prefix list is between 1 and ${most} entries, not ${maxEntries}`,
    );
  return maxEntries;
}

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const wanted = {
    name: acceptName(inputs),
    addressFamily: text(inputs, "addressFamily") === "IPv6" ? "IPv6" : "IPv4",
    maxEntries: acceptSize(scope, inputs),
  } as const;
  checkRequest(entriesIn(inputs).length);
  const entries = acceptEntries(wanted, entriesIn(inputs));
  if (scope.countAll(ownPrefixListKind) >= scope.quota("prefixListsPerRegion"))
    throw new AwsError(
      "PrefixListLimitExceeded",
      "The maximum number of prefix lists has been reached.",
    );
  const id = scope.newId("pl", urn);
  const tags = tagsOf(inputs, "tagsAll");
  scope.put(ownPrefixListKind, { id, ...wanted, version: 1, entries, tags });
  return id;
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const list = scope.get(ownPrefixListKind, id);
  if (list === undefined) return undefined;
  const { name, addressFamily, maxEntries, version, entries } = list;
  return {
    addressFamily,
    arn: scope.arn("ec2", `prefix-list/${id}`),
    entries: entries.map(({ cidr, description }) => ({ cidr, description })),
    maxEntries,
    name,
    ownerId: scope.account,
    tagsAll: list.tags,
    version,
  };
}

/** Left out altogether, entries are somebody else's. */
function update(scope: Scope, id: string, { olds, news }: Change): void {
  const list = needPrefixList(scope, id);
  const named = { ...list, name: acceptName(news), tags: tagsOf(news, "tagsAll") };
  const wanted = acceptSize(scope, news);
  const isSet = isList(news.entries) || isList(olds.entries);
  // The provider makes room first, and takes it away last.
  const grown = wanted > list.maxEntries ? resize(scope, named, wanted) : named;
  const filled = isSet
    ? setEntries(scope, grown, entriesIn(news))
    : scope.put(ownPrefixListKind, grown);
  if (wanted < filled.maxEntries) resize(scope, filled, wanted);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const size = number(inputs, "maxEntries");
  const failures: CheckFailure[] = [...checkOneOf(inputs, "addressFamily", ["IPv4", "IPv6"])];
  if (size !== undefined && size < 1)
    failures.push({
      property: "maxEntries",
      reason: `expected max_entries to be at least (1), got ${size}`,
    });
  maps(inputs, "entries").forEach((one, index) => {
    failures.push(...cidrFailure(one, `entry.${index}.cidr`));
  });
  return failures;
}

function cidrFailure(given: ValueMap, path: string): readonly CheckFailure[] {
  const cidr = written(given, "cidr");
  if (cidr === undefined || parseBlock(cidr) !== undefined) return [];
  return [
    {
      property: path.split(".")[0] === "entry" ? "entries" : "cidr",
      reason: `expected "${path}" to be a valid CIDR Value, got ${cidr}: invalid CIDR address: ${cidr}`,
    },
  ];
}

export const managedPrefixList: Model = {
  type: "aws:ec2/managedPrefixList:ManagedPrefixList",
  service: "EC2",
  noun: "EC2 Managed Prefix List",
  calls: {
    create: "CreateManagedPrefixList",
    update: "ModifyManagedPrefixList",
    delete: "DeleteManagedPrefixList",
  },
  properties: {
    ...common,
    addressFamily: requiredForcesNew,
    arn: output,
    entries: { kind: "blocks", computed: true },
    maxEntries: { kind: "number", required: true },
    name: { required: true, form: ofLength(1, 255) },
    ownerId: output,
    version: { kind: "number", output: true },
  },
  validate,
  create,
  read,
  update,
  delete(scope, id) {
    const list = scope.get(ownPrefixListKind, id);
    if (list !== undefined && isNamed(scope, id))
      throw new AwsError(
        "DependencyViolation",
        `The prefix list '${id}' is named by a route or by a rule and cannot be deleted.`,
      );
    scope.remove(list);
  },
};

const entryId = (listId: string, cidr: string): string => `${listId},${cidr}`;

export const managedPrefixListEntry: Model = {
  type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  service: "EC2",
  noun: "EC2 Managed Prefix List Entry",
  calls: { create: "ModifyManagedPrefixList", delete: "ModifyManagedPrefixList" },
  properties: {
    region,
    cidr: requiredForcesNew,
    description: { ...forcesNew, form: ofLength(0, 255) },
    prefixListId: requiredForcesNew,
  },
  validate: (inputs) => cidrFailure(inputs, "cidr"),
  create(scope, inputs) {
    const list = needPrefixList(scope, text(inputs, "prefixListId") ?? "");
    const cidr = text(inputs, "cidr") ?? "";
    const entry = { cidr, description: text(inputs, "description") ?? "" };
    setEntries(scope, list, [...list.entries, entry]);
    return entryId(list.id, cidr);
  },
  read(scope, id) {
    const [prefixListId = "", cidr = ""] = id.split(",");
    const found = scope
      .get(ownPrefixListKind, prefixListId)
      ?.entries.find((one) => one.cidr === canonicalCidr(cidr));
    return found && { cidr: found.cidr, description: found.description, prefixListId };
  },
  delete(scope, id) {
    const [prefixListId = "", cidr = ""] = id.split(",");
    const list = scope.get(ownPrefixListKind, prefixListId);
    if (list === undefined) return;
    const rest = list.entries.filter((one) => one.cidr !== canonicalCidr(cidr));
    setEntries(scope, list, rest);
  },
};
