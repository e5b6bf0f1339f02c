/** Each defect of the systems as drawn is found, and the part that decides is named. */
import { NatGateway } from "@pulumi/aws/ec2";
import { expect } from "chai";
import {
  compileNetwork,
  findProblems,
  judgeIntents,
  readIntentFile,
  type Network,
  type Verdict,
} from "../../../analysis";
import { drawnSystems, type Defect, type DrawnIntent, type PartName } from "./asDrawn";
import { deploy } from "./support/deploy";
import { network, tier } from "./support/drawing";
import { opened, withoutSecurityGroups } from "./support/mending";
import { networkOf } from "./support/networks";

function judge(network: Network, intents: readonly DrawnIntent[]): Verdict[] {
  const { intents: read, issues } = readIntentFile("drawn", JSON.stringify({ intents }));
  expect(issues).to.deep.equal([]);
  return judgeIntents(read, compileNetwork(network));
}

interface Blamed {
  readonly part: PartName;
  readonly key: string;
  readonly code: string | undefined;
  readonly sentence: string;
}

const partName = ({ type, name }: { type: string; name: string }): PartName =>
  `${type.split(":").at(-1) ?? ""} ${name}`;

function blamedBy(verdict: Verdict | undefined): Blamed[] {
  return (verdict?.evidence ?? []).flatMap(({ component, code, sentence }) => {
    if (component === undefined) return [];
    return [{ part: partName(component), key: component.key, code, sentence }];
  });
}

interface Asked {
  readonly first: Verdict["status"];
  readonly blamed: readonly Blamed[];
  /** When all that could be opened has been. */
  readonly last: Verdict["status"];
}

/** Asks, opens what is blamed where it can be opened, and asks again until nothing new comes up. */
function ask(network: Network, intent: DrawnIntent): Asked {
  const blamed: Blamed[] = [];
  let current = network;
  let [verdict] = judge(current, [intent]);
  const first = verdict?.status ?? "vacuous";
  for (;;) {
    const fresh = blamedBy(verdict).filter(({ key }) => !blamed.some((one) => one.key === key));
    if (fresh.length === 0) return { first, blamed, last: verdict?.status ?? "vacuous" };
    blamed.push(...fresh);
    current = fresh.reduce((now, { key }) => opened(now, key) ?? now, current);
    [verdict] = judge(current, [intent]);
  }
}

const isFilter = (part: PartName): boolean => /^(NetworkAcl|SecurityGroup) /.test(part);

function checkDefect(network: Network, { intents, components, code }: Defect): void {
  for (const intent of intents) {
    const { first, blamed, last } = ask(network, intent);
    expect(first, intent.name).to.equal("fails");
    const parts = blamed.map(({ part }) => part);
    expect(parts, intent.name).to.include.members([...components]);
    for (const { part, code: own, sentence } of blamed.filter(({ part }) =>
      components.includes(part),
    )) {
      expect(own).to.equal(code);
      expect(sentence).to.contain(part.slice(part.indexOf(" ") + 1));
    }
    // Filters are opened one after another: with all of those named open nothing else stops it.
    if (components.every(isFilter)) {
      expect(parts, intent.name).to.deep.equal(components);
      expect(last, intent.name).to.equal("holds");
    }
  }
}

/** What must not get through does, once nothing but the ACLs is asked. */
function checkPassing(network: Network, { intents }: Defect): void {
  for (const verdict of judge(withoutSecurityGroups(network), intents)) {
    expect(verdict.status).to.equal("fails");
    const ports = verdict.evidence.map(({ packet }) => Number(packet?.traffic.split("/")[1]));
    expect(ports.length).to.be.greaterThan(0);
    for (const port of ports) expect(port).to.be.within(1024, 65_535);
  }
}

describe("the systems as drawn", function () {
  this.timeout(60_000);
  for (const system of drawnSystems)
    describe(system.name, () => {
      let drawn: Network;
      before(async () => {
        drawn = await networkOf(system);
      });

      it("is a network that is read whole", () => {
        expect(drawn.missing).to.deep.equal([]);
        expect(drawn.unmodelled).to.deep.equal([]);
      });

      for (const defect of system.defects.filter(({ intents }) => intents.length > 0))
        it(`is wrong: ${defect.title}`, () => {
          if (defect.withoutSecurityGroups === true) checkPassing(drawn, defect);
          else checkDefect(drawn, defect);
        });

      it("is told so without being asked", () => {
        const found = findProblems(compileNetwork(drawn));
        const told = found.map(({ rule, component }) => `${rule}: ${partName(component)}`);
        const expected = system.defects.flatMap(({ finding }) =>
          finding === undefined ? [] : [`${finding.rule}: ${finding.component}`],
        );
        expect(told).to.include.members(expected);
        // What else is told is no error: nothing that is right is called wrong.
        const errors = found.filter(({ grade }) => grade === "error");
        expect(expected).to.include.members(
          errors.map(({ rule, component }) => `${rule}: ${partName(component)}`),
        );
      });

      it("is right in what it has right", () => {
        const verdicts = judge(drawn, system.holds);
        const wrong = verdicts.filter(({ status }) => status !== "holds");
        expect(wrong.map(({ intent, sentence }) => `${intent.name}: ${sentence}`)).to.deep.equal(
          [],
        );
      });
    });

  it("AWS makes no public NAT gateway without an Elastic IP, so that one is drawn in the records", async () => {
    const refusal = await deploy({
      name: "without-address",
      region: "us-west-2",
      program: () => {
        const place = network("shop", "172.31.0.0/16", "us-west-2");
        const { subnets } = tier(place, "public", ["172.31.0.0/20"]);
        new NatGateway("nat", { subnetId: subnets[0]!.id });
        return Promise.resolve();
      },
    }).then(
      () => "it was made",
      (error: unknown) => String(error),
    );
    expect(refusal).to.contain("AllocationId");
  });
});
