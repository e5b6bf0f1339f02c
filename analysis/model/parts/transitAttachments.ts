/** Attachments to transit gateways: of VPCs, with another gateway, and those that lead out of the model. */
import type { Key, TransitGatewayAttachment } from "../network";
import { flag, idOf, property, text } from "../records/properties";
import { given } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { partOf } from "./part";

export const transitType = (name: string): string =>
  `aws:ec2transitgateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** An attachment, and what of it decides its tables. */
export interface Attached {
  readonly gateway: Key;
  readonly attachment: TransitGatewayAttachment;
  /** Whether it is taken up by the gateway's default tables, where the gateway has them. */
  readonly joins: { readonly association: boolean; readonly propagation: boolean };
  readonly propagatesIpv6: boolean;
}

const vpcType = transitType("VpcAttachment");
const vpcAccepterType = transitType("VpcAttachmentAccepter");
const peeringType = transitType("PeeringAttachment");
const peeringAccepterType = transitType("PeeringAttachmentAccepter");

/** An accepter's resource is the other side of one that may be given: whoever names one means both. */
export function nameAttachments(reading: Reading): void {
  for (const [key, accepter] of acceptersOf(reading, vpcAccepterType, vpcType))
    reading.standIn(accepter, key);
}

function acceptersOf(
  reading: Reading,
  accepterType: string,
  type: string,
): ReadonlyMap<Key, ResourceRecord> {
  const requests = reading.ofTypes([type]);
  const byId = new Map(requests.map((record) => [idOf(record) ?? record.urn, record] as const));
  const found = new Map<Key, ResourceRecord>();
  for (const record of reading.ofTypes([accepterType])) {
    const id = text(record, "transitGatewayAttachmentId") ?? idOf(record);
    const sources = record.propertyDependencies?.transitGatewayAttachmentId ?? [];
    const request =
      (id === undefined ? undefined : byId.get(id)) ??
      requests.find(({ urn }) => sources.includes(urn));
    if (request !== undefined) found.set(request.urn, record);
  }
  return found;
}

export function readAttachments(reading: Reading): Attached[] {
  return [
    ...vpcAttachments(reading),
    ...peeringAttachments(reading),
    ...outside(reading, transitType("Connect"), "connect"),
    ...outside(reading, "aws:ec2/vpnConnection:VpnConnection", "vpn"),
    ...outside(reading, transitType("GetDirectConnectGatewayAttachment"), "directConnect"),
  ];
}

const gatewayOf = (reading: Reading, record: ResourceRecord): Key =>
  reading.one("transitGateway", record, "transitGatewayId") ??
  reading.absent(
    { noun: "transitGateway", record, property: "transitGatewayId" },
    `${record.urn}#transitGatewayId`,
  );

function vpcAttachments(reading: Reading): Attached[] {
  const accepters = acceptersOf(reading, vpcAccepterType, vpcType);
  const known = new Set([...accepters.values()].map(({ urn }) => urn));
  const requested = reading.ofTypes([vpcType]).map((record) => {
    const accepter = accepters.get(record.urn);
    return vpcAttachment(reading, record, accepter);
  });
  const accepted = reading
    .ofTypes([vpcAccepterType])
    .filter(({ urn }) => !known.has(urn))
    .map((record) => vpcAttachment(reading, record, record));
  return [...requested, ...accepted];
}

function vpcAttachment(
  reading: Reading,
  record: ResourceRecord,
  accepter: ResourceRecord | undefined,
): Attached {
  const gateway = gatewayOf(reading, record);
  // Only the gateway's account may say which tables take an attachment up.
  const decides = accepter ?? record;
  return {
    gateway,
    attachment: given({
      ...partOf(reading, record),
      kind: "vpc" as const,
      vpc: reading.one("vpc", record, "vpcId"),
      subnets: reading.many("subnet", record, "subnetIds"),
      available: accepter !== undefined || isAcceptedByItself(reading, record, gateway),
      applianceMode: text(record, "applianceModeSupport") === "enable",
      securityGroupReferencing: referencing(record),
    }),
    joins: {
      association: flag(decides, "transitGatewayDefaultRouteTableAssociation") ?? true,
      propagation: flag(decides, "transitGatewayDefaultRouteTablePropagation") ?? true,
    },
    propagatesIpv6: text(record, "ipv6Support") === "enable",
  };
}

