import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit } from "../lifecycleCases";
import { type Made, Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const zone = "aws:route53/zone:Zone";
const record = "aws:route53/record:Record";
const association = "aws:route53/zoneAssociation:ZoneAssociation";
const authorization = "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization";
const healthCheck = "aws:route53/healthCheck:HealthCheck";
const queryLog = "aws:route53/queryLog:QueryLog";

const refused = (stack: Stack, type: string, args: ValueMap): Promise<string> =>
  refusalOf(stack.create(type, "x", args));

const vpcIn = (stack: Stack, name: string): Promise<Made> =>
  stack.create(types.vpc, name, { cidrBlock: "10.0.0.0/16" });

async function privateZone() {
  const stack = await newStack();
  const vpc = await vpcIn(stack, "one");
  const inner = await stack.create(zone, "inner", {
    name: "inner.example.com",
    vpcs: [{ vpcId: vpc.id }],
  });
  return { stack, vpc, inner };
}

async function publicZone() {
  const stack = await newStack();
  const made = await stack.create(zone, "public", { name: "example.com" });
  const a = (more: ValueMap = {}): ValueMap => ({
    zoneId: made.id,
    name: "www",
    type: "A",
    ttl: 60,
    records: ["10.0.0.1"],
    ...more,
  });
  return { stack, made, a };
}

describe("public hosted zones", () => {
  it("have four name servers, and records of their own", async () => {
    const { stack, made, a } = await publicZone();
    expect(made.properties.nameServers).to.have.length(4);
    expect(made.properties.arn).to.equal(`arn:aws:route53:::hostedzone/${made.id}`);
    const ns = { ...a({ name: "example.com", type: "NS", records: ["ns.example.com"] }) };
    expect(await refused(stack, record, ns)).to.equal("InvalidChangeBatch");
    const own = await stack.create(record, "ns", { ...ns, allowOverwrite: true });
    expect(await refusalOf(stack.delete(own))).to.equal("InvalidChangeBatch");
    expect(await refusalOf(stack.delete(made))).to.equal("none");
  });

  it("are named as domains are", async () => {
    const stack = await newStack();
    for (const name of ["a..b", "exämple.com", `${"a".repeat(64)}.com`])
      expect(await refused(stack, zone, { name })).to.equal("InvalidDomainName");
    const { stack: other, made } = await publicZone();
    expect(await refused(other, zone, { name: made.properties.name ?? "" })).to.equal("none");
    const delegated = { name: "a.com", delegationSetId: "N", vpcs: [{ vpcId: "vpc-0" }] };
    expect(await messageOf(stack.preview(zone, "x", delegated))).to.contain("conflicts with");
  });

  it("are deleted with what is in them only where that is asked", async () => {
    const stack = await newStack();
    const made = await stack.create(zone, "one", { name: "example.com", forceDestroy: true });
    const args = { zoneId: made.id, name: "www", type: "A", ttl: 60, records: ["10.0.0.1"] };
    await stack.create(record, "www", args);
    await stack.delete(made);
    expect(stack.world.list()).to.deep.equal([]);
  });

  it("do not become private, and do not take VPCs", async () => {
    const { stack, made } = await publicZone();
    const vpc = await vpcIn(stack, "one");
    const vpcs = [{ vpcId: vpc.id }];
    expect(await refusalOf(stack.update(made, { name: "example.com", vpcs }))).to.equal(
      "PublicZoneVPCAssociation",
    );
    expect(await refused(stack, association, { zoneId: made.id, vpcId: vpc.id })).to.equal(
      "PublicZoneVPCAssociation",
    );
  });

  it("log what they are asked, to a group that lets Route 53 in", async () => {
    const { stack, made } = await publicZone();
    const group = await stack.create(types.logGroup, "q", { name: "/aws/route53/q" });
    const cloudwatchLogGroupArn = textOf(group.properties, "arn");
    const args = { zoneId: made.id, cloudwatchLogGroupArn };
    expect(await refused(stack, queryLog, args)).to.equal(
      "InsufficientCloudWatchLogsResourcePolicy",
    );
    await stack.create("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "one", {
      policyName: "route53",
      policyDocument: permit("logs:*", { Service: "route53.amazonaws.com" }),
    });
    const none = `${cloudwatchLogGroupArn}-none`;
    expect(await refused(stack, queryLog, { ...args, cloudwatchLogGroupArn: none })).to.equal(
      "NoSuchCloudWatchLogsLogGroup",
    );
    expect(await refused(stack, queryLog, { ...args, zoneId: "Z0" })).to.equal("NoSuchHostedZone");
    expect(await refused(stack, queryLog, args)).to.equal("none");
    expect(await refused(stack, queryLog, args)).to.equal("QueryLoggingConfigAlreadyExists");
    const vpc = await vpcIn(stack, "one");
    const inner = await stack.create(zone, "i", { name: "i.com", vpcs: [{ vpcId: vpc.id }] });
    expect(await refused(stack, queryLog, { ...args, zoneId: inner.id })).to.equal("InvalidInput");
  });
});

