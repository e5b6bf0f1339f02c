/** Deletes resources in reverse order of what they require, everything at once that nothing holds back. */
import { requirementsOf, type ResourceState } from "../../resourceState";
import type { Operation, StepDescription } from "../events";
import type { Steps } from "./steps";

/**
 * Deletes them all. One that fails, or is protected, keeps what it requires; the others go on where the run does.
 * @throws the first failure
 */
export async function deleteAll(steps: Steps, resources: readonly ResourceState[]): Promise<void> {
  const plan = orderDeletions(resources);
  const doomed = new Set(resources.map((one) => one.urn));
  const failures: unknown[] = [];
  const release = async (resource: ResourceState): Promise<void> => {
    try {
      await deleteOne(steps, resource, doomed);
    } catch (error) {
      failures.push(error);
      return;
    }
    await Promise.all(plan.freedBy(resource).map(release));
  };
  await Promise.all(plan.free.map(release));
  if (failures.length > 0) throw failures[0];
}

async function deleteOne(
  steps: Steps,
  resource: ResourceState,
  doomed: ReadonlySet<string>,
): Promise<void> {
  const gone = resource.pendingReplacement && !resource.delete;
  const description = deletionOf(resource, gone ? "remove-pending-replace" : operation(resource));
  // Gone already, kept on purpose, or going with the resource that holds it: the provider has nothing to do.
  const skip = gone || resource.retainOnDelete || doomed.has(resource.deletedWith);
  await steps.delete(resource, description, "remove", skip);
}

function operation(resource: ResourceState): Operation {
  if (resource.external) return resource.delete ? "discard-replaced" : "discard";
  return resource.delete ? "delete-replaced" : "delete";
}

export function deletionOf(old: ResourceState, op: Operation): StepDescription {
  const { urn, type, provider } = old;
  return { op, urn, type, provider, old, new: undefined };
}

interface DeletionPlan {
  /** What nothing else in the list requires. */
  readonly free: readonly ResourceState[];
  /** What the deletion of this resource leaves without anything that requires it. */
  freedBy(resource: ResourceState): readonly ResourceState[];
}

export function orderDeletions(resources: readonly ResourceState[]): DeletionPlan {
  const byUrn = new Map<string, ResourceState[]>();
  for (const resource of resources)
    byUrn.set(resource.urn, [...(byUrn.get(resource.urn) ?? []), resource]);
  const requirements = new Map<ResourceState, readonly ResourceState[]>();
  const holders = new Map<ResourceState, number>(resources.map((one) => [one, 0]));
  for (const resource of resources) {
    const required = [...requirementsOf(resource)].flatMap((urn) => byUrn.get(urn) ?? []);
    requirements.set(resource, required);
    for (const one of required) holders.set(one, (holders.get(one) ?? 0) + 1);
  }
  return {
    free: resources.filter((one) => holders.get(one) === 0),
    freedBy: (resource) =>
      (requirements.get(resource) ?? []).filter((one) => {
        const left = (holders.get(one) ?? 0) - 1;
        holders.set(one, left);
        return left === 0;
      }),
  };
}
