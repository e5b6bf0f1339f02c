export { PrivateHostedZone } from "./privateHostedZone";
export type { PrivateHostedZoneArgs, ZoneVpc } from "./privateHostedZoneArgs";
export { PrivateZoneAssociations } from "./privateZoneAssociations";
export type { PrivateZoneAssociationsArgs } from "./privateZoneAssociationsArgs";
