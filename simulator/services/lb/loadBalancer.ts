/**
 * An application, network or gateway load balancer. Replaces as internal/service/elbv2/load_balancer.go says, its
 * CustomizeDiff for network load balancers included.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model, type Properties, type Property } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { blockOf, checkChoice } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { oneOf } from "../../resource/forms";
import { digits, nameOf } from "../../resource/naming";
import type { Spec, Thing, Wanted } from "../../resource/spec";
import { flag, isList, isMap, isUnknown, maps, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findSubnet } from "../ec2/references";
import { vpcKind } from "../ec2/entities";
import { hexOf, listenersOf, loadBalancerKind, shortType } from "./entities";
import { hostedZoneOf } from "./hostedZones";
import { leave, place, subnetIdsIn, subnetIdsOf } from "./interfaces";
import { removeListener } from "./listener";
import { acceptLogs } from "./logs";
import { acceptMappings, changesMapping } from "./mappings";
import { checkName } from "./names";
import { acceptSite } from "./site";

const typeOf = (inputs: ValueMap): string => text(inputs, "loadBalancerType") ?? "application";

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const name = text(inputs, "name") ?? "";
  if (before === undefined && scope.count(loadBalancerKind, "name", name) > 0)
    throw new AwsError(
      "DuplicateLoadBalancerName",
      `A load balancer with the same name '${name}' exists, but with different settings`,
    );
  if (before === undefined || subnetIdsIn(inputs).length > 0)
    acceptSite(wanted, before === undefined ? [] : subnetIdsOf(scope, before));
  if (before !== undefined) acceptMappings(inputs, show(scope, before).subnetMappings);
  for (const property of ["accessLogs", "connectionLogs", "healthCheckLogs"])
    acceptLogs(wanted, property);
}

const id = (wanted: Wanted): string => {
  const { scope, inputs, urn } = wanted;
  const hex = hexOf(scope.newLife("load balancer", urn));
  return scope.arn(
    "elasticloadbalancing",
    `loadbalancer/${shortType(typeOf(inputs))}/${nameOf(wanted)}/${hex}`,
  );
};

function fill(wanted: Wanted, arn: string): ValueMap {
  const { scope, inputs } = wanted;
  const suffix = arn.slice(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length);
  const [, name = "", hex = ""] = suffix.split("/");
  const type = typeOf(inputs);
  const [first = ""] = subnetIdsIn(inputs);
  const vpcId = findSubnet(scope, first)?.vpcId ?? "";
  const group = scope.get(vpcKind, vpcId)?.defaultSecurityGroupId;
  return {
    arn,
    arnSuffix: suffix,
    name,
    dnsName: dnsName(scope, inputs, { name, hex }),
    internal: false,
    ipAddressType: "ipv4",
    securityGroups: type === "application" && group !== undefined ? [group] : [],
    vpcId,
    zoneId: hostedZoneOf(scope.region, type),
  };
}

function dnsName(
  scope: Scope,
  inputs: ValueMap,
  { name, hex }: { readonly name: string; readonly hex: string },
): string {
  const { dnsSuffix } = scope.partition;
  if (typeOf(inputs) === "network")
    return `${name}-${hex}.elb.${scope.region}.${dnsSuffix}`.toLowerCase();
  const scheme = flag(inputs, "internal") === true ? "internal-" : "";
  const number = digits(scope.hash("dns name", name, hex), 9);
  return `${scheme}${name}-0${number}.${scope.region}.elb.${dnsSuffix}`;
}

/** Those that AWS answers with, be they on or off. */
const logsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["accessLogs", "connectionLogs", "healthCheckLogs"],
  network: ["accessLogs"],
};
const noLogs = { bucket: "", enabled: false, prefix: "" };

function show(scope: Scope, thing: Thing): ValueMap {
  const mappings = maps(thing.properties, "subnetMappings");
  const subnets = subnetIdsOf(scope, thing);
  const kept = logsOf[typeOf(thing.properties)] ?? [];
  return {
    ...Object.fromEntries(
      kept.map((property) => [property, { ...noLogs, ...blockOf(thing.properties, property) }]),
    ),
    subnets,
    subnetMappings: subnets.map((subnetId) => ({
      ...{ allocationId: "", ipv6Address: "", outpostId: "", privateIpv4Address: "", subnetId },
      ...mappings.find((one) => text(one, "subnetId") === subnetId),
    })),
  };
}

function mayGo(_scope: Scope, thing: Thing): void {
  if (flag(thing.properties, "enableDeletionProtection") === true)
    throw new AwsError(
      "OperationNotPermitted",
      `Load balancer '${thing.id}' cannot be deleted because deletion protection is enabled`,
    );
}

function removed(scope: Scope, thing: Thing): undefined {
  for (const listener of listenersOf(scope, thing.id)) removeListener(scope, listener);
  leave(scope, thing);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [...checkName(inputs, "internal-"), ...checkChoice(inputs, ["subnetMappings", "subnets"])];
}

const count = (value: Value | undefined): number => (isList(value) ? value.length : 0);

/** A network load balancer takes further subnets, and gives none back. */
function losesSubnets(
  before: Value | undefined,
  after: Value | undefined,
  inputs: ValueMap,
): boolean {
  return typeOf(inputs) === "network" && count(after) <= count(before);
}

