/** What RDS watches of a database: Enhanced Monitoring with a role, Performance Insights, and logs that it exports. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Wanted } from "../../resource/spec";
import { oneOf } from "../../resource/forms";
import { flag, number, text, texts } from "../../values";
import { findRole, needSeenRole } from "../iam/references";
import { engines } from "./engines";

const bad = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

export function acceptMonitoring(wanted: Wanted, engine: string): void {
  acceptRole(wanted);
  acceptInsights(wanted.inputs, engine);
  const logs = engines[engine]?.logs ?? [];
  const unknown = texts(wanted.inputs, "enabledCloudwatchLogsExports").find(
    (one) => !logs.includes(one),
  );
  if (unknown !== undefined)
    throw bad(
      `You cannot use the log types '${unknown}' with engine version ${engine}. For supported log types, see the documentation.`,
    );
}

function acceptRole({ scope, inputs }: Wanted): void {
  const role = text(inputs, "monitoringRoleArn");
  if ((number(inputs, "monitoringInterval") ?? 0) === 0) return;
  if (role === undefined)
    throw bad(
      "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
    );
  const refused = new AwsError(
    "InvalidParameterValue",
    `IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING (${role})`,
  );
  if (findRole(scope, role) === undefined) throw refused;
  needSeenRole(scope, role, refused);
}

/** A week, some months of 31 days, or two years. */
const insightDays = [7, 731, ...Array.from({ length: 23 }, (_, index) => 31 * (index + 1))];
export const insightForm = oneOf(...insightDays);

/** Of a cluster, the provider does not look at it. */
function acceptRetention(days: number | undefined): void {
  if (days === undefined || days === 0 || insightDays.includes(days)) return;
  throw new AwsError(
    "InvalidParameterValue",
    `Invalid PerformanceInsightsRetentionPeriod ${days}: it is 7, a number of months of 31 days, or 731`,
  );
}

function acceptInsights(inputs: ValueMap, engine: string): void {
  const isOn = flag(inputs, "performanceInsightsEnabled") === true;
  const instanceClass = text(inputs, "instanceClass") ?? "";
  const isMySql = engine === "mysql" || engine === "mariadb";
  if (isOn && isMySql && /^db\.t\dg?\.(micro|small)$/.test(instanceClass))
    throw bad("Performance Insights not supported for this configuration.");
  const days = number(inputs, "performanceInsightsRetentionPeriod");
  if (!isOn && days !== undefined && days !== 0)
    throw bad(
      "You can't set PerformanceInsightsRetentionPeriod while Performance Insights is disabled.",
    );
  acceptRetention(days);
  if (text(inputs, "databaseInsightsMode") === "advanced" && (!isOn || (days ?? 0) < 465))
    throw bad(
      "To enable the Advanced mode of Database Insights, modify your DB instance to set EnablePerformanceInsights=true, PerformanceInsightsRetentionPeriod=465.",
    );
}
