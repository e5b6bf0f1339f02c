import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { newStack } from "../support";
import { type Row, refusals } from "./computing";
import { serve, scale, track } from "./containing";

const rows: readonly Row[] = [
  [
    "scaling a service that does not exist",
    "ValidationException",
    (s) => scale(s, "service/c/none"),
    async (s, p) => {
      await serve(s, p, { name: "web" });
      await scale(s, "service/c/web");
    },
  ],
  [
    "a lower bound above the upper",
    "ValidationException",
    (s) => scale(s, "table/x", { ...table, minCapacity: 5 }),
    (s) => scale(s, "table/x", { ...table, minCapacity: 4 }),
  ],
  [
    "a dimension that the service has not",
    "ValidationException",
    (s) => scale(s, "table/x", { ...table, scalableDimension: "ecs:service:DesiredCount" }),
    (s) => scale(s, "table/x", table),
  ],
  [
    "a policy for what is not scalable",
    "ObjectNotFoundException",
    (s) => track(s, "table/x", table),
    async (s) => {
      await scale(s, "table/x", table);
      await track(s, "table/x", table);
    },
  ],
  [
    "a policy without what its type needs",
    "ValidationException",
    async (s) => {
      await scale(s, "table/x", table);
      await track(s, "table/x", { ...table, targetTrackingScalingPolicyConfiguration: null });
    },
    async (s) => {
      await scale(s, "table/x", table);
      await track(s, "table/x", table);
    },
  ],
];

const table: ValueMap = {
  serviceNamespace: "dynamodb",
  scalableDimension: "dynamodb:table:ReadCapacityUnits",
};

describe("Application Auto Scaling", () => {
  refusals(rows);

  it("tells apart the dimensions of one resource", async () => {
    const stack = await newStack();
    const read = await scale(stack, "table/x", table, "read");
    const write = { ...table, scalableDimension: "dynamodb:table:WriteCapacityUnits" };
    await scale(stack, "table/x", { ...write, maxCapacity: 9 }, "write");
    expect((await stack.refresh(read)).properties.maxCapacity).to.equal(4);
    expect(read.properties.roleArn).to.include("ApplicationAutoScaling_DynamoDBTable");
    const policy = await track(stack, "table/x", table);
    expect(policy.properties.alarmArns).to.have.lengthOf(2);
    await stack.delete(read);
    expect((await stack.refresh(policy)).id).to.equal("");
  });
});
