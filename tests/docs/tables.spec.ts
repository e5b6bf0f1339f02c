/** The tables of the pages say what is in the code. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { defaultQuotas, modelledLookups, modelledTypes } from "../../simulator";
import { runProgram } from "../programs/runProgram";
import { pages, readPage, root, tableRows } from "./pages";

const settings = { "aws:region": "us-east-1" };

/** AWS's error codes, wherever the simulated AWS throws one; those of what is not found stand there by their form. */
function thrownCodes(): string[] {
  const files = readdirSync(join(root, "simulator"), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".ts"));
  const codes = files.flatMap((file) =>
    [
      ...readFileSync(join(root, "simulator", file), "utf8").matchAll(
        /new AwsError\(\s*"([A-Za-z.]+)"/g,
      ),
    ].map((found) => found[1] ?? ""),
  );
  return [...new Set(codes)].filter((code) => !code.includes("NotFound"));
}

function codesIn(page: string): Set<string> {
  return new Set([...readPage(page).matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? ""));
}

describe("docs/types.md, which `npm run types` writes", () => {
  const named = codesIn("docs/types.md");

  it("lists every type and every look-up that is modelled, and no other", () => {
    const listed = [...named].filter((name) => /^aws:[\w-]+\/\w+:\w+$/.test(name)).sort();
    expect(listed).to.deep.equal([...modelledTypes(), ...modelledLookups()].sort());
  });

  it("names every code that AWS refuses with", () => {
    expect(thrownCodes().length).to.be.greaterThan(40);
    expect(thrownCodes().filter((code) => !named.has(code))).to.deep.equal([]);
  });

  it("names every quota, with its default", () => {
    const rows = tableRows(readPage("docs/types.md"));
    const quotas = Object.entries(defaultQuotas).map(([name, value]) => [
      `\`${name}\``,
      String(value),
    ]);
    expect(rows).to.deep.equal(quotas);
  });
});

describe("the pages", () => {
  it("count types and look-ups as they are", () => {
    const counts = `${modelledTypes().length} resource types and ${modelledLookups().length} look-ups`;
    for (const page of ["README.md", "CHANGELOG.md", "docs/fidelity.md", "docs/types.md"])
      expect(readPage(page), page).to.contain(counts);
  });

  it("count what serverless/dev creates as it is", async () => {
    const { recording } = await runProgram("serverless", "dev", settings);
    const count = recording.resources.filter(({ type }) => type.startsWith("aws:")).length;
    expect(readPage("README.md")).to.contain(`of which ${count} are AWS resources`);
    expect(readPage("docs/serverless.md")).to.contain(`${count} AWS resources`);
  });

  it("name no folder of the machine that they were written on", () => {
    for (const page of pages)
      expect(readPage(page)).not.to.match(/(^|[\s`"(])\/(work|home|root)\//m);
  });
});

interface AclRule {
  readonly networkAclId: string;
  readonly egress: boolean;
  readonly ruleNumber: number;
  readonly ruleAction: string;
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlock: string;
}

describe("docs/serverless.md", () => {
  it("lists the ACL rules as the program makes them", async () => {
    const { recording } = await runProgram("serverless", "dev", settings);
    const made = recording.resources
      .filter(({ type }) => type === "aws:ec2/networkAclRule:NetworkAclRule")
      .map(({ inputs }) => inputs as unknown as AclRule)
      .map((rule) => [
        `${rule.networkAclId.includes("public") ? "public" : "private"} ${rule.egress ? "egress" : "ingress"}`,
        String(rule.ruleNumber),
        rule.ruleAction,
        rule.protocol,
        rule.fromPort === rule.toPort ? `${rule.fromPort}` : `${rule.fromPort}-${rule.toPort}`,
        rule.cidrBlock,
      ]);
    const parts = readPage("docs/serverless.md").split(/<!-- rules: (.*) -->/);
    const listed = [1, 3, 5, 7].flatMap((at) =>
      tableRows((parts[at + 1] ?? "").split("\n## ")[0] ?? "").map((row) => [parts[at], ...row]),
    );
    expect(listed).to.have.deep.members(made);
  });

  it("maps the addresses as the program does", async () => {
    const config = { ...settings, "serverless:availabilityZones": '["a","b","c"]' };
    const { exports } = await runProgram("serverless", "prod", config);
    const layout = exports.subnetLayout as Record<string, Record<string, string>>;
    const rows = tableRows(readPage("docs/serverless.md"));
    for (const [tier, blocks] of Object.entries(layout)) {
      const row = rows.find(([first]) => first === tier);
      expect(row?.slice(1, 4)).to.deep.equal(Object.values(blocks));
    }
  });
});
