/** `aws.route53.getZone`: by id, or by name. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, isMap, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { associatedVpcs } from "./associations";
import { isPrivate, recordKind, zoneKind, zoneName } from "./entities";

export function getZone({ global: scope }: Scope, args: ValueMap): ValueMap {
  const id = text(args, "zoneId");
  const name = text(args, "name");
  if ((id === undefined) === (name === undefined))
    throw new ProviderError("one of `name` or `zone_id` must be set, and not both");
  const found = scope.all(zoneKind).filter((one) => fits(scope, one, args));
  const [zone] = found;
  if (zone === undefined) throw new ProviderError("no matching Route 53 Hosted Zone found");
  if (found.length > 1)
    throw new ProviderError(
      "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
    );
  return {
    ...zone.properties,
    callerReference: `simulated-${zone.id}`,
    comment: text(zone.properties, "comment") ?? "",
    id: zone.id,
    linkedServiceDescription: "",
    linkedServicePrincipal: "",
    name: zoneName(zone),
    privateZone: isPrivate(zone),
    resourceRecordSetCount: scope.count(recordKind, "zone", zone.id),
    tags: zone.tags ?? {},
    zoneId: zone.id,
  };
}

function fits(scope: Scope, zone: Thing, args: ValueMap): boolean {
  const id = text(args, "zoneId");
  if (id !== undefined) return zone.id === id;
  const vpc = text(args, "vpcId");
  const wantsPrivate = flag(args, "privateZone") === true || vpc !== undefined;
  const { tags = {} } = zone;
  return (
    zoneName(zone) === (text(args, "name") ?? "").replace(/\.$/, "") &&
    isPrivate(zone) === wantsPrivate &&
    (vpc === undefined || associatedVpcs(scope, zone.id).some((one) => one.vpcId === vpc)) &&
    (!isMap(args.tags) ||
      Object.entries(tagsOf(args, "tags")).every(([key, value]) => tags[key] === value))
  );
}
