/**
 * A network ACL, and the default one as adopted by `DefaultNetworkAcl`. A subnet has exactly one; a new one denies all.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 * Replaces as internal/service/ec2/vpc_network_acl.go says.
 */
import { AwsError } from "../../errors";
import {
  common,
  output,
  requiredForcesNew,
  type Change,
  type Model,
  type Property,
} from "../../model";
import type { ValueMap } from "../../protocol";
import { isList, maps, tagsOf, text, texts } from "../../values";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import {
  networkAclEntryKind,
  networkAclKind,
  subnetKind,
  vpcKind,
  type NetworkAcl,
  type NetworkAclEntry,
  type Subnet,
} from "./entities";
import { addAclEntry, entryFrom, type NewEntry } from "./networkAclEntries";
import { needNetworkAcl, needSubnet, needVpc } from "./references";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
  if (scope.count(networkAclKind, "vpc", vpc.id) >= scope.quota("networkAclsPerVpc"))
    throw new AwsError(
      "NetworkAclLimitExceeded",
      "The maximum number of network ACLs has been reached.",
    );
  const id = scope.newId("acl", urn);
  const acl = scope.put(networkAclKind, {
    id,
    vpcId: vpc.id,
    isDefault: false,
    tags: tagsOf(inputs, "tagsAll"),
  });
  setEntries(scope, id, inputs);
  for (const subnetId of texts(inputs, "subnetIds"))
    associate(scope, acl, needSubnet(scope, subnetId));
  return id;
}

/** Each time AWS gives a new id; where it is to come from the URN of a resource, it is given. */
function associate(
  scope: Scope,
  acl: NetworkAcl,
  subnet: Subnet,
  associationId = simulatedId("aclassoc", scope.newLife("aclassoc", subnet.id)),
): void {
  if (acl.vpcId !== subnet.vpcId)
    throw new AwsError(
      "InvalidParameterValue",
      `network ACL ${acl.id} and subnet ${subnet.id} belong to different networks`,
      "ReplaceNetworkAclAssociation",
    );
  scope.put(subnetKind, {
    ...subnet,
    networkAclId: acl.id,
    networkAclAssociationId: associationId,
  });
}

/** Puts the subnet back under its VPC's default ACL. */
function backToDefault(scope: Scope, subnet: Subnet): void {
  const defaultId = scope.get(vpcKind, subnet.vpcId)?.defaultNetworkAclId;
  const acl = defaultId === undefined ? undefined : scope.get(networkAclKind, defaultId);
  if (acl !== undefined) associate(scope, acl, subnet);
}

/** Makes the entries of both directions those written inline, where they are written. */
function setEntries(scope: Scope, id: string, inputs: ValueMap): void {
  for (const egress of [true, false]) {
    const key = egress ? "egress" : "ingress";
    if (!isList(inputs[key])) continue;
    const wanted = maps(inputs, key).map((block) => entryFrom(id, egress, block));
    const present = entriesOf(scope, id).filter((one) => one.egress === egress);
    const kept = present.filter((one) => wanted.some((each) => isSame(each, one)));
    for (const one of present) if (!kept.includes(one)) scope.remove(one);
    for (const one of wanted) if (!kept.some((each) => isSame(one, each))) addAclEntry(scope, one);
  }
}

const entriesOf = (scope: Scope, id: string): NetworkAclEntry[] =>
  scope.find(networkAclEntryKind, "networkAcl", id);

function isSame(a: NewEntry, b: NewEntry): boolean {
  return JSON.stringify(asBlock(a)) === JSON.stringify(asBlock(b));
}

function asBlock(entry: NewEntry): ValueMap {
  return {
    action: entry.ruleAction,
    cidrBlock: entry.cidrBlock ?? "",
    fromPort: entry.fromPort,
    icmpCode: entry.icmpCode,
    icmpType: entry.icmpType,
    ipv6CidrBlock: entry.ipv6CidrBlock ?? "",
    protocol: entry.protocol,
    ruleNo: entry.ruleNumber,
    toPort: entry.toPort,
  };
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const acl = scope.get(networkAclKind, id);
  if (acl === undefined) return undefined;
  const entries = entriesOf(scope, id).sort((a, b) => a.ruleNumber - b.ruleNumber);
  return {
    arn: scope.arn("ec2", `network-acl/${id}`),
    egress: entries.filter((one) => one.egress).map(asBlock),
    ingress: entries.filter((one) => !one.egress).map(asBlock),
    ownerId: scope.account,
    subnetIds: scope
      .find(subnetKind, "networkAcl", id)
      .map((one) => one.id)
      .sort(),
    tagsAll: acl.tags,
    vpcId: acl.vpcId,
  };
}

