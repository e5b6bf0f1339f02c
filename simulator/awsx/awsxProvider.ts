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
    return construct?.(request, monitor) ?? { declined: request.type };
  }

  check = noResources;
  diff = noResources;
  create = noResources;
  read = noResources;
  update = noResources;
  delete = noResources;
  invoke = noResources;

  async cancel(): Promise<void> {
    // Every call ends by itself.
    return Promise.resolve();
  }
}

function noResources(): Promise<never> {
  return Promise.reject(
    new Error(
      "awsx has components only: it manages no resource of its own and answers no look-up here",
    ),
  );
}

export const awsxProvider: ProviderFactory = () => new AwsxProvider();
