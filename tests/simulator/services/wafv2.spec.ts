import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, messageOf, newStack, refusalOf, textOf, types } from "../support";

const webAcl = "aws:wafv2/webAcl:WebAcl";
const ipSet = "aws:wafv2/ipSet:IpSet";
const association = "aws:wafv2/webAclAssociation:WebAclAssociation";
const logging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
const userPool = "aws:cognito/userPool:UserPool";
const invalid = "WAFInvalidParameterException";

const visibilityConfig = {
  cloudwatchMetricsEnabled: true,
  metricName: "m",
  sampledRequestsEnabled: true,
};
const base = { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig };
const rule = (priority: number, statement: ValueMap, more: ValueMap = {}): ValueMap => ({
  ...{ name: `r${priority}`, priority, action: { block: {} }, statement, visibilityConfig },
  ...more,
});
const geo = { geoMatchStatement: { countryCodes: ["DE"] } };
const group = (name: string): ValueMap => ({
  managedRuleGroupStatement: { vendorName: "AWS", name },
});
const byGroup = { action: null, overrideAction: { none: {} } };

async function scene(config: ValueMap = {}) {
  const stack = await newStack({}, config);
  let count = 0;
  const make = (args: ValueMap = {}): Promise<Made> =>
    stack.create(webAcl, `acl${count++}`, { ...base, ...args });
  const attempt = (args: ValueMap): Promise<string> => refusalOf(make(args));
  const set = (addresses: string[], args: ValueMap = {}): Promise<Made> =>
    stack.create(ipSet, `set${count++}`, {
      ...{ scope: "REGIONAL", ipAddressVersion: "IPV4", addresses },
      ...args,
    });
  return { stack, make, attempt, set };
}

describe("web ACLs", () => {
  it("have ARNs of their scope, and the capacity of their rules", async () => {
    const { make } = await scene();
    const rules = [rule(1, geo), rule(2, group("AWSManagedRulesCommonRuleSet"), byGroup)];
    const { id, properties } = await make({ name: "front", rules });
    expect(properties.arn).to.match(
      new RegExp(`^arn:aws:wafv2:us-east-1:\\d{12}:regional/webacl/front/${id}$`),
    );
    expect(properties.capacity).to.equal(701);
    const global = await make({ name: "front", scope: "CLOUDFRONT" });
    expect(global.properties.arn).to.contain(":global/webacl/front/");
  });

  it("for CloudFront are made in us-east-1", async () => {
    const { attempt } = await scene({ region: "eu-west-1" });
    expect(await attempt({ scope: "CLOUDFRONT" })).to.equal(invalid);
    expect(await attempt({})).to.equal("none");
    expect(await attempt({ scope: "GLOBAL" })).to.contain("one of");
  });

  it("have names of their own in a scope", async () => {
    const { attempt } = await scene();
    expect(await attempt({ name: "a" })).to.equal("none");
    expect(await attempt({ name: "a" })).to.equal("WAFDuplicateItemException");
    expect(await attempt({ name: "a", scope: "CLOUDFRONT" })).to.equal("none");
    expect(await attempt({ name: "a b" })).to.contain("invalid value for name");
    expect(await attempt({ ruleJson: "[]", rules: [rule(1, geo)] })).to.contain("conflicts with");
  });

  it("have one default action, and rules of different names and priorities", async () => {
    const { attempt } = await scene();
    expect(await attempt({ defaultAction: {} })).to.equal(invalid);
    expect(await attempt({ defaultAction: { allow: {}, block: {} } })).to.equal(invalid);
    expect(await attempt({ rules: [rule(1, geo), rule(2, geo)] })).to.equal("none");
    expect(await attempt({ rules: [rule(1, geo), rule(1, geo, { name: "other" })] })).to.equal(
      invalid,
    );
    expect(await attempt({ rules: [rule(1, geo), rule(2, geo, { name: "r1" })] })).to.equal(
      invalid,
    );
  });

  it("have rules with an action, and groups whose actions they override", async () => {
    const { attempt } = await scene();
    const known = group("AWSManagedRulesSQLiRuleSet");
    expect(await attempt({ rules: [rule(1, geo, byGroup)] })).to.equal(invalid);
    expect(await attempt({ rules: [rule(1, known)] })).to.equal(invalid);
    expect(await attempt({ rules: [rule(1, known, byGroup)] })).to.equal("none");
    expect(await attempt({ rules: [rule(1, group("AWSManagedRulesNoSuch"), byGroup)] })).to.equal(
      "WAFNonexistentItemException",
    );
    expect(await attempt({ rules: [rule(1, {})] })).to.equal(invalid);
    const rate = (limit: number): ValueMap => ({
      rateBasedStatement: { limit, aggregateKeyType: "IP" },
    });
    expect(await attempt({ rules: [rule(1, rate(9))] })).to.equal(invalid);
    expect(await attempt({ rules: [rule(1, rate(10))] })).to.equal("none");
  });

  it("have at most 5,000 units of capacity", async () => {
    const { attempt } = await scene();
    const many = (count: number): ValueMap[] =>
      Array.from({ length: count }, (_, n) =>
        rule(n, group("AWSManagedRulesCommonRuleSet"), byGroup),
      );
    expect(await attempt({ rules: many(7) })).to.equal("none");
    expect(await attempt({ rules: many(8) })).to.equal("WAFLimitsExceededException");
  });

  it("change between allowing and blocking", async () => {
    const { stack, make } = await scene();
    const one = await make({ rules: [rule(1, geo)] });
    const args = { ...base, name: one.properties.name! };
    const counted = { ...args, rules: [rule(1, geo, { action: { count: {} } })] };
    expect((await stack.diff(one, counted)).diffs).to.deep.equal(["rules"]);
    const blocked = { ...args, rules: [rule(1, geo)], defaultAction: { block: {} } };
    expect((await stack.diff(one, blocked)).diffs).to.deep.equal(["defaultAction"]);
  });
});

