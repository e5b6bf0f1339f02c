/**
 * Who may reach what: groups, the endpoints in the private subnets, ACLs, and who may call the API.
 * There is no group for the API: a regional API Gateway does not live in the VPC, so a security group
 * would be attached to nothing. What guards it is the web ACL, its users' tokens, and the policies of
 * the functions, which let this API alone call them.
 */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";
import type { Labels } from "./labels";
import { INTERFACE_ENDPOINTS } from "./network";

export function createGroups(vpc: net.Vpc, { name, tagged }: Labels): net.SecurityGroups {
  return new net.SecurityGroups(name, {
    vpc,
    groups: ["lambda"],
    flows: [
      { source: "lambda", destination: "vpc", ports: ["tcp/443", "udp/53"] },
      { source: "lambda", destination: "0.0.0.0/0", ports: ["tcp/443", "udp/123"] },
    ],
    ...tagged,
  });
}

/** After the groups, because these alone, Lambda's, may reach the interface endpoints. */
export function createEndpoints(
  vpc: net.Vpc,
  groups: net.SecurityGroups,
  { name, tagged }: Labels,
): net.VpcEndpoints {
  return new net.VpcEndpoints(name, {
    vpc,
    interface: INTERFACE_ENDPOINTS,
    allowedSecurityGroupIds: groups.groupIds,
    ...tagged,
  });
}

export function createAcls(vpc: net.Vpc, { name, tagged }: Labels): void {
  const lambda = { source: "private", clients: net.NetworkAclClients.Lambda };
  new net.NetworkAcls(name, {
    vpc,
    flows: [
      // To the interface endpoints of other zones.
      { ...lambda, destination: "private", ports: ["tcp/443"] },
      // To S3 and DynamoDB, whose addresses are public even through a gateway endpoint, and through NAT.
      { ...lambda, destination: "internet", ports: ["tcp/443", "udp/123"] },
    ],
    ...tagged,
  });
}

/** Of what is told to topics: CloudWatch's alarms, and what became of an image. */
export function createMessageKey(
  account: { readonly accountId: Output<string>; readonly partition: Output<string> },
  { name, tagged }: Labels,
): net.EncryptionKey {
  return new net.EncryptionKey(`${name}-messages`, {
    description: "Messages to topics",
    ...account,
    usedBy: [net.EncryptionKeyUser.CloudWatchAlarms],
    ...tagged,
  });
}

/** Who may call the API. */
export function createUserPool(
  { deletionProtection }: ServerlessConfig,
  { name, tagged }: Labels,
): net.UserPool {
  return new net.UserPool(name, { deletionProtection, ...tagged });
}

/** In front of the API's stage: what AWS knows to be bad is refused, and who asks too much. */
export function createWebAcl(api: net.RestApi, { name, tagged }: Labels): net.WebAcl {
  return new net.WebAcl(name, {
    scope: net.WebAclScope.Regional,
    requestsPerAddress: 2000,
    resourceArns: { api: api.stageArn },
    ...tagged,
  });
}
