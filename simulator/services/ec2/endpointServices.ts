/**
 * The services that have VPC endpoints, their private DNS names, and the AZs (by id) where one is not offered.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
import type { Scope } from "../../world/scope";
import { gatewayServices } from "./prefixLists";

/** Services with interface endpoints, after `com.amazonaws.<region>.`. */
const interfaceServices = new Set(
  [
    "access-analyzer account acm acm-pca airflow.api airflow.env airflow.ops amplify apigateway app-integrations",
    "appconfig appconfigdata appmesh appmesh-envoy-management apprunner apprunner.requests application-autoscaling",
    "appstream.api appstream.streaming appsync-api arc-zonal-shift athena auditmanager autoscaling autoscaling-plans",
    "b2bi backup backup-gateway batch bedrock bedrock-agent bedrock-agent-runtime bedrock-runtime billing braket",
    "cassandra cassandra-fips clouddirectory cloudformation cloudhsmv2 cloudtrail codeartifact.api",
    "codeartifact.repositories codebuild codecommit codeconnections.api codedeploy codedeploy-commands-secure",
    "codeguru-profiler codeguru-reviewer codepipeline codestar-connections.api cognito-idp cognito-identity",
    "comprehend comprehendmedical config connect-campaigns console cost-optimization-hub databrew dataexchange",
    "datasync datazone deadline.management devops-guru directory-service dms drs ds dynamodb dynamodb-streams ebs ec2",
    "ec2messages ecr.api ecr.dkr ecs ecs-agent ecs-telemetry eks eks-auth elastic-inference.runtime elasticache",
    "elasticache-fips elasticbeanstalk elasticbeanstalk-health elasticfilesystem elasticloadbalancing",
    "elasticmapreduce email email-smtp emr-containers emr-serverless emrwal.prod entityresolution events evidently",
    "execute-api finspace firehose fis forecast forecastquery frauddetector freetier fsx geo.maps git-codecommit glue",
    "glue.dashboard grafana grafana-workspace greengrass groundstation guardduty guardduty-data healthlake iam",
    "identitystore imagebuilder inspector2 internetmonitor iot.core iot.data iot.fleethub.api iotanalytics",
    "iotfleetwise iotroborunner iotsitewise.api iotsitewise.data iottwinmaker.api iotwireless.api ivs.contribute",
    "kafka kafka-fips kendra kendra-ranking kinesis-firehose kinesis-streams kinesisanalytics kms kms-fips",
    "lakeformation lambda license-manager license-manager-fips logs lookoutequipment lookoutmetrics lookoutvision",
    "macie2 mediaconnect medical-imaging memory-db memorydb-fips mgn migrationhub-orchestrator monitoring",
    "network-firewall networkmanager networkmonitor notifications omics.control organizations outposts panorama",
    "payment-cryptography.controlplane payment-cryptography.dataplane pcs personalize personalize-events",
    "personalize-runtime pinpoint pinpoint-sms-voice-v2 pipes polly pricing.api private-networks profile proton",
    "qbusiness qldb.session quicksight-website rds rds-data redshift redshift-data redshift-fips redshift-serverless",
    "refactor-spaces rekognition resource-groups robomaker route53resolver rum rum-dataplane s3 s3-outposts s3express",
    "s3tables sagemaker.api sagemaker.featurestore-runtime sagemaker.metrics sagemaker.runtime scheduler schemas sdb",
    "secretsmanager securityhub securitylake serverlessrepo servicecatalog servicecatalog-appregistry",
    "servicediscovery servicequotas ses signin signer simspaceweaver snow-device-management sns sqs ssm",
    "ssm-contacts ssm-incidents ssm-quicksetup ssmmessages states storagegateway sts swf synthetics textract",
    "timestream.ingest-cell1 timestream.query-cell1 transcribe transcribestreaming transfer transfer.server translate",
    "trustedadvisor verifiedpermissions vpc-lattice wellarchitected workmailmessageflow workspaces xray",
  ]
    .join(" ")
    .split(" "),
);

/** Where a service is not offered, by AZ id. From AWS's list (see above); SES as in aws-facts.md, section 2. */
const missingZones: Readonly<Record<string, readonly string[]>> = {
  "email-smtp": [
    "use1-az2",
    "use1-az3",
    "use1-az5",
    "usw1-az2",
    "usw2-az4",
    "apne2-az4",
    "cac1-az3",
    "cac1-az4",
  ],
};

/**
 * Services whose endpoints let all through, as `VpcEndpointPolicySupported` of DescribeVpcEndpointServices says.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html#vpce-endpoint-policy-support
 */
const withoutPolicies: readonly string[] = [
  "billing",
  "email-smtp",
  "inspector2",
  "iot.data",
  "transfer.server",
];

/**
 * Services whose interface endpoints have no private DNS name.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html
 */
const withoutPrivateNames: readonly string[] = ["dynamodb"];

/** Private DNS names that are not `<service>.<region>.amazonaws.com`. */
const privateNames: Readonly<Record<string, (domain: string, region: string) => string>> = {
  "eks-auth": (_, region) => `eks-auth.${region}.api.aws`,
  "ecr.api": (domain) => `api.ecr.${domain}`,
  "ecr.dkr": (domain) => `*.dkr.ecr.${domain}`,
  "execute-api": (domain) => `*.execute-api.${domain}`,
  s3: (domain) => `s3.${domain}`,
  "kinesis-streams": (domain) => `kinesis.${domain}`,
  "kinesis-firehose": (domain) => `firehose.${domain}`,
  "sagemaker.api": (domain) => `api.sagemaker.${domain}`,
  "sagemaker.runtime": (domain) => `runtime.sagemaker.${domain}`,
  elasticfilesystem: (domain) => `elasticfilesystem.${domain}`,
};

export interface EndpointService {
  readonly name: string;
  readonly short: string;
  readonly types: readonly ("Gateway" | "Interface")[];
  /** Undefined where its interface endpoints have none. */
  readonly privateDnsName: string | undefined;
  readonly supportsPolicies: boolean;
  /** AZ ids where it is not offered. */
  readonly missingZoneIds: readonly string[];
}

/** All that the region has. */
export function endpointServices(scope: Scope): readonly EndpointService[] {
  const prefix = scope.partition.name === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws";
  const names = new Set([...Object.keys(gatewayServices), ...interfaceServices]);
  return [...names].flatMap(
    (short) => findEndpointService(scope, `${prefix}.${scope.region}.${short}`) ?? [],
  );
}

export function findEndpointService(scope: Scope, name: string): EndpointService | undefined {
  const prefixes = [`com.amazonaws.${scope.region}.`, `cn.com.amazonaws.${scope.region}.`];
  const prefix = prefixes.find((one) => name.startsWith(one));
  if (prefix === undefined) return undefined;
  const short = name.slice(prefix.length);
  const isGateway = short in gatewayServices;
  const isInterface = interfaceServices.has(short);
  if (!isGateway && !isInterface) return undefined;
  const domain = `${scope.region}.${scope.partition.dnsSuffix}`;
  return {
    name,
    short,
    types: [
      ...(isGateway ? (["Gateway"] as const) : []),
      ...(isInterface ? (["Interface"] as const) : []),
    ],
    privateDnsName: withoutPrivateNames.includes(short)
      ? undefined
      : (privateNames[short]?.(domain, scope.region) ?? `${short}.${domain}`),
    supportsPolicies: !withoutPolicies.includes(short),
    missingZoneIds: missingZones[short] ?? [],
  };
}
