/** The same cases put to moto through the AWS SDK: how it differs is what docs/fidelity.md says, and nothing else. */
import { expect } from "chai";
import { allCases } from "./cases";
import { comparedPage, differences, longest, replay, type Difference, type Replayed } from "./moto";

const page = comparedPage();
const line = ({ title, ours, moto }: Difference): string => `| ${title} | ${ours} | ${moto} |`;

describe("moto, given the same cases", () => {
  let replayed: Replayed;

  before(async function () {
    this.timeout(longest + 10_000);
    const answer = await replay(allCases);
    let missing = "missing" in answer ? answer.missing : undefined;
    if ("version" in answer) {
      replayed = answer;
      if (!page.versions.includes(answer.version))
        missing = `the page is of moto ${page.versions.join(" and ")}, and this is moto ${answer.version}`;
    }
    if (missing === undefined) return;
    // Said where people look for what was not run.
    process.stdout.write(`      skipped: ${missing}\n`);
    this.skip();
  });

  it("is put every step of every case", () => {
    expect(replayed.errors).to.deep.equal([]);
    expect(replayed.answers).to.have.all.keys(allCases.map(({ title }) => title));
  });

  it("differs where the page says so, and nowhere else", () => {
    const listed = page.rows.map(line);
    const found = differences(allCases, replayed).map(line);
    expect(found.filter((one) => !listed.includes(one))).to.deep.equal([]);
    expect(listed.filter((one) => !found.includes(one))).to.deep.equal([]);
  });

  it("agrees as often as the page says", () => {
    const differing = differences(allCases, replayed).length;
    const all = allCases.length;
    expect(page.counts).to.deep.equal([all, all - differing, differing]);
  });
});

describe("the page's comparison with moto", () => {
  it("says of each difference who is right, and why", () => {
    for (const { title, right, why } of page.rows) {
      expect(right, title).to.match(/^(simulated AWS|moto|not known)$/);
      expect(why.length, title).to.be.greaterThan(10);
    }
  });
});
