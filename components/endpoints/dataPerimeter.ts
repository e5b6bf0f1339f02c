/**
 * Endpoint policies that hold a data perimeter, after AWS's examples, with the exceptions that those name.
 * https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
 */
import * as pulumi from "@pulumi/pulumi";
import { DataPerimeterException, type DataPerimeterSpec } from "./dataPerimeterArgs";
import { regionIn } from "./endpointCatalogue";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, object>>;
}

/** One way to say who, or whose: by organization, or by account. */
interface Side {
  /** As AWS's examples call it, in the statement's id. */
  readonly name: "Orgs" | "Accounts";
  readonly condition: Readonly<Record<string, pulumi.Input<string> | pulumi.Input<string>[]>>;
}

/** What of AWS's own the identities reach at one service's endpoint. `{region}` and `{partition}` are filled in. */
interface OwnedByAws {
  readonly actions: string | readonly string[];
  readonly resources: readonly string[];
}

const ALL = { Effect: "Allow", Principal: "*" } as const;

/** As in `<service>_endpoint_policy.json` of the examples. */
const OWNED_BY_AWS: Readonly<Record<string, OwnedByAws>> = {
  ssm: {
    actions: [
      "ssm:Describe*",
      "ssm:List*",
      "ssm:Get*",
      "ssm:SendCommand",
      "ssm:CreateAssociation",
      "ssm:StartSession",
      "ssm:StartChangeRequestExecution",
      "ssm:StartAutomationExecution",
    ],
    resources: [
      "arn:{partition}:ssm:{region}::parameter/aws/*",
      "arn:{partition}:ssm:{region}::document/*",
      "arn:{partition}:ssm:*::automation-definition/*",
    ],
  },
  ec2: {
    actions: [
      "ec2:RunInstances",
      "ec2:CreateReplaceRootVolumeTask",
      "ec2:CreateTags",
      "ec2:DeleteTags",
      "ec2:GetManagedPrefixListEntries",
    ],
    resources: ["arn:{partition}:ec2:*::image/*", "arn:{partition}:ec2:*:aws:prefix-list/*"],
  },
  cloudformation: {
    actions: "cloudformation:CreateChangeSet",
    resources: ["arn:{partition}:cloudformation:{region}:aws:transform/*"],
  },
  iam: { actions: "*", resources: ["arn:{partition}:iam::aws:policy/*"] },
  imagebuilder: {
    actions: ["imagebuilder:GetComponent", "imagebuilder:GetImage"],
    resources: [
      "arn:{partition}:imagebuilder:{region}:aws:component/*",
      "arn:{partition}:imagebuilder:{region}:aws:image/*",
    ],
  },
};

/** As in `s3_endpoint_policy.json` of the examples. */
const BUCKETS: Readonly<Record<DataPerimeterException, readonly string[]>> = {
  [DataPerimeterException.EcrLayers]: ["prod-{region}-starport-layer-bucket/*"],
  [DataPerimeterException.SystemsManager]: [
    "aws-ssm-{region}/*",
    "aws-windows-downloads-{region}/*",
    "amazon-ssm-{region}/*",
    "amazon-ssm-packages-{region}/*",
    "{region}-birdwatcher-prod/*",
    "aws-ssm-distributor-file-{region}/*",
    "aws-ssm-document-attachments-{region}/*",
    "patch-baseline-snapshot-{region}/*",
    "aws-patchmanager-macos-{region}/*",
    "session-manager-downloads/*",
    "ssm-document-categories/*",
  ],
  [DataPerimeterException.AmazonLinux2]: [
    "packages.{region}.amazonaws.com/*",
    "repo.{region}.amazonaws.com/*",
    "amazonlinux.{region}.amazonaws.com/*",
    "amazonlinux-2-repos-{region}/*",
  ],
  [DataPerimeterException.AmazonLinux2023]: [
    "al2023-repos-{region}-de612dc2/*",
    "al2023-{region}/*",
  ],
  [DataPerimeterException.CloudWatchAgent]: [
    "amazoncloudwatch-agent-{region}/*",
    "amazoncloudwatch-agent/*",
  ],
  [DataPerimeterException.CodeDeploy]: ["aws-codedeploy-{region}/*"],
  [DataPerimeterException.Emr]: [
    "repo.{region}.emr.amazonaws.com/*",
    "prod.{region}.appinfo.src/*",
  ],
  [DataPerimeterException.ImageBuilder]: [
    "ec2imagebuilder-toe-{region}-prod/*",
    "ec2imagebuilder-managed-resources-{region}-prod/components/*",
  ],
  [DataPerimeterException.ElasticBeanstalk]: [
    "elasticbeanstalk-samples-{region}/*",
    "elasticbeanstalk-platform-assets-{region}/*",
    "elasticbeanstalk-env-resources-{region}/*",
    "elasticbeanstalk-{region}/*",
  ],
};

