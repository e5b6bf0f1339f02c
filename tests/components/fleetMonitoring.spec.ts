import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const more = { ...tagged, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("FleetMonitoring", () => {
  it("watches a fleet, from the defaults on", async () => {
    const autoScalingGroupNames = { blue: "group-blue" };
    const args = { autoScalingGroupNames, topicArn: "topic", region: "us-east-1" };
    const all = await made(() => new net.FleetMonitoring("shop", args));
    expect(Object.keys(all)).to.have.length(7);
    const thresholds = ["cpu", "memory", "disk"].map(
      (what) => all[`MetricAlarm shop-blue-${what} < FleetMonitoring`]?.threshold,
    );
    expect(thresholds).to.deep.equal([85, 85, 80]);
    expect(all["Dashboard shop-dashboard < FleetMonitoring"]?.dashboardName).to.equal(
      "project-stack-shop",
    );
  });

  it("watches a load balancer too, from where it is told", async () => {
    expect(
      await made(
        () =>
          new net.FleetMonitoring("shop", {
            autoScalingGroupNames: { blue: "group-blue" },
            loadBalancer: { loadBalancerArnSuffix: "app/shop/1" },
            topicArn: "topic",
            thresholds: {
              cpuPercent: 70,
              memoryPercent: 71,
              diskPercent: 72,
              serverErrors: 3,
              latencyInSeconds: 0.5,
            },
            metricsNamespace: "Shop",
            dashboardName: "board",
            ...more,
          }),
      ),
    ).to.deep.equal({
      "FleetMonitoring shop < ": {},
      "Dashboard shop-dashboard < FleetMonitoring": {
        dashboardBody: {
          widgets: [
            {
              type: "metric",
              x: 0,
              y: 0,
              width: 8,
              height: 6,
              properties: {
                title: "blue: Processors (%)",
                region: "eu-west-1",
                view: "timeSeries",
                period: 300,
                stat: "Average",
                metrics: [["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", "group-blue"]],
                annotations: {
                  horizontal: [
                    {
                      label: "alarm",
                      value: 70,
                    },
                  ],
                },
              },
            },
            {
              type: "metric",
              x: 8,
              y: 0,
              width: 8,
              height: 6,
              properties: {
                title: "blue: Memory (%)",
                region: "eu-west-1",
                view: "timeSeries",
                period: 300,
                stat: "Average",
                metrics: [["Shop", "mem_used_percent", "AutoScalingGroupName", "group-blue"]],
                annotations: {
                  horizontal: [
                    {
                      label: "alarm",
                      value: 71,
                    },
                  ],
                },
              },
            },
            {
              type: "metric",
              x: 16,
              y: 0,
              width: 8,
              height: 6,
              properties: {
                title: "blue: Root volume (%)",
                region: "eu-west-1",
                view: "timeSeries",
                period: 300,
                stat: "Maximum",
                metrics: [["Shop", "disk_used_percent", "AutoScalingGroupName", "group-blue"]],
                annotations: {
                  horizontal: [
                    {
                      label: "alarm",
                      value: 72,
                    },
                  ],
                },
              },
            },
            {
              type: "metric",
              x: 0,
              y: 6,
              width: 8,
              height: 6,
              properties: {
                title: "5xx of the load balancer",
                region: "eu-west-1",
                view: "timeSeries",
                period: 300,
                stat: "Sum",
                metrics: [
                  ["AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer", "app/shop/1"],
                ],
                annotations: {
                  horizontal: [
                    {
                      label: "alarm",
                      value: 3,
                    },
                  ],
                },
              },
            },
            {
              type: "metric",
              x: 8,
              y: 6,
              width: 8,
              height: 6,
              properties: {
                title: "5xx of the targets",
                region: "eu-west-1",
                view: "timeSeries",
                period: 300,
                stat: "Sum",
                metrics: [
                  ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", "app/shop/1"],
                ],
                annotations: {
                  horizontal: [
                    {
                      label: "alarm",
                      value: 3,
                    },
                  ],
                },
              },
            },
            {
              type: "metric",
              x: 16,
              y: 6,
              width: 8,
              height: 6,
              properties: {
                title: "Latency, p99 (s)",
                region: "eu-west-1",
                view: "timeSeries",
                period: 300,
                stat: "p99",
                metrics: [
                  ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", "app/shop/1"],
                ],
                annotations: {
                  horizontal: [
                    {
                      label: "alarm",
                      value: 0.5,
                    },
                  ],
                },
              },
            },
          ],
        },
        dashboardName: "board",
        region: "eu-west-1",
      },
      "EventRule shop-scaling-events < FleetMonitoring": {
        description: "What Auto Scaling does with the fleets",
        eventPattern: {
          source: ["aws.autoscaling"],
          "detail-type": [
            "EC2 Instance Launch Successful",
            "EC2 Instance Launch Unsuccessful",
            "EC2 Instance Terminate Successful",
            "EC2 Instance Terminate Unsuccessful",
            "EC2 Auto Scaling Instance Refresh Started",
            "EC2 Auto Scaling Instance Refresh Succeeded",
            "EC2 Auto Scaling Instance Refresh Failed",
            "EC2 Auto Scaling Instance Refresh Rollback Started",
            "EC2 Auto Scaling Instance Refresh Rollback Succeeded",
            "EC2 Auto Scaling Instance Refresh Rollback Failed",
          ],
          detail: {
            AutoScalingGroupName: ["group-blue"],
          },
        },
        region: "eu-west-1",
        tags: {
          Name: "rule-shop-scaling-events-dev",
          Service: "shop",
        },
      },
      "MetricAlarm shop-blue-cpu < FleetMonitoring": {
        alarmActions: ["topic"],
        alarmDescription: "blue: Processors (%) above 70",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
          AutoScalingGroupName: "group-blue",
        },
        evaluationPeriods: 3,
        metricName: "CPUUtilization",
        namespace: "AWS/EC2",
        okActions: ["topic"],
        period: 300,
        region: "eu-west-1",
        statistic: "Average",
        tags: {
          Name: "alarm-shop-blue-cpu-dev",
          Service: "shop",
        },
        threshold: 70,
        treatMissingData: "missing",
      },
      "MetricAlarm shop-blue-memory < FleetMonitoring": {
        alarmActions: ["topic"],
        alarmDescription: "blue: Memory (%) above 71",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
          AutoScalingGroupName: "group-blue",
        },
        evaluationPeriods: 3,
        metricName: "mem_used_percent",
        namespace: "Shop",
        okActions: ["topic"],
        period: 300,
        region: "eu-west-1",
        statistic: "Average",
        tags: {
          Name: "alarm-shop-blue-memory-dev",
          Service: "shop",
        },
        threshold: 71,
        treatMissingData: "missing",
      },
      "MetricAlarm shop-blue-disk < FleetMonitoring": {
        alarmActions: ["topic"],
        alarmDescription: "blue: Root volume (%) above 72",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
          AutoScalingGroupName: "group-blue",
        },
        evaluationPeriods: 3,
        metricName: "disk_used_percent",
        namespace: "Shop",
        okActions: ["topic"],
        period: 300,
        region: "eu-west-1",
        statistic: "Maximum",
        tags: {
          Name: "alarm-shop-blue-disk-dev",
          Service: "shop",
        },
        threshold: 72,
        treatMissingData: "missing",
      },
      "MetricAlarm shop-load-balancer-5xx < FleetMonitoring": {
        alarmActions: ["topic"],
        alarmDescription: "5xx of the load balancer above 3",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
          LoadBalancer: "app/shop/1",
        },
        evaluationPeriods: 1,
        metricName: "HTTPCode_ELB_5XX_Count",
        namespace: "AWS/ApplicationELB",
        okActions: ["topic"],
        period: 300,
        region: "eu-west-1",
        statistic: "Sum",
        tags: {
          Name: "alarm-shop-load-balancer-5xx-dev",
          Service: "shop",
        },
        threshold: 3,
        treatMissingData: "notBreaching",
      },
      "MetricAlarm shop-target-5xx < FleetMonitoring": {
        alarmActions: ["topic"],
        alarmDescription: "5xx of the targets above 3",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
          LoadBalancer: "app/shop/1",
        },
        evaluationPeriods: 1,
        metricName: "HTTPCode_Target_5XX_Count",
        namespace: "AWS/ApplicationELB",
        okActions: ["topic"],
        period: 300,
        region: "eu-west-1",
        statistic: "Sum",
        tags: {
          Name: "alarm-shop-target-5xx-dev",
          Service: "shop",
        },
        threshold: 3,
        treatMissingData: "notBreaching",
      },
      "MetricAlarm shop-latency < FleetMonitoring": {
        alarmActions: ["topic"],
        alarmDescription: "Latency, p99 (s) above 0.5",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
          LoadBalancer: "app/shop/1",
        },
        evaluationPeriods: 3,
        extendedStatistic: "p99",
        metricName: "TargetResponseTime",
        namespace: "AWS/ApplicationELB",
        okActions: ["topic"],
        period: 300,
        region: "eu-west-1",
        tags: {
          Name: "alarm-shop-latency-dev",
          Service: "shop",
        },
        threshold: 0.5,
        treatMissingData: "notBreaching",
      },
      "EventTarget shop-scaling-events < FleetMonitoring": {
        arn: "topic",
        region: "eu-west-1",
        rule: "shop-scaling-events",
      },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const message = await messageOf(
      () =>
        new net.FleetMonitoring("shop", {
          autoScalingGroupNames: { Blue: "group" },
          topicArn: "topic",
          region: "us-east-1",
          dashboardName: "my board",
          thresholds: {
            cpuPercent: 0,
            memoryPercent: 101,
            diskPercent: -1,
            serverErrors: -1,
            latencyInSeconds: 4001,
          },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - autoScalingGroupNames: must have keys of lower-case letters, digits and hyphens, got "Blue"',
      '  - dashboardName: must be 1 to 255 letters, digits, hyphens and underscores, got "my board"',
      "  - thresholds.cpuPercent: must be from 1 to 100, got 0",
      "  - thresholds.memoryPercent: must be from 1 to 100, got 101",
      "  - thresholds.diskPercent: must be from 1 to 100, got -1",
      "  - thresholds.serverErrors: must be of 0 or more, got -1",
      "  - thresholds.latencyInSeconds: must be from 0 to 4000, got 4001",
    ]);
  });

  it("refuses to watch nothing", async () => {
    const message = await messageOf(
      () =>
        new net.FleetMonitoring("shop", {
          autoScalingGroupNames: {},
          topicArn: "topic",
          region: "us-east-1",
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - autoScalingGroupNames: must name a group, got none: there is nothing to watch",
    ]);
  });
});
