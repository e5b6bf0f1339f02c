/**
 * Backups of all that has a tag, in an encrypted vault and, where asked for, in a second region.
 * Makes the vaults, one plan with all the rules (AWS makes one backup where two rules meet, and keeps
 * it for the longer time), the selection by tag and the role that AWS Backup takes on.
 * Costs what is kept: volumes $0.05, RDS $0.095 a GB and month in us-east-1.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
import * as backup from "@pulumi/aws/backup";
import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import type { BackupPlanArgs } from "./backupPlanArgs";
import { planBackupPlan } from "./backupPlanPlan";
import { createServiceRole } from "./serviceRole";

/** Backups by tag: vaults, plan and selection. */
export class BackupPlan extends pulumi.ComponentResource {
  /** The vault's ARN. */
  readonly vaultArn: pulumi.Output<string>;
  /** The vault's name. */
  readonly vaultName: pulumi.Output<string>;
  /** In the second region, where there is one. */
  readonly copyVaultArn: pulumi.Output<string> | undefined;
  /** The plan's id. */
  readonly planId: pulumi.Output<string>;
  /** The role that AWS Backup works as. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:BackupPlan", name, {}, opts);
    const checked = { component: this, kind: "BackupPlan", name };
    const plan = checkedPlan(checked, args, () => planBackupPlan(args));
    const building: Building = { parent: this, name, args };
    const vault = createVault(building, name, { region: args.region, kmsKeyArn: args.kmsKeyArn });
    const copy = args.copy && createVault(building, childName(name, "copy"), args.copy);
    const made = createPlan(building, plan.rules, { vault, copy });
    const { role, attached } = createServiceRole(
      { parent: this, child: name, tags: tagged(building, name, "role") },
      { service: "backup.amazonaws.com", policies: POLICIES },
    );
    createSelection(building, made, { role, attached });
    this.vaultArn = vault.arn;
    this.vaultName = vault.name;
    this.copyVaultArn = copy?.arn;
    this.planId = made.id;
    this.roleArn = role.arn;
    this.registerOutputs({
      vaultArn: this.vaultArn,
      vaultName: this.vaultName,
      copyVaultArn: this.copyVaultArn,
      planId: this.planId,
      roleArn: this.roleArn,
    });
  }
}

const POLICIES = {
  backup: "AWSBackupServiceRolePolicyForBackup",
  restore: "AWSBackupServiceRolePolicyForRestores",
};

interface Building {
  readonly parent: BackupPlan;
  readonly name: string;
  readonly args: BackupPlanArgs;
}

function tagged({ args }: Building, child: string, resourceType: string) {
  return tagsOf(args, { child, resourceType, detail: detailOf(args, child) });
}

function createVault(
  building: Building,
  child: string,
  place: { region?: string | undefined; kmsKeyArn?: pulumi.Input<string> | undefined },
): backup.Vault {
  const { parent, args } = building;
  return new backup.Vault(
    child,
    {
      kmsKeyArn: place.kmsKeyArn,
      forceDestroy: args.forceDestroy ?? false,
      region: place.region,
      tags: tagged(building, child, "vault"),
    },
    { parent },
  );
}

function createPlan(
  building: Building,
  rules: ReturnType<typeof planBackupPlan>["rules"],
  { vault, copy }: { vault: backup.Vault; copy: backup.Vault | undefined },
): backup.Plan {
  const { parent, name, args } = building;
  return new backup.Plan(
    name,
    {
      rules: rules.map(([ruleName, rule]) => {
        const lifecycle = {
          deleteAfter: rule.deleteAfterDays,
          coldStorageAfter: rule.coldStorageAfterDays,
        };
        return {
          ruleName,
          targetVaultName: vault.name,
          schedule: rule.schedule,
          startWindow: 60,
          completionWindow: 300,
          lifecycle,
          ...(copy === undefined
            ? {}
            : { copyActions: [{ destinationVaultArn: copy.arn, lifecycle }] }),
        };
      }),
      region: args.region,
      tags: tagged(building, name, "backup"),
    },
    { parent },
  );
}

function createSelection(
  { parent, name, args }: Building,
  plan: backup.Plan,
  { role, attached }: { role: iam.Role; attached: pulumi.Resource[] },
): void {
  new backup.Selection(
    name,
    {
      planId: plan.id,
      iamRoleArn: role.arn,
      selectionTags: [{ type: "STRINGEQUALS", ...args.selection }],
      region: args.region,
    },
    { parent, dependsOn: attached },
  );
}
