/** What the provider refuses of a record at preview, and Route 53 when it is asked. */
import { parseAddress } from "../../addresses";
import { AwsError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkChoice, checkConflict } from "../../resource/checks";
import { isGiven, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf, snake } from "../ec2/blocks";
import { healthCheckKind, recordKind, zoneKind, zoneName, type ZoneRecord } from "./entities";
import { fullName, type RecordKey } from "./recordNames";
import type { Thing } from "../../resource/spec";

const types = "SOA A TXT NS CNAME MX NAPTR PTR SRV SPF AAAA CAA DS TLSA SSHFP SVCB HTTPS".split(
  " ",
);

const policies = [
  "cidrRoutingPolicy",
  "failoverRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "latencyRoutingPolicies",
  "multivalueAnswerRoutingPolicy",
  "weightedRoutingPolicies",
] as const;

const has = (inputs: ValueMap, property: string): boolean =>
  inputs[property] !== false &&
  isGiven(inputs, property) &&
  (maps(inputs, property).length > 0 || !Array.isArray(inputs[property]));

/** `simple`, or the property that says otherwise. */
export const policyOf = (inputs: ValueMap): string =>
  policies.find((one) => has(inputs, one)) ?? "simple";

export function validate(inputs: ValueMap): readonly CheckFailure[] {
  const given = policies.filter((one) => has(inputs, one));
  const [first, second] = given;
  const failures: CheckFailure[] = [];
  if (first !== undefined && second !== undefined)
    failures.push(...checkConflict(inputs, first, second));
  if (first !== undefined && !isGiven(inputs, "setIdentifier"))
    failures.push({
      property: first,
      reason: `"${snake(first)}": all of \`set_identifier,${snake(first)}\` must be specified`,
    });
  return [
    ...checkOneOf(inputs, "type", types),
    ...checkChoice(inputs, ["aliases", "records"]),
    ...checkConflict(inputs, "aliases", "ttl"),
    ...(isGiven(inputs, "records") !== isGiven(inputs, "ttl")
      ? [
          {
            property: "ttl",
            reason: '"ttl": all of `records,ttl` must be specified',
          },
        ]
      : []),
    ...failures,
    ...maps(inputs, "failoverRoutingPolicies").flatMap((one) =>
      checkOneOf(one, "type", ["PRIMARY", "SECONDARY"]),
    ),
  ];
}

export const badChange = (message: string): AwsError =>
  new AwsError("InvalidChangeBatch", `[${message}]`);

/** @param standing the record that is being changed. */
export function acceptRecord(
  scope: Scope,
  zone: Thing,
  inputs: ValueMap,
  { key, standing }: { readonly key: RecordKey; readonly standing: ZoneRecord | undefined },
): void {
  const name = zoneName(zone);
  if (key.fqdn !== name && !key.fqdn.endsWith(`.${name}`))
    throw badChange(`RRSet with DNS name ${key.fqdn}. is not permitted in zone ${name}.`);
  if (key.type === "CNAME" && key.fqdn === name)
    throw badChange(
      `RRSet of type CNAME with DNS name ${key.fqdn}. is not permitted at apex in zone ${name}.`,
    );
  const others = scope
    .find(recordKind, "name", `${zone.id}/${key.fqdn}`)
    .filter((one) => one.id !== standing?.id);
  refuseBesideCname(key, others, name);
  refuseMixed(key, policyOf(inputs), others);
  for (const value of texts(inputs, "records")) acceptValue(key, value);
  if (key.type === "CNAME" && texts(inputs, "records").length > 1)
    throw badChange(
      `Invalid Resource Record: 'FATAL problem: CNAMERRDataMultiple (more than one value)' for ${key.fqdn}.`,
    );
  acceptAlias(scope, key, inputs);
  const check = text(inputs, "healthCheckId");
  if (check !== undefined && scope.get(healthCheckKind, check) === undefined)
    throw new AwsError("NoSuchHealthCheck", `A health check with id ${check} does not exist.`);
}

/** An alias of another name is alone with its name. */
function refuseBesideCname(key: RecordKey, others: readonly ZoneRecord[], zone: string): void {
  const isCname = key.type === "CNAME";
  const other = others.find((one) => (one.type === "CNAME") !== isCname);
  if (other === undefined) return;
  throw badChange(
    isCname
      ? `RRSet of type CNAME with DNS name ${key.fqdn}. is not permitted as it conflicts with other records with the same DNS name in zone ${zone}.`
      : `RRSet of type ${key.type} with DNS name ${key.fqdn}. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone}.`,
  );
}

/** Records of one name and type are all of one policy. */
function refuseMixed(key: RecordKey, policy: string, others: readonly ZoneRecord[]): void {
  const other = others.find(
    (one) =>
      one.type === key.type && one.policy !== policy && one.setIdentifier !== key.setIdentifier,
  );
  if (other !== undefined)
    throw badChange(
      `RRSet with DNS name ${key.fqdn}., type ${key.type}, SetIdentifier ${key.setIdentifier} cannot be created as other RRSets exist with the same name and type, and another routing policy.`,
    );
}

const isAddress = (value: string, isV6: boolean): boolean =>
  value.includes(":") === isV6 && parseAddress(value) !== undefined;

const forms: Readonly<
  Record<string, { readonly fits: (value: string) => boolean; readonly what: string }>
> = {
  A: {
    fits: (value) => isAddress(value, false),
    what: "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)",
  },
  AAAA: {
    fits: (value) => isAddress(value, true),
    what: "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)",
  },
  MX: {
    fits: (value) => /^\d+\s+\S+$/.test(value),
    what: "MXRRDATANotTwoFields (MX record doesn't have 2 fields)",
  },
  SRV: {
    fits: (value) => /^\d+\s+\d+\s+\d+\s+\S+$/.test(value),
    what: "SRVRRDATANotFourFields (SRV record doesn't have 4 fields)",
  },
  CNAME: {
    fits: (value) => /^[^\s/:]+$/.test(value),
    what: "DomainLabelIllegal (Value is not a valid domain name)",
  },
};

function acceptValue({ type }: RecordKey, value: string): void {
  const form = forms[type];
  if (form !== undefined && !form.fits(value))
    throw badChange(
      `Invalid Resource Record: 'FATAL problem: ${form.what} encountered with '${value}''`,
    );
}

/** An alias of a record of a zone that is here must find it there; others are AWS's own names. */
function acceptAlias(scope: Scope, { zoneId, fqdn, type }: RecordKey, inputs: ValueMap): void {
  for (const alias of maps(inputs, "aliases")) {
    const target = text(alias, "zoneId") ?? "";
    const zone = scope.get(zoneKind, target);
    if (zone === undefined) {
      if (/^Z00000[0-9A-F]{15}$/.test(target) || target === "") throw missingTarget(alias, type);
      continue;
    }
    const name = fullName(text(alias, "name") ?? "", zoneName(zone));
    const isItself = zone.id === zoneId && name === fqdn;
    const found = scope
      .find(recordKind, "name", `${zone.id}/${name}`)
      .some((one) => one.type === type);
    if (isItself || !found) throw missingTarget(alias, type);
  }
}

const missingTarget = (alias: ValueMap, type: string): AwsError =>
  badChange(
    `Tried to create an alias that targets ${text(alias, "name") ?? ""}., type ${type} in zone ${text(alias, "zoneId") ?? ""}, but that target was not found`,
  );
