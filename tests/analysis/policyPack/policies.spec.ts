import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyResource, ResourceValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
import { networkPolicies, type NetworkPoliciesArgs } from "../../../analysis/policyPack";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urnOf = (type: string, name: string): string => `urn:pulumi:dev::p::${type}::${name}`;

/** As the SDK gives them: reading what is not known yet throws. */
function guarded(values: object): Record<string, unknown> {
  return new Proxy(values as Record<string, unknown>, {
    get: (target, key) => {
      if (target[String(key)] === unknown) throw new Error(`${String(key)} can't be known`);
      return target[String(key)];
    },
  });
}

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  /** What a preview foresees; a component has none. */
  readonly outputs?: object;
  /** Names of resources, by property. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

const types = {
  vpc: "aws:ec2/vpc:Vpc",
  gateway: "aws:ec2/internetGateway:InternetGateway",
  table: "aws:ec2/routeTable:RouteTable",
  subnet: "aws:ec2/subnet:Subnet",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  group: "aws:ec2/securityGroup:SecurityGroup",
  instance: "aws:ec2/instance:Instance",
  intent: "aws-network:index:Intent",
};

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };

/** A preview: no id is known. */
function planned(ingress: readonly object[], extra: readonly Planned[] = []): Planned[] {
  const ofVpc = { vpcId: unknown };
  return [
    { type: types.vpc, name: "v", inputs: { cidrBlock: "10.0.0.0/16" } },
    { type: types.gateway, name: "gw", inputs: ofVpc, from: { vpcId: ["v"] } },
    {
      type: types.table,
      name: "t",
      inputs: { ...ofVpc, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: unknown }] },
      from: { vpcId: ["v"], routes: ["gw"] },
    },
    {
      type: types.subnet,
      name: "s",
      inputs: { ...ofVpc, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: true },
      from: { vpcId: ["v"] },
    },
    {
      type: types.association,
      name: "a",
      inputs: { subnetId: unknown, routeTableId: unknown },
      from: { subnetId: ["s"], routeTableId: ["t"] },
    },
    { type: types.group, name: "g", inputs: { ...ofVpc, ingress }, from: { vpcId: ["v"] } },
    {
      type: types.instance,
      name: "i",
      inputs: { subnetId: unknown, vpcSecurityGroupIds: [unknown] },
      from: { subnetId: ["s"], vpcSecurityGroupIds: ["g"] },
    },
    ...extra,
  ];
}

const neverReached: Planned = {
  type: types.intent,
  name: "shut",
  inputs: { source: "internet", expect: "neverReach", destination: unknown, ports: ["all"] },
  from: { destination: ["g"] },
};

function resourcesOf(plan: readonly Planned[]): PolicyResource[] {
  const provider = {
    type: "pulumi:providers:aws",
    urn: urnOf("pulumi:providers:aws", "p"),
    name: "p",
  };
  const made: PolicyResource[] = plan.map(({ type, name, inputs, outputs }) => ({
    ...{ type, name, urn: urnOf(type, name), opts: {} as PolicyResource["opts"] },
    props: guarded(outputs ?? (type === types.intent ? {} : { ...inputs, id: unknown })),
    ...(type.startsWith("aws:") && { provider: { ...provider, props: { region: "us-east-1" } } }),
    ...{ dependencies: [], propertyDependencies: {} },
    ...{ isType: () => false, asType: () => undefined },
  }));
  const byName = new Map(made.map((one) => [one.name, one]));
  plan.forEach(({ from = {} }, at) => {
    for (const [property, names] of Object.entries(from))
      made[at]!.propertyDependencies[property] = names.map((name) => byName.get(name)!);
  });
  return made;
}

interface Violation {
  readonly policy: string;
  readonly level: string;
  readonly message: string;
  readonly urn: string | undefined;
}

/** As the CLI runs a pack: each resource as it is registered, then the stack as a whole. */
function run(
  plan: readonly Planned[],
  args?: NetworkPoliciesArgs,
  config: Readonly<Record<string, object>> = {},
): Violation[] {
  const violations: Violation[] = [];
  const policies = networkPolicies(args);
  for (const { type, name, inputs } of plan)
    for (const policy of policies)
      if ("validateResource" in policy) {
        const validate = policy.validateResource as (args: ResourceValidationArgs) => void;
        const given = { type, name, urn: urnOf(type, name), props: guarded(inputs) };
        validate(given as unknown as ResourceValidationArgs);
      }
  const resources = resourcesOf(plan);
  for (const policy of policies as StackValidationPolicy[]) {
    const { name, enforcementLevel = "" } = policy;
    void policy.validateStack(
      {
        resources,
        getConfig: <T extends object>() => (config[name] ?? {}) as T,
        stackTags: new Map(),
        notApplicable: (reason) => {
          throw new Error(reason);
        },
      },
      (message: string, urn?: string) =>
        violations.push({ policy: name, level: enforcementLevel, message, urn }),
    );
  }
  return violations;
}

