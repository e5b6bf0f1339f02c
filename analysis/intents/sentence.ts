/** Verdicts in sentences. */
import { formatServices } from "../../net";
import type { ExplanationCode, Verifier } from "../reachability";
import type { Doubt } from "../reachability/journey";
import type { Loss } from "../reachability/trip";
import type { Fault } from "./fault";
import type { Intent } from "./intent";
import { servicesOf } from "./question";
import type { Evidence, Status } from "./verdict";

const SAYS: Readonly<Record<ExplanationCode, string>> = {
  BAD_STATE: "is not active",
  BAD_STATE_ATTACHMENT: "is not attached to the VPC that the traffic is in",
  BAD_STATE_ROUTE: "is a black hole: its target is gone",
  DISCONNECTED_VPCS: "is not connected to the other VPC",
  ENI_SG_RULES_MISMATCH: "has no rule that lets it",
  ENI_SOURCE_DEST_CHECK_RESTRICTION: "checks source and destination, and so forwards nothing",
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: "has no public IPv4 address, so nothing finds it",
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: "lets nothing out without a public IPv4 address",
  NGW_REQUIRES_SOURCE_IN_VPC: "takes traffic of its own VPC only",
  NO_POSSIBLE_DESTINATION: "cannot hand it on to where it is going",
  NO_ROUTE_TO_DESTINATION: "has no route for it",
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: "carries only what is between its two VPCs",
  PROTOCOL_RESTRICTION: "does not carry the protocol",
  REMAP_EPHEMERAL_PORT: "gives it another source port",
  SG_HAS_NO_RULES: "has no rules",
  SG_REFERENCES_NOT_PRESERVED: "names a group that is not seen from there",
  SUBNET_ACL_RESTRICTION: "has no rule that lets it",
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION: "is associated with no route table",
  TGW_ROUTE_AZ_RESTRICTION: "has no subnet in the zone that the traffic comes from",
  TGW_RTB_BAD_STATE_ROUTE: "is a black hole",
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: "has no route for it",
  UNASSOCIATED_COMPONENT: "has no internet gateway",
  UNKNOWN_RESOURCE: "is not given",
  UNSUPPORTED_COMPONENT: "is not modelled",
  VPC_BLOCK_PUBLIC_ACCESS_ENABLED: "blocks public access",
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: "carries TCP and ICMP echo only",
};

interface Known {
  readonly evidence: Omit<Evidence, "sentence">;
  readonly loss: Loss | undefined;
  readonly doubt: Doubt | undefined;
  readonly intent: Intent;
}

/** One sentence for one pair of places. */
export function explain(verifier: Verifier, fault: Fault, known: Known): string {
  const { evidence, doubt, intent } = known;
  const { from, to, withoutZone } = evidence;
  const gone = withoutZone === undefined ? "" : ` with ${withoutZone} gone`;
  const what = evidence.packet?.traffic ?? formatServices(fault.packets.project("service"))[0];
  const traffic = `${what ?? "traffic"} from ${from} to ${to}${gone}`;
  if (fault.kind === "family") return `${from} and ${to} have no address family in common`;
  if (fault.status === "undecided")
    return doubt === undefined
      ? `${traffic}: it hangs on addresses that AWS has yet to choose`
      : `${traffic}: ${verifier.atlas.nameOf(doubt.component)}: ${doubt.why}`;
  if (fault.kind === "through")
    return intent.expect === "reachOnly"
      ? `${traffic} gets through, and only ${formatServices(servicesOf(intent.traffic)).join(", ")} may`
      : `${traffic} gets through`;
  if (fault.kind === "astray") return `${traffic} does not go${wayText(intent)}`;
  return missing(traffic, known);
}

function missing(traffic: string, { evidence, loss, intent }: Known): string {
  if (loss === undefined || evidence.code === undefined)
    return `${traffic} does not get through${wayText(intent)}`;
  return `${loss.reply ? "the reply of " : ""}${traffic} is stopped: ${decided(evidence, loss)}`;
}

function decided({ code, component }: Omit<Evidence, "sentence">, loss: Loss): string {
  const says = code === undefined ? "" : SAYS[code];
  const way = loss.direction === undefined ? "" : loss.direction === "ingress" ? " in" : " out";
  return `${kindOf(component?.type ?? "")}${component?.name ?? loss.component} ${says}${way}`;
}

/** "network ACL ", of `aws:ec2/networkAcl:NetworkAcl`. */
function kindOf(type: string): string {
  const noun = type.slice(type.lastIndexOf(":") + 1);
  const words = noun.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  const aws = words
    .replace(/\bacl\b/, "ACL")
    .replace(/\bnat\b/, "NAT")
    .replace(/\bvpc\b/, "VPC");
  return aws === "" ? "" : `${aws} `;
}

const WAYS: Readonly<Record<NonNullable<Intent["via"]>, string>> = {
  gatewayEndpoint: "by a gateway endpoint",
  interfaceEndpoint: "by an interface endpoint",
  natGateway: "by a NAT gateway",
  vpcPeeringConnection: "by a peering connection",
  internetGateway: "by the internet gateway",
  transitGateway: "by a transit gateway",
  local: "by local routes alone",
};

const wayText = ({ via }: Intent): string => (via === undefined ? "" : ` ${WAYS[via]}`);

/** One sentence for the intent. */
export function sentenceOf(status: Status, evidence: readonly Evidence[], failing: number): string {
  const first = evidence[0];
  if (status === "holds" || first === undefined) return "holds";
  const more = failing - 1;
  return more > 0 ? `${first.sentence} (and ${more} more like it)` : first.sentence;
}
