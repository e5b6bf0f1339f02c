import { expect } from "chai";
import { execFileSync } from "node:child_process";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");
const SCRIPT = `
  const { Vpc } = require("./index.ts");
  if (typeof Vpc !== "function") throw new Error("no Vpc");
  console.log(JSON.stringify(Object.keys(require.cache)));
`;

/** What a process of its own has loaded after \`import { Vpc }\`, relative to the repository. */
function loaded(): string[] {
  const output = execFileSync(process.execPath, ["-r", "ts-node/register", "-e", SCRIPT], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_TRANSPILE_ONLY: "true" },
    encoding: "utf8",
  });
  return (JSON.parse(output) as string[]).map((file) => path.relative(ROOT, file));
}

describe("import { Vpc }", () => {
  const files = loaded();

  it("loads of ours the components and the pure rooms under them alone", () => {
    const rooms = new Set(
      files.filter((file) => !file.startsWith("node_modules")).map((file) => file.split("/")[0]),
    );
    expect([...rooms].sort()).to.deep.equal(["components", "index.ts", "net"]);
  });

  it("loads of @pulumi/aws the services it uses, and never the whole package", () => {
    const services = new Set(
      files
        .filter((file) => file.startsWith("node_modules/@pulumi/aws/"))
        .map((file) => file.split("/")[3]),
    );
    expect(services.has("index.js")).to.equal(false);
    expect(
      [...services].filter((service) => ["eks", "sagemaker", "redshift"].includes(service ?? "")),
    ).to.deep.equal([]);
  });

  it("loads no other package than Pulumi's and ip-address, beside what those load", () => {
    const packages = new Set(
      files
        .filter((file) => file.startsWith("node_modules/"))
        .map((file) => file.split("/")[1] ?? ""),
    );
    for (const unwanted of ["zod", "commander", "listr2", "yaml", "@inquirer"]) {
      expect(packages.has(unwanted), unwanted).to.equal(false);
    }
    expect(packages.has("ip-address")).to.equal(true);
  });
});
