/**
 * Where a web ACL writes what it saw. Replaces as internal/service/wafv2/web_acl_logging_configuration.go says.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_PutLoggingConfiguration.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import { checkArn } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { text, texts } from "../../values";
import { logGroupOfArn } from "../cloudwatch/logEntities";
import { findBucket } from "../s3/entities";
import { loggingKind, webAclKind } from "./entities";
import { waf } from "./webAcl";

function accept({ scope, inputs }: Wanted): void {
  const destinations = texts(inputs, "logDestinationConfigs");
  if (destinations.length !== 1)
    throw waf.invalid(
      "A logging configuration has one and only one destination",
      "LOG_DESTINATION",
      destinations.join(", "),
    );
  const [arn = ""] = destinations;
  const [, service = ""] =
    /^arn:[^:]+:(logs|firehose|s3):.*?(?:log-group:|deliverystream\/|:)aws-waf-logs-/.exec(arn) ??
    [];
  if (service === "")
    throw waf.invalid(
      "The ARN isn't valid. The name of a log destination begins with aws-waf-logs-.",
      "LOG_DESTINATION",
      arn,
    );
  const isThere =
    service === "firehose" ||
    (service === "s3" ? findBucket(scope, arn) : logGroupOfArn(scope, arn)) !== undefined;
  if (!isThere && scope.pinned === undefined)
    throw new AwsError(
      "WAFLogDestinationPermissionIssueException",
      "Unable to deliver logs to the configured destination. You might need to grant log delivery permissions for the destination.",
    );
}

export const webAclLoggingConfiguration: Model = defineResource({
  type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  service: "WAFV2",
  noun: "WAFv2 WebACL Logging Configuration",
  calls: {
    create: "PutLoggingConfiguration",
    update: "PutLoggingConfiguration",
    delete: "DeleteLoggingConfiguration",
  },
  kind: loggingKind,
  properties: {
    region,
    logDestinationConfigs: { kind: "set", required: true, replaces: true },
    loggingFilter: { kind: "block" },
    // Left out again, they stay.
    redactedFields: { kind: "list", counts: ({ redactedFields }) => redactedFields !== undefined },
    resourceArn: requiredForcesNew,
  },
  validate: (inputs) => [
    ...checkArn(inputs, "resourceArn"),
    ...texts(inputs, "logDestinationConfigs").flatMap((one) =>
      checkArn({ logDestinationConfigs: one }, "logDestinationConfigs"),
    ),
  ],
  references: [
    {
      property: "resourceArn",
      find: (scope, arn) => scope.find(webAclKind, "name", arn)[0],
      missing: waf.nonexistent,
    },
  ],
  id: ({ inputs }) => text(inputs, "resourceArn") ?? "",
  names: (id) => [id],
  accept,
});
