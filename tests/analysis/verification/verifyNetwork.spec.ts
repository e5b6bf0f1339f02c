import { expect } from "chai";
import {
  exitCode,
  gateFailures,
  verifyNetwork,
  type Intent,
  type Network,
  type Verification,
} from "../../../analysis";
import { sketch } from "../oracles/sketch/read";
import { NOBODY, OUT, SHUT, intents, noWayOut, site, today, verify, waived } from "./site";

const statuses = ({ verdicts }: Verification): string =>
  verdicts.map(({ name, status }) => `${name} ${status}`).join(", ");

describe("Verification", () => {
  const cases: readonly [title: string, Network, string[], said: string, exit: number][] = [
    ["all hold", site(), [OUT, SHUT], "out holds, shut holds", 0],
    ["one fails", noWayOut(), [OUT, SHUT], "out fails, shut holds", 1],
    ["one matches nothing", site(), [OUT, NOBODY], "out holds, nobody vacuous", 3],
    [
      "one matches nothing and one fails",
      noWayOut(),
      [OUT, NOBODY],
      "out fails, nobody vacuous",
      1,
    ],
    ["one fails and is waived", noWayOut(), [`${OUT}, ${waived("2027-02-01")}`], "out fails", 0],
    ["on a waiver's last day", noWayOut(), [`${OUT}, ${waived("2027-01-31")}`], "out fails", 0],
    ["a waiver that ended", noWayOut(), [`${OUT}, ${waived("2027-01-30")}`], "out fails", 1],
    ["a waiver of what holds", site(), [`${OUT}, ${waived("2027-02-01")}`], "out holds", 0],
  ];
  for (const [title, network, texts, said, exit] of cases)
    it(`${title}: exit code ${exit}`, () => {
      const verification = verify(network, ...texts);
      expect(statuses(verification)).to.equal(said);
      expect(exitCode(verification)).to.equal(exit);
    });

  it("is undecided where a fact is not known that decides", () => {
    const network = sketch(`
      vpc v 10.0.0.0/16
      igw gw vpc=v
      table t vpc=v
        0.0.0.0/0 igw:gw
      subnet s 10.0.0.0/24 vpc=v table=t
      interface i in=s ipv4=10.0.0.5 maybe-public`);
    const verification = verify(
      network,
      "name: shut, source: internet, expect: neverReach, destination: i",
    );
    expect(statuses(verification)).to.equal("shut undecided");
    expect(exitCode(verification)).to.equal(3);
  });

  it("does not decide by the others what is about an interface in a subnet that is not given", () => {
    const network = site();
    const [first] = network.networkInterfaces;
    const stray = { ...first!, key: "stray", name: "stray", subnet: "subnet-gone" };
    const given = {
      ...network,
      networkInterfaces: [...network.networkInterfaces, { ...stray, securityGroups: ["data"] }],
    };
    const verification = verifyNetwork({
      ...{ cloud: "modelled", network: given, intents: intents(OUT, SHUT), waiversOn: today },
      before: { network: given, intents: { then: [], now: [] } },
    });
    expect(statuses(verification)).to.equal("out holds, shut undecided");
    expect(verification.verdicts[1]?.sentence).to.equal(
      "stray is in a subnet or VPC that is not given: subnet-gone",
    );
    expect(verification.difference).to.deep.equal({ opens: [], closes: [] });
    expect(verification.counts.networkInterfaces).to.equal(4);
  });

  it("fails by a finding that is an error, with no intent at all", () => {
    const verification = verify(site(["0.0.0.0/0 igw:gw", "0.0.0.0/0 nat:n"]));
    expect(verification.findings.map(({ grade, rule }) => `${grade} ${rule}`)).to.include(
      "error routing-loop",
    );
    expect(exitCode(verification)).to.equal(1);
    expect(gateFailures(verification, ["intents"]).findings).to.not.be.empty;
    expect(gateFailures(verification, ["findings"])).to.deep.equal({ intents: [], findings: [] });
  });

  it("says each intent as a sentence, with names for ids", () => {
    const said = verify(
      site(),
      OUT,
      SHUT,
      "name: a, source: any, exceptSources: [app], expect: neverReach, destination: data, ports: [tcp/22]",
      "name: b, source: app, expect: reachOnly, destination: 'service:s3', ports: [tcp/443], via: gatewayEndpoint",
      "name: c, source: 'tag:Role=web', expect: reach, destination: 203.0.113.0/24, ports: [udp/53], withoutAnyAvailabilityZone: true",
    );
    expect(said.verdicts.map(({ statement }) => statement)).to.deep.equal([
      "app reaches the internet on tcp/443",
      "the internet never reaches data",
      "any interface except app never reaches data on tcp/22",
      "app reaches service s3 on tcp/443 and nothing else by a gateway endpoint",
      "what is tagged Role=web reaches 203.0.113.0/24 on udp/53 with any one zone gone",
    ]);
  });

  it("offers what mends an intent that fails, and nothing for one that holds", () => {
    const [out, shut] = verify(noWayOut(), OUT, SHUT).verdicts;
    expect(out?.remedy?.smallest).to.deep.equal(["route 0.0.0.0/0 to n in by-nat"]);
    expect(shut?.remedy).to.equal(undefined);
  });

  it("is plain data, counted, and says what it takes to be so", () => {
    const verification = verify(noWayOut(), OUT, SHUT, NOBODY);
    expect(JSON.parse(JSON.stringify(verification))).to.deep.equal(verification);
    expect(verification.version).to.equal(1);
    const { findings, ...counts } = verification.counts;
    expect(counts).to.deep.equal({
      vpcs: 1,
      subnets: 2,
      networkInterfaces: 3,
      intents: { holds: 1, fails: 1, waived: 0, undecided: 0, vacuous: 1 },
    });
    expect(findings.error + findings.warning + findings.info).to.equal(
      verification.findings.length,
    );
    for (const word of ["IAM", "WAF", "host firewalls", "Network Firewall", "not authorised"])
      expect(verification.assumptions[0]).to.contain(word);
  });
});

