/**
 * A dashboard: its body says what it shows. One of the same name is overwritten. Of the account, whatever the region.
 * Replaces as internal/service/cloudwatch/dashboard.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { isList, isMap, number, text } from "../../values";
import { dashboardKind } from "./alarmEntities";

const validate = (inputs: ValueMap): readonly CheckFailure[] =>
  checkPattern(
    inputs,
    "dashboardName",
    /^[0-9A-Za-z_-]{1,255}$/,
    'doesn\'t comply with restrictions ("^[0-9A-Za-z_-]+$")',
  );

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const widgetTypes = ["alarm", "custom", "explorer", "log", "metric", "text"];

function accept({ inputs }: Wanted): void {
  const body = JSON.parse(text(inputs, "dashboardBody") ?? "{}") as Value;
  const widgets = isMap(body) ? (body.widgets ?? []) : undefined;
  if (!isList(widgets)) throw bad("the body is an object with a list of widgets");
  widgets.forEach((widget, index) => {
    if (!isMap(widget) || !widgetTypes.includes(text(widget, "type") ?? ""))
      throw bad(`/widgets/${index}/type is one of ${widgetTypes.join(", ")}`);
    if (!isMap(widget.properties)) throw bad(`/widgets/${index}/properties is missing`);
    const [x = 0, width = 6] = [number(widget, "x"), number(widget, "width")];
    if (width < 1 || width > 24 || x < 0 || x > 23)
      throw bad(`/widgets/${index}: 24 columns, x from 0 to 23 and width from 1 to 24`);
  });
}

const bad = (why: string): AwsError =>
  new AwsError(
    "InvalidParameterInput",
    `The field DashboardBody must be a valid JSON object: ${why}.`,
  );

export const dashboard: Model = defineResource({
  type: "aws:cloudwatch/dashboard:Dashboard",
  service: "CloudWatch",
  noun: "CloudWatch Dashboard",
  calls: { create: "PutDashboard", update: "PutDashboard", delete: "DeleteDashboards" },
  kind: dashboardKind,
  properties: {
    region,
    dashboardArn: output,
    dashboardBody: { kind: "json", required: true },
    dashboardName: { required: true, replaces: true },
  },
  validate,
  id: ({ inputs }) => text(inputs, "dashboardName") ?? "",
  accept,
  fill: ({ scope }, id) => ({
    dashboardArn: `arn:${scope.partition.name}:cloudwatch::${scope.account}:dashboard/${id}`,
  }),
});
