import { expect } from "chai";
import { messageOf, newStack, textOf } from "../support";
import { type Row, refusals } from "./computing";
import { clusterType, definitionType, web, define, onFargate, sized, role } from "./containing";

const client = "ClientException";

const rows: readonly Row[] = [
  ["no container", client, (s) => define(s, {}, []), (s) => define(s)],
  [
    "a container without an image",
    client,
    (s) => define(s, {}, [{ name: "web", memory: 1 }]),
    (s) => define(s, {}, [{ name: "web", memory: 1, image: "x" }]),
  ],
  [
    "two containers of one name",
    client,
    (s) => define(s, {}, [web, web]),
    (s) => define(s, {}, [web, { ...web, name: "b" }]),
  ],
  [
    "no essential container",
    client,
    (s) => define(s, {}, [{ ...web, essential: false }]),
    (s) =>
      define(s, {}, [
        { ...web, essential: false },
        { ...web, name: "b" },
      ]),
  ],
  [
    "a container without memory, nor of its task",
    client,
    (s) => define(s, {}, [{ name: "web", image: "x" }]),
    (s) => define(s, { memory: "512" }, [{ name: "web", image: "x" }]),
  ],
  [
    "Fargate without awsvpc",
    client,
    (s) => onFargate(s, { networkMode: "bridge" }),
    (s) => onFargate(s),
  ],
  ["Fargate without CPU", client, (s) => onFargate(s, { cpu: null }), (s) => onFargate(s)],
  [
    "Fargate with too much memory",
    client,
    (s) => onFargate(s, sized("256", "3072")),
    (s) => onFargate(s, sized("512", "3072")),
  ],
  [
    "Fargate with memory off its steps",
    client,
    (s) => onFargate(s, sized("1024", "2500")),
    (s) => onFargate(s, sized("1024", "3072")),
  ],
  [
    "Fargate in words, of no size",
    client,
    (s) => onFargate(s, sized("1 vCPU", "1 GB")),
    (s) => onFargate(s, sized("1 vCPU", "2 GB")),
  ],
  [
    "images of ECR without an execution role",
    client,
    (s) => onFargate(s, {}, { image: "000000000000.dkr.ecr.us-east-1.amazonaws.com/web" }),
    async (s) =>
      onFargate(
        s,
        { executionRoleArn: await role(s) },
        { image: "000000000000.dkr.ecr.us-east-1.amazonaws.com/web" },
      ),
  ],
  [
    "logs without an execution role",
    client,
    (s) => onFargate(s, {}, { logConfiguration: { logDriver: "awslogs" } }),
    (s) => onFargate(s, {}, { logConfiguration: { logDriver: "splunk" } }),
  ],
  [
    "a role that does not exist",
    client,
    (s) => onFargate(s, { taskRoleArn: "arn:aws:iam::000000000000:role/none" }),
    async (s) => onFargate(s, { taskRoleArn: await role(s) }),
  ],
  [
    "another host port under awsvpc",
    client,
    (s) => onFargate(s, {}, { portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
    (s) => onFargate(s, {}, { portMappings: [{ containerPort: 80, hostPort: 80 }] }),
  ],
];

describe("task definitions", () => {
  refusals(rows);

  it("refuses at preview containers that are no JSON list", async () => {
    const stack = await newStack();
    const preview = (containerDefinitions: string): Promise<string> =>
      messageOf(stack.preview(definitionType, "x", { family: "web", containerDefinitions }));
    expect(await preview("[]")).to.equal("none");
    expect(await preview("{}")).to.include("container_definitions is invalid");
    const cluster = stack.preview(clusterType, "x", { settings: [{ name: "insights" }] });
    expect(await messageOf(cluster)).to.include("setting.name");
  });

  it("counts a family's revisions, and gives no number twice", async () => {
    const stack = await newStack();
    const one = await define(stack);
    expect(one.id).to.equal("web");
    expect(one.properties.arn).to.match(/^arn:aws:ecs:us-east-1:\d{12}:task-definition\/web:1$/);
    expect(textOf(one.properties, "arnWithoutRevision")).to.match(/task-definition\/web$/);
    const two = await define(stack, {}, [{ ...web, image: "httpd" }], "two");
    expect(two.properties.revision).to.equal(2);
    await stack.delete(two);
    expect((await stack.refresh(one)).properties.revision).to.equal(1);
    expect((await stack.refresh(two)).id).to.equal("");
    expect((await define(stack, {}, [web], "three")).properties.revision).to.equal(3);
  });

  it("takes JSON that says the same for the same", async () => {
    const stack = await newStack();
    const made = await define(stack);
    const spaced = JSON.stringify([web], undefined, 2);
    const args = { family: "web", containerDefinitions: spaced };
    expect((await stack.diff(made, args)).changes).to.equal(false);
  });
});