/** It begins with groups or without, for good. */
function beginsOrEndsGroups(
  before: Value | undefined,
  after: Value | undefined,
  inputs: ValueMap,
): boolean {
  return typeOf(inputs) === "network" && (count(before) === 0) !== (count(after) === 0);
}

const lowers = (before: Value | undefined, after: Value | undefined): boolean =>
  (number({ after: after ?? 0 }, "after") ?? 0) < (number({ before: before ?? 0 }, "before") ?? 0);

/** Load balancers of other types do not have it: the provider passes over what is written of it. */
const onlyOf = (...types: readonly string[]) => ({
  counts: (inputs: ValueMap): boolean =>
    isUnknown(inputs.loadBalancerType) || types.includes(typeOf(inputs)),
});
const applicationOnly = onlyOf("application");
const networkOnly = onlyOf("network");

/** What is written of logs that are off, before and after, is passed over. */
const logs = (property: string): Property => ({
  kind: "block",
  counts: (inputs, before) => isOn(before) || isOn(inputs[property]),
});

const isOn = (value: Value | undefined): boolean =>
  isUnknown(value) ||
  (isMap(value) && (isUnknown(value.enabled) || flag(value, "enabled") === true));

const properties: Properties = {
  ...common,
  accessLogs: logs("accessLogs"),
  arn: output,
  arnSuffix: output,
  clientKeepAlive: { kind: "number", default: 3600, ...applicationOnly },
  connectionLogs: logs("connectionLogs"),
  customerOwnedIpv4Pool: { replaces: true },
  desyncMitigationMode: {
    default: "defensive",
    form: oneOf("monitor", "defensive", "strictest"),
    ...applicationOnly,
  },
  dnsName: output,
  dnsRecordClientRoutingPolicy: {
    default: "any_availability_zone",
    form: oneOf(
      "availability_zone_affinity",
      "partial_availability_zone_affinity",
      "any_availability_zone",
    ),
    ...networkOnly,
  },
  dropInvalidHeaderFields: { kind: "flag", default: false, ...applicationOnly },
  enableCrossZoneLoadBalancing: { kind: "flag", default: false, ...onlyOf("network", "gateway") },
  enableDeletionProtection: { kind: "flag", default: false },
  enableHttp2: { kind: "flag", default: true, ...applicationOnly },
  enablePrefixForIpv6SourceNat: computed,
  enableTlsVersionAndCipherSuiteHeaders: { kind: "flag", default: false, ...applicationOnly },
  enableWafFailOpen: { kind: "flag", default: false, ...applicationOnly },
  enableXffClientPort: { kind: "flag", default: false, ...applicationOnly },
  enableZonalShift: { kind: "flag", default: false, ...onlyOf("application", "network") },
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: {
    ...computed,
    form: oneOf("on", "off"),
    ...networkOnly,
  },
  healthCheckLogs: logs("healthCheckLogs"),
  idleTimeout: { kind: "number", default: 60, ...applicationOnly },
  internal: { kind: "flag", replaces: true, computed: true },
  ipAddressType: {
    ...computed,
    form: oneOf("ipv4", "dualstack", "dualstack-without-public-ipv4"),
  },
  ipamPools: { kind: "block", ...applicationOnly },
  loadBalancerType: {
    default: "application",
    replaces: true,
    form: oneOf("application", "gateway", "network"),
  },
  minimumLoadBalancerCapacity: { kind: "block", ...onlyOf("application", "network") },
  name: { replaces: true, computed: true },
  namePrefix: { replaces: true, computed: true },
  preserveHostHeader: { kind: "flag", default: false, ...applicationOnly },
  secondaryIpsAutoAssignedPerSubnet: { kind: "number", computed: true, replaces: lowers },
  securityGroups: { kind: "set", computed: true, replaces: beginsOrEndsGroups },
  subnetMappings: { kind: "blocks", computed: true, replaces: changesMapping },
  subnets: { kind: "set", computed: true, replaces: losesSubnets },
  vpcId: output,
  xffHeaderProcessingMode: {
    default: "append",
    form: oneOf("append", "preserve", "remove"),
    ...applicationOnly,
  },
  zoneId: output,
};

const spec: Omit<Spec, "type"> = {
  service: "Elastic Load Balancing v2",
  noun: "ELBv2 Load Balancer",
  calls: {
    create: "CreateLoadBalancer",
    update: "ModifyLoadBalancerAttributes",
    delete: "DeleteLoadBalancer",
  },
  otherCalls: (action) => (action === "create" ? ["ModifyLoadBalancerAttributes"] : []),
  kind: loadBalancerKind,
  autoname: { max: 32 },
  properties,
  validate,
  id,
  accept,
  fill,
  made: ({ scope, inputs }, thing) => place(scope, thing, inputs),
  changed({ scope, inputs }, thing) {
    const isMoved = subnetIdsIn(inputs).length > 0;
    const subnets = isMoved ? inputs : { subnets: subnetIdsOf(scope, thing) };
    place(scope, thing, subnets);
  },
  show,
  mayGo,
  removed,
  gone: (arn) => new AwsError("LoadBalancerNotFound", `Load balancer '${arn}' not found`),
};

/** Two tokens of one thing: `aws:lb/…` and `aws:alb/…`. */
export const loadBalancers: readonly Model[] = ["lb", "alb"].map((module) =>
  defineResource({ ...spec, type: `aws:${module}/loadBalancer:LoadBalancer` }),
);
