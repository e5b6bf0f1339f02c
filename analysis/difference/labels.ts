/** Interfaces in words: "3 database interfaces", "the internet", "service s3". */
import type { NetworkInterface } from "../model/network";
import type { FlowEnd } from "./flows";

const KINDS: Readonly<Record<NetworkInterface["kind"], string>> = {
  instance: "instance",
  autoScalingGroup: "Auto Scaling group",
  lambda: "Lambda",
  task: "ECS task",
  loadBalancer: "load balancer",
  database: "database",
  cache: "cache",
  endpoint: "VPC endpoint",
  vpcLink: "VPC link",
  interface: "network",
};

/** The kind of an end, the same for all that are told of together. */
export function kindOf(end: FlowEnd): string {
  if ("internet" in end) return "the internet";
  if ("service" in end) return `service ${end.service}`;
  const kinds = [...new Set(end.interfaces.map(({ kind }) => KINDS[kind]))];
  return kinds.join(" and ");
}

/** With how many, and by name where they are all of one owner. */
export function label(end: FlowEnd): string {
  if (!("interfaces" in end)) return kindOf(end);
  const { interfaces } = end;
  const owners = [...new Set(interfaces.map(({ name }) => name))];
  const many = `${interfaces.length} ${kindOf(end)} interface${interfaces.length === 1 ? "" : "s"}`;
  return owners.length === 1 ? `${many} (${owners.join()})` : many;
}
