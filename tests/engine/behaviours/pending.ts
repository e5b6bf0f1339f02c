/** What an interrupted run, or a person, has left in the state. */
import type { Behaviour, Deployment } from "./behaviour";
import { made, Thing } from "./things";

const program = made(() => {
  new Thing("one", { colour: "red" });
  new Thing("two", { colour: "red" });
});

const isCalled = (name: string) => (one: Readonly<Record<string, unknown>>) =>
  String(one.urn).endsWith(`::${name}`);

/** An operation of each kind that had been begun. */
const interrupted = (deployment: Deployment): Deployment => {
  const { resources = [] } = deployment;
  const [one, two] = ["one", "two"].map((name) => resources.find(isCalled(name)));
  const { id: _id, ...rest } = { ...one };
  const fresh = {
    ...rest,
    urn: String(one?.urn).replace("::one", "::three"),
    // An id that means the same whether or not its provider still stands.
    provider: String(one?.provider).replace(/[^:]+$/, "made-up"),
  };
  return {
    ...deployment,
    pending_operations: [
      { type: "updating", resource: one },
      { type: "deleting", resource: two },
      { type: "creating", resource: fresh },
    ],
  };
};

const tainted = (deployment: Deployment): Deployment => ({
  ...deployment,
  resources: (deployment.resources ?? []).map((one) =>
    isCalled("one")(one) ? { ...one, taint: true } : one,
  ),
});

export const pending: readonly Behaviour[] = [
  {
    term: "pending operations",
    says: "of creates stay until someone settles them, others are forgotten by an update",
    life: [{ program }, { edits: interrupted, steps: [] }],
  },
  {
    term: "pending operations",
    says: "a preview changes nothing of them",
    life: [{ program }, { verb: "preview", edits: interrupted }],
  },
  {
    term: "pending operations",
    says: "a refresh forgets those that are no creates",
    life: [{ program }, { verb: "refresh", edits: interrupted }],
  },
  {
    term: "pending operations",
    says: "a refresh may clear the creates, too",
    life: [
      { program },
      { verb: "refresh", edits: interrupted, options: { clearPendingCreates: true } },
    ],
  },
  {
    term: "pending operations",
    says: "a destroy leaves the creates",
    life: [{ program }, { verb: "destroy", edits: interrupted }],
  },
  {
    term: "taint",
    says: "what is marked in the state is replaced, and marked no more",
    life: [
      { program },
      {
        verb: "preview",
        edits: tainted,
        steps: ["create-replacement one", "replace one", "delete-replaced one"],
      },
      { calls: ["create one", "delete one"] },
      { steps: [] },
    ],
  },
];
