/**
 * `lambda-egress` as drawn, twice: as it first was, and "as fixed".
 * Its functions stand in subnets that are called public, with a database and two interface endpoints.
 */
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { ResourceRecord } from "../../../analysis";
import {
  allow,
  interfaceEndpoints,
  natGateway,
  network,
  routeTable,
  securityGroup,
  tier,
  toInternet,
  toNat,
} from "./support/drawing";
import { lambdaFunction, postgres } from "./support/workloads";

const OWN = "172.31.0.0/16";
const ANY = "0.0.0.0/0";

const drawn =
  ({ looping }: { readonly looping: boolean }): PulumiFn =>
  () => {
    const place = network("shop", OWN, "us-west-2");
    const open = tier(place, "public", ["172.31.0.0/20", "172.31.16.0/20"]);
    const [first, second] = open.subnets;
    const nat = natGateway("nat", first!, place);
    // "Must have a NAT route in every subnet": in that of the NAT gateway it is a loop.
    routeTable("public-a", place, [first!], looping ? toNat(nat) : toInternet(place));
    routeTable("public-b", place, [second!], toNat(nat));

    const lambda = securityGroup("lambda", place);
    const database = securityGroup("database", place);
    const endpoints = securityGroup("endpoints", place);
    allow(["lambda", lambda], "out", ["tcp/443"], ANY);
    allow(["lambda", lambda], "out", ["tcp/5432"], ["database", database]);
    allow(["database", database], "in", ["tcp/5432"], ["lambda", lambda]);
    allow(["endpoints", endpoints], "in", ["tcp/443"], ["lambda", lambda]);
    interfaceEndpoints(place, ["kms", "secretsmanager"], open, endpoints);
    postgres("orders", open, database);
    lambdaFunction("orders", open, lambda);
    return Promise.resolve();
  };

export const lambdaEgressFixed = drawn({ looping: true });
export const lambdaEgressFirst = drawn({ looping: false });

/**
 * AWS makes no public NAT gateway without an Elastic IP (and the simulated one refuses it), so the
 * gateway is made with one, and the records are then as if it had none.
 */
export function withoutAddress(records: readonly ResourceRecord[]): ResourceRecord[] {
  const drop = (properties: ResourceRecord["inputs"]): ResourceRecord["inputs"] => {
    const { allocationId: _id, publicIp: _ip, associationId: _association, ...rest } = properties;
    return rest;
  };
  return records
    .filter(({ type }) => type !== "aws:ec2/eip:Eip")
    .map((one) =>
      one.type === "aws:ec2/natGateway:NatGateway"
        ? { ...one, inputs: drop(one.inputs), outputs: drop(one.outputs) }
        : one,
    );
}
