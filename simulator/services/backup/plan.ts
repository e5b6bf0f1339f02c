/**
 * A backup plan: when backups begin, where they are kept, for how long.
 * Replaces as internal/service/backup/plan.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupPlan.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { blockOf } from "../../resource/checks";
import { isGiven, maps, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { invalid, planKind, selectionKind, vaultKind } from "./entities";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return maps(inputs, "rules").flatMap((rule, index): CheckFailure[] => {
    const name = text(rule, "ruleName") ?? "";
    if (/^[0-9A-Za-z._-]{0,50}$/.test(name)) return [];
    const reason = `invalid value for rule.${index}.rule_name (must contain only alphanumeric characters, hyphens, underscores, and periods): ${name}`;
    return [{ property: "rules", reason }];
  });
}

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  if (!/^[0-9A-Za-z._-]{1,50}$/.test(name))
    throw invalid(`Invalid backup plan name: ${name}; 1 to 50 letters, digits, . _ and -`);
  const rules = maps(inputs, "rules");
  const names = rules.map((rule) => text(rule, "ruleName") ?? "");
  if (new Set(names).size < names.length) throw invalid("Rule names of a plan must be different.");
  for (const rule of rules) acceptRule(scope, rule);
  if (before === undefined) refuseSame(scope, inputs);
}

const ruleDefaults = {
  completionWindow: 180,
  scheduleExpressionTimezone: "Etc/UTC",
  startWindow: 60,
};

/** What a plan says, whatever of it was left to the defaults. */
function documentOf(plan: ValueMap): string {
  const rules = maps(plan, "rules").map((rule) => Object.entries({ ...ruleDefaults, ...rule }));
  return JSON.stringify([text(plan, "name"), rules.map((rule) => rule.sort())]);
}

/** Plans of one name may stand beside each other, but not with the same rules. */
function refuseSame(scope: Scope, inputs: ValueMap): void {
  const isSame = (one: Thing): boolean => documentOf(one.properties) === documentOf(inputs);
  if (scope.pinned === undefined && scope.all(planKind).some(isSame))
    throw new AwsError(
      "AlreadyExistsException",
      "Backup plan with the same plan document already exists",
    );
}

function acceptRule(scope: Scope, rule: ValueMap): void {
  const vault = text(rule, "targetVaultName") ?? "";
  if (scope.get(vaultKind, vault) === undefined)
    throw invalid(`Backup vault does not exist: ${vault}`);
  const schedule = text(rule, "schedule");
  if (schedule !== undefined && !/^(cron\((\S+\s+){5}\S+\)|rate\(\d+ \w+\))$/.test(schedule))
    throw invalid(`Invalid cron expression: ${schedule}`);
  const start = number(rule, "startWindow") ?? 60;
  const completion = number(rule, "completionWindow") ?? 180;
  if (start < 60) throw invalid(`Start window must be at least 60 minutes, and not ${start}.`);
  if (completion < start + 60)
    throw invalid(
      `Completion window (${completion}) must be at least 60 minutes longer than the start window (${start}).`,
    );
  acceptLifecycle(blockOf(rule, "lifecycle"));
  for (const copy of maps(rule, "copyActions")) acceptCopy(scope, copy);
}

/** What is moved to cold storage stays there for 90 days. */
function acceptLifecycle(lifecycle: ValueMap): void {
  const cold = number(lifecycle, "coldStorageAfter") ?? 0;
  const after = number(lifecycle, "deleteAfter") ?? 0;
  if (cold > 0 && after > 0 && after < cold + 90)
    throw invalid(
      `DeleteAfterDays (${after}) cannot be less than 90 days apart from MoveToColdStorageAfterDays (${cold})`,
    );
}

/** A copy goes to a vault of whatever region and account; one that is here must be there. */
function acceptCopy(scope: Scope, copy: ValueMap): void {
  acceptLifecycle(blockOf(copy, "lifecycle"));
  const arn = text(copy, "destinationVaultArn");
  if (arn === undefined) return;
  const [, name] = /:backup-vault:([\w-]+)$/.exec(arn) ?? [];
  const there = scope.ofArn(arn);
  const isOwn = there.account === scope.account;
  if (name === undefined || (isOwn && there.get(vaultKind, name) === undefined))
    throw invalid(`Destination backup vault does not exist: ${arn}`);
}

function mayGo(scope: Scope, plan: Thing): void {
  const has = scope.all(selectionKind).some((one) => text(one.properties, "planId") === plan.id);
  if (has)
    throw new AwsError(
      "InvalidRequestException",
      "Related backup plan selections must be deleted prior to backup plan deletion",
    );
}

/** Another version at every change. */
const versionOf = (scope: Scope, id: string, life: number): ValueMap => ({
  version: scope.hash("backup plan version", id, life).slice(0, 48),
  life,
});

export const plan: Model = defineResource({
  type: "aws:backup/plan:Plan",
  service: "Backup",
  noun: "Backup Plan",
  calls: { create: "CreateBackupPlan", update: "UpdateBackupPlan", delete: "DeleteBackupPlan" },
  kind: planKind,
  autoname: { max: 50 },
  properties: {
    ...common,
    advancedBackupSettings: { kind: "blocks" },
    arn: output,
    name: { computed: true, replaces: true },
    rules: {
      kind: "blocks",
      required: true,
      within: ruleDefaults,
    },
    scanSettings: { kind: "blocks" },
    version: output,
  },
  validate,
  id: ({ scope, urn }) => scope.pinned?.id ?? uuidFrom(scope.newLife("backup plan", urn)),
  accept,
  fill: ({ scope }, id) => ({
    arn: scope.arn("backup", `backup-plan:${id}`),
    ...versionOf(scope, id, 0),
  }),
  changed: ({ scope }, thing) => {
    const life = isGiven(thing.properties, "life") ? (number(thing.properties, "life") ?? 0) : 0;
    const properties = { ...thing.properties, ...versionOf(scope, thing.id, life + 1) };
    scope.put(planKind, { ...thing, properties });
  },
  mayGo,
});
