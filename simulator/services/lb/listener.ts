/**
 * A listener: a port of a load balancer. Replaces as internal/service/elbv2/listener.go says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { arn as arnForm, inRange, oneOfAnyCase } from "../../resource/forms";
import type { Spec, Thing, Wanted } from "../../resource/spec";
import { isGiven, isUnknown, maps, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { acceptActions, targetGroupReferences, validateActions, type Place } from "./actions";
import { acceptCertificate, certificateReference, sslPolicies } from "./certificates";
import {
  findLoadBalancer,
  hexOf,
  listenerCertificateKind,
  listenerKind,
  listenerRuleKind,
  listenersOf,
} from "./entities";

const layer4 = ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"];
const protocolsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: layer4,
  gateway: [],
};

const typeOf = (loadBalancer: Thing): string =>
  text(loadBalancer.properties, "loadBalancerType") ?? "application";

/** As the request says, or as AWS or the provider has it where it does not. */
function protocolIn(inputs: ValueMap, loadBalancer: Thing): string {
  const standard = typeOf(loadBalancer) === "application" ? standardProtocol(inputs) : "";
  return (text(inputs, "protocol") ?? standard).toUpperCase();
}

const standardProtocol = (inputs: ValueMap): string =>
  isGiven(inputs, "certificateArn") ? "HTTPS" : "HTTP";

function needLoadBalancer({ scope, inputs }: Wanted): Thing {
  const found = findLoadBalancer(scope, text(inputs, "loadBalancerArn") ?? "");
  if (found === undefined)
    throw new AwsError("LoadBalancerNotFound", "One or more load balancers not found");
  return found;
}

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const loadBalancer = needLoadBalancer(wanted);
  const protocol = protocolIn(inputs, loadBalancer);
  const port = number(inputs, "port");
  acceptProtocol(loadBalancer, protocol, port);
  const taken = listenersOf(scope, loadBalancer.id).some(
    (one) => one.id !== before?.id && isSameDoor(one, port, protocol),
  );
  if (port !== undefined && taken)
    throw new AwsError(
      "DuplicateListener",
      `A listener already exists on this port for this load balancer '${loadBalancer.id}'`,
    );
  acceptTls(wanted, protocol);
  const place = { loadBalancer, protocol, port };
  acceptActions(scope, maps(inputs, "defaultActions"), place);
}

/** TCP and UDP may share a port's number. */
function isSameDoor(one: Thing, port: number | undefined, protocol: string): boolean {
  const isDatagram = (name: string): boolean => name === "UDP" || name === "QUIC";
  const theirs = text(one.properties, "protocol") ?? "";
  return number(one.properties, "port") === port && isDatagram(theirs) === isDatagram(protocol);
}

function acceptProtocol(loadBalancer: Thing, protocol: string, port: number | undefined): void {
  const type = typeOf(loadBalancer);
  const allowed = protocolsOf[type] ?? [];
  if (type === "gateway") {
    if (protocol === "" && port === undefined) return;
    throw new AwsError(
      "ValidationError",
      "A port and a protocol cannot be specified for listeners of gateway load balancers",
    );
  }
  if (port === undefined) throw new AwsError("ValidationError", "A port must be specified");
  if (!allowed.includes(protocol))
    throw new AwsError(
      "ValidationError",
      `Listener protocol '${protocol}' must be one of '${allowed.join(", ")}'`,
    );
}

function acceptTls({ scope, inputs }: Wanted, protocol: string): void {
  const isTls = protocol === "HTTPS" || protocol === "TLS";
  const certificate = text(inputs, "certificateArn");
  const policy = text(inputs, "sslPolicy");
  if (isTls && certificate === undefined)
    throw new AwsError(
      "ValidationError",
      `A certificate must be specified for ${protocol} listeners`,
    );
  if (!isTls && certificate !== undefined)
    throw new AwsError(
      "ValidationError",
      `A certificate cannot be specified for ${protocol} listeners`,
    );
  if (isTls && policy !== undefined && !sslPolicies.test(policy))
    throw new AwsError("SSLPolicyNotFound", `SSL policy '${policy}' not found`);
  if (certificate !== undefined) acceptCertificate(scope, certificate);
}

function fill(wanted: Wanted, arn: string): ValueMap {
  const found = findLoadBalancer(wanted.scope, text(wanted.inputs, "loadBalancerArn") ?? "");
  const protocol = found === undefined ? "" : protocolIn(wanted.inputs, found);
  const isTls = protocol === "HTTPS" || protocol === "TLS";
  return {
    arn,
    protocol,
    sslPolicy: isTls ? "ELBSecurityPolicy-2016-08" : "",
    ...(protocol === "TCP" ? { tcpIdleTimeoutSeconds: 350 } : {}),
  };
}

/** With its rules and its further certificates. */
export function removeListener(scope: Scope, listener: Thing): void {
  removed(scope, listener);
  scope.remove(scope.get(listenerKind, listener.id));
}

