/**
 * The provider's services, as the first part of a type token names them. What of them stands in a VPC is told by its
 * properties, or listed by type: a service that is not here may be anything.
 */
const names = `
accessanalyzer account accountaccess acm acmpca agentregistry alb amp amplify apigateway
apigatewayv2 appautoscaling appconfig appfabric appflow appintegrations applicationinsights
applicationloadbalancing appmesh apprunner appstream appsync arcregionswitch arczonalshift
athena auditmanager autoscaling autoscalingplans backup batch bcmdata bedrock bedrockfoundation
bedrockmodel billing budgets cfg chatbot chime chimesdkmediapipelines cleanrooms cloud9
cloudcontrol cloudformation cloudfront cloudhsmv2 cloudsearch cloudtrail cloudwatch codeartifact
codebuild codecatalyst codecommit codeconnections codedeploy codeguruprofiler codegurureviewer
codepipeline codestarconnections codestarnotifications cognito comprehend computeoptimizer
connect controltower costexplorer costoptimizationhub cur customerprofiles dataexchange
datapipeline datasync datazone dax detective devicefarm devopsguru directconnect
directoryservice dlm dms docdb drs dsql dynamodb ebs ec2 ec2clientvpn ec2transitgateway ecr
ecrpublic ecs efs eks elasticache elasticbeanstalk elasticloadbalancing elasticloadbalancingv2
elasticmapreduce elasticsearch elastictranscoder elb emr emrcontainers emrserverless evidently
finspace fis fms fsx gamelift glacier globalaccelerator glue grafana guardduty iam identitystore
imagebuilder index inspector inspector2 invoicing iot ivs ivschat kendra keyspaces kinesis
kinesisanalyticsv2 kms lakeformation lambda lambdamicrovms lb lex licensemanager lightsail
location m2 macie macie2 mailmanager mediaconvert medialive mediapackage mediapackagev2
mediastore memorydb mq msk mskconnect mwaa neptune neptunegraph networkfirewall
networkflowmonitor networkmanager networkmonitor notifications oam observabilityadmin odb
opensearch opensearchingest opsworks organizations outposts paymentcryptography pinpoint pipes
qbusiness qldb quicksight ram rbin rds redshift redshiftdata redshiftserverless rekognition
resiliencehub resourceexplorer resourcegroups rolesanywhere route53 route53domains
route53recoverycontrol route53recoveryreadiness rum s3 s3control s3outposts s3tables s3vectors
sagemaker savingsplans scheduler schemas secretsmanager securityhub securitylake
serverlessrepository servicecatalog servicediscovery servicequotas ses sesv2 sfn shield signer
simpledb sns sqs ssm ssmcontacts ssmincidents ssoadmin storagegateway swf synthetics
timestreaminfluxdb timestreamquery timestreamwrite transcribe transfer uxc verifiedaccess
verifiedpermissions vpc vpclattice waf wafregional wafv2 worklink workmail workspaces
workspacesweb xray
`;

const services: ReadonlySet<string> = new Set(names.trim().split(/\s+/));

/** Of `aws:ec2/vpc:Vpc` the `ec2`; a token without one is the provider's own. */
export function isKnownService(type: string): boolean {
  const [, module = ""] = type.split(":");
  return services.has(module.split("/")[0] ?? "");
}
