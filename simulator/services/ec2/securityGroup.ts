/**
 * A security group, and the default one as adopted by `DefaultSecurityGroup`. The provider removes the rule that lets a
 * new group reach everything. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 * Replaces as internal/service/ec2/vpc_security_group.go says.
 */
import { AwsError } from "../../errors";
import {
  common,
  output,
  type Change,
  type Model,
  type Properties,
  type Property,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { both, matching, ofLength } from "../../resource/forms";
import { isList, maps, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { conflicting } from "./combinations";
import { defaultVpc } from "./defaultVpc";
import {
  networkInterfaceKind,
  securityGroupKind,
  securityGroupRuleKind,
  vpcKind,
  type SecurityGroup,
  type Vpc,
} from "./entities";
import { inlineBlocks, rulesOf, setInlineRules } from "./inlineRules";
import { allowAllEgress } from "./newVpc";
import { needSecurityGroup, needVpc } from "./references";
import { groupVpcKind } from "./securityGroupVpc";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const vpc = groupVpc(scope, text(inputs, "vpcId"));
  const name = text(inputs, "name") ?? prefixedName(scope, inputs, urn);
  const description = text(inputs, "description") ?? "";
  checkNames(scope, vpc, name, description);
  if (scope.countAll(securityGroupKind) >= scope.quota("securityGroupsPerRegion"))
    throw new AwsError(
      "SecurityGroupLimitExceeded",
      "The maximum number of security groups has been reached.",
    );
  const id = scope.newId("sg", urn);
  const tags = tagsOf(inputs, "tagsAll");
  scope.put(securityGroupKind, { id, vpcId: vpc.id, name, description, tags });
  allowAllEgress(scope, vpc, id);
  setInlineRules(scope, id, true, maps(inputs, "egress"));
  setInlineRules(scope, id, false, maps(inputs, "ingress"));
  return id;
}

function groupVpc(scope: Scope, id: string | undefined): Vpc {
  if (id !== undefined) return needVpc(scope, id);
  const vpc = defaultVpc(scope);
  if (vpc === undefined) throw new AwsError("VPCIdNotSpecified", "No default VPC for this user");
  return vpc;
}

/** As the provider does: the prefix and 26 digits. */
function prefixedName(scope: Scope, inputs: ValueMap, urn: string): string {
  const hash = BigInt(`0x${scope.nextLife("sg", urn).slice(0, 24)}`);
  return `${text(inputs, "namePrefix") ?? "terraform-"}${hash.toString().padStart(26, "0").slice(-26)}`;
}

function checkNames(scope: Scope, vpc: Vpc, name: string, description: string): void {
  if (name.toLowerCase().startsWith("sg-"))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*`,
    );
  if (name.length > 255 || !allowed.test(name))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${name}) for parameter GroupName is invalid. Character sets beyond ASCII are not supported, nor others than a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`,
    );
  if (description.length > 255 || !allowed.test(description))
    throw new AwsError(
      "InvalidParameterValue",
      "Invalid security group description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
    );
  if (name.toLowerCase() === "default")
    throw new AwsError("InvalidGroup.Reserved", "Cannot use reserved security group name: default");
  if (scope.count(securityGroupKind, "name", `${vpc.id}/${name.toLowerCase()}`) > 0)
    throw new AwsError(
      "InvalidGroup.Duplicate",
      `The security group '${name}' already exists for VPC '${vpc.id}'`,
    );
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const group = scope.get(securityGroupKind, id);
  if (group === undefined) return undefined;
  return {
    arn: scope.arn("ec2", `security-group/${id}`),
    description: group.description,
    egress: inlineBlocks(scope, id, true),
    ingress: inlineBlocks(scope, id, false),
    name: group.name,
    namePrefix: /^(.*)\d{26}$/.exec(group.name)?.[1] ?? "",
    ownerId: scope.account,
    tagsAll: group.tags,
    vpcId: group.vpcId,
  };
}

/** Rules left out altogether are somebody else's: only what is written inline is set. */
function update(scope: Scope, id: string, { news }: Change): void {
  const group = needSecurityGroup(scope, id);
  scope.put(securityGroupKind, { ...group, tags: tagsOf(news, "tagsAll") });
  if (isList(news.egress)) setInlineRules(scope, id, true, maps(news, "egress"));
  if (isList(news.ingress)) setInlineRules(scope, id, false, maps(news, "ingress"));
}

