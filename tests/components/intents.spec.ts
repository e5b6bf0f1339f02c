import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record, unknown } from "./recordedMocks";

const { Expect, Via } = net;
const made = async (intents: net.IntentSpec[]) =>
  inventory(await record(() => new net.Intents("main", { intents })));
const refusal = async (...intents: net.IntentSpec[]) =>
  (await messageOf(() => new net.Intents("main", { intents }))).split("\n").slice(1);
/** An intent that is good but for what is given. */
const intent = (given: Partial<net.IntentSpec> = {}): net.IntentSpec => ({
  source: "internet",
  expect: Expect.Reach,
  destination: "sg-1",
  ports: ["tcp/443"],
  ...given,
});
const selector = (text: string): string =>
  `must be an id, an ARN, a URN, a CIDR block, internet, any, service:<name>, tier:<Type> or tag:<Key>=<Value>, got "${text}"`;

describe("Intents", () => {
  it("records each intent as a component of its own, with every default filled in, and makes nothing else", async () => {
    const waiver = { reason: "migration", owner: "platform", expires: "2027-01-31" };
    expect(
      await made([
        { source: "sg-1", expect: Expect.Reach, destination: "service:s3" },
        {
          name: "by-nat",
          source: pulumi.output("sg-1"),
          sourceVpcId: undefined,
          expect: Expect.ReachOnly,
          destination: "internet",
          ports: ["tcp/443-443", "udp/123"],
          via: Via.NatGateway,
          everyAvailabilityZone: false,
          withoutAnyAvailabilityZone: true,
          description: "What the functions call",
          waiver,
        },
        {
          source: "any",
          sourceVpcId: pulumi.output("vpc-1"),
          exceptSources: ["sg-1", pulumi.output("tag:Service=images")],
          expect: Expect.NeverReach,
          destination: "tier:database",
          destinationVpcId: "vpc-2",
          exceptDestinations: ["10.0.0.0/24"],
        },
      ]),
    ).to.deep.equal({
      "Intents main < ": {},
      "Intent main-1 < Intents": {
        source: "sg-1",
        expect: "reach",
        destination: "service:s3",
        ports: ["tcp/443"],
        everyAvailabilityZone: true,
        withoutAnyAvailabilityZone: false,
      },
      "Intent main-by-nat < Intents": {
        source: "sg-1",
        expect: "reachOnly",
        destination: "internet",
        ports: ["tcp/443", "udp/123"],
        via: "natGateway",
        everyAvailabilityZone: false,
        withoutAnyAvailabilityZone: true,
        description: "What the functions call",
        waiver,
      },
      "Intent main-3 < Intents": {
        source: "any",
        sourceVpcId: "vpc-1",
        exceptSources: ["sg-1", "tag:Service=images"],
        expect: "neverReach",
        destination: "tier:database",
        destinationVpcId: "vpc-2",
        exceptDestinations: ["10.0.0.0/24"],
        ports: ["all"],
        everyAvailabilityZone: true,
        withoutAnyAvailabilityZone: false,
      },
    });
  });

  it("keeps an intent's identity when named ones before it come and go", async () => {
    const one = intent({ name: "one" });
    const two = intent({ name: "two" });
    expect(Object.keys(await made([one, two]))).to.include("Intent main-two < Intents");
    expect(Object.keys(await made([two]))).to.include("Intent main-two < Intents");
  });

  it("takes every kind of selector", async () => {
    const selectors = [
      ...["internet", "any", "tier:private", "tier:Web-2"],
      ...["tag:Service=image processing", "tag:Empty=", "10.0.0.0/16", "2001:db8::/56"],
      ...["sg-0123456789abcdef0", "vpc-1", "subnet-1", "my_function", "db.main"],
      "arn:aws:lambda:us-east-1:123456789012:function:resize",
      "urn:pulumi:dev::images::aws:lambda/function:Function::resize",
    ];
    const all = await made(selectors.map((source) => intent({ source, destination: source })));
    expect(Object.keys(all).length).to.equal(selectors.length + 1);
    await made([intent({ destination: "service:ecr.api" })]);
  });

  it("refuses selectors that select nothing", async () => {
    expect(
      await refusal(
        intent({ source: "" }),
        intent({ source: "Internet" }),
        intent({ source: "10.0.0.1" }),
        intent({ source: "10.0.0.1/16" }),
        intent({ source: "service:s3" }),
        intent({ destination: "service:" }),
        intent({ destination: "services:s3" }),
        intent({ destination: "tier:" }),
        intent({ exceptSources: ["sg-1", "tag:Service"] }),
        intent({ exceptDestinations: ["arn:aws"] }),
        unknown({ expect: Expect.Reach, destination: "sg-1", ports: ["all"] }),
      ),
    ).to.deep.equal([
      `  - intents[0].source: ${selector("")}`,
      `  - intents[1].source: ${selector("Internet")}`,
      `  - intents[2].source: ${selector("10.0.0.1")}`,
      '  - intents[3].source: must have no host bits, got "10.0.0.1/16"; the canonical block is 10.0.0.0/16',
      '  - intents[4].source: must not be a service, which begins no connection, got "service:s3"',
      `  - intents[5].destination: ${selector("service:")}`,
      `  - intents[6].destination: ${selector("services:s3")}`,
      `  - intents[7].destination: ${selector("tier:")}`,
      `  - intents[8].exceptSources[1]: ${selector("tag:Service")}`,
      `  - intents[9].exceptDestinations[0]: ${selector("arn:aws")}`,
      "  - intents[10].source: must be given",
    ]);
  });

  it("refuses a VPC for what stands in one anyway", async () => {
    const sourceVpcId = pulumi.output("vpc-1");
    expect(
      await refusal(
        intent({ sourceVpcId }),
        intent({ destinationVpcId: "vpc-1" }),
        intent({ source: "tier:private", sourceVpcId }),
      ),
    ).to.deep.equal([
      '  - intents[0].sourceVpcId: must be left out, as only tier:, tag: and any are confined to a VPC, got "internet"',
      '  - intents[1].destinationVpcId: must be left out, as only tier:, tag: and any are confined to a VPC, got "sg-1"',
    ]);
  });

  it("refuses traffic that is none, and the lack of it where there is no default", async () => {
    const ports = undefined;
    expect(
      await refusal(
        intent({ ports: ["tcp/443", "http"] }),
        intent({ ports: [] }),
        intent({ ports }),
        intent({ ports, destination: pulumi.output("service:s3") }),
        intent({ ports, expect: Expect.ReachOnly }),
        intent({ ports, expect: Expect.NeverReach }),
        intent({ ports, destination: "service:s3" }),
      ),
    ).to.deep.equal([
      '  - intents[0].ports[1]: must be "all", "icmp", or "tcp" or "udp" with ports, such as "tcp/443" or "udp/1024-65535", got "http"',
      '  - intents[1].ports: must list traffic such as "tcp/443"',
      '  - intents[2].ports: must list traffic such as "tcp/443"',
      '  - intents[3].ports: must list traffic such as "tcp/443"',
      '  - intents[4].ports: must list traffic such as "tcp/443"',
    ]);
  });

  it("refuses names that are none, and one given twice", async () => {
    expect(
      await refusal(
        intent({ name: "one" }),
        intent({ name: "one" }),
        intent({ name: "2" }),
        intent({ name: "By NAT" }),
      ),
    ).to.deep.equal([
      '  - intents[1].name: must be its own, got "one" again (intents[0])',
      '  - intents[2].name: must be lower-case words and digits joined by hyphens, a letter first, got "2"',
      '  - intents[3].name: must be lower-case words and digits joined by hyphens, a letter first, got "By NAT"',
    ]);
  });

  it("refuses expectations and ways that there are not, and what would say nothing of zones", async () => {
    const never = { expect: Expect.NeverReach };
    expect(
      await refusal(
        intent({ expect: unknown("reaches"), via: unknown("nat") }),
        intent({ ...never, everyAvailabilityZone: false, withoutAnyAvailabilityZone: true }),
        intent({ ...never, everyAvailabilityZone: true, withoutAnyAvailabilityZone: false }),
      ),
    ).to.deep.equal([
      '  - intents[0].expect: must be one of "reach", "reachOnly", "neverReach", got "reaches"',
      '  - intents[0].via: must be one of "gatewayEndpoint", "interfaceEndpoint", "natGateway", "vpcPeeringConnection", "internetGateway", "transitGateway", "local", got "nat"',
      '  - intents[1].everyAvailabilityZone: must be left out with "neverReach", which holds in all zones or not at all',
      '  - intents[1].withoutAnyAvailabilityZone: must be left out with "neverReach", which holds in all zones or not at all',
    ]);
  });

  it("refuses keys that it has not, as a misspelt one would weaken the intent", async () => {
    const waiver = { reason: "r", owner: "o", expires: "2027-01-31" };
    expect(
      await refusal(
        unknown({ ...intent(), port: ["tcp/80"] }),
        intent({ waiver: unknown({ ...waiver, until: "2028-01-01" }) }),
      ),
    ).to.deep.equal([
      "  - intents[0].port: must be one of name, source, sourceVpcId, exceptSources, expect, destination, destinationVpcId, exceptDestinations, ports, via, everyAvailabilityZone, withoutAnyAvailabilityZone, description, waiver",
      "  - intents[1].waiver.until: must be one of reason, owner, expires",
    ]);
  });

  it("refuses a waiver without reason, owner or a day of the calendar", async () => {
    const waiver = (expires: unknown) =>
      intent({ waiver: unknown({ reason: "migration", owner: "platform", expires }) });
    expect(
      await refusal(
        intent({ waiver: unknown({ reason: " " }) }),
        waiver("2027-02-30"),
        waiver("31.1.2027"),
        waiver("2028-02-29"),
      ),
    ).to.deep.equal([
      "  - intents[0].waiver.reason: must be given",
      "  - intents[0].waiver.owner: must be given",
      "  - intents[0].waiver.expires: must be a day such as 2027-01-31, got undefined",
      '  - intents[1].waiver.expires: must be a day such as 2027-01-31, got "2027-02-30"',
      '  - intents[2].waiver.expires: must be a day such as 2027-01-31, got "31.1.2027"',
    ]);
  });

  it("refuses an output where a plain value has to be, and an empty list", async () => {
    expect(await refusal(intent({ expect: unknown(pulumi.output(Expect.Reach)) }))).to.deep.equal([
      "  - intents[0].expect: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
    expect(await refusal()).to.deep.equal(["  - intents: must list an intent, got none"]);
  });
});
