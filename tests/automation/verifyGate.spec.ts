/** A rehearsal judges the network that it makes: what is not meant goes no further, unless that is accepted. */
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../..";
import {
  OperationFailedError,
  rehearse,
  simList,
  simUp,
  type InlineProgram,
  type RunResult,
} from "../../automation";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const config = { "aws:region": "us-east-1" };

/** A server behind an internet gateway, and the intent that the internet does not reach it. */
const server = (cidrBlocks: pulumi.Input<string>[], note = "none"): InlineProgram => ({
  ...{ projectName: "gate", stackName: "dev" },
  program: () => {
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Note: note } });
    const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }];
    const table = new aws.ec2.RouteTable("main", { vpcId: vpc.id, routes });
    const subnet = new aws.ec2.Subnet("main", {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "us-east-1a",
    });
    new aws.ec2.RouteTableAssociation("main", { subnetId: subnet.id, routeTableId: table.id });
    const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks };
    const group = new aws.ec2.SecurityGroup("server", {
      vpcId: vpc.id,
      ingress: cidrBlocks.length === 0 ? [] : [ssh],
    });
    const card = new aws.ec2.NetworkInterface("server", {
      subnetId: subnet.id,
      securityGroups: [group.id],
    });
    new aws.ec2.Eip("server", { domain: "vpc", networkInterface: card.id });
    const intents = [
      {
        name: "shut",
        source: "internet",
        expect: net.Expect.NeverReach,
        destination: group.id,
      },
    ];
    new net.Intents("server", { intents });
    return Promise.resolve({ vpcId: vpc.id });
  },
});

const [shut, open] = [server([]), server(["0.0.0.0/0"])];

async function failure(work: Promise<RunResult>): Promise<RunResult> {
  const error = await rejection(work);
  if (!(error instanceof OperationFailedError)) throw error;
  return error.run;
}

const errorsOf = ({ diagnostics }: RunResult): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