function remove(scope: Scope, id: string): void {
  const group = scope.get(securityGroupKind, id);
  if (group === undefined) return;
  if (scope.get(vpcKind, group.vpcId)?.defaultSecurityGroupId === id)
    throw new AwsError(
      "CannotDelete",
      `the specified group: "${id}" name: "default" cannot be deleted by a user`,
    );
  if (isUsed(scope, group))
    throw new AwsError("DependencyViolation", `resource ${id} has a dependent object`);
  for (const rule of scope.find(securityGroupRuleKind, "securityGroup", id)) scope.remove(rule);
  scope.remove(group);
}

/** By an interface, or by a rule of another group of the same VPC. */
function isUsed(scope: Scope, group: SecurityGroup): boolean {
  if (scope.count(networkInterfaceKind, "securityGroup", group.id) > 0) return true;
  if (scope.count(groupVpcKind, "group", group.id) > 0) return true;
  return scope
    .find(securityGroupRuleKind, "referenced", group.id)
    .some(
      (rule) =>
        rule.securityGroupId !== group.id &&
        scope.get(securityGroupKind, rule.securityGroupId)?.vpcId === group.vpcId,
    );
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const name = text(inputs, "name");
  const failures: CheckFailure[] = [];
  if (name !== undefined && name.length > 255)
    failures.push({
      property: "name",
      reason: `invalid value for name (must be between 0 and 255 characters)`,
    });
  if (name?.startsWith("sg-") === true)
    failures.push({ property: "name", reason: "invalid value for name (cannot begin with sg-)" });
  const description = text(inputs, "description");
  if (description !== undefined && description.length > 255)
    failures.push({
      property: "description",
      reason: `expected length of description to be in the range (0 - 255), got ${description}`,
    });
  return [...failures, ...conflicting(inputs, "name", ["namePrefix"])];
}

const namePrefix = both(ofLength(0, 229), matching(/^(?!sg-)/, "cannot begin with sg-"));

const rules: Property = { kind: "blocks", computed: true };

const shared: Properties = {
  ...common,
  arn: output,
  egress: rules,
  ingress: rules,
  ownerId: output,
  revokeRulesOnDelete: { kind: "flag", default: false, local: true },
};

export const securityGroup: Model = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  service: "EC2",
  noun: "Security Group",
  calls: {
    create: "CreateSecurityGroup",
    update: "AuthorizeSecurityGroupIngress",
    delete: "DeleteSecurityGroup",
  },
  autoname: { max: 255 },
  // What lingers (a load balancer's interfaces, a function's) goes meanwhile: the provider waits for it.
  // The provider waits for the interfaces that functions leave behind, up to 45 minutes.
  retries: { delete: { codes: ["DependencyViolation"], seconds: 2700 } },
  properties: {
    ...shared,
    description: { default: "Managed by Pulumi", replaces: true },
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true, form: namePrefix },
    vpcId: { computed: true, replaces: true },
  },
  validate,
  create,
  read,
  update,
  delete: remove,
};

export const defaultSecurityGroup: Model = {
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  service: "EC2",
  noun: "Default Security Group",
  calls: { create: "DescribeSecurityGroups", update: "AuthorizeSecurityGroupIngress" },
  properties: {
    ...shared,
    description: output,
    name: output,
    namePrefix: output,
    vpcId: { computed: true, replaces: true },
  },
  /** Adopts the VPC's default group, which loses every rule that is not written here. */
  create(scope, inputs) {
    const vpc = groupVpc(scope, text(inputs, "vpcId"));
    const group = needSecurityGroup(scope, vpc.defaultSecurityGroupId);
    scope.put(securityGroupKind, { ...group, tags: tagsOf(inputs, "tagsAll") });
    for (const egress of [true, false])
      for (const rule of rulesOf(scope, group.id, egress)) scope.remove(rule);
    setInlineRules(scope, group.id, true, maps(inputs, "egress"));
    setInlineRules(scope, group.id, false, maps(inputs, "ingress"));
    return group.id;
  },
  read,
  update,
  /** It stays, with the rules it has: only the stack forgets it. */
  delete: () => undefined,
};
