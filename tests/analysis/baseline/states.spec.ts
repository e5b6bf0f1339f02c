/** What is said of real stacks' states and of the systems as drawn: all of it true, and nothing else. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findProblems } from "../../../analysis/baseline";
import { readNetwork, readStackState, type Network } from "../../../analysis/model";
import { compileNetwork } from "../../../analysis/reachability";
import { simUp } from "../../../automation";
import { drawnSystems } from "../../scenarios/as-drawn/asDrawn";
import { networkOf } from "../../scenarios/as-drawn/support/networks";
import { sentence } from "./cases";

const root = join(__dirname, "../../..");
const states = join(root, "tests/scenarios/states");
const said = (network: Network): string[] =>
  findProblems(compileNetwork(network)).map((finding) => sentence(finding));

const stateNetwork = (file: string): Network =>
  readNetwork(readStackState({ name: file, text: readFileSync(file, "utf8") }));

describe("baseline: real states and drawn systems", function () {
  this.timeout(120_000);

  const expected: Readonly<Record<string, readonly string[]>> = {
    // Its program makes a gateway endpoint and associates it with nothing.
    "network.json": [
      "warning endpoint-that-nothing-can-reach [com.amazonaws.us-west-2.s3]: gateway endpoint com.amazonaws.us-west-2.s3 is on no route table",
    ],
    "web.json": [],
    "instances.json": [],
  };
  for (const [name, findings] of Object.entries(expected))
    it(name, () => expect(said(stateNetwork(join(states, name)))).to.deep.equal(findings));

  it("the serverless program, as built: nothing to warn of", async () => {
    const home = await mkdtemp(join(tmpdir(), "pan-baseline-"));
    try {
      await simUp("serverless/dev", { cwd: root, home, onProgress: () => undefined });
      const network = stateNetwork(join(home, "state/.pulumi/stacks/serverless/dev.json"));
      expect(network.networkInterfaces.length).to.be.greaterThan(8);
      expect(said(network)).to.deep.equal([
        // Both narrower rules are as asked; the wider ones are for the internet.
        "info rule-hidden-by-another [acl-analytics-private-dev]: network ACL acl-analytics-private-dev: rule 21264 out (allow tcp/443 to 10.0.4.0/23) decides nothing: rule 20062 (allow) comes first",
        "info rule-hidden-by-another [sg-analytics-lambda-dev]: security group sg-analytics-lambda-dev: the rule tcp/443 to 10.0.0.0/16 adds nothing to tcp/443 to 0.0.0.0/0",
      ]);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  const drawnFindings: Readonly<Record<string, readonly string[]>> = {
    serverless: [
      "error replies-dropped-by-acl [private]: network ACL private drops the replies on their way in: tcp/443 from Lambda function process to the internet, s3 and dynamodb",
      "info rule-hidden-by-another [lambda]: security group lambda: the rule tcp/443 to 10.0.0.0/16 adds nothing to tcp/443 to 0.0.0.0/0",
      "info unused-group [api]: no network interface carries security group api",
    ],
    "lambda-egress": [
      "error nat-gateway-without-public-address [nat]: public NAT gateway nat has no Elastic IP",
    ],
    "lambda-egress-fixed": [
      "error routing-loop [nat]: NAT gateway nat sends 0.0.0.0/0 back to itself by route table public-a of its own subnet",
    ],
    "three-tier": [
      "warning rule-that-can-never-match [database]: security group database: the rule tcp/5432 from bastion can never match: the security groups of instance bastion let nothing out to it",
    ],
    "ec2-platform": [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from 203.0.113.0/24 can never match: nothing leads from there to Auto Scaling group app",
      "warning rule-that-can-never-match [private]: network ACL private: rule 110 in (allow tcp/22 from 203.0.113.0/24) can never match: nothing leads from there to its 2 subnets",
    ],
    peering: [
      "info rule-hidden-by-another [payment]: security group payment: the rule tcp/443 to 10.1.0.0/16 adds nothing to tcp/443 to 0.0.0.0/0",
      "info rule-hidden-by-another [analytics]: security group analytics: the rule tcp/443 to 10.0.0.0/16 adds nothing to tcp/443 to 0.0.0.0/0",
    ],
  };
  for (const system of drawnSystems)
    it(`${system.name}, as drawn`, async () => {
      const network = await networkOf(system);
      expect(said(network)).to.deep.equal(drawnFindings[system.name]);
      const named = findProblems(compileNetwork(network)).map(
        ({ rule, component: { type, name } }) => `${rule}: ${type.split(":").at(-1) ?? ""} ${name}`,
      );
      for (const { finding } of system.defects)
        if (finding !== undefined)
          expect(named).to.include(`${finding.rule}: ${finding.component}`);
    });
});
