/** Refresh: what the world has made of the resources. */
import type { Behaviour, Program } from "./behaviour";
import { Group, made, Thing, things } from "./things";
import { drifted, failing, failingHalfway, mended, standing, vanished } from "./world";

const one = (args: Record<string, unknown>): Program => made(() => new Thing("one", args));

const chain: Program = made(() => {
  const root = new Thing("root", { colour: "red" });
  const middle = new Thing("middle", { n: root.id, colour: "red" }, { dependsOn: [root] });
  new Thing("leaf", { n: middle.id }, { parent: root });
});

const idOf = (cloud: { things: ReadonlyMap<string, unknown> }): string =>
  [...cloud.things.keys()][0] ?? "";

export const refreshing: readonly Behaviour[] = [
  {
    term: "refresh",
    says: "what is as it was is the same",
    life: [{ program: chain }, { verb: "refresh", calls: [] }, { steps: [] }],
  },
  {
    term: "refresh",
    says: "what has drifted is taken over, and the next update undoes it",
    swaps: true,
    life: [
      { program: one({ colour: "red" }) },
      { verb: "refresh", before: drifted("one", { colour: "green" }) },
      { steps: ["update one"], calls: ["update one"] },
    ],
  },
  {
    term: "refresh",
    says: "what is gone leaves the state, and what depended on it depends on it no more",
    life: [
      { program: chain },
      { verb: "refresh", before: vanished("root") },
      { verb: "preview" },
      {},
    ],
  },
  {
    term: "refresh",
    says: "children of what is gone are its parent's",
    life: [{ program: chain }, { verb: "refresh", before: vanished("root", "middle") }],
  },
  {
    term: "refresh",
    says: "a component's children are read, the component is not",
    life: [
      { program: made(() => new Group("group", { colour: "red" })) },
      { verb: "refresh", before: drifted("group-thing", { colour: "green" }) },
    ],
  },
  {
    term: "refresh",
    says: "a preview of it changes nothing",
    life: [
      { program: one({ colour: "red" }) },
      {
        verb: "refresh",
        options: { previewOnly: true },
        before: drifted("one", { colour: "green" }),
      },
      { steps: [] },
    ],
  },
  {
    term: "refresh",
    says: "before an update, which then mends what has drifted",
    life: [
      { program: one({ colour: "red" }) },
      {
        options: { refresh: true },
        before: drifted("one", { colour: "green" }),
        steps: ["refresh one", "update one"].concat([]),
      },
    ],
  },
  {
    term: "refresh",
    says: "before an update, which makes anew what is gone",
    life: [{ program: chain }, { options: { refresh: true }, before: vanished("root", "leaf") }],
  },
  {
    term: "refresh",
    says: "before a destroy: what is gone is not deleted",
    life: [
      { program: chain },
      {
        verb: "destroy",
        options: { refresh: true },
        before: vanished("leaf"),
        calls: ["delete middle", "delete root"],
      },
    ],
  },
  {
    term: "refresh",
    says: "what cannot be read fails it, and stands as it stood; the others are read",
    life: [
      {
        program: made(() => {
          new Thing("one", { colour: "red" });
          new Thing("two", { colour: "red" });
        }),
      },
      {
        verb: "refresh",
        before: (cloud) => {
          drifted("two", { colour: "green" })(cloud);
          failing("read one")(cloud);
        },
        fails: /the cloud says no/,
      },
    ],
  },
  {
    term: "refresh",
    says: "what is not well is told of, and updated by the next run",
    life: [
      { program: one({ colour: "red" }) },
      {
        verb: "refresh",
        before: (cloud) =>
          failingHalfway("read one", () => {
            const [id = "", thing] = [...cloud.things][0] ?? [];
            const { echo: _echo, ...inputs } = thing?.properties ?? {};
            return { id, properties: thing?.properties ?? {}, inputs };
          })(cloud),
      },
      { before: mended, steps: ["update one"] },
    ],
  },
  {
    term: "refresh",
    says: "an external resource is read, too",
    life: [
      {
        program: things(() => {
          new Thing("read", {}, { id: "by-hand" });
          return undefined;
        }),
        before: standing("by-hand", { colour: "red" }),
      },
      { verb: "refresh", before: standing("by-hand", { colour: "green" }) },
      { verb: "refresh", before: (cloud) => void cloud.things.delete(idOf(cloud)) },
    ],
  },
  {
    term: "refresh",
    says: "an output that merely moved on is no drift",
    life: [
      { program: one({ colour: "red" }) },
      { verb: "refresh", before: drifted("one", { echo: "moved on" }) },
      { steps: [] },
    ],
  },
  {
    term: "refresh",
    says: "what waits for its deletion is read, too",
    life: [
      { program: one({ size: "small" }) },
      { program: one({ size: "large" }), before: failing("delete one"), fails: /says no/ },
      {
        verb: "refresh",
        before: (cloud) => {
          mended(cloud);
          cloud.things.delete(idOf(cloud));
        },
      },
      { steps: [] },
    ],
  },
];