function referencing(record: ResourceRecord): boolean | undefined {
  const said = text(record, "securityGroupReferencingSupport");
  return said === undefined ? undefined : said === "enable";
}

/** Within an account; between accounts where the gateway accepts of itself. */
function isAcceptedByItself(reading: Reading, record: ResourceRecord, gateway: Key): boolean {
  const state = text(record, "state");
  if (state !== undefined) return state === "available";
  const owner = reading.record(gateway);
  if (owner === undefined || text(owner, "autoAcceptSharedAttachments") === "enable") return true;
  const account = text(record, "vpcOwnerId") ?? reading.placeOf(record).account;
  const other = reading.placeOf(owner).account;
  return account === undefined || other === undefined || account === other;
}

function peeringAttachments(reading: Reading): Attached[] {
  const accepters = acceptersOf(reading, peeringAccepterType, peeringType);
  const known = new Set([...accepters.values()].map(({ urn }) => urn));
  const requested = reading
    .ofTypes([peeringType])
    .flatMap((record) => bothEnds(reading, record, accepters.get(record.urn)));
  const accepted = reading
    .ofTypes([peeringAccepterType])
    .filter(({ urn }) => !known.has(urn))
    .flatMap((record) => bothEnds(reading, record, record));
  return [...requested, ...accepted];
}

/** One attachment in AWS with an end at each gateway; the far end is a part where its gateway is given. */
function bothEnds(
  reading: Reading,
  record: ResourceRecord,
  accepter: ResourceRecord | undefined,
): Attached[] {
  const near = partOf(reading, record);
  const isAccepted = accepter !== undefined || text(record, "state") === "available";
  const end = {
    kind: "peering" as const,
    subnets: [],
    available: isAccepted,
    applianceMode: false,
  };
  const gateway = gatewayOf(reading, record);
  const farGateway =
    accepter === undefined || accepter === record
      ? peerGateway(reading, record)
      : gatewayOf(reading, accepter);
  const isGiven = farGateway !== undefined && reading.record(farGateway) !== undefined;
  const far =
    accepter === undefined || accepter === record
      ? { ...near, key: `${near.key}#peer`, name: `${near.name} (peer)` }
      : partOf(reading, accepter);
  const joins = { association: true, propagation: false };
  const made = (at: Key, attachment: TransitGatewayAttachment): Attached => ({
    gateway: at,
    attachment,
    joins,
    propagatesIpv6: false,
  });
  return [
    made(gateway, { ...near, ...end, ...(isGiven ? { peer: far.key } : {}) }),
    ...(isGiven ? [made(farGateway, { ...far, ...end, peer: near.key })] : []),
  ];
}

function peerGateway(reading: Reading, record: ResourceRecord): Key | undefined {
  const id = text(record, "peerTransitGatewayId");
  return id === undefined
    ? reading.source("transitGateway", record, "peerTransitGatewayId")
    : reading.find("transitGateway", id, record);
}

/** Attachments that lead out of the model. */
function outside(
  reading: Reading,
  type: string,
  kind: "connect" | "vpn" | "directConnect",
): Attached[] {
  return reading
    .ofTypes([type])
    .filter((record) => property(record, "transitGatewayId") !== undefined)
    .filter((record) => property(record, "transitGatewayId") !== "")
    .map((record) => ({
      gateway: gatewayOf(reading, record),
      attachment: {
        ...partOf(reading, record),
        kind,
        subnets: [],
        available: true,
        applianceMode: false,
      },
      joins: {
        association: flag(record, "transitGatewayDefaultRouteTableAssociation") ?? true,
        propagation: flag(record, "transitGatewayDefaultRouteTablePropagation") ?? true,
      },
      propagatesIpv6: false,
    }));
}
