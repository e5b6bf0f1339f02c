import { expect } from "chai";
import { changedIntents, readIntentFile, type Intent } from "../../../analysis/intents";

const read = (...intents: readonly string[]) =>
  readIntentFile("net.yaml", `intents:\n${intents.map((one) => `  - {${one}}`).join("\n")}`);

function refusals(text: string): string[] {
  return readIntentFile("net.yaml", text).issues.map(
    ({ propertyPath, reason }) => `${propertyPath} ${reason}`,
  );
}

describe("A file of intents", () => {
  it("says the same as the component", () => {
    const { intents, issues } = read(
      "name: s3, source: sg-1, expect: reach, destination: 'service:s3'",
      "source: internet, expect: neverReach, destination: 'tier:database', destinationVpcId: vpc-1",
    );
    expect(issues).to.deep.equal([]);
    expect(intents.map(({ key, name, traffic }) => ({ key, name, traffic }))).to.deep.equal([
      {
        key: "net.yaml#s3",
        name: "s3",
        traffic: [{ protocol: "tcp", ports: { from: 443, to: 443 } }],
      },
      { key: "net.yaml#2", name: "2", traffic: [{ protocol: "all" }] },
    ]);
    expect(intents[1]?.destination.vpc).to.equal("vpc-1");
    expect(intents[1]?.everyAvailabilityZone).to.equal(true);
  });

  it("may be JSON", () => {
    const text = JSON.stringify({
      intents: [{ source: "any", expect: "neverReach", destination: "internet" }],
    });
    expect(readIntentFile("a.json", text).intents).to.have.length(1);
  });

  const wrong: readonly [string, string[]][] = [
    ["", ['net.yaml must have "intents:", a list, got null']],
    ["intents: []", ['net.yaml must have "intents:", a list with an intent at least, got []']],
    ["intents: [1]", ["intents[0] must be a mapping, got 1"]],
    [
      "intents:\n  - {source: any, expect: never, destination: internet}",
      [
        'intents[0].expect must be one of reach, reachOnly, neverReach, got "never"',
        "intents[0].ports must be given, such as [tcp/443], unless it is neverReach",
      ],
    ],
    [
      "intents:\n  - {source: any, expect: reach, ports: [tcp], destination: internet}",
      [
        'intents[0].ports must be "all", "icmp", or "tcp" or "udp" with ports, such as "tcp/443" or "udp/1024-65535", got "tcp"',
        "intents[0].ports must be given, such as [tcp/443], unless it is neverReach",
      ],
    ],
    [
      "intents:\n  - {sorce: any, expect: neverReach, destination: internet}",
      [
        "intents[0].source must be given",
        "intents[0].sorce must be one of name, source, sourceVpcId, exceptSources, expect, destination, destinationVpcId, exceptDestinations, ports, via, everyAvailabilityZone, withoutAnyAvailabilityZone, description, waiver",
      ],
    ],
    [
      "intents:\n  - {source: any, expect: neverReach, destination: internet, waiver: {reason: old, owner: net, expires: 2027-02-30}}",
      ['intents[0].waiver expires must be a day such as "2027-01-31", in quotes, got "2027-02-30"'],
    ],
    [
      "intents:\n  - {source: 'service:s3', expect: neverReach, destination: internet}",
      ['intents[0].source must not be a service, which begins no connection, got "service:s3"'],
    ],
    [
      "intents:\n  - {source: 10.0.0.1/24, expect: neverReach, destination: internet}",
      [
        'intents[0].source must have no host bits, got "10.0.0.1/24"; the canonical block is 10.0.0.0/24',
      ],
    ],
    [
      "rules: []\nintents:\n  - {source: any, expect: neverReach, destination: internet}",
      ['rules must not be there: net.yaml has "intents:" and nothing else'],
    ],
  ];
  for (const [text, reasons] of wrong)
    it(`refuses: ${reasons[0] ?? ""}`, () => {
      expect(refusals(text)).to.deep.equal(reasons);
    });

  it("says where YAML is broken", () => {
    expect(refusals("intents: [")[0]).to.match(/^net.yaml must be YAML or JSON: /);
  });
});

describe("Intents that a change drops or weakens", () => {
  const BASE =
    "name: db, source: sg-app, expect: neverReach, destination: sg-db, ports: [tcp/22, tcp/3389]";
  const intents = (...texts: readonly string[]): Intent[] => read(...texts).intents;
  const how = (before: string, after: string): readonly string[] =>
    changedIntents(intents(before), intents(after)).weakened[0]?.how ?? [];

  it("are told when they are gone, and not when they are called otherwise", () => {
    const gone = changedIntents(intents(BASE), []);
    expect(gone.removed.map(({ name }) => name)).to.deep.equal(["db"]);
    const renamed = changedIntents(intents(BASE), intents(BASE.replace("name: db", "name: data")));
    expect(renamed).to.deep.equal({ removed: [], weakened: [], added: [] });
    const added = changedIntents([], intents(BASE));
    expect(added.added.map(({ name }) => name)).to.deep.equal(["db"]);
  });

  it("are no different while nothing is", () => {
    expect(how(BASE, BASE)).to.deep.equal([]);
  });

  const REACH =
    "name: out, source: sg-app, expect: reach, destination: internet, ports: [tcp/443], via: natGateway";
  const cases: readonly [string, string, string, string[]][] = [
    [
      "fewer ports",
      BASE,
      BASE.replace(", tcp/3389", ""),
      ["on tcp/22, no longer on tcp/22, tcp/3389"],
    ],
    ["more ports", BASE, BASE.replace("[tcp/22, tcp/3389]", "[all]"), []],
    [
      "another expectation",
      BASE,
      BASE.replace("neverReach", "reach"),
      ["reach, no longer neverReach"],
    ],
    ["a stronger one", REACH, REACH.replace("expect: reach", "expect: reachOnly"), []],
    ["any way", REACH, REACH.replace(", via: natGateway", ""), ["no longer by natGateway"]],
    ["one way to be kept from", BASE, `${BASE}, via: internetGateway`, ["only by internetGateway"]],
    [
      "another end",
      BASE,
      BASE.replace("sg-db", "sg-old"),
      ["its destination is sg-old, no longer sg-db"],
    ],
    [
      "an exception",
      BASE,
      `${BASE}, exceptSources: [sg-admin]`,
      ["its source leaves out sg-admin"],
    ],
    [
      "one zone",
      REACH,
      `${REACH}, everyAvailabilityZone: false`,
      ["from one zone at least, no longer from every zone"],
    ],
    [
      "no zone to spare",
      `${REACH}, withoutAnyAvailabilityZone: true`,
      REACH,
      ["no longer with any one zone gone"],
    ],
    [
      "a waiver",
      BASE,
      `${BASE}, waiver: {reason: moving, owner: net, expires: "2027-01-31"}`,
      ["waived until 2027-01-31 by net: moving"],
    ],
  ];
  for (const [title, before, after, expected] of cases)
    it(title, () => {
      expect(how(before, after)).to.deep.equal(expected);
    });
});
