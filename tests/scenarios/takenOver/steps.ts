/** What the five changes of each network do. */

const eachOf = (step: string, names: readonly string[]): string[] =>
  names.map((name) => `${step} ${name}`);

/** The successor first, the old one at the end. */
const replaced = (...names: readonly string[]): string[] => [
  ...eachOf("create-replacement", names),
  ...eachOf("replace", names),
  ...eachOf("delete-replaced", names),
];

const numbered = (name: string): string[] => [1, 2, 3].map((number) => `${name}-${number}`);
const lettered = (name: string): string[] => ["a", "b", "c"].map((letter) => `${name}-${letter}`);
const fromZero = (name: string): string[] => [0, 1, 2].map((number) => `${name}-${number}`);

export const awsxSteps: readonly string[] = [
  ...eachOf("update Subnet", numbered("main-app")),
  ...["Subnet", "RouteTable", "RouteTableAssociation", "Route"].flatMap((type) =>
    eachOf(`create ${type}`, numbered("main-tools")),
  ),
  "update VpcEndpoint com.amazonaws.us-east-1.dynamodb",
  "update VpcEndpoint com.amazonaws.us-east-1.s3",
  "update SecurityGroupIngressRule http",
  ...replaced("Subnet main-data-1", "RouteTableAssociation main-data-1"),
  "delete SecurityGroup com.amazonaws.us-east-1.monitoring-sg",
  "delete SecurityGroupRule com.amazonaws.us-east-1.monitoring-ingress",
  "delete VpcEndpoint com.amazonaws.us-east-1.monitoring",
];

export const handWrittenSteps: readonly string[] = [
  ...eachOf("update Subnet", lettered("prod-app")),
  ...eachOf("create Subnet", lettered("prod-tools")),
  ...eachOf("create RouteTableAssociation", lettered("prod-tools")),
  "update SecurityGroupIngressRule prod-app-api",
  ...replaced("Subnet prod-data-c", "RouteTableAssociation prod-data-c"),
  "delete Record prod-cache",
];

export const terraformSteps: readonly string[] = [
  ...eachOf("update Subnet", fromZero("intra")),
  ...eachOf("create Subnet", fromZero("tools")),
  ...eachOf("create RouteTableAssociation", fromZero("tools")),
  ...replaced("NetworkAclRule private_inbound-0"),
  ...replaced("Subnet redshift-1", "RouteTableAssociation redshift-1"),
  // The ACL names its subnets.
  "update NetworkAcl redshift-0",
  "delete VpcEndpoint rds",
];
