/** The components of awsx are made of what the published ones are made of: recorded by `published.spec.ts`. */
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { awsxProvider } from "../../../simulator/awsx/awsxProvider";
import type { Provider } from "../../../simulator/protocol";
import { cases } from "./cases";
import { FakeMonitor, recorded } from "./fakeMonitor";

const published = new Map(
  readFileSync(join(__dirname, "published.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as [string, unknown]),
);

const provider = awsxProvider({ package: "awsx", version: "3.9.0", urn: "" });
const construct: NonNullable<Provider["construct"]> = (request, monitor) =>
  provider.construct?.(request, monitor) ?? Promise.reject(new Error("constructs nothing"));

describe("awsx components, beside the published ones", () => {
  it("every case was recorded, and every record is of a case", () => {
    expect([...published.keys()]).to.have.members(cases.map(({ title }) => title));
  });

  for (const { title, request } of cases)
    it(title, async () => {
      const monitor = new FakeMonitor(request.deployment.dryRun);
      const made = await recorded(monitor, construct(request, monitor));
      expect(made).to.deep.equal(published.get(title));
    });
});
