import type { ValueMap } from "../../../simulator";
import { type Suite, tagged } from "../lifecycleCases";
import { textOf, types } from "../support";

const visibilityConfig = {
  cloudwatchMetricsEnabled: false,
  metricName: "m",
  sampledRequestsEnabled: false,
};

const rule = (statement: ValueMap): ValueMap => ({
  name: "r",
  priority: 1,
  action: { block: {} },
  statement,
  visibilityConfig,
});

const acl = { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig };

export const suite: Suite = {
  async surroundings(stack) {
    const around = await stack.create("aws:wafv2/webAcl:WebAcl", "around", acl);
    const pool = await stack.create("aws:cognito/userPool:UserPool", "around", {});
    const group = await stack.create(types.logGroup, "around", { name: "aws-waf-logs-a" });
    const ids = {
      acl: textOf(around.properties, "arn"),
      pool: textOf(pool.properties, "arn"),
      group: textOf(group.properties, "arn"),
    };
    return { ids, made: [around, pool, group] };
  },
  cases: [
    {
      type: "aws:wafv2/webAcl:WebAcl",
      args: () => acl,
      updates: {
        ...tagged,
        defaultAction: () => ({ defaultAction: { block: {} } }),
        ruleJson: () => ({ ruleJson: "[]" }),
        rules: () => ({ rules: [rule({ geoMatchStatement: { countryCodes: ["DE"] } })] }),
        visibilityConfig: () => ({ visibilityConfig: { ...visibilityConfig, metricName: "n" } }),
      },
      replaces: { scope: () => ({ scope: "CLOUDFRONT" }) },
      heldBy: {
        type: "aws:wafv2/webAclAssociation:WebAclAssociation",
        args: ({ pool }, made) => ({ resourceArn: pool!, webAclArn: made.properties.arn! }),
        code: "WAFAssociatedItemException",
      },
    },
    {
      type: "aws:wafv2/ipSet:IpSet",
      args: () => ({ scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: ["192.0.2.0/24"] }),
      updates: { ...tagged, addresses: () => ({ addresses: ["198.51.100.0/24"] }) },
      replaces: {
        ipAddressVersion: () => ({ ipAddressVersion: "IPV6" }),
        scope: () => ({ scope: "CLOUDFRONT" }),
      },
      heldBy: {
        type: "aws:wafv2/webAcl:WebAcl",
        args: (_ids, made) => ({
          ...acl,
          rules: [rule({ ipSetReferenceStatement: { arn: made.properties.arn! } })],
        }),
        code: "WAFAssociatedItemException",
      },
    },
    {
      type: "aws:wafv2/webAclAssociation:WebAclAssociation",
      args: (ids) => ({ resourceArn: ids.pool!, webAclArn: ids.acl! }),
      replaces: {
        resourceArn: ({ pool }) => ({ resourceArn: `${pool!}x` }),
        webAclArn: (ids) => ({ webAclArn: `${ids.acl!}x` }),
      },
    },
    {
      type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
      args: (ids) => ({ resourceArn: ids.acl!, logDestinationConfigs: [ids.group!] }),
      updates: {
        redactedFields: () => ({ redactedFields: [{ singleHeader: { name: "cookie" } }] }),
      },
      kept: ["redactedFields"],
      replaces: {
        logDestinationConfigs: ({ group }) => ({ logDestinationConfigs: [`${group!}2`] }),
        resourceArn: (ids) => ({ resourceArn: `${ids.acl!}x` }),
      },
    },
  ],
};