describe("The gate of a rehearsal", function () {
  this.timeout(60_000);
  let home: string;
  beforeEach(() => {
    home = join(folderWith({}), "home");
  });
  afterEach(removeFolders);

  it("lets pass a network whose intents hold, and carries what was verified", async () => {
    const { result, verification } = await rehearse(shut, { config });
    expect(result).to.equal("succeeded");
    expect(verification).to.include({ version: 1, cloud: "simulated", result: "holds" });
    expect(verification?.verdicts.map(({ name, status }) => [name, status])).to.deep.equal([
      ["server-shut", "holds"],
    ]);
    expect(verification?.difference).to.equal(undefined);
  });

  it("fails a rehearsal by an intent that fails, with the deployment's counts", async () => {
    const run = await failure(rehearse(open, { config }));
    expect(run).to.deep.include({ result: "failed", outputs: {} });
    expect(run.changes.create).to.be.above(8);
    expect(errorsOf(run)).to.deep.equal([
      "intent server-shut fails: tcp/22 from the internet to server gets through",
    ]);
    expect(run.diagnostics.at(-1)?.message).to.equal("to go on all the same: --accept intents");
    expect(run.verification?.result).to.equal("fails");
  });

  it("goes on where that is accepted, and says so all the same", async () => {
    const { result, verification } = await rehearse(open, { config, accept: ["intents"] });
    expect(result).to.equal("succeeded");
    expect(verification?.result).to.equal("fails");
    await failure(rehearse(open, { config, accept: ["findings"] }));
  });

  it("stops `sim up` before anything is changed", async () => {
    const run = await failure(simUp(open, { config, home }));
    expect(run.command).to.equal("sim up");
    expect(run.changes).to.deep.equal({ create: 0, update: 0, replace: 0, delete: 0, same: 0 });
    expect(run.diagnostics.at(-1)?.message).to.match(/nothing was changed$/);
    expect(await simList({ home })).to.deep.equal([]);
    const accepted = await simUp(open, { config, home, accept: ["intents"] });
    expect(accepted.result).to.equal("succeeded");
    expect(accepted.verification?.result).to.equal("fails");
  });

  it("tells what `sim up` opens, and stops it where an intent is dropped that it breaks", async () => {
    await simUp(shut, { config, home });
    const run = await failure(simUp(open, { config, home }));
    expect(run.verification?.difference?.opens.map(({ sentence }) => sentence)).to.deep.equal([
      "opens tcp/22 from the internet to 1 network interface (server)",
    ]);
    const same = await simUp(shut, { config, home });
    expect(same.changes.create + same.changes.update).to.equal(0);
    expect(same.verification?.difference).to.deep.equal({ opens: [], closes: [] });

    const withoutIntents: InlineProgram = {
      ...open,
      program: async () => {
        pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
          const isIntent = type === "aws-network:index:Intent";
          return isIntent ? { props: { ...props, ports: ["tcp/443"] }, opts } : { props, opts };
        });
        return open.program();
      },
    };
    const dropping = await failure(simUp(withoutIntents, { config, home }));
    expect(dropping.verification?.verdicts[0]?.status).to.equal("holds");
    expect(dropping.verification?.intentChanges?.weakened[0]).to.deep.include({
      how: ["on tcp/443, no longer on all"],
    });
    expect(errorsOf(dropping)).to.have.length(1);
  });

  it("shows no secret of the program in what it says", async () => {
    const hidden = {
      ...shut,
      program: () => server([pulumi.secret("203.0.113.77/32")]).program(),
    };
    const run = await failure(rehearse(hidden, { config }));
    expect(errorsOf(run)).to.have.length(1);
    expect(JSON.stringify(run)).to.not.contain("203.0.113.77");
  });

  it("refuses to move subnets between route tables, with the steps, unless that is accepted", async () => {
    const network = (routeTableStrategy: net.RouteTableStrategy): InlineProgram => ({
      ...{ projectName: "gate", stackName: "dev" },
      program: () => {
        new net.Vpc("shop", {
          cidrBlock: "10.0.0.0/16",
          availabilityZoneNames: ["us-east-1a"],
          subnetSpecs: [{ name: "app", type: net.SubnetType.Private }],
          routeTableStrategy,
        });
        return Promise.resolve({});
      },
    });
    const [perTier, perAz] = [
      network(net.RouteTableStrategy.PerTier),
      network(net.RouteTableStrategy.PerAz),
    ];
    await simUp(perTier, { config, home });
    const run = await failure(simUp(perAz, { config, home }));
    expect(errorsOf(run)).to.have.length(1);
    expect(errorsOf(run)[0]).to.match(
      /^route table association shop-app-1a would be moved in place, with subnet-\w+, from rtb-\w+ to rtb-\w+: AWS gives it a new id, which Pulumi does not record in an update, so that the next refresh finds none$/,
    );
    const steps = run.diagnostics.find(({ message }) => message.startsWith("keep the tables"));
    expect(steps?.message).to.match(
      /^keep the tables as they are \(of a Vpc: its routeTableStrategy\); or go on by --accept moves, and have each recorded after the update:\n {2}pulumi state delete 'urn:pulumi:dev::gate::aws-network:index:Vpc\$aws:ec2\/routeTableAssociation:RouteTableAssociation::shop-app-1a' && pulumi import aws:ec2\/routeTableAssociation:RouteTableAssociation shop-app-1a 'subnet-\w+\/<its new route table>@us-east-1' --parent 'parent=urn:pulumi:dev::gate::aws-network:index:Vpc::shop' --protect=false --generate-code=false$/,
    );
    expect((await simUp(perTier, { config, home })).changes).to.include({ create: 0, update: 0 });
    const accepted = await simUp(perAz, { config, home, accept: ["moves"] });
    expect(accepted.result).to.equal("succeeded");
  });
});
