/** Pulumi's names and Terraform's for the same thing, by the rule of Pulumi's bridge; a table where the rule does not give it. */

/** Types whose token does not say Terraform's name. */
const typeNames: Readonly<Record<string, string>> = {
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment":
    "aws_network_interface_sg_attachment",
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": "aws_vpc_peering_connection_options",
  "aws:s3/bucketObjectv2:BucketObjectv2": "aws_s3_object",
  "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
};

/** Modules whose name is not the prefix of Terraform's. */
const prefixes: Readonly<Record<string, string>> = {
  rds: "db",
  apigateway: "api_gateway",
  ec2transitgateway: "ec2",
  servicediscovery: "service_discovery",
  ec2clientvpn: "ec2",
};

/** Inputs that Pulumi calls otherwise, so that they take part in its naming: `aws_lambda_function.function_name` is `name`. */
const propertyNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_lambda_function: { name: "function_name", code: "filename" },
  aws_cloudwatch_metric_alarm: { name: "alarm_name" },
};

function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** Pulumi's name of one thing; of many it may be a plural. */
export const pulumiName = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Terraform's name of a type, or undefined where the provider has none. */
export function terraformType(
  token: string,
  known: Readonly<Record<string, unknown>>,
): string | undefined {
  const [, module = "", name = ""] = /^aws:([\w-]+)\/(\w+):/.exec(token) ?? [];
  const own = snake(name);
  const guesses = [
    typeNames[token],
    `aws_${module}_${own}`,
    ...(module in prefixes ? [`aws_${prefixes[module]!}_${own}`] : []),
    `aws_${own}`,
  ];
  return guesses.find((guess) => guess !== undefined && guess in known);
}

/** What Pulumi may call an attribute. */
function pulumiNames(name: string, isMany: boolean): string[] {
  const own = pulumiName(name);
  if (!isMany) return [own];
  return [own, `${own}s`, `${own}es`, own.replace(/y$/, "ies")];
}

/** Pulumi's names, each with Terraform's. @param names Terraform's, and whether each holds many values */
export function namesOf(
  type: string | undefined,
  names: Iterable<readonly [string, boolean]>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const plural = new Map<string, string>();
  for (const [name, isMany] of names) {
    const [own = name, ...others] = pulumiNames(name, isMany);
    found.set(own, name);
    for (const other of others) plural.set(other, name);
  }
  const special = Object.entries(propertyNames[type ?? ""] ?? {});
  return new Map([...plural, ...found, ...special]);
}
