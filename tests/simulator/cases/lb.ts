/** Load balancers, under both of their modules. */
import type { ValueMap } from "../../../simulator";
import { type Case, type Ids, type Suite, tagged } from "../lifecycleCases";
import { type Made, network, types } from "../support";

const toGroup = (arn: string): ValueMap => ({ type: "forward", targetGroupArn: arn });
const fixed: ValueMap = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", statusCode: "404" },
};
/** Listeners of HTTPS alone have them. */
const headersOfTls = [
  "MtlsClientcertHeaderName",
  "MtlsClientcertIssuerHeaderName",
  "MtlsClientcertLeafHeaderName",
  "MtlsClientcertSerialNumberHeaderName",
  "MtlsClientcertSubjectHeaderName",
  "MtlsClientcertValidityHeaderName",
  "TlsCipherSuiteHeaderName",
  "TlsVersionHeaderName",
].map((name) => `routingHttpRequestXAmzn${name}`);
const path = (value: string): ValueMap => ({ pathPattern: { values: [value] } });

const casesIn = (module: "alb" | "lb"): readonly Case[] => [
  {
    type: `aws:${module}/loadBalancer:LoadBalancer`,
    args: ({ subnet, other }) => ({ subnets: [subnet!, other!] }),
    updates: {
      ...tagged,
      desyncMitigationMode: () => ({ desyncMitigationMode: "monitor" }),
      ipAddressType: () => ({ ipAddressType: "dualstack" }),
      secondaryIpsAutoAssignedPerSubnet: () => ({ secondaryIpsAutoAssignedPerSubnet: 2 }),
      securityGroups: ({ group }) => ({ securityGroups: [group!] }),
      subnets: ({ subnet, third }) => ({ subnets: [subnet!, third!] }),
      xffHeaderProcessingMode: () => ({ xffHeaderProcessingMode: "remove" }),
    },
    replaces: {
      internal: () => ({ internal: true }),
      loadBalancerType: () => ({ loadBalancerType: "network" }),
      name: () => ({ name: "own" }),
      namePrefix: () => ({ namePrefix: "own-" }),
      subnetMappings: ({ third }) => ({
        subnets: null,
        subnetMappings: [{ subnetId: third! }],
      }),
    },
    untried: {
      accessLogs: "passed over while they are off: on, they need a bucket",
      connectionLogs: "likewise",
      healthCheckLogs: "likewise",
      dnsRecordClientRoutingPolicy: "of network load balancers only",
      enableCrossZoneLoadBalancing: "always on for application load balancers",
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "of network load balancers only",
    },
  },
  {
    type: `aws:${module}/targetGroup:TargetGroup`,
    args: ({ vpc }) => ({ vpcId: vpc!, port: 80, protocol: "HTTP" }),
    updates: {
      ...tagged,
      healthCheck: () => ({ healthCheck: { path: "/health", interval: 20 } }),
      loadBalancingAlgorithmType: () => ({
        loadBalancingAlgorithmType: "least_outstanding_requests",
      }),
      slowStart: () => ({ slowStart: 60 }),
      stickiness: () => ({ stickiness: { type: "lb_cookie", enabled: true, cookieDuration: 60 } }),
      targetFailovers: () => ({
        targetFailovers: [{ onDeregistration: "rebalance", onUnhealthy: "rebalance" }],
      }),
      targetHealthStates: () => ({
        targetHealthStates: [{ enableUnhealthyConnectionTermination: true }],
      }),
    },
    replaces: {
      ipAddressType: () => ({ ipAddressType: "ipv6" }),
      name: () => ({ name: "own" }),
      namePrefix: () => ({ namePrefix: "own-" }),
      protocol: () => ({ protocol: "HTTPS" }),
      protocolVersion: () => ({ protocolVersion: "GRPC" }),
      targetType: () => ({ targetType: "ip" }),
    },
    heldBy: {
      type: `aws:${module}/listener:Listener`,
      args: ({ balancer }, made) => ({
        loadBalancerArn: balancer!,
        port: 8080,
        defaultActions: [toGroup(made.id)],
      }),
      code: "ResourceInUse",
    },
  },
  {
    type: `aws:${module}/targetGroupAttachment:TargetGroupAttachment`,
    args: ({ addresses }) => ({ targetGroupArn: addresses!, targetId: "10.0.0.20" }),
    replaces: {
      targetId: () => ({ targetId: "10.0.0.21" }),
      targetGroupArn: ({ target }) => ({ targetGroupArn: target! }),
    },
  },
  {
    type: `aws:${module}/listener:Listener`,
    args: ({ balancer }) => ({ loadBalancerArn: balancer!, port: 81, defaultActions: [fixed] }),
    updates: {
      ...tagged,
      certificateArn: ({ certificate }) => ({ protocol: "HTTPS", certificateArn: certificate! }),
      defaultActions: ({ target }) => ({ defaultActions: [toGroup(target!)] }),
      protocol: ({ certificate }) => ({ protocol: "HTTPS", certificateArn: certificate! }),
      sslPolicy: ({ certificate }) => ({
        protocol: "HTTPS",
        certificateArn: certificate!,
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      }),
      ...Object.fromEntries(
        headersOfTls.map((header) => [
          header,
          ({ certificate }: Ids) => ({
            protocol: "HTTPS",
            certificateArn: certificate!,
            [header]: "other",
          }),
        ]),
      ),
    },
    untried: { tcpIdleTimeoutSeconds: "of TCP listeners and gateway load balancers only" },
  },
  {
    type: `aws:${module}/listenerRule:ListenerRule`,
    args: ({ listener, target }) => ({
      listenerArn: listener!,
      actions: [toGroup(target!)],
      conditions: [path("/a/*")],
    }),
    updates: {
      ...tagged,
      actions: () => ({ actions: [fixed] }),
      conditions: () => ({ conditions: [path("/b/*")] }),
      priority: () => ({ priority: 20 }),
    },
  },
  {
    type: `aws:${module}/listenerCertificate:ListenerCertificate`,
    args: ({ listener, [`${module}Spare`]: spare }) => ({
      listenerArn: listener!,
      certificateArn: spare!,
    }),
  },
];

