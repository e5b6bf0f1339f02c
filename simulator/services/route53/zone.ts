/**
 * A hosted zone: public, with name servers, or private, which answers the VPCs that it is made with and those that are
 * associated later. Replaces as internal/service/route53/zone.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html
 */
import { AwsError } from "../../errors";
import { optionalFlag, output, outputList, tags, tagsAll, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict, checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, maps, text } from "../../values";
import type { Scope } from "../../world/scope";
import { associate, associatedVpcs, disassociate, needOwnVpc, type VpcPlace } from "./associations";
import {
  authorizationKind,
  recordKind,
  zoneKind,
  zoneName,
  zoneOwnerKind,
  zoneVpcKind,
} from "./entities";
import { recordId } from "./recordNames";

const nameServers = [
  "ns-0.awsdns-00.com",
  "ns-1024.awsdns-00.org",
  "ns-1536.awsdns-00.co.uk",
  "ns-512.awsdns-00.net",
];

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkLength(inputs, "name", [1, 1024]),
    ...checkLength(inputs, "comment", [0, 256]),
    ...(maps(inputs, "vpcs").length > 0 ? checkConflict(inputs, "vpcs", "delegationSetId") : []),
  ];
}

const vpcsIn = (scope: Scope, properties: ValueMap): readonly VpcPlace[] =>
  maps(properties, "vpcs").map((one) => ({
    vpcId: text(one, "vpcId") ?? "",
    vpcRegion: text(one, "vpcRegion") ?? scope.home,
  }));

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  const labels = name.replace(/\.$/, "").split(".");
  if (labels.some((one) => one === "" || one.length > 63) || /[^\x21-\x7e]/.test(name))
    throw new AwsError(
      "InvalidDomainName",
      `${name} is not a valid domain name: labels of 1 to 63 ASCII characters, with dots between`,
    );
  const had = new Set(before === undefined ? [] : vpcsIn(scope, before.properties).map(keyOf));
  for (const one of vpcsIn(scope, inputs)) if (!had.has(keyOf(one))) needOwnVpc(scope, one);
}

const keyOf = ({ vpcId, vpcRegion }: VpcPlace): string => `${vpcRegion}/${vpcId}`;

function made({ scope, inputs }: Wanted, zone: Thing): void {
  scope.everywhere.put(zoneOwnerKind, { id: zone.id, owner: scope.account, ambient: true });
  for (const one of vpcsIn(scope, inputs)) associate(scope, zone, one);
  for (const type of ["NS", "SOA"]) {
    const fqdn = zoneName(zone);
    const key = { zoneId: zone.id, fqdn, type, setIdentifier: "" };
    scope.put(recordKind, {
      ...key,
      id: recordId(key),
      policy: "simple",
      properties: {
        records: type === "NS" ? nameServers : soa,
        ttl: type === "NS" ? 172_800 : 900,
      },
      isOwn: true,
    });
  }
}

const soa = ["ns-1536.awsdns-00.co.uk. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"];

/** The provider adds first, and then takes away: so the last one can be changed for another. */
function changed({ scope, inputs }: Wanted, zone: Thing, before: Thing): void {
  const is = vpcsIn(scope, inputs);
  const was = vpcsIn(scope, before.properties);
  const standing = new Set(associatedVpcs(scope, zone.id).map(keyOf));
  const wanted = new Set(is.map(keyOf));
  for (const one of is) if (!standing.has(keyOf(one))) associate(scope, before, one);
  for (const one of was) if (!wanted.has(keyOf(one))) disassociate(scope, zone.id, one.vpcId);
}

/** One that the zone was made with is shown as it was written; the others in full. */
function show(scope: Scope, zone: Thing): ValueMap {
  const written = new Map(maps(zone.properties, "vpcs").map((one) => [text(one, "vpcId"), one]));
  return {
    vpcs: associatedVpcs(scope, zone.id).map((one) => written.get(one.vpcId) ?? { ...one }),
  };
}

function mayGo(scope: Scope, zone: Thing, known: ValueMap): void {
  const others = scope.find(recordKind, "zone", zone.id).filter((one) => one.isOwn !== true);
  if (others.length > 0 && flag(known, "forceDestroy") !== true)
    throw new AwsError(
      "HostedZoneNotEmpty",
      "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    );
}

function removed(scope: Scope, zone: Thing): undefined {
  const { everywhere } = scope;
  for (const one of scope.find(recordKind, "zone", zone.id)) scope.remove(one);
  for (const one of scope.find(authorizationKind, "zone", zone.id)) scope.remove(one);
  for (const one of everywhere.find(zoneVpcKind, "zone", zone.id)) everywhere.remove(one);
  everywhere.remove(everywhere.get(zoneOwnerKind, zone.id));
}

export const zone: Model = defineResource({
  type: "aws:route53/zone:Zone",
  service: "Route 53",
  noun: "Route53 Hosted Zone",
  calls: {
    create: "CreateHostedZone",
    update: "UpdateHostedZoneComment",
    delete: "DeleteHostedZone",
  },
  global: true,
  kind: zoneKind,
  autoname: { max: 255 },
  properties: {
    tags,
    tagsAll,
    arn: output,
    comment: { default: "Managed by Pulumi" },
    delegationSetId: { replaces: true },
    enableAcceleratedRecovery: optionalFlag,
    forceDestroy: { kind: "flag", default: false, local: true },
    name: { computed: true, replaces: true },
    nameServers: outputList,
    primaryNameServer: output,
    vpcs: { kind: "blocks" },
    zoneId: output,
  },
  validate,
  id: ({ scope, urn }) =>
    scope.pinned?.id ?? `Z00000${scope.newLife("zone", urn).slice(0, 15).toUpperCase()}`,
  accept,
  fill: ({ scope, inputs }, id) => ({
    arn: `arn:${scope.partition.name}:route53:::hostedzone/${id}`,
    nameServers,
    primaryNameServer: nameServers[2] ?? "",
    zoneId: id,
    isPrivate: maps(inputs, "vpcs").length > 0,
  }),
  made,
  changed,
  show,
  gone: (id) => new AwsError("NoSuchHostedZone", `No hosted zone found with ID: ${id}`),
  mayGo,
  removed,
});
