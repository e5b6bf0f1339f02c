/** Pulumi's names and Terraform's for the same thing, by the rule of Pulumi's bridge; a table where the rule does not give it. */

/** Types whose token does not say Terraform's name. */
const typeNames: Readonly<Record<string, string>> = {
  "aws:alb/loadBalancer:LoadBalancer": "aws_alb",
  "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment":
    "aws_cognito_identity_pool_roles_attachment",
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment":
    "aws_network_interface_sg_attachment",
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": "aws_vpc_peering_connection_options",
  "aws:ec2/securityGroupAssociation:SecurityGroupAssociation":
    "aws_vpc_endpoint_security_group_association",
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple":
    "aws_vpc_endpoint_service_allowed_principal",
  "aws:ec2transitgateway/transitGateway:TransitGateway": "aws_ec2_transit_gateway",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "aws_iam_openid_connect_provider",
  "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
  "aws:rds/roleAssociation:RoleAssociation": "aws_db_instance_role_association",
  "aws:s3/bucketObjectv2:BucketObjectv2": "aws_s3_object",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig":
    "aws_s3_bucket_replication_configuration",
};

/** Modules that Terraform calls otherwise. */
const prefixes: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["api_gateway"],
  ec2clientvpn: ["ec2_client_vpn"],
  ec2transitgateway: ["ec2_transit_gateway"],
  rds: ["rds", "db"],
  servicediscovery: ["service_discovery"],
};

/** Inputs that Pulumi calls otherwise: so that they take part in its naming, or take a resource for its id. */
const propertyNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_api_gateway_stage: { deployment: "deployment_id" },
  aws_api_gateway_vpc_link: { targetArn: "target_arns" },
  aws_cloudwatch_log_subscription_filter: { logGroup: "log_group_name" },
  aws_cloudwatch_metric_alarm: { name: "alarm_name" },
  aws_lambda_function: { name: "function_name", code: "filename" },
  aws_lambda_layer_version: { code: "filename" },
  aws_lambda_permission: { function: "function_name" },
  aws_sns_topic_subscription: { topic: "topic_arn" },
};

/** The same, of every type that has them. */
const commonNames: Readonly<Record<string, string>> = { restApi: "rest_api_id" };

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
  // Names that Pulumi keeps from when there were two of the kind.
  const own = snake(name.replace(/V2$/, ""));
  const guesses = [
    ...(token in typeNames ? [typeNames[token]!] : []),
    ...(prefixes[module] ?? [module]).map((prefix) => `aws_${prefix}_${own}`),
    // Most of a network's types, and what is named after its module, have no prefix.
    ...(module in prefixes ? [] : [`aws_${own}`]),
  ];
  return guesses.find((guess) => guess in known);
}

/** What Pulumi may call an attribute: of many, the plural. */
function pulumiNames(name: string, isMany: boolean): string[] {
  const own = pulumiName(name);
  if (!isMany) return [own];
  return [own, `${own}s`, `${own}es`, own.replace(/y$/, "ies"), own.replace(/ex$/, "ices")];
}

/** Pulumi's names, each with Terraform's. @param names Terraform's, and whether each may hold many values */
export function namesOf(
  type: string | undefined,
  names: Iterable<readonly [string, boolean]>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const plural = new Map<string, string>();
  const all = [...names];
  for (const [name, isMany] of all) {
    const [own = name, ...others] = pulumiNames(name, isMany);
    found.set(own, name);
    for (const other of others) plural.set(other, name);
  }
  const known = new Set(all.map(([name]) => name));
  const special = Object.entries({ ...commonNames, ...propertyNames[type ?? ""] });
  return new Map([...plural, ...found, ...special.filter(([, name]) => known.has(name))]);
}
