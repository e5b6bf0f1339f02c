/** The network interfaces of an instance: one where it runs, and one where its standby is. */
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { placeInterfaces, removeInterfaces } from "../ec2/placement";
import { siteFor, spread, type DatabaseSite } from "./site";

/** What is taken over as it stands may be in a network that this world does not know. */
function knownSite(scope: Scope, inputs: ValueMap): DatabaseSite | undefined {
  try {
    return siteFor(scope, inputs);
  } catch (error) {
    if (scope.pinned === undefined) throw error;
    return undefined;
  }
}

/** Where so many copies go, as properties. `placedIn` is for nobody but us. */
export function placesFor(
  scope: Scope,
  id: string,
  inputs: ValueMap,
  copies = flag(inputs, "multiAz") === true ? 2 : 1,
): ValueMap {
  const site = knownSite(scope, inputs);
  if (site === undefined) return {};
  const zone = text(inputs, "availabilityZone");
  const hash = scope.hash("database subnet", id);
  const subnets = spread(site.subnets, copies, { hash, zone });
  return {
    dbSubnetGroupName: site.groupName,
    vpcSecurityGroupIds: site.securityGroupIds,
    availabilityZone: subnets[0]?.availabilityZone ?? "",
    placedIn: subnets.map((one) => one.id),
  };
}

export function placeThing(scope: Scope, { id, properties }: Thing): void {
  placeInterfaces(scope, {
    owner: id,
    subnetIds: texts(properties, "placedIn"),
    securityGroupIds: texts(properties, "vpcSecurityGroupIds"),
    interfaceType: "interface",
    description: "RDSNetworkInterface",
  });
}

export const unplace = (scope: Scope, { id }: Thing): void => removeInterfaces(scope, id);
