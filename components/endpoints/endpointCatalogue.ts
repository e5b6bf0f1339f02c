/**
 * What AWS's services are like at their endpoints, where they differ from most: those have interface
 * endpoints alone, in every zone, take an endpoint policy, and are met by
 * `<service>.<region>.amazonaws.com`. What is not here is taken for one of those, so that a service
 * that is new to AWS needs no new version of this package.
 * Each line rests on the page beside it, all of them on AWS's list:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
import { isFullServiceName, serviceNameOf } from "../network";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html#concepts-vpc-endpoints */
export enum EndpointType {
  /** A route in route tables. Free of charge. */
  Gateway = "Gateway",
  /** An address in each zone. */
  Interface = "Interface",
}

/** A service at its endpoints. */
export interface EndpointService {
  readonly types: readonly EndpointType[];
  /** In a region: `com.amazonaws.us-east-1.sqs`. */
  readonly serviceName: string;
  /**
   * The public name that leads to an interface endpoint with private DNS; null where none does, and
   * undefined where only the service's owner knows.
   */
  readonly privateDnsName: string | null | undefined;
  /** Whether it takes a policy; full access otherwise. */
  readonly supportsPolicies: boolean;
  /** Zones, by id, in which it has no interface endpoints. Names differ from account to account. */
  readonly missingZoneIds: readonly string[];
}

interface Entry {
  readonly types?: readonly EndpointType[];
  /** With `{region}`, and `{domain}` for `<region>.amazonaws.com`; null where there is none. */
  readonly privateDnsName?: string | null;
  readonly supportsPolicies?: false;
  readonly missingZoneIds?: readonly string[];
  readonly page: string;
}

const BOTH = [EndpointType.Gateway, EndpointType.Interface];
const DOCS = "https://docs.aws.amazon.com";

const CATALOGUE: Readonly<Record<string, Entry>> = {
  s3: {
    types: BOTH,
    page: `${DOCS}/AmazonS3/latest/userguide/privatelink-interface-endpoints.html`,
  },
  dynamodb: {
    types: BOTH,
    privateDnsName: null,
    page: `${DOCS}/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html`,
  },
  s3express: {
    types: BOTH,
    page: `${DOCS}/AmazonS3/latest/userguide/s3-express-networking.html`,
  },
  "ecr.api": {
    privateDnsName: "api.ecr.{domain}",
    page: `${DOCS}/AmazonECR/latest/userguide/vpc-endpoints.html`,
  },
  "ecr.dkr": {
    privateDnsName: "*.dkr.ecr.{domain}",
    page: `${DOCS}/AmazonECR/latest/userguide/vpc-endpoints.html`,
  },
  "eks-auth": {
    privateDnsName: "eks-auth.{region}.api.aws",
    page: `${DOCS}/eks/latest/userguide/vpc-interface-endpoints.html`,
  },
  "execute-api": {
    privateDnsName: "*.execute-api.{domain}",
    page: `${DOCS}/apigateway/latest/developerguide/apigateway-private-apis.html`,
  },
  "kinesis-streams": {
    privateDnsName: "kinesis.{domain}",
    page: `${DOCS}/streams/latest/dev/vpc.html`,
  },
  "kinesis-firehose": {
    privateDnsName: "firehose.{domain}",
    page: `${DOCS}/firehose/latest/dev/vpc.html`,
  },
  "sagemaker.api": {
    privateDnsName: "api.sagemaker.{domain}",
    page: `${DOCS}/sagemaker/latest/dg/interface-vpc-endpoint.html`,
  },
  "sagemaker.runtime": {
    privateDnsName: "runtime.sagemaker.{domain}",
    page: `${DOCS}/sagemaker/latest/dg/interface-vpc-endpoint.html`,
  },
  billing: {
    supportsPolicies: false,
    page: `${DOCS}/awsaccountbilling/latest/aboutv2/vpc-interface-endpoints.html`,
  },
  inspector2: {
    supportsPolicies: false,
    page: `${DOCS}/inspector/latest/user/vpc-interface-endpoints.html`,
  },
  "iot.data": {
    supportsPolicies: false,
    page: `${DOCS}/iot/latest/developerguide/IoTCore-VPC.html`,
  },
  "transfer.server": {
    supportsPolicies: false,
    page: `${DOCS}/transfer/latest/userguide/create-server-in-vpc.html`,
  },
  "email-smtp": {
    supportsPolicies: false,
    missingZoneIds: [
      "use1-az2",
      "use1-az3",
      "use1-az5",
      "usw1-az2",
      "usw2-az4",
      "apne2-az4",
      "cac1-az3",
      "cac1-az4",
    ],
    page: `${DOCS}/ses/latest/dg/send-email-set-up-vpc-endpoints.html`,
  },
};

/** The services that have an endpoint of a type beside the usual one, by their short names. */
export const GATEWAY_SERVICES: readonly string[] = Object.keys(CATALOGUE).filter((service) =>
  CATALOGUE[service]?.types?.includes(EndpointType.Gateway),
);

/** @param service its short name, such as `ecr.api`, or its full one */
export function endpointService(service: string, region: string | undefined): EndpointService {
  const short = shortName(service);
  const entry = Object.hasOwn(CATALOGUE, short) ? CATALOGUE[short] : undefined;
  const serviceName = serviceNameOf(service, region);
  const place = regionIn(serviceName);
  const { privateDnsName: pattern = `${short}.{domain}` } = entry ?? {};
  return {
    types: entry?.types ?? [EndpointType.Interface],
    serviceName,
    privateDnsName: place === undefined ? undefined : pattern && filledIn(pattern, place),
    supportsPolicies: entry?.supportsPolicies ?? !isPartners(serviceName),
    missingZoneIds: entry?.missingZoneIds ?? [],
  };
}

/** The region that a service of AWS's is named in; undefined of a partner's. */
export function regionIn(serviceName: string): string | undefined {
  return isPartners(serviceName) ? undefined : /amazonaws\.([^.]+)\./.exec(serviceName)?.[1];
}

/** A full name without the region: `ecr.api` of `com.amazonaws.us-east-1.ecr.api`. */
export function shortName(service: string): string {
  return isFullServiceName(service) ? service.replace(/^.*?amazonaws\.[^.]+\./, "") : service;
}

/** An endpoint service that is not AWS's own: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const isPartners = (service: string): boolean => service.startsWith("com.amazonaws.vpce.");

function filledIn(pattern: string, region: string): string {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return pattern.replace("{domain}", `{region}.${suffix}`).replace("{region}", region);
}
