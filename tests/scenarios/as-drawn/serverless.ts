/**
 * `serverless` as drawn: a network for Lambda functions whose network ACLs forget the way back.
 * Left out, as no part of the network: the flow logs' role and the alarms, and with them their defects.
 */
import type { PulumiFn } from "@pulumi/pulumi/automation";
import {
  allow,
  gatewayEndpoints,
  interfaceEndpoints,
  natGateway,
  network,
  networkAcl,
  routeTable,
  securityGroup,
  tier,
  toInternet,
  toNat,
} from "./support/drawing";
import { lambdaFunction } from "./support/workloads";

const OWN = "10.0.0.0/16";
const ANY = "0.0.0.0/0";
const REPLIES = "tcp/1024-65535";

export const serverless: PulumiFn = () => {
  const place = network("analytics", OWN, "us-east-1");
  const open = tier(place, "public", ["10.0.0.0/24", "10.0.1.0/24"]);
  const closed = tier(place, "private", ["10.0.2.0/24", "10.0.3.0/24"]);
  const nat = natGateway("nat", open.subnets[0]!, place);
  routeTable("public", place, open.subnets, toInternet(place));
  const own = routeTable("private", place, closed.subnets, toNat(nat));
  gatewayEndpoints(place, ["s3", "dynamodb"], [own]);

  const lambda = securityGroup("lambda", place);
  allow(["lambda", lambda], "out", ["tcp/443"], OWN, ANY);
  allow(["lambda", lambda], "out", ["udp/53"], OWN);
  allow(["lambda", lambda], "out", ["udp/123"], ANY);
  const endpoints = securityGroup("endpoints", place);
  allow(["endpoints", endpoints], "in", ["tcp/443"], ["lambda", lambda]);
  // Attached to nothing: a regional API Gateway does not live in a VPC.
  const api = securityGroup("api", place);
  allow(["api", api], "in", ["tcp/443"], ANY);
  allow(["api", api], "out", ["tcp/443"], ["lambda", lambda]);
  interfaceEndpoints(place, ["sqs", "states", "logs", "sns"], closed, endpoints);

  // No UDP at all.
  networkAcl("public", place, open.subnets, {
    ingress: [
      ["tcp/443", ANY],
      ["tcp/80", ANY],
      [REPLIES, ANY],
    ],
    egress: [
      ["tcp/443", ANY],
      ["tcp/80", ANY],
      [REPLIES, ANY],
    ],
  });
  // Replies come in from the VPC's own block only, and UDP gets out and not back in.
  networkAcl("private", place, closed.subnets, {
    ingress: [
      ["tcp/443", OWN],
      [REPLIES, OWN],
    ],
    egress: [
      ["tcp/443", ANY],
      ["udp/53", ANY],
      ["udp/123", ANY],
      [REPLIES, OWN],
    ],
  });
  lambdaFunction("process", closed, lambda);
  return Promise.resolve();
};
