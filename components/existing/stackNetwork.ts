/** A network of another stack, by the output that has its attributes: plain, as components are planned from them. */
import * as pulumi from "@pulumi/pulumi";
import { SubnetType } from "../network";
import type { ExistingVpc } from "./existingVpc";

const texts = ["vpcId", "vpcArn"] as const;
const lists = ["cidrBlocks", "availabilityZones"] as const;
const maps = ["subnetTypes", "subnetIds", "routeTableIds", "subnetLayout"] as const;

/**
 * @param output its name, whose value is a `Vpc`'s `attributes`
 * @throws RunError where the stack has no such output, or it is none of a network
 */
export async function vpcOfStack(
  stack: pulumi.StackReference,
  output: string,
): Promise<ExistingVpc> {
  const details = await stack.getOutputDetails(output);
  const found: unknown = details.value;
  const name = await known(stack.name);
  if (found === undefined)
    throw new pulumi.RunError(
      `stack ${name} has no output "${output}"; export a Vpc's attributes there (\`export const ${output} = vpc.attributes\`) and deploy it before this one`,
    );
  const missing = [
    ...texts.filter((key) => typeof property(found, key) !== "string"),
    ...lists.filter((key) => !Array.isArray(property(found, key))),
    ...maps.filter((key) => !isMap(property(found, key))),
  ];
  if (missing.length > 0)
    throw new pulumi.RunError(
      `output "${output}" of stack ${name} is not a network: it lacks ${missing.join(", ")}; export a Vpc's attributes there (\`export const ${output} = vpc.attributes\`)`,
    );
  const network = found as ExistingVpc;
  const types: readonly string[] = Object.values(SubnetType);
  const strange = Object.entries(network.subnetTypes).find(([, type]) => !types.includes(type));
  if (strange !== undefined)
    throw new pulumi.RunError(
      `output "${output}" of stack ${name} is not a network: tier "${strange[0]}" is of type "${strange[1]}", and must be one of ${types.join(", ")}`,
    );
  return network;
}

const isMap = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const property = (value: unknown, key: string): unknown =>
  isMap(value) ? (value as Record<string, unknown>)[key] : undefined;

const known = <T>(value: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    value.apply(resolve);
  });
