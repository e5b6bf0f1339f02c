/** What a route hands the traffic to. */
import type { Key, RouteTarget, RouteTargetKind } from "../network";
import type { Noun } from "../records/nouns";
import { asText, given, isUnknown, valueAt, type ValueMap } from "../records/propertyValues";
import type { Reading, Reference } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";

interface Way {
  readonly property: string;
  readonly kind: RouteTargetKind;
  readonly noun?: Noun;
}

/** The kinds of `gatewayId`, by the beginning of the id. */
const gateways: readonly (Way & { readonly prefix: string })[] = [
  { prefix: "igw-", property: "gatewayId", kind: "internetGateway", noun: "internetGateway" },
  { prefix: "vgw-", property: "gatewayId", kind: "vpnGateway", noun: "vpnGateway" },
  { prefix: "vpce-", property: "gatewayId", kind: "vpcEndpoint", noun: "vpcEndpoint" },
  {
    prefix: "eigw-",
    property: "gatewayId",
    kind: "egressOnlyInternetGateway",
    noun: "egressOnlyInternetGateway",
  },
];

const ways: readonly Way[] = [
  { property: "natGatewayId", kind: "natGateway", noun: "natGateway" },
  { property: "transitGatewayId", kind: "transitGateway", noun: "transitGateway" },
  {
    property: "vpcPeeringConnectionId",
    kind: "vpcPeeringConnection",
    noun: "vpcPeeringConnection",
  },
  {
    property: "egressOnlyGatewayId",
    kind: "egressOnlyInternetGateway",
    noun: "egressOnlyInternetGateway",
  },
  { property: "vpcEndpointId", kind: "vpcEndpoint", noun: "vpcEndpoint" },
  // A route read back names the instance, its owner and its interface: the interface decides.
  { property: "networkInterfaceId", kind: "networkInterface", noun: "networkInterface" },
  { property: "instanceId", kind: "networkInterface", noun: "networkInterface" },
  { property: "carrierGatewayId", kind: "other" },
  { property: "localGatewayId", kind: "other" },
  { property: "coreNetworkArn", kind: "other" },
  { property: "odbNetworkArn", kind: "other" },
];

export interface RouteSource {
  readonly record: ResourceRecord;
  /** The property whose sources stand behind what is unknown; undefined: the value's own. */
  readonly property?: string;
  readonly isGone: boolean;
  readonly vpc: Key;
}

/** Undefined where the route names nothing that takes its traffic. */
export function targetOf(
  reading: Reading,
  value: (name: string) => unknown,
  source: RouteSource,
): RouteTarget | undefined {
  const gateway = value("gatewayId");
  if (gateway === "local") return { kind: "local", key: source.vpc };
  if (asText(gateway) !== undefined || isUnknown(gateway))
    return gatewayTarget(reading, gateway, source);
  const way = ways.find(
    ({ property }) => asText(value(property)) !== undefined || isUnknown(value(property)),
  );
  return way && target(reading, way, { value: value(way.property), source });
}

function gatewayTarget(reading: Reading, value: unknown, source: RouteSource): RouteTarget {
  const known = asText(value);
  const reference = (noun: Noun): Reference => ({
    noun,
    record: source.record,
    property: source.property ?? "gatewayId",
  });
  const way =
    known === undefined
      ? gateways.find(({ noun }) => noun !== undefined && reading.hasSource(reference(noun)))
      : gateways.find(({ prefix }) => known.startsWith(prefix));
  const other = known === undefined ? gateways[0] : undefined;
  return target(reading, way ?? other ?? { property: "gatewayId", kind: "other" }, {
    value,
    source,
  });
}

function target(
  reading: Reading,
  { kind, noun, property }: Way,
  { value, source }: { readonly value: unknown; readonly source: RouteSource },
): RouteTarget {
  const known = asText(value);
  if (noun === undefined) return { kind, key: known ?? `${source.record.urn}#${property}` };
  const { record, isGone } = source;
  const reference = { noun, record, property: source.property ?? property };
  const found = known === undefined ? undefined : reading.find(noun, known, record);
  // A route that AWS calls a black hole, to what nobody has: what it led to was deleted.
  if (isGone && found === undefined && known !== undefined) return { kind, key: known, gone: true };
  if (noun === "vpnGateway" && found === undefined && known !== undefined)
    return { kind, key: known };
  const [key = `${record.urn}#${property}`] = reading.resolve(reference, value);
  return given({ kind, key });
}

/** The values of an inline route. */
export const valuesOf =
  (route: ValueMap) =>
  (name: string): unknown =>
    valueAt(route, name);