describe("private hosted zones", () => {
  it("are of VPCs that exist, one of a name in each", async () => {
    const { stack, vpc } = await privateZone();
    const make = (name: string, vpcId: string): Promise<string> =>
      refused(stack, zone, { name, vpcs: [{ vpcId }] });
    expect(await make("other.com", "vpc-0")).to.equal("InvalidVPCId");
    expect(await make("inner.example.com", vpc.id)).to.equal("ConflictingDomainExists");
    expect(await make("inner.example.com.", vpc.id)).to.equal("ConflictingDomainExists");
    expect(await make("example.com", vpc.id)).to.equal("none");
  });

  it("answer more VPCs, and always one", async () => {
    const { stack, vpc, inner } = await privateZone();
    const other = await vpcIn(stack, "two");
    const args = { zoneId: inner.id, vpcId: other.id };
    const joined = await stack.create(association, "two", args);
    expect(joined.id).to.equal(`${inner.id}:${other.id}`);
    expect(await refused(stack, association, args)).to.equal("ConflictingDomainExists");
    await stack.delete(joined);
    const first = await stack.import(association, "first", `${inner.id}:${vpc.id}`);
    expect(await refusalOf(stack.delete(first))).to.equal("LastVPCAssociation");
    const moved = { name: "inner.example.com", vpcs: [{ vpcId: other.id }] };
    expect(await refusalOf(stack.update(inner, moved))).to.equal("none");
    expect(await refusalOf(stack.update(inner, { name: "inner.example.com" }))).to.not.equal(
      "none",
    );
  });

  it("show a VPC that another resource added, for ever", async () => {
    const { stack, vpc, inner } = await privateZone();
    const other = await vpcIn(stack, "two");
    await stack.create(association, "two", { zoneId: inner.id, vpcId: other.id });
    const seen = await stack.refresh(inner);
    const args = { name: "inner.example.com", vpcs: [{ vpcId: vpc.id }] };
    expect((await stack.diff(seen, args)).diffs).to.deep.equal(["vpcs"]);
  });

  it("answer another region's VPCs", async () => {
    const { stack, inner } = await privateZone();
    const far = await stack.create(types.vpc, "far", {
      cidrBlock: "10.9.0.0/16",
      region: "eu-west-1",
    });
    const args = { zoneId: inner.id, vpcId: far.id };
    expect(await refused(stack, association, args)).to.equal("InvalidVPCId");
    const joined = await stack.create(association, "far", { ...args, vpcRegion: "eu-west-1" });
    expect(joined.id).to.equal(`${inner.id}:${far.id}:eu-west-1`);
    expect((await stack.refresh(inner)).properties.vpcs).to.have.length(2);
  });

  it("answer another account's VPCs once that is authorized", async () => {
    const { stack, inner } = await privateZone();
    const guest = await Stack.open(stack.world, { profile: "guest" }, { stack: "guest" });
    const vpc = await vpcIn(guest, "guest");
    const args = { zoneId: inner.id, vpcId: vpc.id };
    expect(await refused(guest, authorization, args)).to.equal("NoSuchHostedZone");
    expect(await refused(guest, association, args)).to.equal("NotAuthorizedException");
    expect(await refused(stack, association, args)).to.equal("InvalidVPCId");
    expect(await refused(stack, authorization, { ...args, vpcId: "x" })).to.equal("InvalidVPCId");
    const allowed = await stack.create(authorization, "guest", args);
    const joined = await guest.create(association, "guest", args);
    expect(joined.properties.owningAccount).to.match(/^0000/);
    await stack.delete(allowed);
    expect((await guest.refresh(joined)).id).to.equal(joined.id);
    await guest.delete(joined);
    expect(await refused(guest, association, args)).to.equal("NotAuthorizedException");
    expect(await refused(stack, association, { ...args, zoneId: "Z0" })).to.equal(
      "NoSuchHostedZone",
    );
  });

  it("are looked up by name and kind", async () => {
    const { stack, vpc, inner } = await privateZone();
    const token = "aws:route53/getZone:getZone";
    const look = (args: ValueMap) => stack.provider.invoke(token, args);
    const args = { name: "inner.example.com" };
    expect(await messageOf(look(args))).to.contain("no matching");
    expect((await look({ ...args, privateZone: true })).result.zoneId).to.equal(inner.id);
    expect((await look({ ...args, vpcId: vpc.id })).result.zoneId).to.equal(inner.id);
    expect((await look({ zoneId: inner.id })).result.name).to.equal("inner.example.com");
    expect(await messageOf(look({}))).to.contain("one of");
    await stack.create(zone, "first", { name: "twice.com" });
    await stack.create(zone, "second", { name: "twice.com" });
    expect(await messageOf(look({ name: "twice.com" }))).to.contain("multiple");
    const tagged = { ...args, privateZone: true, tags: { Name: "x" } };
    expect(await messageOf(look(tagged))).to.contain("no matching");
  });
});

