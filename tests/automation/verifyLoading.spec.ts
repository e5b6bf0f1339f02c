/** What the command line loads before it knows that something is to be verified: nothing of it. */
import { expect } from "chai";
import { runCli } from "./support/cli";
import { folderWith, removeFolders } from "./support/folders";

const project = {
  ".git/HEAD": "",
  "Pulumi.yaml": "name: app\nmain: index.js\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config: {}\n",
  "index.js": "",
  // At its end a process tells which of our rooms it has loaded.
  "tell.cjs": `process.on("exit", () => {
    const rooms = Object.keys(require.cache).map((file) => /[\\\\/](analysis|engine|simulator)[\\\\/]/.exec(file)?.[1]);
    process.stderr.write("loaded: " + [...new Set(rooms)].filter(Boolean).sort().join(" ") + "\\n");
  });`,
};

async function loaded(args: string): Promise<string> {
  const cwd = folderWith(project);
  const { stderr } = await runCli(args.split(" "), {
    cwd,
    env: { NODE_OPTIONS: `--require ${cwd}/tell.cjs` },
  });
  return /^loaded: ?(.*)$/m.exec(stderr)?.[1] ?? stderr;
}

describe("The command line, before it verifies", function () {
  this.timeout(60_000);
  afterEach(removeFolders);

  const light = ["--help", "verify --help", "verify --stat x", "sim up --help", "sim ls"];
  for (const args of [...light, "verify --state a.json --markdown --sarif", "rehearse app/prd"])
    it(`loads no analysis for ${args}`, async () => {
      expect(await loaded(args)).to.not.contain("analysis");
    });

  it("loads neither engine nor simulated AWS where states are given", async () => {
    expect(await loaded("verify --state index.js")).to.equal("analysis");
  });
});
