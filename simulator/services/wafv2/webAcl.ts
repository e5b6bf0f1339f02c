/**
 * Rules for requests, in the order of their priorities. Replaces as internal/service/wafv2/web_acl.go says.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
 */
import { AwsError } from "../../errors";
import { common, output, type Form, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkConflict, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { both, matching, ofLength, oneOf } from "../../resource/forms";
import { nameOf, uuidFrom } from "../../resource/naming";
import type { Reference, Thing, Wanted } from "../../resource/spec";
import { isMap, maps, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { capacityOf, managedGroups } from "./capacity";
import { associationKind, ipSetKind, loggingKind, webAclKind } from "./entities";

export const waf = {
  invalid: (reason: string, field: string, parameter: string): AwsError =>
    new AwsError(
      "WAFInvalidParameterException",
      `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`,
    ),
  nonexistent: (): AwsError =>
    new AwsError(
      "WAFNonexistentItemException",
      "AWS WAF couldn’t perform the operation because your resource doesn’t exist.",
    ),
  duplicate: (): AwsError =>
    new AwsError(
      "WAFDuplicateItemException",
      "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one.",
    ),
  associated: (): AwsError =>
    new AwsError(
      "WAFAssociatedItemException",
      "AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource.",
    ),
};

/** What is for CloudFront is made in us-east-1. */
export function checkPlace(scope: Scope, inputs: ValueMap): void {
  if (text(inputs, "scope") === "CLOUDFRONT" && scope.region !== "us-east-1")
    throw waf.invalid("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT");
}

/** `regional/webacl/name/id`, and `global/…` of what is for CloudFront. */
export function wafArn(wanted: Wanted, kind: string, id: string): string {
  const place = text(wanted.inputs, "scope") === "CLOUDFRONT" ? "global" : "regional";
  return wanted.scope.arn("wafv2", `${place}/${kind}/${nameOf(wanted)}/${id}`);
}

export const scopes = ["CLOUDFRONT", "REGIONAL"];

/** @param most a prefix is shorter: digits follow it */
export const wafName = (most: number): Form =>
  both(
    ofLength(1, most),
    matching(/^[\w-]+$/, "must contain only alphanumeric hyphen and underscore characters"),
  );

const domainForm = both(
  ofLength(1, 253),
  matching(
    /^[\w./-]+$/,
    "must contain only alphanumeric, hyphen, dot, underscore and forward-slash characters",
  ),
);

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkConflict(inputs, "namePrefix", "name"),
  ...checkConflict(inputs, "ruleJson", "rules"),
  ...checkPattern(
    blockOf(inputs, "visibilityConfig"),
    "metricName",
    /^[\w-]{1,128}$/,
    "letters, digits, hyphens and underscores",
  ),
];

/** A web ACL's limit; above 1,500 each costs more. */
const mostUnits = 5000;

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  checkPlace(scope, inputs);
  const { allow, block } = blockOf(inputs, "defaultAction");
  if (isMap(allow) === isMap(block))
    throw waf.invalid(
      "You must have one and only one default action",
      "DEFAULT_ACTION",
      Object.keys(blockOf(inputs, "defaultAction")).join(", "),
    );
  const rules = maps(inputs, "rules");
  checkUnique(rules.map((rule) => text(rule, "name") ?? ""));
  checkUnique(rules.map((rule) => String(number(rule, "priority") ?? 0)));
  for (const rule of rules) checkRule(rule);
  if (capacityOf(inputs) > mostUnits)
    throw new AwsError(
      "WAFLimitsExceededException",
      `AWS WAF couldn’t perform the operation because you exceeded your resource limit: capacity ${capacityOf(inputs)} of ${mostUnits}.`,
    );
  const name = text(inputs, "name");
  const key = `${text(inputs, "scope") ?? ""}/${name ?? ""}`;
  if (before === undefined && name !== undefined && scope.count(webAclKind, "name", key) > 0)
    throw waf.duplicate();
}

function checkUnique(values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined)
    throw waf.invalid("You have used duplicate rule names or priorities", "RULE", twice);
}