describe("DNS records", () => {
  it("are there once, unless they may be overwritten", async () => {
    const { stack, a } = await publicZone();
    const made = await stack.create(record, "www", a());
    expect(made.properties.fqdn).to.equal("www.example.com");
    expect(await refused(stack, record, a())).to.equal("InvalidChangeBatch");
    expect(await refused(stack, record, a({ name: "WWW.example.com." }))).to.equal(
      "InvalidChangeBatch",
    );
    expect(await refused(stack, record, a({ allowOverwrite: true }))).to.equal("none");
    expect(await refused(stack, record, a({ type: "AAAA", records: ["::1"] }))).to.equal("none");
    expect(await refused(stack, record, a({ zoneId: "Z0" }))).to.equal("NoSuchHostedZone");
  });

  it("that are aliases of names are alone, and below the zone's own name", async () => {
    const { stack, a } = await publicZone();
    const bad = "InvalidChangeBatch";
    const cname = (name: string): ValueMap =>
      a({ name, type: "CNAME", records: ["a.example.net"] });
    await stack.create(record, "www", a());
    expect(await refused(stack, record, cname("www"))).to.equal(bad);
    expect(await refused(stack, record, cname("example.com"))).to.equal(bad);
    expect(await refused(stack, record, cname("api"))).to.equal("none");
    expect(await refused(stack, record, a({ name: "api" }))).to.equal(bad);
    const two = { ...cname("two"), records: ["a.example.net", "b.example.net"] };
    expect(await refused(stack, record, two)).to.equal(bad);
    expect(await refused(stack, record, a({ name: "otherexample.com" }))).to.equal(bad);
  });

  it("have values of their type", async () => {
    const { stack, a } = await publicZone();
    const bad = "InvalidChangeBatch";
    const values: readonly (readonly [string, string, string])[] = [
      ["A", "10.0.0.256", "10.0.0.25"],
      ["AAAA", "10.0.0.1", "2001:db8::1"],
      ["MX", "mail.example.com", "10 mail.example.com"],
      ["SRV", "10 sip.example.com", "1 10 5060 sip.example.com"],
      ["CNAME", "https://example.net", "example.net"],
    ];
    for (const [type, wrong, right] of values) {
      const args = (value: string): ValueMap => a({ name: type, type, records: [value] });
      expect(await refused(stack, record, args(wrong)), type).to.equal(bad);
      expect(await refused(stack, record, args(right)), type).to.equal("none");
    }
  });

  it("of one name are of one policy, each with an identifier", async () => {
    const { stack, a } = await publicZone();
    const weighted = (setIdentifier: string): ValueMap =>
      a({ setIdentifier, weightedRoutingPolicies: [{ weight: 10 }] });
    const one = await stack.create(record, "one", weighted("one"));
    expect(one.id).to.match(/_www_A_one$/);
    expect(await refused(stack, record, weighted("two"))).to.equal("none");
    expect(await refused(stack, record, weighted("two"))).to.equal("InvalidChangeBatch");
    const latency = a({
      setIdentifier: "three",
      latencyRoutingPolicies: [{ region: "eu-west-1" }],
    });
    expect(await refused(stack, record, latency)).to.equal("InvalidChangeBatch");
    expect(await refused(stack, record, a())).to.equal("InvalidChangeBatch");
    const renamed = await stack.update(one, weighted("four"));
    expect((await stack.refresh(renamed)).properties.setIdentifier).to.equal("four");
  });

  it("are checked by the provider first", async () => {
    const { stack, a } = await publicZone();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(record, "x", a(change)));
    const alias = { name: "a", zoneId: "Z", evaluateTargetHealth: true };
    expect(await failure({ aliases: [alias] })).to.contain("only one of");
    expect(await failure({ records: null })).to.contain("must be specified");
    expect(await failure({ ttl: null })).to.contain("must be specified");
    expect(await failure({ type: "X" })).to.contain("expected type");
    expect(await failure({ weightedRoutingPolicies: [{ weight: 1 }] })).to.contain(
      "set_identifier",
    );
    const policies = {
      setIdentifier: "a",
      weightedRoutingPolicies: [{ weight: 1 }],
      failoverRoutingPolicies: [{ type: "THIRD" }],
    };
    expect(await failure(policies))
      .to.contain("conflicts with")
      .and.to.contain("SECONDARY");
  });

  it("that are aliases find what they point at", async () => {
    const { stack, made, a } = await publicZone();
    const alias = (name: string, zoneId: string): ValueMap =>
      a({
        name: "alias",
        ttl: null,
        records: null,
        aliases: [{ name, zoneId, evaluateTargetHealth: false }],
      });
    const bad = "InvalidChangeBatch";
    expect(await refused(stack, record, alias("www.example.com", made.id))).to.equal(bad);
    await stack.create(record, "www", a());
    expect(await refused(stack, record, alias("alias.example.com", made.id))).to.equal(bad);
    expect(await refused(stack, record, alias("www", "Z00000AAAAAAAAAAAAAAA"))).to.equal(bad);
    expect(await refused(stack, record, alias("www.example.com", made.id))).to.equal("none");
    const check = {
      setIdentifier: "a",
      healthCheckId: "none",
      weightedRoutingPolicies: [{ weight: 1 }],
    };
    expect(await refused(stack, record, a({ name: "c", ...check }))).to.equal("NoSuchHealthCheck");
  });

  it("change their type in place, and are called another id then", async () => {
    const { stack, a } = await publicZone();
    const made = await stack.create(record, "www", a());
    await stack.create(record, "other", a({ type: "TXT", records: ["x"] }));
    const six = a({ type: "AAAA", records: ["::1"] });
    const changed = await stack.update(made, six);
    expect(changed.properties.id).to.match(/_www_AAAA$/);
    expect((await stack.refresh(made)).id).to.equal("");
    expect(await refusalOf(stack.update(made, a({ type: "TXT", records: ["y"] })))).to.equal(
      "InvalidChangeBatch",
    );
  });
});

