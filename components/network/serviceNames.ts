/** What an AWS service is called in a region: endpoints are made, and their metrics found, by that name. */
import { parseAvailabilityZone } from "../../net";
import type { VpcAttributes } from "./vpcAttributes";

/** `com.amazonaws.us-east-1.s3`, `cn.com.amazonaws.cn-north-1.ecr.api`, `aws.sagemaker.…`. */
const FULL_NAME = /^(?:cn\.)?(?:com\.amazonaws|aws)\./;

export const isFullServiceName = (service: string): boolean => FULL_NAME.test(service);

export function serviceNameOf(service: string, region: string | undefined): string {
  return isFullServiceName(service) ? service : `com.amazonaws.${region ?? ""}.${service}`;
}

/** Spelled by the network, or by the names of its zones; ids of zones spell none. */
export function regionOf({
  region,
  availabilityZones: [zone],
}: Pick<VpcAttributes, "availabilityZones" | "region">): string | undefined {
  return region ?? (zone === undefined ? undefined : parseAvailabilityZone(zone)?.region);
}
