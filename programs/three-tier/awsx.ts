/**
 * The two components of `@pulumi/awsx` that are used here, declared as its SDK declares them: the same
 * types, arguments and outputs, constructed by the same plugin. The SDK is not installed with this
 * repository, as it brings docker packages whose install scripts start the Pulumi CLI. Where it is,
 * import `awsx.lb.ApplicationLoadBalancer` and `awsx.ecs.FargateService` instead: nothing changes.
 *
 * https://www.pulumi.com/registry/packages/awsx/api-docs/
 */
import type * as ec2 from "@pulumi/aws/ec2";
import type * as ecs from "@pulumi/aws/ecs";
import type * as lb from "@pulumi/aws/lb";
import type { types } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The plugin's version: the Pulumi CLI installs it by itself. */
const VERSION = "3.9.0";

type Tags = Record<string, pulumi.Input<string>>;

/** Of its arguments those that are used here. */
interface ApplicationLoadBalancerArgs {
  readonly subnetIds: pulumi.Input<string>[];
  readonly securityGroups: pulumi.Input<string>[];
  readonly defaultTargetGroup: Partial<lb.TargetGroupArgs>;
  readonly listeners: Partial<lb.ListenerArgs>[];
  readonly dropInvalidHeaderFields?: boolean;
  readonly enableDeletionProtection?: boolean;
  readonly tags?: Tags;
}

/** A load balancer, its target group and its listeners. */
export class ApplicationLoadBalancer extends pulumi.ComponentResource {
  declare readonly loadBalancer: pulumi.Output<lb.LoadBalancer>;
  declare readonly defaultTargetGroup: pulumi.Output<lb.TargetGroup>;
  declare readonly defaultSecurityGroup: pulumi.Output<ec2.SecurityGroup | undefined>;
  declare readonly listeners: pulumi.Output<lb.Listener[] | undefined>;

  constructor(
    name: string,
    args: ApplicationLoadBalancerArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const outputs = { loadBalancer: undefined, vpcId: undefined, defaultSecurityGroup: undefined };
    super(
      "awsx:lb:ApplicationLoadBalancer",
      name,
      { ...args, ...outputs },
      { version: VERSION, ...opts },
      true,
    );
  }
}

interface Container {
  readonly name: string;
  readonly image: pulumi.Input<string>;
  readonly cpu: number;
  readonly memory: number;
  readonly essential: boolean;
  readonly portMappings?: { readonly targetGroup: pulumi.Input<lb.TargetGroup> }[];
  readonly environment?: { readonly name: string; readonly value: pulumi.Input<string> }[];
  readonly secrets?: { readonly name: string; readonly valueFrom: pulumi.Input<string> }[];
}

interface TaskDefinitionArgs {
  readonly container: Container;
  readonly executionRole: { readonly roleArn: pulumi.Input<string> };
  readonly taskRole: { readonly roleArn: pulumi.Input<string> };
  readonly logGroup: {
    readonly existing: { readonly name: pulumi.Input<string>; readonly region: string };
  };
  readonly tags?: Tags;
}

/** Of its arguments those that are used here. */
interface FargateServiceArgs {
  readonly cluster: pulumi.Input<string>;
  readonly desiredCount: number;
  readonly networkConfiguration: types.input.ecs.ServiceNetworkConfiguration;
  readonly taskDefinitionArgs: TaskDefinitionArgs;
  readonly continueBeforeSteadyState?: boolean;
  readonly deploymentCircuitBreaker?: types.input.ecs.ServiceDeploymentCircuitBreaker;
  readonly healthCheckGracePeriodSeconds?: number;
  readonly propagateTags?: string;
  readonly tags?: Tags;
}

/** A service on Fargate, and its task definition. */
export class FargateService extends pulumi.ComponentResource {
  declare readonly service: pulumi.Output<ecs.Service>;
  declare readonly taskDefinition: pulumi.Output<ecs.TaskDefinition | undefined>;

  constructor(name: string, args: FargateServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const outputs = { service: undefined, taskDefinition: undefined };
    super(
      "awsx:ecs:FargateService",
      name,
      { ...args, ...outputs },
      { version: VERSION, ...opts },
      true,
    );
  }
}
