/** `verify` as people meet it: on the command line, on states, and on what a program makes. */
import { execFileSync } from "node:child_process";
import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Verification } from "../../analysis";
import { runCli, type CliRun, type CliSettings } from "./support/cli";
import { folderWith, removeFolders } from "./support/folders";

const states = join(__dirname, "../scenarios/states");
const web = readFileSync(join(states, "web.json"), "utf8");
const [balancer, service] = ["sg-01bff9930c77d2501", "sg-0caf54efdcdbca373"];

const shut = `{name: shut, source: internet, expect: neverReach, destination: ${service}}`;
const closed = `{name: closed, source: internet, expect: neverReach, destination: ${balancer}, ports: [tcp/80]}`;
const nobody = `{name: nobody, source: sg-gone, expect: reach, destination: ${service}, ports: [tcp/80]}`;
const intents = (...texts: readonly string[]): string =>
  `intents:\n${texts.map((text) => `  - ${text}\n`).join("")}`;

interface State {
  readonly deployment: {
    readonly resources: { urn: string; type: string; inputs: object; outputs: object }[];
  };
}

/** The same stack with the resources that `change` makes of its own. */
function changed(change: (resource: State["deployment"]["resources"][number]) => object): string {
  const state = JSON.parse(web) as State;
  const resources = state.deployment.resources.map(change);
  return JSON.stringify({ ...state, deployment: { ...state.deployment, resources } });
}

/** The listener's group without rules. */
const shutBalancer = (): string =>
  changed((one) =>
    one.urn.endsWith("SecurityGroup::nginx-lb")
      ? {
          ...one,
          inputs: { ...one.inputs, ingress: [] },
          outputs: { ...one.outputs, ingress: [] },
        }
      : one,
  );

