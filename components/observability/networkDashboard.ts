/**
 * A dashboard of what a network's NAT gateways and interface endpoints carry, refuse and drop.
 * Makes one CloudWatch dashboard: $3 a month beyond an account's first three.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName } from "../network";
import type { NetworkDashboardArgs } from "./networkDashboardArgs";
import { planNetworkDashboard, widgetsOf } from "./networkDashboardPlan";

/** A dashboard of a network. */
export class NetworkDashboard extends pulumi.ComponentResource {
  /** The dashboard's name. */
  readonly dashboardName: pulumi.Output<string>;
  /** The dashboard's ARN. */
  readonly dashboardArn: pulumi.Output<string>;

  constructor(name: string, args: NetworkDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:NetworkDashboard", name, {}, opts);
    const inputs = {
      natGatewayIds: 1,
      interfaceEndpointIds: 1,
      alarmArns: 1,
      flowLogGroupName: 0,
    };
    const checked = { component: this, kind: "NetworkDashboard", name, inputs };
    const plan = checkedPlan(checked, args, () => planNetworkDashboard(name, args));
    const dashboard = new cloudwatch.Dashboard(
      childName(name, "network"),
      {
        dashboardName: plan.dashboardName,
        dashboardBody: pulumi.jsonStringify({ widgets: widgetsOf(args, plan.region) }),
        region: args.vpc.region,
      },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName;
    this.dashboardArn = dashboard.dashboardArn;
    this.registerOutputs({
      dashboardName: this.dashboardName,
      dashboardArn: this.dashboardArn,
    });
  }
}
