/** What the awsx components refuse, in words that say what to do, and what they leave to the plugin. */
import { expect } from "chai";
import { awsxProvider } from "../../../simulator";
import type { ConstructRequest, ConstructResult, Declined } from "../../../simulator/protocol";
import { ask, balancer, service, task, web } from "./cases/asking";
import { FakeMonitor } from "./fakeMonitor";

async function made(
  request: ConstructRequest,
  version = "3.9.0",
): Promise<{ monitor: FakeMonitor; result: ConstructResult | Declined }> {
  const provider = awsxProvider({ package: "awsx", version, urn: "" });
  const monitor = new FakeMonitor(false);
  const result = await provider.construct?.(request, monitor);
  if (result === undefined) throw new Error("awsx constructs nothing");
  return { monitor, result };
}

async function declined(request: ConstructRequest, version?: string): Promise<string> {
  const { monitor, result } = await made(request, version);
  expect(monitor.registrations).to.deep.equal([]);
  return "declined" in result ? result.declined : "constructed";
}

async function refused(request: ConstructRequest): Promise<string> {
  const provider = awsxProvider({ package: "awsx", version: "3.9.0", urn: "" });
  const construction = provider.construct?.(request, new FakeMonitor(false));
  return (construction ?? Promise.resolve()).then(
    () => "constructed",
    (error: unknown) => (error as Error).message,
  );
}

const role = { taskRole: { args: { policyArns: [{ output: true }] } } };

describe("awsx components", () => {
  for (const [what, { request }, message] of [
    [
      "subnets in two ways",
      balancer("", { subnets: [] }),
      "at most one of subnetIds, subnets and subnetMappings can be given; subnetIds and subnets are: leave one out",
    ],
    [
      "a listener and listeners",
      balancer("", { listener: {}, listeners: [] }),
      "at most one of listener and listeners can be given; listener and listeners are: leave one out",
    ],
    [
      "subnets that are no resources",
      balancer("", { subnetIds: undefined, subnets: ["subnet-1"] }),
      "subnets must be a list of subnet resources: give their ids as subnetIds",
    ],
    [
      "listeners as an output",
      balancer("", {
        listeners: {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          value: [],
        },
      }),
      "listeners must be a list whose length is known, not an output",
    ],
    [
      "the option deletedWith",
      balancer("", {}, { options: { deletedWith: "urn:pulumi:dev::app::a:b:C::d" } }),
      "the published awsx cannot pass on the option deletedWith (it cuts the URN short, which fails the deployment): leave it out",
    ],
    [
      "no task definition",
      service("", {}),
      "taskDefinitionArgs (to make a task definition) or taskDefinition (the ARN of one) must be given; neither is",
    ],
    [
      "no container",
      service("", { taskDefinitionArgs: {} }),
      "exactly one of container and containers must be given; neither is",
    ],
    [
      "policies that are not known",
      task("", { container: web, ...role }),
      "taskRole.args.policyArns[0] must be a plain string, not an output: attach such a policy to a role of your own, and give that as roleArn",
    ],
    [
      "a role given and told",
      task("", { container: web, executionRole: { roleArn: "arn", args: {} } }),
      "executionRole: at most one of roleArn and args can be given; roleArn and args are: leave one out",
    ],
    [
      "a log group's ARN with something behind it",
      task("", {
        container: web,
        logGroup: { existing: { arn: "arn:aws:logs:r:1:log-group:n:*" } },
      }),
      'logGroup.existing.arn "arn:aws:logs:r:1:log-group:n:*" is no log group\'s ARN: it reads ' +
        "arn:aws:logs:<region>:<account>:log-group:<name>, with nothing behind the name",
    ],
    [
      "more than Fargate has",
      task("", { container: { ...web, cpu: 65536 } }),
      "the containers ask for 64 vCPU and 0.125 GB together; Fargate's largest task has 32 vCPU and 244 GB: make them smaller, or fewer",
    ],
  ] as const)
    it(`refuse ${what}`, async () => {
      expect(await refused(request)).to.equal(message);
    });

  it("leave to the plugin what they do not do", async () => {
    const vpc = ask("awsx:ec2:Vpc", "", {});
    expect(await declined(vpc.request)).to.equal("awsx:ec2:Vpc");
    expect(await declined(balancer("", { subnetIds: undefined }).request)).to.equal(
      "awsx:lb:ApplicationLoadBalancer in the default VPC (no subnetIds given)",
    );
    const open = service("", { networkConfiguration: undefined, taskDefinition: "arn" });
    expect(await declined(open.request)).to.equal(
      "awsx:ecs:FargateService in the default VPC (no networkConfiguration given)",
    );
    expect(await declined(balancer("", {}).request, "2.22.0")).to.equal(
      "awsx:lb:ApplicationLoadBalancer of awsx 2.22.0 (only of 3)",
    );
  });

  it("finish each component, and have the default provider of the published awsx", async () => {
    const { monitor } = await made(service("", { taskDefinitionArgs: { container: web } }).request);
    expect(monitor.finished).to.deep.equal([
      "urn:pulumi:dev::app::awsx:ecs:FargateService$awsx:ecs:FargateTaskDefinition::web",
      "urn:pulumi:dev::app::awsx:ecs:FargateService::web",
    ]);
    expect([...monitor.versions]).to.deep.equal(["7.43.0"]);
  });

  it("manage no resource and answer no look-up of their own", async () => {
    const provider = awsxProvider({ package: "awsx", version: "3.9.0", urn: "" });
    const said = await provider.invoke("awsx:ec2:getDefaultVpc", {}).then(String, String);
    expect(said).to.equal(
      "Error: the simulated AWS has no answer to awsx:ec2:getDefaultVpc: ask aws.ec2.getVpc and aws.ec2.getSubnets",
    );
  });
});
