import { expect } from "chai";
import fs from "node:fs";
import path from "node:path";
import { baselineRules } from "../../analysis/baseline";

const ROOT = path.join(__dirname, "../..");
const page = fs.readFileSync(path.join(ROOT, "docs/reachability.md"), "utf8");

describe("The page on what the verifier models", () => {
  it("names specs that exist", () => {
    const specs = [...page.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = ""]) => file);
    expect(specs.length).to.be.greaterThan(10);
    for (const file of specs) expect(fs.existsSync(path.join(ROOT, file)), file).to.equal(true);
  });

  it("lists every rule of the baseline as the code has it", () => {
    const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| (\w+) \| (.*) \|$/gm)].map(
      ([, rule = "", grade = "", looksFor = ""]) => ({ name: rule, grade, looksFor }),
    );
    expect(rows).to.deep.equal(
      baselineRules.map(({ name, grade, looksFor }) => ({ name, grade, looksFor })),
    );
  });
});