describe("health checks", () => {
  it("have what their type needs", async () => {
    const stack = await newStack();
    const bad: readonly ValueMap[] = [
      { type: "HTTP" },
      { type: "HTTP_STR_MATCH", fqdn: "a.b" },
      { type: "TCP", ipAddress: "198.18.0.1" },
      { type: "CALCULATED" },
      { type: "CALCULATED", childHealthchecks: ["none"] },
      { type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "a" },
      { type: "RECOVERY_CONTROL" },
    ];
    for (const args of bad)
      expect(await refused(stack, healthCheck, args)).to.equal("InvalidInput");
    const good = { type: "HTTPS", fqdn: "example.com" };
    const { properties } = await stack.create(healthCheck, "good", good);
    expect(properties.enableSni).to.equal(true);
  });

  it("are checked by the provider first", async () => {
    const stack = await newStack();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(healthCheck, "x", { type: "HTTP", fqdn: "a.b", ...change }));
    expect(await failure({ ipAddress: "x" })).to.contain("valid IP");
    expect(await failure({ regions: ["us-west-1"] })).to.contain("3 item minimum");
    expect(await failure({ requestInterval: 20 })).to.contain("[10 30]");
    expect(await failure({ failureThreshold: 11 })).to.contain("(1 - 10)");
    expect(await failure({ childHealthThreshold: 300 })).to.contain("at most (256)");
    expect(await failure({ type: "PING" })).to.contain("expected type");
  });
});