/** What endpoints of these services need of S3, whoever calls. */
export function neededExceptions(services: readonly string[]): DataPerimeterException[] {
  const has = (...some: string[]): boolean => services.some((service) => some.includes(service));
  return [
    ...(has("ecr.api", "ecr.dkr") ? [DataPerimeterException.EcrLayers] : []),
    ...(has("ssm") ? [DataPerimeterException.SystemsManager] : []),
  ];
}

interface Guarded {
  readonly service: string;
  readonly serviceName: string;
  readonly exceptions: readonly DataPerimeterException[];
}

/** The policy of one endpoint, as JSON. */
export function perimeterPolicy(
  perimeter: DataPerimeterSpec,
  { service, serviceName, exceptions }: Guarded,
): pulumi.Output<string> {
  const region = regionIn(serviceName) ?? "*";
  const fill = (pattern: string): string =>
    pattern.replaceAll("{region}", region).replaceAll("{partition}", partitionOf(region));
  const { principals, resources } = sidesOf(perimeter);
  const owned = Object.hasOwn(OWNED_BY_AWS, service) ? OWNED_BY_AWS[service] : undefined;
  const buckets = service === "s3" ? exceptions.flatMap((one) => BUCKETS[one]) : [];
  const statements: Statement[] = [
    ...principals.flatMap((who) =>
      resources.map((whose) => ({
        Sid: `AllowRequestsBy${who.name}IdentitiesTo${whose.name}Resources`,
        ...ALL,
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { ...who.condition, ...whose.condition } },
      })),
    ),
    {
      Sid: "AllowRequestsByAWSServicePrincipals",
      ...ALL,
      Action: "*",
      Resource: "*",
      Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } },
    },
    ...principals.flatMap((who) =>
      (owned === undefined ? [] : [owned]).map((own) => ({
        Sid: `AllowRequestsBy${who.name}IdentitiesToAWSResources`,
        ...ALL,
        Action: own.actions,
        Resource: own.resources.map(fill),
        Condition: { StringEquals: who.condition },
      })),
    ),
    ...(buckets.length === 0
      ? []
      : [
          {
            Sid: "AllowRequestsToAWSOwnedResources",
            ...ALL,
            Action: "s3:GetObject",
            Resource: buckets.map((bucket) => fill(`arn:{partition}:s3:::${bucket}`)),
          },
        ]),
  ];
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

function sidesOf(perimeter: DataPerimeterSpec): { principals: Side[]; resources: Side[] } {
  const { principalOrgId, principalAccountIds } = perimeter;
  const isOwn = perimeter.resourceOrgId === undefined && perimeter.resourceAccountIds === undefined;
  const resourceOrgId = isOwn ? principalOrgId : perimeter.resourceOrgId;
  const resourceAccountIds = isOwn ? principalAccountIds : perimeter.resourceAccountIds;
  return {
    principals: [
      ...orgs("aws:PrincipalOrgID", principalOrgId),
      ...accounts("aws:PrincipalAccount", principalAccountIds),
    ],
    resources: [
      ...orgs("aws:ResourceOrgID", resourceOrgId),
      ...accounts("aws:ResourceAccount", resourceAccountIds),
    ],
  };
}

function orgs(key: string, id: pulumi.Input<string> | undefined): Side[] {
  return id === undefined ? [] : [{ name: "Orgs", condition: { [key]: id } }];
}

function accounts(key: string, ids: pulumi.Input<string>[] | undefined): Side[] {
  return ids === undefined ? [] : [{ name: "Accounts", condition: { [key]: ids } }];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
