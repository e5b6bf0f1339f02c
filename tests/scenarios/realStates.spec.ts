import { expect } from "chai";
import { join } from "node:path";
import { rehearse, type InlineProgram } from "../../automation";
import { rejection } from "../automation/support/rejection";
import { instances, network, web, type Edits } from "./states/programs";

const programs = { network, web, instances };
type Name = keyof typeof programs;
const config = { "aws:region": "us-west-2" };

function run(name: Name, edits: Edits = {}) {
  const program: InlineProgram = {
    program: programs[name](edits),
    projectName: name,
    stackName: "prod",
  };
  return rehearse(program, { config, from: join(__dirname, "states", `${name}.json`) });
}

describe("the state of a real stack", () => {
  for (const [name, count] of [
    ["network", 33],
    ["web", 26],
    ["instances", 21],
  ] as const)
    it(`${name}: its own program changes nothing`, async () => {
      const { changes, diagnostics } = await run(name);
      expect(changes).to.deep.equal({
        create: 0,
        update: 0,
        replace: 0,
        delete: 0,
        same: count + 1,
      });
      expect(diagnostics[0]?.message).to.equal(
        `${count} resources of account 111122223333 were taken over`,
      );
    });

  it("network: one NAT gateway fewer takes its address with it, and moves a route in place", async () => {
    const { changes } = await run("network", { natGateways: 2 });
    expect(changes).to.include({ create: 0, update: 1, replace: 0, delete: 2 });
  });

  it("network: another block for a subnet would fail, for the NAT gateway in it holds its address", async () => {
    const publicBlocks = ["10.0.48.0/20", "10.0.96.0/20", "10.0.160.0/20"];
    const error = await rejection(run("network", { publicBlocks }));
    expect(error.message).to.contain("Resource.AlreadyAssociated");
    expect(error.message).to.contain("eipalloc-0daf7e977791e5f44");
  });

  it("network: AWS refuses a block that is taken", async () => {
    const publicBlocks = ["10.0.0.0/20", "10.0.96.0/20", "10.0.160.0/20"];
    const error = await rejection(run("network", { publicBlocks }));
    expect(error.message).to.contain("InvalidSubnet.Conflict");
  });

  it("web: more tasks are an update in place", async () => {
    const { changes } = await run("web", { desiredCount: 2 });
    expect(changes).to.include({ create: 0, update: 1, replace: 0, delete: 0 });
  });

  it("web: another description makes another security group, and the rest follows in place", async () => {
    const { changes } = await run("web", { groupDescription: "of the load balancer" });
    expect(changes).to.include({ create: 0, replace: 1, delete: 0 });
  });

  it("instances: another instance type is an update in place", async () => {
    const { changes } = await run("instances", { instanceType: "t2.small" });
    expect(changes).to.include({ create: 0, update: 1, replace: 0, delete: 0 });
  });
});
