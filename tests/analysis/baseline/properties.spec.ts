/** On random networks what the baseline says is so, as the verifier sees it. */
import { expect } from "chai";
import fc from "fast-check";
import { findProblems, type Finding } from "../../../analysis/baseline";
import type { AclRule, Network, SecurityGroupRule } from "../../../analysis/model/network";
import { compileNetwork, type PlaceName, type Verifier } from "../../../analysis/reachability";
import { runs } from "../../support/propertyRuns";
import { randomNetwork } from "../oracles/generator/randomNetwork";
import { SMALL } from "../oracles/generator/space";

type Rule = AclRule | SecurityGroupRule;

/** The same network without the rule that a finding is about; undefined where its key is not its own. */
function withoutRule(network: Network, { component, title, others = [] }: Finding) {
  const acl = / rule (\d+) (in|out) /.exec(title);
  const said = title.split("the rule ")[1]?.split(/ adds | can /)[0] ?? "";
  const isEgress = acl === null ? said.includes(" to ") : acl[2] === "out";
  const direction = isEgress ? "egress" : "ingress";
  const own = others.map(({ key }) => key).find((key) => key.startsWith(`${component.key}#`));
  const isMeant = (rule: Rule): boolean =>
    "number" in rule ? rule.number === Number(acl?.[1]) : rule.key === own;
  let gone = 0;
  const left = <T extends Rule>(rules: readonly T[]): T[] =>
    rules.filter((rule) => {
      if (isMeant(rule)) gone++;
      return !isMeant(rule);
    });
  const changed = {
    ...network,
    securityGroups: network.securityGroups.map((one) =>
      one.key === component.key ? { ...one, [direction]: left(one[direction]) } : one,
    ),
    networkAcls: network.networkAcls.map((one) =>
      one.key === component.key ? { ...one, [direction]: left(one[direction]) } : one,
    ),
  };
  return gone === 1 ? changed : undefined;
}

const placesOf = ({ networkInterfaces }: Network): PlaceName[] => [
  ...networkInterfaces.map(({ key }) => ({ interface: key })),
  { internet: true },
];

function expectSame(network: Network, one: Verifier, other: Verifier, title: string): void {
  const places = placesOf(network);
  for (const from of places)
    for (const to of places.filter((place) => place !== from)) {
      const [mine, theirs] = [one, other].map((each) => each.traffic(from, to).possible);
      const same = mine!.contains(theirs!) && theirs!.contains(mine!);
      expect(same, `${title}: ${JSON.stringify([from, to])}`).to.equal(true);
    }
}

/** Whether anything gets out to the internet through a NAT gateway. */
function leadsOut(network: Network, verifier: Verifier, gateway: string): boolean {
  return network.networkInterfaces.some(({ key }) => {
    let found = false;
    verifier.traffic(
      { interface: key },
      { internet: true },
      {
        lost: () => undefined,
        arrived: ({ hops, outcome }) => {
          const passed = hops.some(({ component }) => component === gateway);
          found ||= passed && !outcome.possible.isEmpty;
        },
      },
    );
    return found;
  });
}

describe("baseline: on random networks", function () {
  this.timeout(600_000);
  const seeds = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  const everywhere = (sample: number, check: (network: Network) => void): void =>
    fc.assert(
      fc.property(seeds, (seed) => check(randomNetwork(seed, SMALL))),
      { numRuns: runs(sample) },
    );

  it("a rule that does nothing can be deleted, and nothing changes", () => {
    let deleted = 0;
    everywhere(60, (network) => {
      const verifier = compileNetwork(network);
      const idle = findProblems(verifier).filter(({ rule }) =>
        ["rule-that-can-never-match", "rule-hidden-by-another"].includes(rule),
      );
      for (const finding of idle) {
        const changed = withoutRule(network, finding);
        if (changed === undefined) continue;
        deleted++;
        expectSame(network, verifier, compileNetwork(changed), finding.title);
      }
    });
    expect(deleted).to.be.greaterThan(50);
  });

  it("nothing gets out by a NAT gateway that is said to lead nowhere", () => {
    let asked = 0;
    everywhere(80, (network) => {
      const verifier = compileNetwork(network);
      const dead = findProblems(verifier).filter(
        ({ rule, grade }) => rule.startsWith("nat-gateway-without-") && grade === "error",
      );
      for (const { title, component, others = [] } of dead) {
        const keys = [component, ...others].map(({ key }) => key);
        for (const { key } of network.natGateways.filter((one) => keys.includes(one.key))) {
          asked++;
          expect(leadsOut(network, verifier, key), title).to.equal(false);
        }
      }
    });
    expect(asked).to.be.greaterThan(10);
  });

  it("the packet that shows a dropped reply is not answered, for sure", () => {
    let shown = 0;
    everywhere(80, (network) => {
      const verifier = compileNetwork(network);
      for (const { rule, packet, title } of findProblems(verifier)) {
        if (rule !== "replies-dropped-by-acl" || packet === undefined) continue;
        const at = (address: string): PlaceName => {
          const one = network.networkInterfaces.find(({ ipv4, ipv6 }) =>
            [...ipv4, ...ipv6].includes(address),
          );
          return one === undefined ? { internet: true } : { interface: one.key };
        };
        const [protocol, port] = packet.traffic.split("/");
        if (protocol !== "tcp" && protocol !== "udp") continue;
        shown++;
        const answered = verifier.traffic(at(packet.source), at(packet.destination)).sure.has({
          source: packet.source,
          destination: packet.destination,
          protocol: protocol === "tcp" ? 6 : 17,
          sourcePort: packet.sourcePort,
          destinationPort: Number(port),
        });
        expect(answered, title).to.equal(false);
      }
    });
    expect(shown).to.be.greaterThan(10);
  });
});
