/** A network in three AZs for load balancers, and what tests make in it. */
import type { ValueMap } from "../../../simulator";
import { type Made, type Stack, network, types } from "../support";

export const balancerType = "aws:lb/loadBalancer:LoadBalancer";
export const groupType = "aws:lb/targetGroup:TargetGroup";
export const listenerType = "aws:lb/listener:Listener";
export const ruleType = "aws:lb/listenerRule:ListenerRule";
export const certificateType = "aws:acm/certificate:Certificate";
export const validationType = "aws:acm/certificateValidation:CertificateValidation";

export interface Site {
  readonly vpc: Made;
  readonly gateway: Made;
  readonly a: Made;
  readonly b: Made;
  readonly c: Made;
}

export async function site(stack: Stack): Promise<Site> {
  const { vpc, gateway, subnet: a } = await network(stack, { enableDnsHostnames: true });
  const make = (zone: string, third: number): Promise<Made> =>
    stack.create(types.subnet, zone, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${third}.0/24`,
      availabilityZone: `us-east-1${zone}`,
    });
  return { vpc, gateway, a, b: await make("b", 1), c: await make("c", 2) };
}

export const balancerIn = (stack: Stack, { a, b }: Site, args: ValueMap = {}, name = "lb") =>
  stack.create(balancerType, name, { subnets: [a.id, b.id], ...args });

export const groupIn = (stack: Stack, { vpc }: Site, args: ValueMap = {}, name = "tg") =>
  stack.create(groupType, name, { vpcId: vpc.id, port: 80, protocol: "HTTP", ...args });

export const forward = (arn: string): ValueMap => ({ type: "forward", targetGroupArn: arn });

export const fixed: ValueMap = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", statusCode: "404" },
};

export const listenerOn = (stack: Stack, balancer: Made, args: ValueMap = {}, name = "listener") =>
  stack.create(listenerType, name, {
    loadBalancerArn: balancer.id,
    port: 80,
    defaultActions: [fixed],
    ...args,
  });

export async function issued(stack: Stack, domainName = "example.com"): Promise<Made> {
  const args = { domainName, validationMethod: "DNS" };
  const certificate = await stack.create(certificateType, domainName, args);
  await stack.create(validationType, domainName, { certificateArn: certificate.id });
  return certificate;
}
