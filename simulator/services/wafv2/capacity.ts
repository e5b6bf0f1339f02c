/**
 * Capacity units of rules, by kind of statement. Of AWS's managed groups the published figures.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
import type { Value, ValueMap } from "../../protocol";
import { isList, isMap, maps, text } from "../../values";

export const managedGroups: Readonly<Record<string, number>> = {
  AWSManagedRulesACFPRuleSet: 50,
  AWSManagedRulesATPRuleSet: 50,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesAntiDDoSRuleSet: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesWordPressRuleSet: 100,
};

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html */
const statements: Readonly<Record<string, number>> = {
  asnMatchStatement: 1,
  byteMatchStatement: 10,
  geoMatchStatement: 1,
  ipSetReferenceStatement: 1,
  labelMatchStatement: 1,
  rateBasedStatement: 2,
  regexMatchStatement: 3,
  regexPatternSetReferenceStatement: 25,
  sizeConstraintStatement: 1,
  sqliMatchStatement: 20,
  xssMatchStatement: 40,
};

export const capacityOf = (inputs: ValueMap): number =>
  maps(inputs, "rules").reduce((sum, rule) => sum + unitsOf(rule.statement), 0);

/** Of a statement and of those that it is made of. */
function unitsOf(value: Value | undefined): number {
  if (isList(value)) return value.reduce((sum: number, one) => sum + unitsOf(one), 0);
  if (!isMap(value)) return 0;
  let units = 0;
  for (const [kind, held] of Object.entries(value)) {
    const own = statements[kind];
    if (kind === "managedRuleGroupStatement" && isMap(held))
      units += managedGroups[text(held, "name") ?? ""] ?? 0;
    else if (own !== undefined) units += own;
    units += unitsOf(held);
  }
  return units;
}
