/** Counterparts of terraform-aws-vpc's examples, of our components, through their life in the simulated AWS. */
import { expect } from "chai";
import { rehearseProgram } from "../../../automation/testing";
import { NetworkLife, pulumiFn } from "../support/networkLife";
import { shortType } from "../support/runs";
import { examples, type Example } from "./examples";
import { ACCOUNT } from "./flowLog";
import { REGION } from "./networks";

const placeOf = ({ generic = [] }: Example) => ({ account: ACCOUNT, region: REGION, generic });

function expectedOf({ theirs, differences }: Example): Record<string, number> {
  const ours = Object.entries(differences).map(([type, [count]]) => [type, count] as const);
  const all = Object.entries({ ...theirs, ...Object.fromEntries(ours) });
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

for (const example of examples)
  describe(`terraform-aws-vpc's example ${example.name}`, () => {
    let life: NetworkLife;
    before(async () => {
      life = await NetworkLife.open(placeOf(example));
    });
    after(() => life.close());

    it("has the same resources by type and count, but for what is explained; the same addresses; and its baseline holds", async function () {
      this.timeout(60_000);
      const made = await rehearseProgram(pulumiFn(example.program), placeOf(example));
      const counts: Record<string, number> = {};
      const blocks: unknown[] = [];
      for (const { type, outputs } of made.resources) {
        if (!type.startsWith("aws:")) continue;
        counts[shortType(type)] = (counts[shortType(type)] ?? 0) + 1;
        if (type === "aws:ec2/subnet:Subnet" && outputs.cidrBlock !== "")
          blocks.push(outputs.cidrBlock);
      }
      expect(counts).to.deep.equal(expectedOf(example));
      expect(blocks.sort()).to.deep.equal([...example.blocks].sort());

      const { result, findings, missing, unmodelled } = made.verification;
      const hints = new Set(findings.map(({ grade, rule }) => `${grade} ${rule}`));
      expect({
        result,
        hints: [...hints].sort(),
        missing,
        unmodelled: unmodelled.map(({ type }) => type),
      }).to.deep.equal({
        result: "holds",
        hints: Object.keys(example.hints ?? {}).sort(),
        missing: [],
        unmodelled: example.unmodelled ?? [],
      });
    });

    it("explains only what differs", () => {
      const { theirs, differences } = example;
      const same = Object.keys(differences).filter(
        (type) => differences[type]?.[0] === (theirs[type] ?? 0),
      );
      expect(same).to.deep.equal([]);
    });

    it("goes up, up again unchanged, and down", async function () {
      this.timeout(120_000);
      expect(await life.up(example.program)).not.to.deep.equal([]);
      expect(await life.up(example.program)).to.deep.equal([]);
      expect(await life.down(example.program)).to.equal(true);
    });
  });
