/** An intent as a sentence, with names for ids: what is asked, whatever the verdict. */
import { formatTraffic } from "../../net";
import type { Intent } from "../intents";
import type { Network, Part } from "../model";

type End = Intent["source"];

const WAYS: Readonly<Record<NonNullable<Intent["via"]>, string>> = {
  gatewayEndpoint: "by a gateway endpoint",
  interfaceEndpoint: "by an interface endpoint",
  natGateway: "by a NAT gateway",
  vpcPeeringConnection: "by a peering connection",
  internetGateway: "by an internet gateway",
  transitGateway: "by a transit gateway",
  local: "inside its VPC",
};

/** Names by URN, id and ARN. */
export type Names = ReadonlyMap<string, string>;

export function namesOf(network: Network): Names {
  const parts: Part[] = [
    ...network.vpcs,
    ...network.subnets,
    ...network.securityGroups,
    ...network.networkInterfaces,
    ...network.vpcEndpoints,
  ];
  const names = new Map<string, string>();
  for (const { key, id, arn, name } of parts)
    for (const one of [key, id, arn]) if (one !== undefined) names.set(one, name);
  // A function or a database stands for all of its interfaces.
  for (const { owner, name } of network.networkInterfaces)
    if (!names.has(owner)) names.set(owner, lastPart(owner) || name);
  return names;
}

export function statementOf(intent: Intent, names: Names): string {
  const { expect, via, withoutAnyAvailabilityZone } = intent;
  const verb = expect === "neverReach" ? "never reaches" : "reaches";
  const words = [
    endText(intent.source, names),
    verb,
    endText(intent.destination, names),
    trafficText(intent),
    via === undefined ? "" : WAYS[via],
    withoutAnyAvailabilityZone ? "with any one zone gone" : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

function trafficText({ expect, traffic }: Intent): string {
  const listed = traffic.map(formatTraffic).join(", ");
  if (expect === "neverReach" && listed === "all") return "";
  return expect === "reachOnly" ? `on ${listed} and nothing else` : `on ${listed}`;
}

function endText(end: End, names: Names): string {
  const chosen =
    end.selector === undefined
      ? listed(end.urns.map((urn) => names.get(urn) ?? lastPart(urn)))
      : selectorText(end.selector, names);
  const vpc = end.vpc ?? end.vpcUrns[0];
  const within = vpc === undefined ? "" : ` of ${names.get(vpc) ?? lastPart(vpc)}`;
  const except = end.except.map((one) => selectorText(one, names));
  return `${chosen}${within}${except.length === 0 ? "" : ` except ${listed(except)}`}`;
}

function selectorText(selector: string, names: Names): string {
  if (selector === "internet") return "the internet";
  if (selector === "any") return "any interface";
  const [kind = "", rest = ""] = split(selector);
  if (kind === "service") return `service ${rest}`;
  if (kind === "tier") return `tier ${rest}`;
  if (kind === "tag") return `what is tagged ${rest}`;
  return names.get(selector) ?? lastPart(selector);
}

function split(selector: string): readonly string[] {
  const at = selector.indexOf(":");
  return [selector.slice(0, at), selector.slice(at + 1)];
}

const listed = (texts: readonly string[]): string =>
  texts.length === 0 ? "what is not known yet" : texts.join(", ");

/** A URN by the resource's name, anything else as it is. */
const lastPart = (text: string): string =>
  text.startsWith("urn:") ? text.slice(text.lastIndexOf("::") + 2) : text;
