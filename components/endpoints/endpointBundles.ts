/** Endpoints that are needed together. */
import type { EndpointType } from "./endpointCatalogue";

/**
 * What a workload without a way to the internet needs, by what it does. Interface endpoints cost about
 * $0.01 an hour and zone each, so a bundle's price is that of what it holds; gateway endpoints are free.
 */
export enum EndpointBundle {
  /** Images of Amazon ECR: `ecr.api`, `ecr.dkr`, and S3's gateway for their layers. $0.02 an hour and zone. */
  Ecr = "ecr",
  /** Tasks on Fargate: those of `ecr`, and `logs`. $0.03 an hour and zone. */
  Fargate = "fargate",
  /** Container instances of Amazon ECS: `ecs`, `ecs-agent`, `ecs-telemetry`. Images are `ecr`'s. $0.03 an hour and zone. */
  Ecs = "ecs",
  /**
   * Nodes of Amazon EKS: those of `ecr`, and `ec2`, `eks`, `eks-auth`, `elasticloadbalancing`, `logs`,
   * `sts`. $0.08 an hour and zone.
   */
  Eks = "eks",
  /**
   * Instances under Systems Manager, Session Manager and Patch Manager among it: `ssm`, `ssmmessages`,
   * `ec2messages`, and S3's gateway. $0.03 an hour and zone.
   */
  Ssm = "ssm",
  /** What Lambda's pollers of Kafka, MQ and DocumentDB call, and who invokes functions: `lambda`, `sts`. $0.02 an hour and zone. */
  Lambda = "lambda",
  /** Secrets and the keys they are under: `secretsmanager`, `kms`. $0.02 an hour and zone. */
  Secrets = "secrets",
  /** Logs and metrics: `logs`, `monitoring`. $0.02 an hour and zone. */
  Logs = "logs",
}

interface Bundle {
  readonly [EndpointType.Gateway]?: readonly string[];
  readonly [EndpointType.Interface]: readonly string[];
  /** AWS's page that names them. */
  readonly page: string;
}

const DOCS = "https://docs.aws.amazon.com";
const ECR = ["ecr.api", "ecr.dkr"];

const BUNDLES: Readonly<Record<EndpointBundle, Bundle>> = {
  [EndpointBundle.Ecr]: {
    Gateway: ["s3"],
    Interface: ECR,
    page: `${DOCS}/AmazonECR/latest/userguide/vpc-endpoints.html`,
  },
  [EndpointBundle.Fargate]: {
    Gateway: ["s3"],
    Interface: [...ECR, "logs"],
    page: `${DOCS}/AmazonECS/latest/developerguide/vpc-endpoints.html#fargate-ecs-vpc-endpoint-considerations`,
  },
  [EndpointBundle.Ecs]: {
    Interface: ["ecs", "ecs-agent", "ecs-telemetry"],
    page: `${DOCS}/AmazonECS/latest/developerguide/vpc-endpoints.html`,
  },
  [EndpointBundle.Eks]: {
    Gateway: ["s3"],
    Interface: [...ECR, "ec2", "eks", "eks-auth", "elasticloadbalancing", "logs", "sts"],
    page: `${DOCS}/eks/latest/userguide/private-clusters.html`,
  },
  [EndpointBundle.Ssm]: {
    Gateway: ["s3"],
    Interface: ["ssm", "ssmmessages", "ec2messages"],
    page: `${DOCS}/systems-manager/latest/userguide/setup-create-vpc.html`,
  },
  [EndpointBundle.Lambda]: {
    Interface: ["lambda", "sts"],
    page: `${DOCS}/lambda/latest/dg/with-msk-cluster-network.html`,
  },
  [EndpointBundle.Secrets]: {
    Interface: ["secretsmanager", "kms"],
    page: `${DOCS}/secretsmanager/latest/userguide/vpc-endpoint-overview.html`,
  },
  [EndpointBundle.Logs]: {
    Interface: ["logs", "monitoring"],
    page: `${DOCS}/AmazonCloudWatch/latest/logs/cloudwatch-logs-and-interface-VPC.html`,
  },
};

/** What bundles hold of one type, each service once. */
export function bundled(bundles: readonly EndpointBundle[], type: EndpointType): string[] {
  // A value that is none of the enum's, as JavaScript may give, is refused; nothing is made of it.
  const known = bundles.filter((bundle) => Object.hasOwn(BUNDLES, bundle));
  return [...new Set(known.flatMap((bundle) => BUNDLES[bundle][type] ?? []))];
}
