/** A network with one Availability Zone gone: what stands in it, and what it did for others. */
import type { Key, Network, Route } from "../model/network";

export function zonesOf(network: Network): string[] {
  return [...new Set(network.subnets.map(({ availabilityZone }) => availabilityZone))].sort();
}

export function withoutZone(network: Network, zone: string): Network {
  const stands = (subnet: Key | undefined): boolean =>
    network.subnets.some((one) => one.key === subnet && one.availabilityZone === zone);
  const gone = new Set([
    ...network.natGateways.filter(({ subnet }) => stands(subnet)).map(({ key }) => key),
    ...network.networkInterfaces.filter(({ subnet }) => stands(subnet)).map(({ key }) => key),
  ]);
  const routes = (list: readonly Route[]): Route[] =>
    list.map((route) =>
      gone.has(route.target.key) ? { ...route, target: { ...route.target, gone: true } } : route,
    );
  return {
    ...network,
    natGateways: network.natGateways.filter(({ key }) => !gone.has(key)),
    networkInterfaces: network.networkInterfaces.filter(({ key }) => !gone.has(key)),
    routeTables: network.routeTables.map((table) => ({ ...table, routes: routes(table.routes) })),
    transitGateways: network.transitGateways.map((gateway) => ({
      ...gateway,
      attachments: gateway.attachments.map((one) => ({
        ...one,
        subnets: one.subnets.filter((subnet) => !stands(subnet)),
      })),
    })),
  };
}
