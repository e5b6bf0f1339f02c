/** Which service an endpoint is for, and of what type it is. */
import type { VpcEndpoint } from "../network";
import { text } from "../records/properties";
import type { ResourceRecord } from "../records/resourceRecord";

const types: readonly VpcEndpoint["endpointType"][] = [
  "Gateway",
  "Interface",
  "GatewayLoadBalancer",
  "Resource",
  "ServiceNetwork",
];

/** Gateway is AWS's default. */
export const endpointTypeOf = (record: ResourceRecord): VpcEndpoint["endpointType"] =>
  types.find((type) => type === text(record, "vpcEndpointType")) ?? "Gateway";

export const isGatewayEndpoint = (record: ResourceRecord): boolean =>
  endpointTypeOf(record) === "Gateway";

/** AWS's services by the part after the region; another's endpoint service by its whole name. */
export function serviceOf(record: ResourceRecord): string {
  const name =
    text(record, "serviceName") ??
    text(record, "resourceConfigurationArn") ??
    text(record, "serviceNetworkArn") ??
    "";
  const found =
    /^(?:com\.amazonaws|cn\.com\.amazonaws|aws\.api|aws)\.[a-z]{2,}(?:-[a-z]+)+-\d+\.(.+)$/.exec(
      name,
    );
  const service = found?.[1];
  return service === undefined || service.startsWith("vpce-svc-") || service.startsWith("vpce.")
    ? name
    : service;
}
