/** What could be done about packets that a transit gateway takes and does not hand on. */
import type { Fault } from "../intents/fault";
import type { Destination, Key, TransitGateway } from "../model/network";
import type { Atlas } from "../reachability/atlas";
import type { Change } from "./change";
import { vpcOf } from "./ends";

/** Of its associations, its routes and its subnets, those that are tried. */
const TRIED = 24;

/** For each gateway that either end's VPC is attached to. */
export function transitRepairs(
  atlas: Atlas,
  fault: Fault,
  destinations: readonly Destination[],
): Change[][] {
  const vpcs = [vpcOf(atlas, fault, "source"), vpcOf(atlas, fault, "destination")];
  const gateways = atlas.network.transitGateways.filter(({ attachments }) =>
    attachments.some(({ vpc }) => vpc !== undefined && vpcs.includes(vpc)),
  );
  return gateways
    .flatMap((gateway): Change[][] => [
      ...attachmentRepairs(atlas, gateway),
      ...gateway.routeTables.flatMap(({ key: table }) =>
        destinations.flatMap((destination) =>
          "cidr" in destination
            ? gateway.attachments.map(({ key: attachment }): Change[] => [
                { kind: "routeTransitGateway", table, cidr: destination.cidr, attachment },
              ])
            : [],
        ),
      ),
    ])
    .slice(0, TRIED);
}

function attachmentRepairs(atlas: Atlas, gateway: TransitGateway): Change[][] {
  const { attachments, routeTables } = gateway;
  return attachments.flatMap((one): Change[][] => {
    const attachment = one.key;
    const zones = one.subnets.map((key) => atlas.subnets.get(key)?.availabilityZone);
    const subnets = atlas.network.subnets.filter(
      ({ vpc, availabilityZone }) => vpc === one.vpc && !zones.includes(availabilityZone),
    );
    const associate = (table: Key): Change[] => [
      { kind: "associateAttachment", attachment, table },
    ];
    return [
      ...(one.available ? [] : [[{ kind: "acceptAttachment" as const, attachment }]]),
      ...(one.associatedTable === undefined
        ? routeTables.map(({ key }) => associate(key))
        : routeTables
            .filter(({ key }) => key !== one.associatedTable)
            .map(({ key }) => associate(key))),
      ...subnets.map(({ key }): Change[] => [{ kind: "attachSubnet", attachment, subnet: key }]),
    ];
  });
}
