/** Who gets out to the internet, by what the simulated AWS has: no model of the analysis is asked. */
import type { World } from "../../../simulator";

/** The public address that each private subnet's packets leave under, by the subnet's resource name. */
export type WaysOut = Readonly<Record<string, string>>;

type Fields = Readonly<Record<string, unknown>>;

export function waysOut(world: World): WaysOut {
  const all = world.list().flatMap(({ id, kind, urn }) =>
    world
      .show(id)
      .filter((one) => one.kind === kind)
      .map((one) => ({ ...(one as unknown as Fields), kind, urn })),
  );
  const of = (kind: string) =>
    all.filter((one) => one.kind === kind) as (Fields & { urn?: string })[];
  const found: Record<string, string> = {};
  for (const subnet of of("subnet")) {
    const name = subnet.urn?.split("::").at(-1) ?? "";
    if (!name.startsWith("main-private")) continue;
    const address = leavesUnder(of, String(subnet.id));
    if (address !== undefined) found[name] = address;
  }
  return found;
}

type Of = (kind: string) => readonly Fields[];

function defaultRoute(of: Of, subnetId: string): Fields | undefined {
  const table = of("route-table-association").find(
    (one) => one.subnetId === subnetId,
  )?.routeTableId;
  return of("route").find((one) => one.routeTableId === table && one.destination === "0.0.0.0/0");
}

const isPublic = (of: Of, subnetId: unknown): boolean =>
  String(defaultRoute(of, String(subnetId))?.targetId).startsWith("igw-");

function leavesUnder(of: Of, subnetId: string): string | undefined {
  const route = defaultRoute(of, subnetId);
  if (route?.target === "natGatewayId") return throughGateway(of, subnetId, route.targetId);
  if (route?.target === "networkInterfaceId") return throughInstance(of, route.targetId);
  return undefined;
}

function throughGateway(of: Of, subnetId: string, id: unknown): string | undefined {
  const gateway = of("nat-gateway").find((one) => one.id === id);
  if (gateway === undefined || gateway.state === "failed") return undefined;
  if (gateway.availabilityMode !== "regional")
    return isPublic(of, gateway.subnetId) ? (gateway.publicIp as string | undefined) : undefined;
  const zone = of("subnet").find((one) => one.id === subnetId)?.availabilityZone;
  const addresses = gateway.regionalAddresses as readonly Fields[];
  return addresses.find((one) => one.availabilityZone === zone)?.publicIp as string | undefined;
}

/** There has to be an instance behind it, which may forward. */
function throughInstance(of: Of, id: unknown): string | undefined {
  const card = of("network-interface").find((one) => one.id === id);
  if (card?.attachment === undefined || card.sourceDestCheck !== false) return undefined;
  return isPublic(of, card.subnetId) ? (card.publicIp as string | undefined) : undefined;
}
