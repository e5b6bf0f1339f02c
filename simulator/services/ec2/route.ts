/**
 * A route as a resource of its own. Its target is replaced in place (ReplaceRoute); its destination is its identity.
 * Replaces as internal/service/ec2/vpc_route.go says.
 */
import { crc32 } from "node:zlib";
import { canonicalCidr } from "../../addresses";
import { region, requiredForcesNew, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { isWritten, text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { canonicalFault, snake } from "./blocks";
import { networkInterfaceKind, routeId, routeKind, routeTargets, type Route } from "./entities";
import { instanceOf } from "./interfaces/references";
import { addRoute, replaceRoute, wantedRoute } from "./routes";
import { routeState } from "./routeTargets";

const destinations = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "destinationPrefixListId",
] as const;

/** As the provider makes it: the table's id and a checksum of the destination. */
export const resourceId = (route: Pick<Route, "routeTableId" | "destination">): string =>
  `r-${route.routeTableId}${crc32(route.destination)}`;

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...exactlyOne(inputs, destinations, "destinationCidrBlock"),
    ...exactlyOne(inputs, routeTargets, "gatewayId"),
    ...canonical(inputs, "destinationCidrBlock", 4),
    ...canonical(inputs, "destinationIpv6CidrBlock", 6),
  ];
}

function canonical(inputs: ValueMap, property: string, family: 4 | 6): readonly CheckFailure[] {
  const cidr = written(inputs, property);
  const reason = cidr === undefined ? undefined : canonicalFault(cidr, family);
  return reason === undefined ? [] : [{ property, reason }];
}

function exactlyOne(
  inputs: ValueMap,
  properties: readonly string[],
  property: string,
): readonly CheckFailure[] {
  const given = properties.filter((one) => isWritten(inputs, one));
  if (given.length === 1) return [];
  const list = properties.map(snake).sort().join(",");
  const reason =
    given.length === 0
      ? `one of ${list} must be specified`
      : `only one of ${list} can be specified, but ${given.map(snake).join(",")} were specified.`;
  return [{ property, reason }];
}

/** A route to an interface leads to the instance that has it. */
function instanceBehind(scope: Scope, { target, targetId }: Route): ValueMap {
  const holder =
    target === "networkInterfaceId" ? scope.get(networkInterfaceKind, targetId) : undefined;
  const instanceId = (holder && instanceOf(holder)) ?? "";
  return { instanceId, instanceOwnerId: instanceId === "" ? "" : scope.account };
}

/** What the state says, or an import's `rtb-…_10.0.0.0/8`. */
function locate(id: string, known: ValueMap): { routeTableId: string; destination: string } {
  const [table = "", imported = ""] = id.split("_");
  const destination = destinations.map((one) => text(known, one)).find((one) => one !== undefined);
  return {
    routeTableId: text(known, "routeTableId") ?? table,
    destination: canonicalCidr(destination ?? imported),
  };
}

const targets: Properties = Object.fromEntries(
  routeTargets.map((one) => [one, one === "networkInterfaceId" ? { computed: true } : {}]),
);

export const route: Model = {
  type: "aws:ec2/route:Route",
  service: "EC2",
  noun: "EC2 Route",
  calls: { create: "CreateRoute", update: "ReplaceRoute", delete: "DeleteRoute" },
  keys: ["routeTableId", ...destinations],
  properties: {
    region,
    ...targets,
    destinationCidrBlock: { replaces: true },
    destinationIpv6CidrBlock: { replaces: true },
    destinationPrefixListId: { replaces: true },
    instanceId: { output: true },
    instanceOwnerId: { output: true },
    origin: { output: true },
    routeTableId: requiredForcesNew,
    state: { output: true },
  },
  validate,
  create(scope, inputs) {
    return resourceId(addRoute(scope, text(inputs, "routeTableId") ?? "", wantedRoute(inputs)));
  },
  read(scope, id, known) {
    const { routeTableId, destination } = locate(id, known);
    const found = scope.get(routeKind, routeId(routeTableId, destination));
    if (found === undefined) return undefined;
    const isList = destination.startsWith("pl-");
    const isV6 = destination.includes(":");
    return {
      id: resourceId(found),
      ...Object.fromEntries(routeTargets.map((one) => [one, ""])),
      [found.target]: found.targetId,
      destinationCidrBlock: isList || isV6 ? "" : destination,
      destinationIpv6CidrBlock: isV6 ? destination : "",
      destinationPrefixListId: isList ? destination : "",
      ...instanceBehind(scope, found),
      origin: found.origin,
      routeTableId,
      state: routeState(scope, found),
    };
  },
  update(scope, _id, { news }) {
    replaceRoute(scope, text(news, "routeTableId") ?? "", wantedRoute(news));
  },
  delete(scope, id, properties) {
    const { routeTableId, destination } = locate(id, properties);
    scope.remove(scope.get(routeKind, routeId(routeTableId, destination)));
  },
};
