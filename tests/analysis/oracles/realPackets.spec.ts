/**
 * Oracle 2: real TCP connections and UDP exchanges, through network namespaces with the network's routes and rules,
 * succeed exactly where the verifier says so. `npm test` tries a handful of networks, `PAN_FULL=1` all.
 */
import { expect } from "chai";
import type { Network } from "../../../analysis/model/network";
import { compileNetwork } from "../../../analysis/reachability";
import { drawnSystems } from "../../scenarios/as-drawn/asDrawn";
import { networkOf } from "../../scenarios/as-drawn/support/networks";
import { verifierSays, walkerSays } from "./agreement/compare";
import { acrossVpcs } from "./cases/acrossVpcs";
import { inOneVpc } from "./cases/inOneVpc";
import { randomNetwork } from "./generator/randomNetwork";
import { REAL } from "./generator/space";
import { formatPacket, formatPlace } from "./packet";
import { addressed } from "./packets/addressed";
import { type Outcome, sendPackets, whyNot } from "./packets/laboratory";
import { sketch } from "./sketch/read";
import { writeSketch } from "./sketch/write";

const full = Boolean(process.env.PAN_FULL);
const FIRST_SEED = Number(process.env.PAN_SEED ?? 0);
const HOW_MANY = full ? 30 : 2;

const drawn = [...inOneVpc, ...acrossVpcs].filter(({ network }) => network.includes("ipv4="));
const handMade = full ? drawn : drawn.filter((_, n) => n % 5 === 3);

/** What the verifier says and what became of the packet, where they differ; what it leaves open cannot. */
function differences(network: Network, outcomes: readonly Outcome[]): string[] {
  const verifier = compileNetwork(network);
  return outcomes.flatMap(({ attempt, delivered }) => {
    const said = attempt.questions.map((question) => verifierSays(verifier, question));
    const sure = said.some((one) => one.sure);
    const open = said.some((one) => one.possible || one.undecided);
    if (delivered ? open || sure : !sure) return [];
    const [{ from, packet }] = attempt.questions as [(typeof attempt.questions)[number]];
    const to = attempt.questions.map((question) => formatPlace(question.to)).join(" or ");
    const walked = attempt.questions.map((question) => walkerSays(network, question));
    const walker = walked.some((one) => one.possible) ? "delivered" : "not delivered";
    return [
      `${formatPlace(from)} to ${to}, ${formatPacket(packet)}: ` +
        `${delivered ? "delivered, and must not be" : "lost, and must be delivered"} (the walker: ${walker})`,
    ];
  });
}

async function check(network: Network): Promise<Outcome[]> {
  const outcomes = await sendPackets(network);
  const found = differences(network, outcomes);
  const shown = [...found.slice(0, 10), `${found.length} in all`, writeSketch(network)].join("\n");
  expect(found, shown).to.be.empty;
  return outcomes;
}

describe("real packets", function () {
  this.timeout(60_000);

  before(function () {
    const reason = whyNot();
    if (reason === undefined) return;
    process.stdout.write(`      skipped: ${reason}\n`);
    this.skip();
  });

  for (const { title, network } of handMade) {
    it(`go where the verifier says: ${title}`, async () => {
      await check(sketch(network));
    });
  }

  for (const system of full ? drawnSystems : drawnSystems.slice(1, 2)) {
    it(`go where the verifier says: ${system.name} as drawn`, async () => {
      await check(addressed(await networkOf(system)));
    });
  }

  it(`go where the verifier says: ${HOW_MANY} random networks`, async function () {
    this.timeout(HOW_MANY * 20_000);
    const seen = { delivered: 0, lost: 0 };
    for (let seed = FIRST_SEED; seed < FIRST_SEED + HOW_MANY; seed++) {
      for (const { delivered } of await check(randomNetwork(seed, REAL))) {
        seen[delivered ? "delivered" : "lost"]++;
      }
    }
    // Networks in which nothing works, or everything, would show nothing.
    expect(seen.delivered).to.be.greaterThan(50 * HOW_MANY);
    expect(seen.lost).to.be.greaterThan(50 * HOW_MANY);
  });

  it("are lost where a rule that lets them through is taken away: the laboratory can say no", async () => {
    const open = sketch(`
      vpc v 10.0.0.0/16
      subnet one 10.0.1.0/24 vpc=v
      subnet two 10.0.2.0/24 vpc=v acl=edge
      acl edge vpc=v
        in 100 allow all 0.0.0.0/0
        out 100 allow all 0.0.0.0/0
      interface a in=one ipv4=10.0.1.10
      interface b in=two ipv4=10.0.2.10`);
    const shut = {
      ...open,
      networkAcls: open.networkAcls.map((acl) => (acl.default ? acl : { ...acl, egress: [] })),
    };
    const between = (outcomes: readonly Outcome[]) =>
      outcomes
        .filter(({ attempt }) => attempt.destination.startsWith("10."))
        .map(({ delivered }) => delivered);
    expect(new Set(between(await sendPackets(open)))).to.deep.equal(new Set([true]));
    expect(new Set(between(await sendPackets(shut)))).to.deep.equal(new Set([false]));
  });
});