describe("verify", function () {
  this.timeout(120_000);
  afterEach(removeFolders);

  const run = (args: string, files: Record<string, string>, settings?: Partial<CliSettings>) =>
    runCli(args.split(" "), { cwd: folderWith({ "web.json": web, ...files }), ...settings });

  it("says of a state that all holds, first and last that it is modelled: exit code 0", async () => {
    const { code, stdout, stderr } = await run("verify --state web.json --intents i.yaml", {
      "i.yaml": intents(shut),
    });
    expect(stderr).to.equal("");
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).to.equal("MODELLED: verify web.json: 1 VPC, 3 subnets, 6 interfaces");
    expect(lines).to.include("  ✓ shut  the internet never reaches shop-service");
    expect(lines.at(-1)).to.match(
      /^MODELLED: the one intent holds, .*; nothing was asked of AWS, and reachable is not authorised\.$/,
    );
    expect(code).to.equal(0);
  });

  it("shows of what fails the packet, the path and the remedy, before what holds: exit code 1", async () => {
    const { code, stdout } = await run("verify --state web.json --intents i.yaml", {
      "i.yaml": intents(shut, closed),
    });
    expect(code).to.equal(1);
    const [fails, holds] = [stdout.indexOf("✗ closed"), stdout.indexOf("✓ shut")];
    expect(fails).to.be.above(0);
    expect(holds).to.be.above(fails);
    const shown = stdout.slice(fails, holds);
    expect(shown).to.contain("tcp/80 from the internet to nginx-lb gets through");
    expect(shown).to.match(/packet +tcp\/80 from 198\.51\.100\.1 /);
    expect(shown).to.match(/path +\S+ → /);
    expect(shown).to.match(/remedy +\S+/);
  });

  it("prints what the page shows", async () => {
    const page = readFileSync(join(__dirname, "../../docs/verify.md"), "utf8");
    const shown = /```text\n(.*?)```/s.exec(page)?.[1] ?? "";
    const { stdout } = await run("verify --state web.json --intents i.yaml", {
      "i.yaml": intents(shut, closed),
    });
    // What the page cuts is told by "…".
    const printed = stdout.split("\n").map((line, at) => {
      const [head = "", tail] = shown.split("\n")[at]?.split("…") ?? [];
      const isCut = tail !== undefined && line.startsWith(head) && line.endsWith(tail);
      return isCut ? `${head}…${tail}` : line;
    });
    expect(printed.join("\n")).to.equal(shown);
  });

  it("does not take for held what matches nothing: exit code 3", async () => {
    const { code, stdout } = await run("verify --state web.json --intents i.yaml", {
      "i.yaml": intents(shut, nobody),
    });
    expect(code).to.equal(3);
    expect(stdout).to.contain("? nobody");
    expect(stdout).to.contain("its source matches no network interface");
  });

  it("reads several states by a pattern, folders by **, and joins them", async () => {
    const files = {
      "prod/a/web.json": web,
      "prod/b/network.json": readFileSync(join(states, "network.json"), "utf8"),
      "prod/notes.txt": "",
    };
    const { stdout } = await run("verify --state prod/**/*.json", files);
    expect(stdout.split("\n")[0]).to.contain("2 VPCs, 9 subnets");
    const one = await run("verify --state prod/?/n*.json --json", files);
    expect((JSON.parse(one.stdout) as Verification).counts.vpcs).to.equal(1);
  });

  it("names the two files that are states of one stack", async () => {
    const { code, stderr } = await run("verify --state *.json", { "again.json": web });
    expect(stderr).to.match(/^error: --state: web\.json and again\.json are both states of /);
    expect(code).to.equal(2);
  });

  it("reads standard input, and prints one document for a program", async () => {
    const { code, stdout } = await run("verify --state - --json", {}, { input: web });
    const document = JSON.parse(stdout) as Verification;
    expect(Object.keys(document)).to.have.members([
      ...["version", "cloud", "result", "verdicts", "findings", "unmodelled", "missing"],
      ...["assumptions", "counts"],
    ]);
    expect(document).to.include({ version: 1, cloud: "modelled", result: "holds" });
    expect(code).to.equal(0);
  });

  it("tells what a change opens and closes", async () => {
    const files = { "before.json": shutBalancer() };
    const opened = await run("verify --state web.json --diff before.json", files);
    expect(opened.stdout).to.match(/\n {2}opens all from the internet .*load balancer/);
    const closing = await run("verify --state before.json --diff web.json", files);
    expect(closing.stdout).to.match(/\n {2}closes all from the internet .*load balancer/);
    const same = await run("verify --state web.json --diff web.json", files);
    expect(same.stdout).to.contain("opens and closes\n  nothing\n");
  });

  it("prints Markdown and SARIF, and nothing else", async () => {
    const files = { "i.yaml": intents(closed) };
    const markdown = await run("verify --state web.json --intents i.yaml --markdown", files);
    expect(markdown.stdout).to.match(/^### ❌ Network: 1 intent fails/);
    expect(markdown.code).to.equal(1);
    const sarif = await run("verify --state web.json --intents i.yaml --sarif", files);
    const log = JSON.parse(sarif.stdout) as { runs: { results: { locations: unknown }[] }[] };
    expect(JSON.stringify(log.runs[0]?.results[0]?.locations)).to.contain('"uri":"web.json"');
    expect(sarif.code).to.equal(1);
  });

  it("lists all that is wrong with a file of intents", async () => {
    const { code, stderr } = await run("verify --state web.json --intents i.yaml", {
      "i.yaml": "intents:\n  - {source: internet, expect: reaches}\n  - {source: 3}\n",
    });
    expect(code).to.equal(2);
    expect(stderr).to.match(/^error: --intents i\.yaml: intents\[0\]\.destination must be given\n/);
    expect(stderr).to.contain("intents[0].expect must be one of reach, reachOnly, neverReach");
    expect(stderr).to.contain("intents[1].source");
  });

  it("shows no secret of a state, though it decides", async () => {
    const [envelope, secret] = [
      "4dabf18193072939515e22adb298388d",
      "1b47061264138c4ac30d75fd1eb44270",
    ];
    const hidden = { [envelope]: secret, plaintext: '"Hush-hush"' };
    const named = changed((one) =>
      one.urn.endsWith("SecurityGroup::shop-service")
        ? {
            ...one,
            inputs: { ...one.inputs, tags: { Name: hidden } },
            outputs: { ...one.outputs, tags: { Name: hidden } },
          }
        : one,
    );
    const { stdout } = await run("verify --state named.json --intents i.yaml", {
      "named.json": named,
      "i.yaml": intents(shut),
    });
    expect(stdout).to.contain("the internet never reaches [secret]");
    expect(stdout).to.not.contain("Hush-hush");
  });

  describe("with the intents of a branch", () => {
    const git = (cwd: string, ...args: readonly string[]): void => {
      const author = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
      execFileSync("git", [...author, ...args], { cwd, stdio: "ignore" });
    };

    function repository(content: string): string {
      const cwd = folderWith({ "web.json": web, "net/intents.yaml": content });
      git(cwd, "init", "-q", "-b", "main");
      git(cwd, "add", ".");
      git(cwd, "commit", "-qm", "intents");
      return cwd;
    }

    const verify = (cwd: string, source = "git:main:net/intents.yaml"): Promise<CliRun> =>
      // Where git is.
      runCli(["verify", "--state", "web.json", "--intents", source], {
        cwd,
        env: { PATH: process.env.PATH ?? "" },
      });

    it("fails by one that the change drops and that does not hold, and tells it first", async () => {
      const cwd = repository(intents(shut, closed));
      writeFileSync(join(cwd, "net/intents.yaml"), intents(shut));
      const { code, stdout } = await verify(cwd);
      expect(stdout.split("\n").slice(1, 3)).to.deep.equal([
        "intents dropped or weakened",
        "  ✗ dropped   closed  the internet never reaches nginx-lb on tcp/80",
      ]);
      expect(stdout).to.contain("as it was, it fails:");
      expect(code).to.equal(1);
    });

    it("goes on where one is dropped that holds, and still tells it", async () => {
      const cwd = repository(intents(shut));
      unlinkSync(join(cwd, "net/intents.yaml"));
      const { code, stdout } = await verify(cwd, "git:HEAD:net/intents.yaml");
      expect(stdout).to.contain("✓ dropped   shut");
      expect(code).to.equal(0);
    });

    it("asks those that stand in the working tree once", async () => {
      const cwd = repository(intents(shut));
      const { stdout, code } = await verify(cwd);
      expect(stdout).to.contain("the one intent holds");
      expect(stdout).to.not.contain("dropped or weakened");
      expect(code).to.equal(0);
    });

    it("says what git says of a branch or a file that is not there", async () => {
      const cwd = repository(intents(shut));
      const { code, stderr } = await verify(cwd, "git:nowhere:net/intents.yaml");
      expect(stderr).to.match(
        /^error: --intents git:nowhere:net\/intents\.yaml: git says: .*nowhere/,
      );
      expect(code).to.equal(2);
      const option = await verify(cwd, "git:--output=x:y");
      expect(option.stderr).to.contain("must be git:<ref>:<path>");
    });
  });
});