/** A group's rules have actions of their own, which a web ACL may override; any other rule has an action. */
function checkRule(rule: ValueMap): void {
  const statement = blockOf(rule, "statement");
  const name = text(rule, "name") ?? "";
  const isGroup = ["managedRuleGroupStatement", "ruleGroupReferenceStatement"].some((kind) =>
    isMap(statement[kind]),
  );
  const has = isGroup ? "overrideAction" : "action";
  const lacks = isGroup ? "action" : "overrideAction";
  if (!isMap(rule[has]) || isMap(rule[lacks]))
    throw waf.invalid(
      `A rule ${isGroup ? "with" : "without"} a group of rules has ${has}, and no ${lacks}`,
      "RULE_ACTION",
      name,
    );
  if (Object.values(statement).filter((one) => isMap(one)).length !== 1)
    throw waf.invalid("A rule has one and only one statement", "STATEMENT", name);
  const group = blockOf(statement, "managedRuleGroupStatement");
  const groupName = text(group, "name");
  const isOwn = text(group, "vendorName") === "AWS";
  if (isOwn && groupName !== undefined && managedGroups[groupName] === undefined)
    throw waf.nonexistent();
  const limit = number(blockOf(statement, "rateBasedStatement"), "limit");
  if (limit !== undefined && (limit < 10 || limit > 2_000_000_000))
    throw waf.invalid("The limit is not from 10 to 2000000000", "RATE_LIMIT", String(limit));
}

const nested = [
  "",
  "notStatement.statements.",
  "andStatement.statements.",
  "orStatement.statements.",
];

/** IP sets that rules name, by themselves or inside other statements. */
const ipSets: readonly Reference[] = [...nested, "rateBasedStatement.scopeDownStatement."].map(
  (inside) => ({
    property: `rules.statement.${inside}ipSetReferenceStatement.arn`,
    find: (scope, arn) => scope.find(ipSetKind, "name", arn)[0],
    missing: waf.nonexistent,
    holds: true,
  }),
);

export const webAcl: Model = defineResource({
  type: "aws:wafv2/webAcl:WebAcl",
  service: "WAFV2",
  noun: "WAFv2 WebACL",
  calls: { create: "CreateWebACL", update: "UpdateWebACL", delete: "DeleteWebACL" },
  kind: webAclKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    applicationIntegrationUrl: output,
    arn: output,
    associationConfig: { kind: "block" },
    capacity: { kind: "number", output: true },
    captchaConfig: { kind: "block" },
    challengeConfig: { kind: "block" },
    customResponseBodies: { kind: "blocks" },
    dataProtectionConfig: { kind: "block" },
    defaultAction: { kind: "block", required: true, presence: true },
    description: { form: ofLength(1, 256) },
    lockToken: output,
    name: { computed: true, replaces: true, form: wafName(128) },
    namePrefix: { computed: true, replaces: true, form: wafName(102) },
    ruleJson: { kind: "json" },
    rules: { kind: "blocks", presence: true },
    scope: { required: true, replaces: true, form: oneOf(...scopes) },
    tokenDomains: { kind: "set", form: domainForm },
    visibilityConfig: { kind: "block", required: true },
  },
  retries: { delete: { codes: ["WAFAssociatedItemException"], seconds: 300 } },
  validate,
  id: ({ scope, urn }) => uuidFrom(scope.newLife("web acl", urn)),
  names: (id, properties) => [
    id,
    text(properties, "arn") ?? id,
    `${text(properties, "scope") ?? ""}/${text(properties, "name") ?? ""}`,
  ],
  references: ipSets,
  accept,
  fill: (wanted, id) => ({
    ...namesIn(wafArn(wanted, "webacl", id)),
    applicationIntegrationUrl: "",
    lockToken: tokenOf(wanted, id),
  }),
  show: (_scope, { properties }) => ({ capacity: capacityOf(properties) }),
  find: (scope, id) => scope.get(webAclKind, id.split("/")[0] ?? id),
  gone: () => waf.nonexistent(),
  inUse: () => waf.associated(),
  removed: (scope, { properties }) => {
    const arn = text(properties, "arn") ?? "";
    for (const one of scope.find(associationKind, "webAcl", arn)) scope.remove(one);
    scope.remove(scope.get(loggingKind, arn));
    return undefined;
  },
});

export const namesIn = (arn: string): ValueMap => ({
  arn,
  name: arn.split("/").slice(-2)[0] ?? "",
  namePrefix: "",
});

/** Of the state that an update has to be of. */
export const tokenOf = ({ scope }: Wanted, id: string): string =>
  uuidFrom(scope.hash("lock token", id));
