/** Changes that the provider takes for none, and updates that it plans and AWS refuses. */
import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit } from "../lifecycleCases";
import { type Made, type Stack, newStack, refusalOf } from "../support";
import { balancerIn, fixed, forward, groupIn, listenerType, site } from "./loadBalancing";

async function diffsOf(stack: Stack, made: Made, change: ValueMap): Promise<readonly string[]> {
  const news = Object.entries({ ...made.inputs, ...change }).filter(([, value]) => value !== null);
  return (await stack.diff(made, Object.fromEntries(news))).diffs;
}

describe("changes of load balancers", () => {
  it("are none of what another type of load balancer has", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const application = await balancerIn(stack, place);
    const network = await balancerIn(stack, place, { loadBalancerType: "network" }, "nlb");
    const rows: readonly (readonly [ValueMap, readonly boolean[]])[] = [
      [{ idleTimeout: 90 }, [true, false]],
      [{ enableHttp2: false }, [true, false]],
      [{ desyncMitigationMode: "monitor" }, [true, false]],
      [{ enableCrossZoneLoadBalancing: true }, [false, true]],
      [{ dnsRecordClientRoutingPolicy: "availability_zone_affinity" }, [false, true]],
      [{ enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off" }, [false, true]],
      [{ enableZonalShift: true }, [true, true]],
      [{ enableDeletionProtection: true }, [true, true]],
    ];
    for (const [change, expected] of rows) {
      const [property = ""] = Object.keys(change);
      const found = [
        await diffsOf(stack, application, change),
        await diffsOf(stack, network, change),
      ];
      expect(
        found.map((diffs) => diffs.includes(property)),
        property,
      ).to.deep.equal(expected);
    }
  });

  it("keep what is passed over as it was, while others are made", async () => {
    const stack = await newStack();
    const one = await balancerIn(stack, await site(stack));
    const change = { idleTimeout: 90, enableCrossZoneLoadBalancing: true };
    const updated = await stack.update(one, { ...one.inputs, ...change });
    expect(updated.properties).to.include({ idleTimeout: 90, enableCrossZoneLoadBalancing: false });
  });

  it("are none of what a listener's protocol does not have", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const network = await balancerIn(stack, place, { loadBalancerType: "network" }, "nlb");
    const group = await groupIn(stack, place, { protocol: "TCP" });
    const listen = (loadBalancerArn: string, args: ValueMap) =>
      stack.create(listenerType, `l-${JSON.stringify(args).length}`, {
        loadBalancerArn,
        port: 80,
        ...args,
      });
    const web = await listen((await balancerIn(stack, place)).id, { defaultActions: [fixed] });
    const plain = await listen(network.id, {
      protocol: "TCP",
      defaultActions: [forward(group.id)],
    });
    const idle = { tcpIdleTimeoutSeconds: 60 };
    expect(await diffsOf(stack, web, idle)).to.deep.equal([]);
    expect(await diffsOf(stack, plain, idle)).to.deep.equal(["tcpIdleTimeoutSeconds"]);
    const header = { routingHttpResponseXFrameOptionsHeaderValue: "DENY" };
    expect(await diffsOf(stack, web, header)).to.deep.equal(Object.keys(header));
    expect(await diffsOf(stack, plain, header)).to.deep.equal([]);
  });

  it("are none of logs that stay off", async () => {
    const stack = await newStack();
    const { id: bucket } = await stack.create("aws:s3/bucket:Bucket", "logs", { bucket: "logs-1" });
    const policy = permit("s3:PutObject", { Service: "elasticloadbalancing.amazonaws.com" });
    await stack.create("aws:s3/bucketPolicy:BucketPolicy", "logs", { bucket, policy });
    const place = await site(stack);
    const off = await balancerIn(stack, place);
    expect(await diffsOf(stack, off, { accessLogs: { bucket: "any" } })).to.deep.equal([]);
    const accessLogs = { bucket, enabled: true };
    expect(await diffsOf(stack, off, { accessLogs })).to.deep.equal(["accessLogs"]);
    const on = await balancerIn(stack, place, { accessLogs }, "on");
    expect(await diffsOf(stack, on, { accessLogs: null })).to.deep.equal(["accessLogs"]);
    const { accessLogs: _, ...without } = on.inputs;
    const again = await stack.update(on, without);
    expect(again.properties.accessLogs).to.deep.equal({ bucket: "", enabled: false, prefix: "" });
  });

  it("of a subnet for another are planned as an update, and refused", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const at = (...subnets: readonly Made[]): ValueMap => ({
      subnetMappings: subnets.map((one) => ({ subnetId: one.id })),
    });
    const one = await balancerIn(stack, place, { subnets: null, ...at(place.a, place.b) });
    const moved = { ...one.inputs, ...at(place.b, place.c) };
    expect((await stack.diff(one, moved)).replaces).to.deep.equal([]);
    expect(await refusalOf(stack.update(one, moved))).to.equal("ValidationError");
    const more = { ...one.inputs, ...at(place.a, place.b, place.c) };
    expect(await refusalOf(stack.update(one, more))).to.equal("none");
    const fewer = { ...one.inputs, ...at(place.c) };
    expect((await stack.diff(one, fewer)).replaces).to.deep.equal(["subnetMappings"]);
  });
});

describe("changes of what is left out", () => {
  const queue = "aws:sqs/queue:Queue";
  const rule = "aws:cloudwatch/eventRule:EventRule";
  const pool = "aws:cognito/userPool:UserPool";
  const often = { scheduleExpression: "rate(1 hour)" };
  const mail = { configurationSet: "a" };
  const ownMail = { emailSendingAccount: "COGNITO_DEFAULT" };
  const rows: readonly (readonly [string, ValueMap, ValueMap, boolean])[] = [
    [queue, {}, { kmsDataKeyReusePeriodSeconds: 600 }, false],
    [queue, { kmsMasterKeyId: "alias/aws/sqs" }, { kmsDataKeyReusePeriodSeconds: 600 }, true],
    [rule, { ...often, isEnabled: true }, { isEnabled: null }, false],
    [rule, { ...often, isEnabled: true }, { isEnabled: false }, true],
    [pool, { emailConfiguration: mail }, { emailConfiguration: null }, true],
    [pool, { emailConfiguration: ownMail }, { emailConfiguration: null }, false],
    [pool, { emailConfiguration: mail }, { emailConfiguration: { ...mail, ...ownMail } }, false],
  ];
  for (const [type, args, change, isOne] of rows)
    it(`${isOne ? "is one" : "is none"}: ${type}, ${JSON.stringify(args)}, then ${JSON.stringify(change)}`, async () => {
      const stack = await newStack();
      const made = await stack.create(type, "one", args);
      expect(await diffsOf(stack, made, change)).to.deep.equal(isOne ? Object.keys(change) : []);
    });

  it("puts back what AWS has of its own", async () => {
    const stack = await newStack();
    const one = await stack.create(pool, "one", { emailConfiguration: mail });
    const { emailConfiguration: _, ...without } = one.inputs;
    const updated = await stack.update(one, without);
    expect(updated.properties.emailConfiguration).to.deep.equal(ownMail);
  });
});
