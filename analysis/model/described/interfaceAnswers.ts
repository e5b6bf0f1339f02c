/** Network interfaces, which AWS describes whatever stands behind them. */
import { flagIn, mapsIn, textIn, type ValueMap } from "../records/propertyValues";
import { describedInterfaceType } from "../interfaces/describedInterfaces";
import type { Answers } from "./answers";
import { tagsOf, type Described } from "./described";

/** Gateways' own interfaces are no places: the gateways are read as such. */
const ofGateways = new Set([
  "nat_gateway",
  "transit_gateway",
  "gateway_load_balancer",
  "gateway_load_balancer_endpoint",
  "branch",
  "trunk",
]);

export function networkInterface(answer: ValueMap, answers: Answers): Described[] {
  const interfaceType = textIn(answer, "InterfaceType") ?? "interface";
  if (ofGateways.has(interfaceType)) return [];
  const instance = textIn(answer, "Attachment.InstanceId");
  const name = instance === undefined ? undefined : instanceName(answers, instance);
  return [
    {
      type: describedInterfaceType,
      id: textIn(answer, "NetworkInterfaceId"),
      tags: { ...(name === undefined ? {} : { Name: name }), ...tagsOf(answer, "TagSet") },
      outputs: { ...addressesOf(answer), interfaceType, instance },
    },
  ];
}

const addressesOf = (answer: ValueMap): ValueMap => ({
  ownerId: textIn(answer, "OwnerId"),
  subnetId: textIn(answer, "SubnetId"),
  vpcId: textIn(answer, "VpcId"),
  description: textIn(answer, "Description"),
  requesterId: textIn(answer, "RequesterId"),
  sourceDestCheck: flagIn(answer, "SourceDestCheck"),
  publicIp: textIn(answer, "Association.PublicIp"),
  securityGroups: mapsIn(answer, "Groups").flatMap((one) => textIn(one, "GroupId") ?? []),
  privateIps: mapsIn(answer, "PrivateIpAddresses").flatMap(
    (one) => textIn(one, "PrivateIpAddress") ?? [],
  ),
  ipv6Addresses: mapsIn(answer, "Ipv6Addresses").flatMap((one) => textIn(one, "Ipv6Address") ?? []),
});

function instanceName(answers: Answers, id: string): string | undefined {
  const instance = instancesOf(answers).find((one) => textIn(one, "InstanceId") === id);
  return instance && textIn(tagsOf(instance), "Name");
}

const instancesOf = (answers: Answers): readonly ValueMap[] =>
  (answers.get("Reservations") ?? []).flatMap((one) => mapsIn(one, "Instances"));

/** An instance's interfaces, where nobody asked for the interfaces themselves. */
export function reservation(answer: ValueMap, answers: Answers): Described[] {
  if (answers.has("NetworkInterfaces")) return [];
  return mapsIn(answer, "Instances").flatMap((instance) =>
    mapsIn(instance, "NetworkInterfaces").flatMap((one) =>
      networkInterface(
        { ...one, Attachment: { InstanceId: textIn(instance, "InstanceId") } },
        answers,
      ),
    ),
  );
}
