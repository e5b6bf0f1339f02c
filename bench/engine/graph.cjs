// A realistic graph: chains five deep, each thing above twenty below, six inputs of which one comes from the thing above, a
// component around every hundred. `size` custom resources, components besides.
"use strict";
const { requireFromRoot } = require("../lib/subject.cjs");

const depth = 5;
const fanOut = 20;

function graph(size) {
  const pulumi = requireFromRoot("@pulumi/pulumi");
  class Thing extends pulumi.CustomResource {
    constructor(name, args, options) {
      super(
        "bench:index:Thing",
        name,
        { echo: undefined, ...args },
        { version: "1.0.0", ...options },
      );
    }
  }
  class Group extends pulumi.ComponentResource {
    constructor(name) {
      super("bench:index:Group", name, {});
      this.registerOutputs({});
    }
  }
  return async () => {
    let level = [];
    let above = [];
    let group;
    for (let index = 0; index < size; index++) {
      if (index % 100 === 0) {
        group = new Group(`group-${index / 100}`);
        [level, above] = [[], []];
      }
      // A root, then twenty for each: the level below begins when this one is full.
      if (level.length === fanOut)
        [level, above] = [[], index % (fanOut * depth) === 0 ? [] : level];
      const parent = above[index % Math.max(above.length, 1)];
      level.push(
        new Thing(
          `thing-${index}`,
          {
            ...{
              of: parent?.echo ?? "nothing",
              size: index,
              enabled: true,
              label: `number ${index}`,
            },
            tags: { Environment: "bench", Name: `thing-${index}` },
            cidrBlocks: ["10.0.0.0/16", `10.${index % 256}.0.0/24`],
          },
          { parent: group },
        ),
      );
    }
    return { last: level.at(-1).echo };
  };
}

/** Answers at once, and keeps nothing: what is measured is the engine. */
function instantProvider() {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  let count = 0;
  const made = (properties) => ({ ...properties, echo: `echo of ${properties.label}` });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  return {
    checkConfig: async (_urn, _olds, news) => ({ inputs: news, failures: [] }),
    diffConfig: async () => ({
      changes: false,
      replaces: [],
      deleteBeforeReplace: false,
      diffs: [],
    }),
    configure: async () => ({ acceptSecrets: false, supportsPreview: true }),
    check: async ({ news }) => ({ inputs: news, failures: [] }),
    diff: async ({ oldInputs, news }) => {
      const keys = new Set([...Object.keys(oldInputs), ...Object.keys(news)]);
      const diffs = [...keys].filter((key) => !same(sorted(oldInputs[key]), sorted(news[key])));
      return { changes: diffs.length > 0, replaces: [], deleteBeforeReplace: false, diffs };
    },
    create: async ({ properties, preview }) =>
      preview
        ? { id: "", properties: { ...properties, echo: unknown } }
        : { id: `thing-${++count}`, properties: made(properties) },
    read: async ({ id, inputs, properties }) => ({ id, inputs, properties }),
    update: async ({ news }) => ({ properties: made(news) }),
    delete: async () => undefined,
    invoke: async () => ({ result: {}, failures: [] }),
    cancel: async () => undefined,
  };
}

/** Over gRPC a map's keys come in another order. */
function sorted(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

module.exports = { graph, instantProvider };
