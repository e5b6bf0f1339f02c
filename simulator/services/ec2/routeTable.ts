/**
 * A route table, and the main one as adopted by `DefaultRouteTable`.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 * Replaces as internal/service/ec2/vpc_route_table.go says.
 */
import { AwsError } from "../../errors";
import {
  common,
  output,
  requiredForcesNew,
  type Change,
  type Model,
  type Property,
} from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { isList, maps, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import {
  natGatewayKind,
  routeKind,
  routeTableAssociationKind,
  routeTableKind,
  routeTargets,
  vpcEndpointKind,
  type Route,
  type RouteTable,
} from "./entities";
import { needRouteTable, needVpc } from "./references";
import { addRoute, replaceRoute, wantedRoute } from "./routes";
import { acceptPropagation } from "./vpnGateway";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
  if (scope.count(routeTableKind, "vpc", vpc.id) >= scope.quota("routeTablesPerVpc"))
    throw new AwsError(
      "RouteTableLimitExceeded",
      "The maximum number of route tables has been reached.",
    );
  const id = scope.newId("rtb", urn);
  scope.put(routeTableKind, {
    id,
    vpcId: vpc.id,
    propagatingVgws: texts(inputs, "propagatingVgws"),
    tags: tagsOf(inputs, "tagsAll"),
  });
  for (const gateway of texts(inputs, "propagatingVgws")) acceptPropagation(scope, id, gateway);
  for (const block of maps(inputs, "routes")) addRoute(scope, id, wantedRoute(block));
  return id;
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const table = scope.get(routeTableKind, id);
  if (table === undefined) return undefined;
  return {
    arn: scope.arn("ec2", `route-table/${id}`),
    ownerId: scope.account,
    propagatingVgws: table.propagatingVgws,
    routes: inlineRoutes(scope, id),
    tagsAll: table.tags,
    vpcId: table.vpcId,
  };
}

/** Every route that is not local, as the provider writes inline routes. Those of gateway endpoints it leaves out. */
export function inlineRoutes(scope: Scope, routeTableId: string): ValueMap[] {
  return scope.find(routeKind, "routeTable", routeTableId).map(asBlock);
}

function asBlock(route: Route): ValueMap {
  const { destination, target, targetId } = route;
  const block: Record<string, Value> = {
    cidrBlock: "",
    ipv6CidrBlock: "",
    destinationPrefixListId: "",
  };
  for (const one of routeTargets) block[one] = "";
  block[target] = targetId;
  if (destination.startsWith("pl-")) block.destinationPrefixListId = destination;
  else block[destination.includes(":") ? "ipv6CidrBlock" : "cidrBlock"] = destination;
  return block;
}

function update(scope: Scope, id: string, { olds, news }: Change): void {
  const table = needRouteTable(scope, id);
  for (const gateway of texts(news, "propagatingVgws"))
    if (!table.propagatingVgws.includes(gateway)) acceptPropagation(scope, id, gateway);
  scope.put(routeTableKind, {
    ...table,
    propagatingVgws: isList(news.propagatingVgws)
      ? texts(news, "propagatingVgws")
      : table.propagatingVgws,
    tags: tagsOf(news, "tagsAll"),
  });
  // Left out altogether, inline routes are somebody else's.
  if (isList(news.routes) || isList(olds.routes)) setRoutes(scope, table, news);
}

function setRoutes(scope: Scope, table: RouteTable, news: ValueMap): void {
  const wanted = maps(news, "routes").map(wantedRoute);
  const kept = new Set(wanted.map((one) => one.destination));
  const present = new Map(
    scope.find(routeKind, "routeTable", table.id).map((one) => [one.destination, one]),
  );
  for (const [destination, route] of present) if (!kept.has(destination)) scope.remove(route);
  for (const one of wanted) {
    const before = present.get(one.destination);
    if (before === undefined) addRoute(scope, table.id, one);
    else if (before.target !== one.target || before.targetId !== one.targetId)
      replaceRoute(scope, table.id, one);
  }
}

function remove(scope: Scope, id: string): void {
  const table = scope.get(routeTableKind, id);
  if (table === undefined) return;
  const associations = scope.find(routeTableAssociationKind, "routeTable", id);
  if (associations.some((one) => one.mainOf !== undefined) || isOfNatGateway(scope, table))
    throw new AwsError(
      "DependencyViolation",
      `The routeTable '${id}' has dependencies and cannot be deleted.`,
    );
  // The provider takes it from its subnets first.
  for (const one of associations) scope.remove(one);
  for (const route of scope.find(routeKind, "routeTable", id)) scope.remove(route);
  // No source says that a gateway endpoint holds a table: it loses it.
  for (const endpoint of scope.find(vpcEndpointKind, "routeTable", id))
    scope.put(vpcEndpointKind, {
      ...endpoint,
      routeTableIds: endpoint.routeTableIds.filter((one) => one !== id),
    });
  scope.remove(table);
}

/** A regional NAT gateway has one of its own. */
const isOfNatGateway = (scope: Scope, { id, vpcId }: RouteTable): boolean =>
  scope.find(natGatewayKind, "vpc", vpcId).some((one) => one.routeTableId === id);

const routes: Property = { kind: "blocks", computed: true };
const propagatingVgws: Property = { kind: "set", computed: true };

export const routeTable: Model = {
  type: "aws:ec2/routeTable:RouteTable",
  service: "EC2",
  noun: "EC2 Route Table",
  calls: { create: "CreateRouteTable", update: "CreateRoute", delete: "DeleteRouteTable" },
  properties: {
    ...common,
    arn: output,
    ownerId: output,
    propagatingVgws,
    routes,
    vpcId: requiredForcesNew,
  },
  create,
  read,
  update,
  delete: remove,
};

export const defaultRouteTable: Model = {
  type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  service: "EC2",
  noun: "EC2 Default Route Table",
  calls: { create: "DescribeRouteTables", update: "CreateRoute" },
  properties: {
    ...common,
    arn: output,
    defaultRouteTableId: requiredForcesNew,
    ownerId: output,
    propagatingVgws: { kind: "set" },
    routes,
    vpcId: output,
  },
  /** Adopts the VPC's main table, which loses every route of its own. */
  create(scope, inputs) {
    const table = needRouteTable(scope, text(inputs, "defaultRouteTableId") ?? "");
    const propagatingVgws = texts(inputs, "propagatingVgws");
    for (const gateway of propagatingVgws) acceptPropagation(scope, table.id, gateway);
    scope.put(routeTableKind, { ...table, propagatingVgws, tags: tagsOf(inputs, "tagsAll") });
    setRoutes(scope, table, inputs);
    return table.id;
  },
  read(scope, id) {
    const found = read(scope, id);
    return found && { ...found, defaultRouteTableId: id };
  },
  update: (scope, id, change) =>
    update(scope, id, { ...change, news: { propagatingVgws: [], ...change.news } }),
  /** It stays, with its routes: only the stack forgets it. */
  delete: () => undefined,
};