describe("Verification of a change", () => {
  const change = (
    network: Network,
    then: readonly Intent[],
    now: readonly Intent[],
    before?: Network,
  ): Verification =>
    verifyNetwork({
      ...{ cloud: "modelled", network, intents: now, waiversOn: today },
      before: { network: before, intents: { then, now } },
    });

  it("fails by an intent that it drops and breaks", () => {
    const verification = change(noWayOut(), intents(OUT, SHUT), intents(SHUT));
    expect(statuses(verification)).to.equal("shut holds");
    const { removed = [], weakened = [] } = verification.intentChanges ?? {};
    expect(removed.map(({ name, status }) => `${name} ${status}`)).to.deep.equal(["out fails"]);
    expect(weakened).to.deep.equal([]);
    expect(exitCode(verification)).to.equal(1);
  });

  it("does not fail by one that it drops and that holds", () => {
    const verification = change(site(), intents(OUT, SHUT), intents(SHUT));
    expect(verification.intentChanges?.removed.map(({ name }) => name)).to.deep.equal(["out"]);
    expect(exitCode(verification)).to.equal(0);
  });

  it("fails by one that it weakens and breaks, as it was", () => {
    const after = SHUT.replace("destination: data", "destination: data, ports: [tcp/22]");
    const open = site(
      ["    in tcp/5432 group:lb", "    in tcp/5432 0.0.0.0/0"],
      [
        "subnet private 10.0.2.0/24 vpc=v table=by-nat",
        "subnet private 10.0.2.0/24 vpc=v table=out",
      ],
      [
        "interface db-1 in=private ipv4=10.0.2.30 groups=data",
        "interface db-1 in=private ipv4=10.0.2.30 groups=data public",
      ],
    );
    const verification = change(open, intents(SHUT), intents(after));
    expect(statuses(verification)).to.equal("shut holds");
    const [weakened] = verification.intentChanges?.weakened ?? [];
    expect(weakened?.before.status).to.equal("fails");
    expect(weakened?.how).to.deep.equal(["on tcp/22, no longer on all"]);
    expect(exitCode(verification)).to.equal(1);
  });

  it("goes on where what it breaks is waived with it", () => {
    const after = intents(`${OUT}, ${waived("2027-06-30")}`);
    const verification = change(noWayOut(), intents(OUT), after);
    expect(verification.intentChanges?.weakened[0]?.how[0]).to.match(/^waived until 2027-06-30/);
    expect(exitCode(verification)).to.equal(0);
  });

  it("tells what it opens and closes, where the network before is given", () => {
    const before = site();
    const { difference } = change(noWayOut(), [], [], before);
    expect(difference?.opens).to.deep.equal([]);
    expect(difference?.closes.map(({ sentence }) => sentence)).to.deep.equal([
      "closes tcp/443 from 1 instance interface (app-1) to the internet",
    ]);
    expect(change(noWayOut(), [], []).difference).to.equal(undefined);
  });
});