function removed(scope: Scope, listener: Thing): undefined {
  for (const one of scope.find(listenerRuleKind, "listener", listener.id)) scope.remove(one);
  for (const one of scope.find(listenerCertificateKind, "listener", listener.id)) scope.remove(one);
}

/** Where a listener's rules act. */
export function placeOf(scope: Scope, listener: Thing): Place | undefined {
  const loadBalancer = findLoadBalancer(scope, text(listener.properties, "loadBalancerArn") ?? "");
  if (loadBalancer === undefined) return undefined;
  const protocol = text(listener.properties, "protocol") ?? "";
  return { loadBalancer, protocol, port: number(listener.properties, "port") };
}

const validate = (inputs: ValueMap): readonly CheckFailure[] =>
  validateActions(inputs, "defaultActions");

/** Listeners of other protocols do not have it: the provider passes over what is written of it. */
const onlyOn =
  (...protocols: readonly string[]) =>
  (inputs: ValueMap): boolean => {
    const balancer = text(inputs, "loadBalancerArn") ?? "";
    if (isUnknown(inputs.protocol) || isUnknown(inputs.loadBalancerArn)) return true;
    const standard = balancer.includes(":loadbalancer/gwy/") ? "GENEVE" : standardProtocol(inputs);
    return protocols.includes((text(inputs, "protocol") ?? standard).toUpperCase());
  };

const requestHeaders = [
  "routingHttpRequestXAmznMtlsClientcertHeaderName",
  "routingHttpRequestXAmznMtlsClientcertIssuerHeaderName",
  "routingHttpRequestXAmznMtlsClientcertLeafHeaderName",
  "routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName",
  "routingHttpRequestXAmznMtlsClientcertSubjectHeaderName",
  "routingHttpRequestXAmznMtlsClientcertValidityHeaderName",
  "routingHttpRequestXAmznTlsCipherSuiteHeaderName",
  "routingHttpRequestXAmznTlsVersionHeaderName",
] as const;
const responseHeaders = [
  "routingHttpResponseAccessControlAllowCredentialsHeaderValue",
  "routingHttpResponseAccessControlAllowHeadersHeaderValue",
  "routingHttpResponseAccessControlAllowMethodsHeaderValue",
  "routingHttpResponseAccessControlAllowOriginHeaderValue",
  "routingHttpResponseAccessControlExposeHeadersHeaderValue",
  "routingHttpResponseAccessControlMaxAgeHeaderValue",
  "routingHttpResponseContentSecurityPolicyHeaderValue",
  "routingHttpResponseStrictTransportSecurityHeaderValue",
  "routingHttpResponseXContentTypeOptionsHeaderValue",
  "routingHttpResponseXFrameOptionsHeaderValue",
] as const;

const valued = (names: readonly string[], counts: (inputs: ValueMap) => boolean): Properties =>
  Object.fromEntries(names.map((name) => [name, { ...computed, counts }]));

const properties: Properties = {
  ...common,
  ...valued(requestHeaders, onlyOn("HTTPS")),
  ...valued(responseHeaders, onlyOn("HTTP", "HTTPS")),
  alpnPolicy: {
    form: oneOfAnyCase("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"),
  },
  arn: output,
  certificateArn: { form: arnForm },
  defaultActions: { kind: "list", required: true },
  loadBalancerArn: { required: true, replaces: true, form: arnForm },
  mutualAuthentication: { kind: "block", computed: true },
  port: { kind: "number", form: inRange(1, 65_535) },
  protocol: { ...computed, form: oneOfAnyCase("HTTP", "HTTPS", ...layer4, "GENEVE") },
  routingHttpResponseServerEnabled: {
    kind: "flag",
    computed: true,
    counts: onlyOn("HTTP", "HTTPS"),
  },
  sslPolicy: computed,
  tcpIdleTimeoutSeconds: {
    kind: "number",
    computed: true,
    counts: onlyOn("TCP", "GENEVE"),
    form: inRange(60, 6000),
  },
};

const spec: Omit<Spec, "type"> = {
  service: "Elastic Load Balancing v2",
  noun: "ELBv2 Listener",
  calls: { create: "CreateListener", update: "ModifyListener", delete: "DeleteListener" },
  kind: listenerKind,
  properties,
  validate,
  references: [...targetGroupReferences("defaultActions"), certificateReference],
  id({ scope, inputs, urn }) {
    const arn = text(inputs, "loadBalancerArn") ?? "";
    const hex = hexOf(scope.newLife("listener", urn));
    return `${arn.replace(":loadbalancer/", ":listener/")}/${hex}`;
  },
  accept,
  fill,
  removed,
  gone: (arn) => new AwsError("ListenerNotFound", `One or more listeners not found: '${arn}'`),
};

export const listeners: readonly Model[] = ["lb", "alb"].map((module) =>
  defineResource({ ...spec, type: `aws:${module}/listener:Listener` }),
);
