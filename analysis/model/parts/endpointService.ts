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

/** Of an endpoint of another type: what it leads to, by its ARN. */
export const serviceOf = (record: ResourceRecord): string =>
  serviceNamed(
    text(record, "serviceName") ??
      text(record, "resourceConfigurationArn") ??
      text(record, "serviceNetworkArn") ??
      "",
  );

const awsService =
  /^(?:com\.amazonaws|cn\.com\.amazonaws|aws\.api)\.[a-z]{2,}(?:-[a-z]+)+-\d+\.(.+)$/;

/** AWS's services by the part after the region; another's endpoint service by its whole name. */
export function serviceNamed(name: string): string {
  const service = awsService.exec(name)?.[1];
  return service === undefined || /^vpce[-.]/.test(service) ? name : service;
}