export const suite: Suite = {
  async surroundings(stack) {
    const { vpc, gateway, subnet } = await network(stack);
    const vpcId = vpc.id;
    const subnetIn = (name: string, cidrBlock: string) =>
      stack.create(types.subnet, name, {
        vpcId,
        cidrBlock,
        availabilityZone: `us-east-1${name}`,
      });
    const other = await subnetIn("b", "10.0.1.0/24");
    const third = await subnetIn("c", "10.0.2.0/24");
    const group = await stack.create(types.group, "around", { vpcId });
    const validations: Made[] = [];
    const issued = async (domainName: string) => {
      const made = await stack.create("aws:acm/certificate:Certificate", domainName, {
        domainName,
        validationMethod: "DNS",
      });
      const certificateArn = made.id;
      validations.push(
        await stack.create("aws:acm/certificateValidation:CertificateValidation", domainName, {
          certificateArn,
        }),
      );
      return made;
    };
    const certificate = await issued("example.com");
    const lbSpare = await issued("example.org");
    const albSpare = await issued("example.net");
    const balancer = await stack.create("aws:lb/loadBalancer:LoadBalancer", "around", {
      subnets: [subnet.id, other.id],
    });
    const target = await stack.create("aws:lb/targetGroup:TargetGroup", "around", {
      vpcId,
      port: 80,
      protocol: "HTTP",
    });
    const addresses = await stack.create("aws:lb/targetGroup:TargetGroup", "addresses", {
      vpcId,
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
    });
    const listener = await stack.create("aws:lb/listener:Listener", "around", {
      loadBalancerArn: balancer.id,
      port: 443,
      protocol: "HTTPS",
      certificateArn: certificate.id,
      defaultActions: [fixed],
    });
    const first = { vpc, gateway, subnet, other, third, group, certificate, lbSpare, albSpare };
    const parts = { ...first, balancer, target, addresses, listener };
    const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
    return { ids, made: [...Object.values(parts), ...validations] };
  },
  cases: [...casesIn("lb"), ...casesIn("alb")],
};