function update(scope: Scope, id: string, { news }: Change): void {
  const acl = scope.put(networkAclKind, {
    ...needNetworkAcl(scope, id),
    tags: tagsOf(news, "tagsAll"),
  });
  setEntries(scope, id, news);
  if (!isList(news.subnetIds)) return;
  const wanted = new Set(texts(news, "subnetIds"));
  if (!acl.isDefault)
    for (const subnet of scope.find(subnetKind, "networkAcl", id))
      if (!wanted.has(subnet.id)) backToDefault(scope, subnet);
  for (const subnetId of wanted) {
    const subnet = needSubnet(scope, subnetId);
    if (subnet.networkAclId !== id) associate(scope, acl, subnet);
  }
}

function remove(scope: Scope, id: string, properties: ValueMap): void {
  const acl = scope.get(networkAclKind, id);
  if (acl === undefined) return;
  if (acl.isDefault)
    throw new AwsError("InvalidParameterValue", `cannot delete default network ACL ${id}`);
  // The provider first gives back the subnets that the resource itself lists.
  const own = new Set(texts(properties, "subnetIds"));
  for (const subnet of scope.find(subnetKind, "networkAcl", id))
    if (own.has(subnet.id)) backToDefault(scope, subnet);
  if (scope.count(subnetKind, "networkAcl", id) > 0)
    throw new AwsError(
      "DependencyViolation",
      `The networkAcl '${id}' has dependencies and cannot be deleted.`,
    );
  for (const entry of entriesOf(scope, id)) scope.remove(entry);
  scope.remove(acl);
}

const entries: Property = { kind: "blocks", computed: true };

export const networkAcl: Model = {
  type: "aws:ec2/networkAcl:NetworkAcl",
  service: "EC2",
  noun: "EC2 Network ACL",
  calls: {
    create: "CreateNetworkAcl",
    update: "CreateNetworkAclEntry",
    delete: "DeleteNetworkAcl",
  },
  properties: {
    ...common,
    arn: output,
    egress: entries,
    ingress: entries,
    ownerId: output,
    subnetIds: { kind: "set", computed: true },
    vpcId: requiredForcesNew,
  },
  create,
  read,
  update,
  delete: remove,
};

export const defaultNetworkAcl: Model = {
  type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  service: "EC2",
  noun: "EC2 Default Network ACL",
  calls: { create: "DescribeNetworkAcls", update: "CreateNetworkAclEntry" },
  properties: {
    ...common,
    arn: output,
    defaultNetworkAclId: requiredForcesNew,
    egress: { kind: "blocks" },
    ingress: { kind: "blocks" },
    ownerId: output,
    subnetIds: { kind: "set" },
    vpcId: output,
  },
  /** Adopts the VPC's default ACL, which loses every entry that is not written here. */
  create(scope, inputs) {
    const acl = needNetworkAcl(scope, text(inputs, "defaultNetworkAclId") ?? "");
    scope.put(networkAclKind, { ...acl, tags: tagsOf(inputs, "tagsAll") });
    setEntries(scope, acl.id, { egress: [], ingress: [], ...inputs });
    for (const subnetId of texts(inputs, "subnetIds"))
      associate(scope, acl, needSubnet(scope, subnetId));
    return acl.id;
  },
  read(scope, id) {
    const found = read(scope, id);
    return found && { ...found, defaultNetworkAclId: id };
  },
  update: (scope, id, change) =>
    update(scope, id, { ...change, news: { egress: [], ingress: [], ...change.news } }),
  delete: () => undefined,
};

export const networkAclAssociation: Model = {
  type: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  service: "EC2",
  noun: "EC2 Network ACL Association",
  calls: { create: "ReplaceNetworkAclAssociation", delete: "ReplaceNetworkAclAssociation" },
  properties: {
    region: { computed: true },
    networkAclId: requiredForcesNew,
    subnetId: requiredForcesNew,
  },
  create(scope, inputs, { urn }) {
    const acl = needNetworkAcl(scope, text(inputs, "networkAclId") ?? "");
    const subnet = needSubnet(scope, text(inputs, "subnetId") ?? "");
    const id = scope.newId("aclassoc", urn);
    associate(scope, acl, subnet, id);
    return id;
  },
  read(scope, id) {
    const subnet = scope.find(subnetKind, "networkAclAssociation", id)[0];
    return subnet && { networkAclId: subnet.networkAclId, subnetId: subnet.id };
  },
  /** An association is never removed, only replaced: by that with the default ACL. */
  delete(scope, id) {
    const subnet = scope.find(subnetKind, "networkAclAssociation", id)[0];
    if (subnet !== undefined) backToDefault(scope, subnet);
  },
};
