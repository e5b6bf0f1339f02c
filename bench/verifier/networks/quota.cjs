// Three VPCs, each peered with the others, with as many routes and rules as AWS's default quotas allow, and 50 intents.
"use strict";
const parts = require("./parts.cjs");

const { all, port, REPLIES } = parts;
const NAMES = ["a", "b", "c"];
const TIERS = ["public", "app", "data"];
const ZONES = ["1a", "1b", "1c"];

/** Each used up: routes of a table without the local one, rules of an ACL and of a group each way, groups of an interface. */
const QUOTA = { routes: 50, aclRules: 20, groupRules: 60, groups: 5 };

function atQuota() {
  const network = parts.empty();
  for (const [index, name] of NAMES.entries()) parts.vpc(network, name, `10.${index}.0.0/16`);
  parts.peering(network, "a-b", "a", "b");
  parts.peering(network, "a-c", "a", "c");
  parts.peering(network, "b-c", "b", "c");
  for (const [at, name] of NAMES.entries()) {
    const others = NAMES.flatMap((other, index) =>
      other === name ? [] : [{ other, index, by: [name, other].sort().join("-") }],
    );
    for (const tier of TIERS) {
      routing(network, { name, tier, others });
      groups(network, { name, tier, others });
      members(network, { name, tier, at });
    }
    parts.nat(network, `${name}-nat`, name, `${name}-public-1a`, `10.${at}.0.9`);
  }
  return network;
}

/** A default route except for data, and the others' blocks in pieces. */
function routing(network, { name, tier, others }) {
  const out =
    tier === "public" ? ["internetGateway", `${name}-igw`] : ["natGateway", `${name}-nat`];
  const first = tier === "data" ? [] : [["0.0.0.0/0", ...out]];
  const joined = Array.from({ length: QUOTA.routes - first.length }, (_, n) => {
    const { index, by } = others[n % 2];
    return [`10.${index}.${(n >> 1) * 4}.0/22`, "vpcPeeringConnection", by];
  });
  parts.table(network, `${name}-${tier}`, name, [...first, ...joined]);
  const meant = [
    [port(443), "0.0.0.0/0"],
    [port(8080), "10.0.0.0/8"],
    [port(5432), "10.0.0.0/8"],
    [port(6379), "10.0.0.0/8"],
    [REPLIES, "0.0.0.0/0"],
    [port(22), "10.0.0.0/8", false],
  ];
  const spare = Array.from({ length: QUOTA.aclRules - meant.length }, (_, n) => [
    port(100 + n),
    `192.0.2.${n * 4}/30`,
    false,
  ]);
  const rules = [...spare, ...meant];
  parts.acl(network, `${name}-${tier}-acl`, name, rules, rules);
}

function meant(name, others) {
  const beside = others.map(({ other }) => [port(8080), { securityGroup: `${other}-app-0` }]);
  const of = (tier) => ({ securityGroup: `${name}-${tier}-0` });
  return {
    public: { in: [[port(443), all]], out: [[port(8080), of("app")]] },
    app: {
      in: [[port(8080), of("public")], ...beside],
      out: [[port(443), all], [port(5432), of("data")], ...beside],
    },
    data: { in: [[port(5432), of("app")]], out: [] },
  };
}

/** The first group has what is meant; the rest of the rules name ports and blocks of their own. */
function groups(network, { name, tier, others }) {
  for (let n = 0; n < QUOTA.groups; n++) {
    const rules = (side) => {
      const first = n === 0 ? meant(name, others)[tier][side] : [];
      const spare = Array.from({ length: QUOTA.groupRules - first.length }, (_, m) => [
        port(30000 + 100 * n + m),
        { cidr: `198.${18 + n}.${m}.0/24` },
      ]);
      return [...first, ...spare];
    };
    parts.group(network, `${name}-${tier}-${n}`, name, rules("in"), rules("out"));
  }
}

function members(network, { name, tier, at }) {
  const kind = { public: "loadBalancer", app: "task", data: "database" }[tier];
  const securityGroups = Array.from({ length: QUOTA.groups }, (_, n) => `${name}-${tier}-${n}`);
  for (const [zone, availabilityZone] of ZONES.entries()) {
    const subnet = `${name}-${tier}-${availabilityZone}`;
    const block = `10.${at}.${TIERS.indexOf(tier) * 16 + zone}`;
    parts.subnet(network, subnet, {
      vpc: name,
      availabilityZone,
      ipv4Block: `${block}.0/24`,
      routeTable: `${name}-${tier}`,
      networkAcl: `${name}-${tier}-acl`,
      tier,
    });
    parts.networkInterface(network, `${subnet}-eni`, {
      kind,
      subnet,
      securityGroups,
      ipv4: [`${block}.20`],
      publicIpv4: tier === "public",
    });
  }
}

/** All of them hold: what is asked has to be gone through to the end. */
function intentsAtQuota() {
  return [
    ...NAMES.flatMap((name) => [...ofOne(name), ...amongAll(name)]),
    never("nobody-on-22", "any", "any", ["tcp/22"]),
    never("nobody-from-outside-on-5432", "internet", "any", ["tcp/5432"]),
  ];
}

const intent = (expect) => (name, source, destination, ports, more) => ({
  name,
  source,
  expect,
  destination,
  ...(ports === undefined ? {} : { ports }),
  ...more,
});
const [reach, only, never] = ["reach", "reachOnly", "neverReach"].map(intent);

function ofOne(name) {
  const [web, app, data] = TIERS.map((tier) => `${name}-${tier}-0`);
  return [
    reach(`${name}-site`, "internet", web, ["tcp/443"]),
    never(`${name}-site-no-ssh`, "internet", web, ["tcp/22"]),
    only(`${name}-web-to-app`, web, app, ["tcp/8080"]),
    only(`${name}-app-to-data`, app, data, ["tcp/5432"]),
    reach(`${name}-app-out`, app, "internet", ["tcp/443"], { via: "natGateway" }),
    never(`${name}-app-no-way-in`, "internet", app),
    never(`${name}-data-no-way-in`, "internet", data),
    never(`${name}-data-no-way-out`, data, "internet"),
    never(`${name}-data-for-app-only`, "any", data, undefined, { exceptSources: [app] }),
    never(`${name}-data-to-nobody`, data, "any"),
    never(`${name}-web-to-data`, web, data),
    never(`${name}-web-to-web`, web, web),
  ];
}

function amongAll(name) {
  return NAMES.filter((other) => other !== name).flatMap((other) => [
    only(`${name}-app-to-${other}`, `${name}-app-0`, `${other}-app-0`, ["tcp/8080"], {
      via: "vpcPeeringConnection",
    }),
    never(`${name}-app-to-${other}-data`, `${name}-app-0`, `${other}-data-0`),
  ]);
}

module.exports = { atQuota, intentsAtQuota, QUOTA };
