/** ARNs, services and their principals: names and their parts, looked up without any call to AWS. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { partitionOf } from "../../regions";
import { text } from "../../values";
import type { Scope } from "../../world/scope";

interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

function parse(arn: string): Arn {
  const [head, partition, service, region, account, ...rest] = arn.split(":");
  const resource = rest.join(":");
  if (head !== "arn" || partition === undefined || service === undefined || resource === "")
    throw new ProviderError(
      `"arn" (${arn}) is an invalid ARN: arn: ${head === "arn" ? "not enough sections" : "invalid prefix"}`,
    );
  return { partition, service, region: region ?? "", account: account ?? "", resource };
}

export function getArn(_scope: Scope, args: ValueMap): ValueMap {
  const arn = text(args, "arn") ?? "";
  return { arn, id: arn, ...parse(arn) };
}

/** What `aws.arn.parse` has left of an older release. */
export function arnParse(_scope: Scope, args: ValueMap): ValueMap {
  const { account, ...parts } = parse(text(args, "arn") ?? "");
  return { accountId: account, ...parts };
}

/** By the name that DNS has for it, by that in reverse, or by its id. */
export function getService(scope: Scope, args: ValueMap): ValueMap {
  const { serviceId, region } = named(scope, args);
  const { name, dnsSuffix, reverseDnsPrefix } = partitionOf(region);
  return {
    dnsName: `${serviceId}.${region}.${dnsSuffix}`,
    id: `${reverseDnsPrefix}.${region}.${serviceId}`,
    partition: name,
    region,
    reverseDnsName: `${reverseDnsPrefix}.${region}.${serviceId}`,
    reverseDnsPrefix,
    serviceId,
    // Modelled: every service in every region.
    supported: true,
  };
}

/** As DNS has it, and in reverse. */
const forms: readonly (readonly [property: string, form: RegExp])[] = [
  ["dnsName", /^(?<id>.+)\.(?<region>[a-z]+(-[a-z]+)+-\d)\.amazonaws\..+$/],
  ["reverseDnsName", /^(cn\.)?[a-z]+\.amazonaws\.(?<region>[a-z]+(-[a-z]+)+-\d)\.(?<id>.+)$/],
];

function named(
  scope: Scope,
  args: ValueMap,
): { readonly serviceId: string; readonly region: string } {
  for (const [property, form] of forms) {
    const name = text(args, property);
    if (name === undefined) continue;
    const { id, region } = form.exec(name)?.groups ?? {};
    if (id === undefined || region === undefined)
      throw new ProviderError(`${property} ${name}: there is no service or no region in it`);
    return { serviceId: id, region };
  }
  const serviceId = text(args, "serviceId");
  if (serviceId === undefined)
    throw new ProviderError("one of `dns_name,reverse_dns_name,service_id` must be specified");
  return { serviceId, region: text(args, "region") ?? scope.region };
}

/** Those that in China are not called as everywhere else. */
const partitional: ReadonlySet<string> = new Set(["codedeploy", "ec2", "elasticmapreduce", "logs"]);

export function getServicePrincipal(scope: Scope, args: ValueMap): ValueMap {
  const serviceName = text(args, "serviceName") ?? "";
  const region = text(args, "region") ?? scope.region;
  const { name, dnsSuffix } = partitionOf(region);
  const isChinese = name === "aws-cn" && partitional.has(serviceName);
  const suffix = isChinese ? dnsSuffix : "amazonaws.com";
  return {
    id: `${serviceName}.${region}.${suffix}`,
    name: `${serviceName}.${suffix}`,
    region,
    serviceName,
    suffix,
  };
}