describe("IP sets of WAF", () => {
  it("have blocks of their version", async () => {
    const { set } = await scene();
    expect(await refusalOf(set(["192.0.2.0/24"]))).to.equal("none");
    expect(await refusalOf(set(["192.0.2.0"]))).to.equal(invalid);
    expect(await refusalOf(set(["2001:db8::/32"]))).to.equal(invalid);
    expect(await refusalOf(set(["0.0.0.0/0"]))).to.equal(invalid);
    expect(await refusalOf(set(["2001:db8::/32"], { ipAddressVersion: "IPV6" }))).to.equal("none");
    expect(await refusalOf(set([], { name: "a" }))).to.equal("none");
    expect(await refusalOf(set([], { name: "a" }))).to.equal("WAFDuplicateItemException");
  });

  it("are there for the rules that name them, also inside other statements", async () => {
    const { stack, attempt, set } = await scene();
    const one = await set([]);
    const named = { ipSetReferenceStatement: { arn: one.properties.arn! } };
    const missing = { ipSetReferenceStatement: { arn: `${textOf(one.properties, "arn")}x` } };
    const not = (statement: ValueMap): ValueMap => ({ notStatement: { statements: [statement] } });
    expect(await attempt({ rules: [rule(1, missing)] })).to.equal("WAFNonexistentItemException");
    expect(await attempt({ rules: [rule(1, not(missing))] })).to.equal(
      "WAFNonexistentItemException",
    );
    expect(await attempt({ rules: [rule(1, not(named))] })).to.equal("none");
    expect(await refusalOf(stack.delete(one))).to.equal("WAFAssociatedItemException");
  });
});

describe("what a web ACL protects, and where it logs", () => {
  it("is a stage of a REST API, a pool, a load balancer: no HTTP API", async () => {
    const { stack, make } = await scene();
    const acl = await make();
    const pool = await stack.create(userPool, "p", {});
    let count = 0;
    const protect = (resourceArn: string, webAclArn = textOf(acl.properties, "arn")) =>
      stack.create(association, `a${count++}`, { resourceArn, webAclArn });
    const poolArn = textOf(pool.properties, "arn");
    const one = await protect(poolArn);
    expect(one.id).to.equal(`${textOf(acl.properties, "arn")},${poolArn}`);
    const http = "arn:aws:apigateway:us-east-1::/apis/a1b2c3/stages/dev";
    expect(await messageOf(protect(http))).to.contain("RESOURCE_ARN");
    expect(await refusalOf(protect(http.replace("apis", "restapis")))).to.equal(
      "WAFNonexistentItemException",
    );
    const balancer = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer";
    expect(await refusalOf(protect(`${balancer}/app/a/0`))).to.equal("WAFNonexistentItemException");
    expect(await refusalOf(protect(`${balancer}/net/a/0`))).to.equal(invalid);
    expect(await refusalOf(protect(poolArn, `${textOf(acl.properties, "arn")}x`))).to.equal(
      "WAFNonexistentItemException",
    );
    const global = await make({ scope: "CLOUDFRONT" });
    expect(await refusalOf(protect(poolArn, textOf(global.properties, "arn")))).to.equal(invalid);
    const other = await make();
    await protect(poolArn, textOf(other.properties, "arn"));
    expect((await stack.refresh(one)).id).to.equal("");
  });

  it("is told to the stage that it protects", async () => {
    const { stack, make } = await scene();
    const api = await stack.create("aws:apigateway/restApi:RestApi", "a", {
      body: '{"openapi":"3.0.1"}',
    });
    const deployment = await stack.create("aws:apigateway/deployment:Deployment", "d", {
      restApi: api.id,
    });
    const stage = await stack.create("aws:apigateway/stage:Stage", "s", {
      ...{ restApi: api.id, deployment: deployment.id, stageName: "dev" },
    });
    const acl = await make();
    const webAclArn = textOf(acl.properties, "arn");
    const resourceArn = textOf(stage.properties, "arn");
    await stack.create(association, "a", { resourceArn, webAclArn });
    expect((await stack.refresh(stage)).properties.webAclArn).to.equal(webAclArn);
  });

  it("logs to one destination, whose name begins aws-waf-logs-, and that is there", async () => {
    const { stack, make } = await scene();
    const acl = await make();
    const resourceArn = textOf(acl.properties, "arn");
    const to = (...logDestinationConfigs: string[]): Promise<string> =>
      refusalOf(stack.create(logging, "l", { resourceArn, logDestinationConfigs }));
    const log = await stack.create(types.logGroup, "g", { name: "aws-waf-logs-front" });
    const plain = await stack.create(types.logGroup, "p", { name: "front" });
    const arn = textOf(log.properties, "arn");
    expect(await to(textOf(plain.properties, "arn"))).to.equal(invalid);
    expect(await to(`${arn}-no`)).to.equal("WAFLogDestinationPermissionIssueException");
    expect(await to(arn, "arn:aws:s3:::aws-waf-logs-b")).to.equal(invalid);
    expect(await to("arn:aws:s3:::aws-waf-logs-nowhere")).to.equal(
      "WAFLogDestinationPermissionIssueException",
    );
    expect(await to(arn)).to.equal("none");
    const nobody = { resourceArn: `${resourceArn}x`, logDestinationConfigs: [arn] };
    expect(await refusalOf(stack.create(logging, "n", nobody))).to.equal(
      "WAFNonexistentItemException",
    );
  });
});
