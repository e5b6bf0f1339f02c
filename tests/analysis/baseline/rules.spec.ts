/** The table of rules, from which the docs are made. */
import { expect } from "chai";
import { baselineRules, findProblems } from "../../../analysis/baseline";
import { compileNetwork } from "../../../analysis/reachability";
import { drawn } from "../support/drawn";

describe("baseline: the rules", () => {
  it("have names of their own in kebab case, and say what they look for and where to read on", () => {
    const names = baselineRules.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { name, looksFor, page } of baselineRules) {
      expect(name).to.match(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(looksFor).to.match(/^[A-Z].*\.$/);
      expect(page).to.match(/^https:\/\/docs\.aws\.amazon\.com\/\S+$/);
    }
  });

  const faulty = `
    vpc v 10.0.0.0/16
    igw gw vpc=v
    subnet public 10.0.0.0/24 vpc=v table=out acl=tight
    nat n vpc=v in=public public
    table out vpc=v
      0.0.0.0/0 igw:gw
      10.9.0.0/16 peering:old gone
    acl tight vpc=v
      in 100 allow all 0.0.0.0/0
      in 110 allow tcp/22 10.0.0.0/16
      in 120 deny tcp/23 10.0.0.0/16
      out 100 allow all 0.0.0.0/0`;

  it("give the worst first, in their own order, with their name and page", () => {
    const found = findProblems(compileNetwork(drawn(faulty)));
    expect(found.map(({ grade, rule }) => `${grade} ${rule}`)).to.deep.equal([
      "error black-hole",
      "error nat-gateway-without-public-address",
      "warning rule-hidden-by-another",
      "info rule-hidden-by-another",
    ]);
    for (const { rule, page } of found)
      expect(page).to.equal(baselineRules.find(({ name }) => name === rule)?.page);
  });

  it("give no graver finding than their table says", () => {
    const order = ["error", "warning", "info"];
    for (const { grade, rule } of findProblems(compileNetwork(drawn(faulty)))) {
      const worst = baselineRules.find(({ name }) => name === rule)?.grade ?? "info";
      expect(order.indexOf(grade)).to.be.at.least(order.indexOf(worst));
    }
  });

  it("find nothing in an empty network", () => {
    expect(findProblems(compileNetwork(drawn("vpc v 10.0.0.0/16")))).to.deep.equal([]);
  });
});
