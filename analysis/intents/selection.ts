/** What a selector stands for in a network: interfaces, the internet, a service, addresses. */
import { cidrAddresses, INTERNET_ADDRESSES, type PointSet } from "../../net";
import type { Key, NetworkInterface, Part } from "../model/network";
import type { Atlas } from "../reachability/atlas";
import type { End } from "./intent";

export interface Selection {
  readonly interfaces: readonly NetworkInterface[];
  readonly internet: boolean;
  /** Public addresses that a CIDR block names. */
  readonly addresses: PointSet | undefined;
  readonly service: string | undefined;
  /** What is missing to say it, in a sentence; the selection is then not to be trusted. */
  readonly unknown: string | undefined;
}

const NONE: Selection = {
  interfaces: [],
  internet: false,
  addresses: undefined,
  service: undefined,
  unknown: undefined,
};

export function select(atlas: Atlas, end: End): Selection {
  const vpcs = vpcsOf(atlas, end);
  if (vpcs === "unknown") return { ...NONE, unknown: "the VPC it is confined to is not known" };
  const chosen =
    end.selector === undefined ? selectUrns(atlas, end.urns) : selectText(atlas, end.selector);
  const left = new Set(
    [
      ...end.except.flatMap((text) => selectText(atlas, text).interfaces),
      ...end.exceptUrns.flatMap((urn) => interfacesOf(atlas, urn)),
    ].map(({ key }) => key),
  );
  return {
    ...chosen,
    interfaces: chosen.interfaces.filter(
      (one) => !left.has(one.key) && (vpcs === undefined || inVpc(atlas, one, vpcs)),
    ),
    internet: chosen.internet && !end.except.includes("internet"),
  };
}

function vpcsOf(atlas: Atlas, end: End): readonly Key[] | "unknown" | undefined {
  if (end.vpc === undefined && end.vpcUrns.length === 0) return undefined;
  const { vpc, vpcUrns } = end;
  const found = atlas.network.vpcs.filter((one) =>
    vpc === undefined ? vpcUrns.includes(one.key) : isCalled(one, vpc),
  );
  return found.length === 0 ? "unknown" : found.map(({ key }) => key);
}

const inVpc = (atlas: Atlas, one: NetworkInterface, vpcs: readonly Key[]): boolean =>
  vpcs.includes(atlas.subnets.get(one.subnet)?.vpc ?? "");

const isCalled = (part: Part, name: string): boolean =>
  part.key === name || part.id === name || part.arn === name;

function selectUrns(atlas: Atlas, urns: readonly Key[]): Selection {
  const interfaces = urns.flatMap((urn) => interfacesOf(atlas, urn));
  return interfaces.length > 0 || urns.some((urn) => atlas.parts.has(urn))
    ? { ...NONE, interfaces: [...new Set(interfaces)] }
    : { ...NONE, unknown: "what it selects is not known before it is deployed" };
}

function selectText(atlas: Atlas, text: string): Selection {
  const all = atlas.network.networkInterfaces;
  if (text === "internet") return { ...NONE, internet: true };
  if (text === "any") return { ...NONE, interfaces: all };
  if (text.startsWith("service:")) return { ...NONE, service: text.slice("service:".length) };
  if (text.startsWith("tier:")) {
    const tier = text.slice("tier:".length);
    return {
      ...NONE,
      interfaces: all.filter((one) => atlas.subnets.get(one.subnet)?.tier === tier),
    };
  }
  if (text.startsWith("tag:")) return { ...NONE, interfaces: tagged(atlas, text.slice(4)) };
  const block = text.includes("/") ? cidrAddresses(text) : undefined;
  return block === undefined
    ? { ...NONE, interfaces: interfacesOf(atlas, text) }
    : selectBlock(atlas, block);
}

function tagged(atlas: Atlas, text: string): NetworkInterface[] {
  const at = text.indexOf("=");
  const [key, value] = [text.slice(0, at), text.slice(at + 1)];
  const has = (part: Part | undefined): boolean => part?.tags[key] === value;
  return atlas.network.networkInterfaces.filter((one) => {
    const subnet = atlas.subnets.get(one.subnet);
    const vpc = subnet === undefined ? undefined : atlas.vpcs.get(subnet.vpc);
    return has(one) || has(subnet) || has(vpc);
  });
}

function selectBlock(atlas: Atlas, block: PointSet): Selection {
  const touched = atlas.network.networkInterfaces.filter((one) =>
    block.meets(atlas.interfaceAddresses(one)),
  );
  const cut = touched.find((one) => !block.contains(atlas.interfaceAddresses(one)));
  const outside = block.and(INTERNET_ADDRESSES);
  return {
    ...NONE,
    interfaces: touched,
    addresses: outside.isEmpty ? undefined : outside,
    unknown:
      cut === undefined || cut.ipv4.length > 0
        ? undefined
        : `whether ${cut.name} gets an address of it is not known`,
  };
}

/** The interfaces of a part: a group's, a subnet's, a VPC's, a resource's own. */
function interfacesOf(atlas: Atlas, name: string): NetworkInterface[] {
  const { network } = atlas;
  const part = [...atlas.parts.values()].find((one) => isCalled(one, name));
  const key = part?.key ?? name;
  return network.networkInterfaces.filter((one) => {
    const subnet = atlas.subnets.get(one.subnet);
    return (
      one.key === key ||
      one.id === name ||
      one.owner === key ||
      one.endpoint === key ||
      one.subnet === key ||
      subnet?.vpc === key ||
      one.arn === name ||
      one.securityGroups.includes(key)
    );
  });
}
