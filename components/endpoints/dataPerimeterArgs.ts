import type * as pulumi from "@pulumi/pulumi";

/**
 * Buckets of AWS's own that hosts read through an endpoint of S3, unsigned or by links that AWS signs:
 * no organization is theirs, so a perimeter keeps them out unless they are named.
 *
 * https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
 */
export enum DataPerimeterException {
  /** The layers of images in Amazon ECR. */
  EcrLayers = "ecrLayers",
  /** Systems Manager: its agent, packages, documents and patches. */
  SystemsManager = "systemsManager",
  /** Packages of Amazon Linux 2. */
  AmazonLinux2 = "amazonLinux2",
  /** Packages of Amazon Linux 2023. */
  AmazonLinux2023 = "amazonLinux2023",
  /** The CloudWatch agent, to install it. */
  CloudWatchAgent = "cloudWatchAgent",
  /** The CodeDeploy agent, to install it. */
  CodeDeploy = "codeDeploy",
  /** Packages of Amazon EMR; clusters on Amazon Linux 2 need `amazonLinux2` too. */
  Emr = "emr",
  /** EC2 Image Builder's components. */
  ImageBuilder = "imageBuilder",
  /** Elastic Beanstalk's platforms and samples. */
  ElasticBeanstalk = "elasticBeanstalk",
}

/**
 * Whose identities reach whose resources through the endpoints, as their policies: one's own
 * organization, one's own accounts, or both. AWS's services are let through where they act by
 * themselves, and each endpoint is made with what AWS says it needs of AWS's own: public parameters
 * and documents at `ssm`, images and prefix lists at `ec2`, managed policies at `iam`, and so on. A policy
 * grants nothing; it bounds what identities and resources are granted. Free of charge.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 * https://github.com/aws-samples/data-perimeter-policy-examples
 */
export interface DataPerimeterSpec {
  /**
   * The organization whose identities come through, such as `o-a1b2c3d4e5`. Whether it is given is plain.
   *
   * @default - none: give it, or `principalAccountIds`
   */
  principalOrgId?: pulumi.Input<string>;
  /**
   * Accounts whose identities come through.
   *
   * @default - none: give them, or `principalOrgId`
   */
  principalAccountIds?: pulumi.Input<string>[];
  /**
   * The organization whose resources are reached. Whether it is given is plain.
   *
   * @default - `principalOrgId`, unless `resourceAccountIds` are given
   */
  resourceOrgId?: pulumi.Input<string>;
  /**
   * Accounts whose resources are reached: partners', say, or 602401143452 for the images of Amazon EKS's
   * add-ons in most regions.
   *
   * @default - `principalAccountIds`, unless `resourceOrgId` is given
   */
  resourceAccountIds?: pulumi.Input<string>[];
  /**
   * Buckets of AWS's own that are read through the endpoint of S3. Plain. Each lets anybody in the
   * network read what AWS has published there, and nothing be written.
   *
   * @default - `ecrLayers` beside an endpoint of ECR, `systemsManager` beside one of `ssm`
   */
  exceptions?: DataPerimeterException[];
}
