import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readable } from "../components/readable";
import { FOLDER, NAME, refusal, run, spelled } from "./ec2Platform";
import { runProgram } from "./runProgram";

describe("the settings of `ec2-platform`", () => {
  const cannot = (...lines: string[]) => [
    "configuration that cannot be:",
    ...lines.map((line) => `  - ec2-platform:${line}`),
  ];

  it("refuse an unknown key, naming the nearest", async () => {
    const [, line = ""] = await refusal("dev", { instanceTyp: "t3.nano" });
    expect(line).to.match(/^ {2}- ec2-platform:instanceTyp: must be one of environment, /);
    expect(line.endsWith("; the nearest is instanceType")).to.equal(true);
  });

  it("refuse of production what takes it down", async () => {
    expect(
      await refusal("prod", { spot: true, stopSchedule: "0 19 * * *", startSchedule: "0 7 * * *" }),
    ).to.deep.equal(
      cannot(
        'spot: must be false with environment "prod": AWS takes Spot instances back',
        'stopSchedule: must be empty with environment "prod": it is never stopped',
      ),
    );
  });

  it("refuse SSH but in staging, and without a way", async () => {
    const corporate = { corporateCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-1" };
    for (const stack of ["dev", "prod"])
      expect(await refusal(stack, corporate)).to.deep.equal(
        cannot(
          `corporateCidrBlock: must be empty with environment "${stack}": SSH is for staging alone; use Session Manager`,
        ),
      );
    expect(await refusal("staging", { corporateCidrBlock: "192.168.0.0/16" })).to.deep.equal(
      cannot(
        "transitGatewayId: must be given with corporateCidrBlock, and only with it: it is the way to that network",
      ),
    );
  });

  it("refuse everything else that does not go together at once", async () => {
    expect(
      await refusal("dev", {
        availabilityZones: ["a"],
        startSchedule: "0 7 * * *",
        greenTrafficPercent: 50,
        hostedZoneId: "Z1",
        cloudFront: true,
      }),
    ).to.deep.equal(
      cannot(
        'availabilityZones: must be two or three letters such as ["a","b"], got ["a"]',
        "startSchedule: must be given with stopSchedule, and only with it: what is stopped has to start again",
        'greenTrafficPercent: must be 0 with deployment "rolling", got 50',
        "hostedZoneId: must be given with domainName, and only with it",
        "certificateArn: must be given with cloudFront: there is no hop without TLS",
        "domainName: must be given with cloudFront: there is no hop without TLS",
        "cloudFrontCertificateArn: must be given with cloudFront: there is no hop without TLS",
        "originSecret: must be given with cloudFront: without it requests go past CloudFront unseen",
      ),
    );
  });

  it("refuse values that are none of an enum's", async () => {
    expect(await refusal("dev", { environment: "test" })).to.deep.equal([
      'ec2-platform:environment must be one of "dev", "staging", "prod", got "test"',
    ]);
    expect(await refusal("dev", { notificationEmails: "ops" })).to.have.length(1);
  });

  it("have in Pulumi.yaml a type, a description and the default that the program has itself", async () => {
    const file = fs.readFileSync(path.join(FOLDER, "Pulumi.yaml"), "utf8");
    const { config } = parse(file) as {
      config: Record<string, { type: string; default: unknown; description: string }>;
    };
    for (const { description } of Object.values(config)) expect(description).to.be.a("string");
    const defaults = Object.fromEntries(
      Object.entries(config).map(([key, setting]) => [key, setting.default]),
    );
    const region = { "aws:region": "us-east-1" };
    const given = await runProgram(NAME, "dev", { ...region, ...spelled(defaults) });
    const own = await runProgram(NAME, "dev", region);
    expect(readable(given.recording)).to.deep.equal(readable(own.recording));
  });

  it("decide what is promised of a recovery, and what it rests on", async () => {
    const recovery = async (stack: string) =>
      (await run(stack)).exports.recovery as {
        rtoHours?: number;
        rpoHours?: number;
        restsOn: string[];
      };
    const prod = await recovery("prod");
    expect([prod.rtoHours, prod.rpoHours]).to.deep.equal([4, 1]);
    expect(prod.restsOn.join("\n")).to.match(/point-in-time recovery over 30 days.*5 minutes/);
    expect(prod.restsOn.join("\n")).to.match(/volumes: a snapshot a day.*25 hours/);
    const dev = await recovery("dev");
    expect([dev.rtoHours, dev.rpoHours]).to.deep.equal([undefined, undefined]);
    expect(dev.restsOn.join("\n")).to.contain("no snapshots");
  });
});