describe("The policy pack", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pan-policy-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("finds an intent that fails in a preview that knows no id, and names the intent", () => {
    const found = run(planned([ssh], [neverReached])).filter(({ level }) => level === "mandatory");
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ policy: "intents-hold", urn: urnOf(types.intent, "shut") });
    const [statement, sentence] = found[0]!.message.split("\n");
    expect(statement).to.equal("shut: the internet never reaches g");
    expect(sentence).to.equal("tcp/22 from the internet to i gets through");
  });

  it("lets pass what holds", () => {
    const found = run(planned([], [neverReached]));
    expect(found.filter(({ policy }) => policy === "intents-hold")).to.deep.equal([]);
    expect(found.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
  });

  it("stops at a finding that is an error, and only tells of a warning", () => {
    const gone: Planned = {
      type: "aws:ec2/route:Route",
      name: "loop",
      inputs: { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", natGatewayId: unknown },
      from: { routeTableId: ["u"], natGatewayId: ["nat"] },
    };
    const plan = planned(
      [],
      [
        { type: types.table, name: "u", inputs: { vpcId: unknown }, from: { vpcId: ["v"] } },
        {
          type: types.subnet,
          name: "private",
          inputs: { vpcId: unknown, cidrBlock: "10.0.9.0/24" },
          from: { vpcId: ["v"] },
        },
        {
          type: types.association,
          name: "b",
          inputs: { subnetId: unknown, routeTableId: unknown },
          from: { subnetId: ["private"], routeTableId: ["u"] },
        },
        {
          type: "aws:ec2/natGateway:NatGateway",
          name: "nat",
          inputs: { subnetId: unknown, allocationId: unknown },
          from: { subnetId: ["private"], allocationId: ["ip"] },
        },
        { type: "aws:ec2/eip:Eip", name: "ip", inputs: {} },
        gone,
      ],
    );
    const errors = run(plan).filter(({ level }) => level === "mandatory");
    expect(errors.map(({ policy, message }) => `${policy} ${message.split(":")[0]!}`)).to.include(
      "network-baseline routing-loop",
    );
    for (const { policy, level } of run(plan))
      expect(level).to.equal(policy === "network-warnings" ? "advisory" : "mandatory");
  });

  it("reads intents of files, for programs in other languages: its own and the configured ones", () => {
    const intents = (name: string): string =>
      `intents:\n  - {name: ${name}, source: internet, expect: neverReach, destination: "${urnOf(types.group, "g")}"}\n`;
    const [own, configured] = [join(folder, "own.yaml"), join(folder, "configured.yaml")];
    writeFileSync(own, intents("own"));
    writeFileSync(configured, intents("configured"));
    const found = run(
      planned([ssh]),
      { intentFiles: [own] },
      { "intents-hold": { files: [configured] } },
    ).filter(({ policy }) => policy === "intents-hold");
    expect(found.map(({ message }) => message.split(":")[0])).to.deep.equal(["own", "configured"]);
    expect(found.map(({ urn }) => urn)).to.deep.equal([undefined, undefined]);
  });

  it("says all that is wrong with such a file", () => {
    const file = join(folder, "wrong.yaml");
    writeFileSync(file, "intents:\n  - {source: internet, expect: reaches}\n");
    expect(() => run(planned([]), { intentFiles: [file] })).to.throw(
      /wrong\.yaml: .*destination must be given; .*expect must be one of reach, reachOnly, neverReach/,
    );
  });

  it("tells of what is not decided, and of what is waived, without stopping", () => {
    const waiver = { reason: "cut over", owner: "net-team", expires: "2999-12-31" };
    const plan = planned(
      [ssh],
      [
        { ...neverReached, inputs: { ...neverReached.inputs, waiver } },
        {
          ...{ type: types.intent, name: "nobody" },
          inputs: {
            source: "sg-gone",
            expect: "neverReach",
            destination: "internet",
            ports: ["all"],
          },
        },
      ],
    );
    const found = run(plan).filter(({ urn = "" }) => urn.includes("Intent"));
    expect(found.map(({ policy, message }) => [policy, message.split("\n")[1]])).to.deep.equal([
      ["network-warnings", "tcp/22 from the internet to i gets through"],
      ["network-warnings", "vacuous: its source matches no network interface"],
    ]);
    expect(found[0]?.message).to.contain("waived until 2999-12-31 by net-team: cut over");
  });
});
