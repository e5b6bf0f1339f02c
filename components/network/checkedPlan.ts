/**
 * The door of every component: nothing is made before its arguments have been found good.
 * What decides which children there are is plain. TypeScript sees to that in a program; a component
 * that serves another language is handed an output wherever the caller had one.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { InvalidArgumentsError } from "./invalidArguments";

/** Arguments that take inputs, and under how many plain maps or lists: the rest is plain all through. */
const INPUT_DEPTH: Depths = {
  vpcId: 0,
  ipv6CidrBlock: 0,
  internetGatewayId: 0,
  mapPublicIpOnLaunch: 0,
  assignIpv6AddressOnCreation: 0,
  privateDnsEnabled: 0,
  logGroupName: 0,
  accountId: 0,
  kmsKeyArn: 0,
  bucketArn: 0,
  bucketName: 0,
  deliveryStreamArn: 0,
  resultsLocation: 0,
  forceDestroy: 0,
  tags: 1,
  elasticIpAllocationIds: 1,
  secondaryAllocationIds: 2,
  secondaryPrivateIpAddresses: 2,
  imageId: 0,
  allowedSecurityGroupIds: 1,
  securityGroupIds: 1,
  peerSecurityGroupIds: 1,
  peerPrefixListIds: 1,
  serviceZones: 1,
  principalOrgId: 0,
  principalAccountIds: 1,
  resourceOrgId: 0,
  resourceAccountIds: 1,
  policies: 1,
  subnetIds: 2,
  routeTableIds: 2,
};

type Depths = Readonly<Record<string, number>>;

interface Checked {
  readonly component: pulumi.ComponentResource;
  /** What the component is called, e.g. `Vpc`. */
  readonly kind: string;
  readonly name: string;
  /** Arguments of this component alone that take inputs, as in `INPUT_DEPTH`. */
  readonly inputs?: Depths;
}

/** The plan, or one error with everything that is wrong. */
export function checkedPlan<Plan extends { readonly issues: readonly Issue[] }>(
  { component, kind, name, inputs }: Checked,
  args: object,
  plan: () => Plan,
): Plan {
  const outputs = misplacedOutputs(args, "", { ...INPUT_DEPTH, ...inputs });
  // A plan cannot be made of outputs, so these are reported by themselves.
  if (outputs.length > 0) throw new InvalidArgumentsError(component, kind, name, outputs);
  const planned = plan();
  if (planned.issues.length > 0) {
    throw new InvalidArgumentsError(component, kind, name, [...planned.issues]);
  }
  return planned;
}

function misplacedOutputs(value: unknown, path: string, depths: Depths): Issue[] {
  if (typeof value !== "object" || value === null) return [];
  if (pulumi.Output.isInstance(value)) {
    const reason =
      "must be a plain value, got an output; it decides which resources there are, so await it, or take it from config";
    return [{ propertyPath: path, reason }];
  }
  return children(value, path).flatMap(([key, child, childPath]) => {
    const depth = Object.hasOwn(depths, key) ? depths[key] : undefined;
    if (depth === undefined) return misplacedOutputs(child, childPath, depths);
    return collections(child, childPath, depth).flatMap(([one, at]) =>
      pulumi.Output.isInstance(one) ? misplacedOutputs(one, at, depths) : [],
    );
  });
}

/** The maps and lists that an argument of inputs consists of, without the inputs themselves. */
function collections(value: unknown, path: string, depth: number): [unknown, string][] {
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  if (pulumi.Output.isInstance(value)) return [[value, path]];
  return children(value, path).flatMap(([, child, at]) => collections(child, at, depth - 1));
}

function children(value: object, path: string): [key: string, child: unknown, path: string][] {
  // A component given as `vpc` is looked into like any other object, but not into what it is made of.
  if (pulumi.Resource.isInstance(value)) return [];
  if (Array.isArray(value)) {
    return value.map((child, index) => [String(index), child, `${path}[${index}]`]);
  }
  return Object.entries(value).map(([key, child]) => [
    key,
    child,
    /^[a-zA-Z]\w*$/.test(key) ? (path === "" ? key : `${path}.${key}`) : `${path}["${key}"]`,
  ]);
}
