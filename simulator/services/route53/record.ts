/**
 * A record. The provider creates it, and takes one that is there already for an error unless it may overwrite it.
 * Replaces as internal/service/route53/record.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
import { optional, output, type Change, type Model, type Properties } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { nonZero } from "../../resource/forms";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { needZone, recordKind, zoneKind, zoneName, type ZoneRecord } from "./entities";
import { fullName, recordId, type RecordKey } from "./recordNames";
import { acceptRecord, badChange, policyOf, validate } from "./recordRules";

const properties: Properties = {
  aliases: { kind: "blocks" },
  allowOverwrite: { kind: "flag", computed: true, local: true },
  cidrRoutingPolicy: { kind: "block" },
  failoverRoutingPolicies: { kind: "blocks" },
  fqdn: output,
  geolocationRoutingPolicies: { kind: "blocks" },
  geoproximityRoutingPolicy: { kind: "block" },
  healthCheckId: optional,
  latencyRoutingPolicies: { kind: "blocks" },
  multivalueAnswerRoutingPolicy: { kind: "flag" },
  name: { required: true, replaces: isOtherName },
  records: { kind: "set" },
  setIdentifier: optional,
  ttl: { kind: "number" },
  type: { required: true },
  weightedRoutingPolicies: { kind: "blocks" },
  zoneId: { required: true, replaces: true, form: nonZero },
};

/** The case and a dot at the end do not count. */
function isOtherName(before: Value | undefined, after: Value | undefined): boolean {
  const plain = (value: Value | undefined): string =>
    typeof value === "string" ? value.toLowerCase().replace(/\.$/, "") : "";
  return plain(before) !== plain(after);
}

function keyFor(zone: Thing, inputs: ValueMap): RecordKey {
  return {
    zoneId: zone.id,
    fqdn: fullName(text(inputs, "name") ?? "", zoneName(zone)),
    type: text(inputs, "type") ?? "",
    setIdentifier: text(inputs, "setIdentifier") ?? "",
  };
}

/** `Z…_www_A`: the name as it was written. */
const idFor = (inputs: ValueMap): string =>
  recordId({
    zoneId: text(inputs, "zoneId") ?? "",
    fqdn: (text(inputs, "name") ?? "").toLowerCase().replace(/\.$/, ""),
    type: text(inputs, "type") ?? "",
    setIdentifier: text(inputs, "setIdentifier") ?? "",
  });

/** An import knows the id alone: `Z…_name_type_set`. Names may have underscores, types have none. */
function partsOf(id: string): ValueMap {
  const [, zoneId = "", name = "", type = "", setIdentifier = ""] =
    /^(Z[^_]*)_(.*?)_([A-Z]+)(?:_(.+))?$/.exec(id) ?? [];
  return { zoneId, name, type, ...(setIdentifier === "" ? {} : { setIdentifier }) };
}

function locate(scope: Scope, id: string, known: ValueMap): ZoneRecord | undefined {
  const parts = text(known, "zoneId") === undefined ? partsOf(id) : known;
  const zone = scope.get(zoneKind, text(parts, "zoneId") ?? "");
  return zone === undefined ? undefined : scope.get(recordKind, recordId(keyFor(zone, parts)));
}

function create(scope: Scope, inputs: ValueMap): string {
  const zone = needZone(scope, text(inputs, "zoneId") ?? "");
  const key = keyFor(zone, inputs);
  const standing = scope.get(recordKind, recordId(key));
  if (scope.pinned === undefined) {
    if (standing !== undefined && flag(inputs, "allowOverwrite") !== true) throw taken(key);
    acceptRecord(scope, zone, inputs, { key, standing });
  }
  keep(scope, key, inputs, standing);
  return idFor(inputs);
}

function taken({ fqdn, type, setIdentifier }: RecordKey): Error {
  const set = setIdentifier === "" ? "" : `, set identifier='${setIdentifier}'`;
  return badChange(
    `Tried to create resource record set [name='${fqdn}.', type='${type}'${set}] but it already exists`,
  );
}

function keep(scope: Scope, key: RecordKey, inputs: ValueMap, standing?: ZoneRecord): void {
  const { allowOverwrite: _own, tagsAll: _tags, ...held } = inputs;
  scope.put(recordKind, {
    ...key,
    id: recordId(key),
    policy: policyOf(inputs),
    properties: held,
    ...(standing?.isOwn === true ? { isOwn: true } : {}),
  });
}

function update(scope: Scope, id: string, { news, outputs }: Change): void {
  const zone = needZone(scope, text(news, "zoneId") ?? "");
  const standing = locate(scope, id, outputs);
  const key = keyFor(zone, news);
  // Another type or set identifier makes another record, in the same request.
  const other = scope.get(recordKind, recordId(key));
  if (other !== undefined && other.id !== standing?.id) throw taken(key);
  acceptRecord(scope, zone, news, { key, standing });
  scope.remove(standing);
  keep(scope, key, news, standing);
}

function read(scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
  const found = locate(scope, id, known);
  if (found === undefined) return undefined;
  const { zoneId, type, setIdentifier, fqdn } = found;
  return {
    id,
    ...found.properties,
    zoneId,
    type,
    ...(setIdentifier === "" ? {} : { setIdentifier }),
    name: text(known, "name") ?? text(partsOf(id), "name") ?? fqdn,
    fqdn,
  };
}

function remove(scope: Scope, id: string, known: ValueMap): void {
  const found = locate(scope, id, known);
  if (found?.isOwn === true)
    throw badChange(
      `A HostedZone must contain exactly one ${found.type} record for the zone itself: it goes with the zone`,
    );
  scope.remove(found);
}

export const record: Model = {
  type: "aws:route53/record:Record",
  service: "Route 53",
  noun: "Route53 Record",
  calls: {
    create: "ChangeResourceRecordSets",
    update: "ChangeResourceRecordSets",
    delete: "ChangeResourceRecordSets",
  },
  global: true,
  properties,
  validate,
  create,
  read,
  update,
  idAfterUpdate: (_scope, known) => idFor(known),
  delete: remove,
};
