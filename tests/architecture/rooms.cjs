// The rooms and who may import whom: the table of the design, as rules of dependency-cruiser.
"use strict";

/** Room to what it may import of ours: a room's public index, or (with a slash) anything below it. */
const rooms = {
  net: [],
  storage: [],
  components: ["net"],
  programs: ["components"],
  engine: ["storage"],
  simulator: ["net", "storage"],
  analysis: ["net"],
  automation: ["components", "engine", "simulator", "analysis", "storage"],
};

/** Packages that a room must not load. */
const packages = {
  net: "^node_modules/@pulumi/",
  storage: "^node_modules/",
  components: "^node_modules/(?!@pulumi/(pulumi|aws)/|ip-address/)",
  engine: "^node_modules/@pulumi/(?!pulumi/)",
  simulator: "^node_modules/@pulumi/(?!pulumi/)",
  // The policy pack is written against the SDK of policy packs; the rest of it meets no Pulumi.
  analysis: "^node_modules/@pulumi/(?!policy/)",
  automation: "^node_modules/@pulumi/(?!pulumi/)",
};

const names = Object.keys(rooms);

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: { pathNot: "^node_modules" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...names.map((room) => ({
      name: `${room}-imports`,
      severity: "error",
      from: { path: `^${room}/` },
      to: {
        path: `^(${[...names, "tests", "bench"].join("|")}|index\\.ts|dist)(/|$)`,
        // Another room is met at its index alone; programs meet the package as its users do, by name.
        pathNot: [
          `^${room}/`,
          ...rooms[room].map((other) => `^${other}/index\\.ts$`),
          ...(room === "programs" ? ["^dist/index\\.(d\\.ts|js)$"] : []),
          // The process of a program is begun before the engine is loaded: its one file that loads nothing.
          ...(room === "automation"
            ? ["^engine/language/(warmProgram|hostable|lightSdk)\\.ts$"]
            : []),
        ],
      },
    })),
    ...Object.entries(packages).map(([room, path]) => ({
      name: `${room}-packages`,
      severity: "error",
      from: { path: `^${room}/` },
      to: { path },
    })),
    {
      name: "net-is-pure",
      comment: "arithmetic on addresses asks nothing of the machine",
      severity: "error",
      from: { path: "^net/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "policies-alone",
      comment: "whoever verifies need not have the SDK of policy packs",
      severity: "error",
      from: { path: "^analysis/(?!policyPack/)" },
      to: { path: "^(node_modules/@pulumi/policy/|analysis/policyPack/)" },
    },
    {
      name: "nouns-by-index",
      comment: "one noun of the components meets another through its index",
      severity: "error",
      from: { path: "^components/([^/]+)/" },
      to: { path: "^components/[^/]+/(?!index\\.ts)", pathNot: "^components/$1/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|^dist" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "^tests/" },
  },
};
