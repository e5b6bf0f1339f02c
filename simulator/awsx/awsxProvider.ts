/**
 * The package `awsx` without its plugin: the components that programs use most, made of the same children as the published
 * ones (types, names, parents, inputs). What it does not construct it declines, for the plugin to do.
 */
import type {
  Checked,
  ConstructRequest,
  ConstructResult,
  Declined,
  DiffResult,
  Monitor,
  Provider,
  ProviderConfiguration,
  ProviderFactory,
  ValueMap,
} from "../protocol";
import { applicationLoadBalancer, applicationLoadBalancerType } from "./applicationLoadBalancer";
import { fargateService, fargateServiceType } from "./fargateService";
import { fargateTaskDefinition, fargateTaskDefinitionType } from "./fargateTaskDefinition";

type Construct = (
  request: ConstructRequest,
  monitor: Monitor,
) => Promise<ConstructResult | Declined>;

const components: Readonly<Record<string, Construct>> = {
  [applicationLoadBalancerType]: applicationLoadBalancer,
  [fargateServiceType]: fargateService,
  [fargateTaskDefinitionType]: fargateTaskDefinition,
};

/** The components of awsx that are constructed without the plugin. */
export const awsxComponents: readonly string[] = Object.keys(components).sort();

const unchanged: DiffResult = {
  changes: false,
  replaces: [],
  deleteBeforeReplace: false,
  diffs: [],
};

class AwsxProvider implements Provider {
  constructor(private readonly version: string) {}

  async checkConfig(_urn: string, _olds: ValueMap, news: ValueMap): Promise<Checked> {
    return Promise.resolve({ inputs: news, failures: [] });
  }

  async diffConfig(): Promise<DiffResult> {
    return Promise.resolve(unchanged);
  }

  async configure(): Promise<ProviderConfiguration> {
    return Promise.resolve({ acceptSecrets: true, supportsPreview: true });
  }

  async construct(
    request: ConstructRequest,
    monitor: Monitor,
  ): Promise<ConstructResult | Declined> {
    const construct = components[request.type];
    if (construct === undefined) return { declined: request.type };
    // Other generations of awsx make other children, of another generation of the AWS provider.
    if (this.version !== "" && !this.version.startsWith("3."))
      return { declined: `${request.type} of awsx ${this.version} (only of 3)` };
    return construct(request, monitor);
  }

  check = noResources;
  diff = noResources;
  create = noResources;
  read = noResources;
  update = noResources;
  delete = noResources;

  invoke(token: string): Promise<never> {
    return Promise.reject(
      new Error(
        `the simulated AWS has no answer to ${token}: ask aws.ec2.getVpc and aws.ec2.getSubnets`,
      ),
    );
  }

  async cancel(): Promise<void> {
    // Every call ends by itself.
    return Promise.resolve();
  }
}

function noResources(): Promise<never> {
  return Promise.reject(new Error("awsx has components only: it manages no resource of its own"));
}

export const awsxProvider: ProviderFactory = ({ version }) => new AwsxProvider(version);
