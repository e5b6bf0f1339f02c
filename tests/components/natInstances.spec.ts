import { expect } from "chai";
import * as net from "../../components";
import { inventory, ofTypes, record } from "./recordedMocks";
import { SITE } from "./site";

const A = "us-east-1a";
const made = async (args: Partial<net.NatInstancesArgs> = {}) =>
  inventory(
    await record(
      () => new net.NatInstances("main", { vpc: SITE, availabilityZones: [A], ...args }),
    ),
  );
const named = (Name: string) => ({ tags: { Name } });
const templateOf = (all: Awaited<ReturnType<typeof made>>) =>
  all["LaunchTemplate main-public-1a < NatInstances"] ?? {};

const statement = (policy: unknown) =>
  (JSON.parse(String(policy)) as { Statement: unknown[] }).Statement[0];

describe("NatInstances", () => {
  it("makes an instance's address, interface, template and group, every child and input", async () => {
    const all = await made();
    const { userData, ...template } = templateOf(all);
    expect(String(userData)).to.match(/^[A-Za-z0-9+/]+=*$/);
    expect(template).to.deep.equal({
      ...named("main-public-1a"),
      imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
      instanceType: "t4g.nano",
      creditSpecification: { cpuCredits: "standard" },
      networkInterfaces: [
        {
          deviceIndex: 0,
          networkInterfaceId: "NetworkInterface main-public-1a",
          deleteOnTermination: "false",
        },
      ],
      iamInstanceProfile: { arn: "InstanceProfile main-nat-instances arn" },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "enabled",
      },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 8, deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({
        resourceType,
        ...named("main-public-1a"),
      })),
      updateDefaultVersion: true,
    });
    const rest = ofTypes(all, "Eip", "EipAssociation", "NetworkInterface", "Group");
    expect(rest).to.deep.equal({
      "NetworkInterface main-public-1a < NatInstances": {
        ...named("main-public-1a"),
        description: "NAT instance",
        securityGroups: ["SecurityGroup main-nat-instances"],
        sourceDestCheck: false,
        subnetId: "subnet-pub-a",
      },
      "Eip main-public-1a < NatInstances": { ...named("main-public-1a"), domain: "vpc" },
      "EipAssociation main-public-1a < NatInstances": {
        allocationId: "Eip main-public-1a",
        networkInterfaceId: "NetworkInterface main-public-1a",
      },
      "Group main-public-1a < NatInstances": {
        availabilityZones: [A],
        minSize: 1,
        maxSize: 1,
        desiredCapacity: 1,
        healthCheckType: "EC2",
        launchTemplate: { id: "LaunchTemplate main-public-1a", version: "1" },
        initialLifecycleHooks: [
          {
            name: "forwards",
            lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
            heartbeatTimeout: 300,
            defaultResult: "ABANDON",
          },
        ],
        instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } },
        tags: [
          { key: "Name", value: "main-public-1a", propagateAtLaunch: false },
          { key: "NatInstances", value: "main", propagateAtLaunch: false },
        ],
      },
    });
  });

  it("lets in what the private tiers send and nothing else", async () => {
    const all = await made();
    const firewall = ofTypes(
      all,
      "SecurityGroup",
      "SecurityGroupIngressRule",
      "SecurityGroupEgressRule",
    );
    const ingress = (block: string) => {
      const name = `main-nat-instances-from-private-${block.replace("/", "-")}`;
      return [
        `SecurityGroupIngressRule ${name} < NatInstances`,
        {
          ...named(name),
          cidrIpv4: block,
          description: "What private sends out",
          ipProtocol: "-1",
          securityGroupId: "SecurityGroup main-nat-instances",
        },
      ] as const;
    };
    expect(firewall).to.deep.equal({
      "SecurityGroup main-nat-instances < NatInstances": {
        ...named("main-nat-instances"),
        description: "NAT instances",
        vpcId: "vpc-1",
      },
      ...Object.fromEntries(["10.0.3.0/24", "10.0.4.0/23"].map(ingress)),
      "SecurityGroupEgressRule main-nat-instances-to-internet < NatInstances": {
        ...named("main-nat-instances-to-internet"),
        cidrIpv4: "0.0.0.0/0",
        description: "What is forwarded",
        ipProtocol: "-1",
        securityGroupId: "SecurityGroup main-nat-instances",
      },
    });
  });

  it("lets its instances end their own launch, and log in only where that is asked for", async () => {
    const all = await made();
    const [role, policy] = [
      all["Role main-nat-instances < NatInstances"],
      all["RolePolicy main-nat-instances < NatInstances"],
    ];
    expect(statement(role?.assumeRolePolicy)).to.deep.equal({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
    expect(statement(policy?.policy)).to.deep.equal({
      Effect: "Allow",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: "*",
      Condition: { StringEquals: { "autoscaling:ResourceTag/NatInstances": "main" } },
    });
    expect(ofTypes(all, "RolePolicyAttachment")).to.deep.equal({});
    expect(ofTypes(await made({ sessionManager: true }), "RolePolicyAttachment")).to.deep.equal({
      "RolePolicyAttachment main-nat-instances < NatInstances": {
        role: "main-nat-instances",
        policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      },
    });
  });

  it("forwards the private tiers' addresses and drops the rest", async () => {
    const script = Buffer.from(String(templateOf(await made()).userData), "base64").toString();
    expect(script).to.contain("ip saddr { 10.0.3.0/24, 10.0.4.0/23 } masquerade");
    expect(script).to.contain("ip saddr { 10.0.3.0/24, 10.0.4.0/23 } accept");
    expect(script.match(/policy drop;/g)).to.have.length(2);
    expect(script).to.contain("ip daddr { 169.254.0.0/16, 127.0.0.0/8 } drop");
    expect(script).to.contain("disable --now sshd");
    // The instance is in service only after all of that.
    expect(script.indexOf("complete-lifecycle-action")).to.be.above(script.indexOf("nft -f"));
    expect(script.length).to.be.below(16_384);
  });

  it("takes the architecture from the type's family, and buys no credits where there are none", async () => {
    for (const [instanceType, architecture] of [
      ["t4g.nano", "arm64"],
      ["c7gn.medium", "arm64"],
      ["im4gn.large", "arm64"],
      ["a1.medium", "arm64"],
      ["t3.nano", "x86_64"],
      ["g4dn.xlarge", "x86_64"],
      ["m7i-flex.large", "x86_64"],
    ] as const) {
      const template = templateOf(await made({ instanceType }));
      expect(template.imageId, instanceType).to.match(new RegExp(`-${architecture}$`));
      expect("creditSpecification" in template, instanceType).to.equal(
        instanceType.startsWith("t"),
      );
    }
    expect(templateOf(await made({ imageId: "ami-1" })).imageId).to.equal("ami-1");
  });

  it("uses the Elastic IPs brought, and makes none", async () => {
    const all = await made({ elasticIpAllocationIds: { [A]: "eipalloc-1" } });
    expect(ofTypes(all, "Eip")).to.deep.equal({});
    expect(all["EipAssociation main-public-1a < NatInstances"]?.allocationId).to.equal(
      "eipalloc-1",
    );
  });

  it("of NatGateways stand under it, and its routes lead to their interfaces after their groups", async () => {
    const recording = await record(
      () => new net.NatGateways("main", { vpc: SITE, strategy: net.NatGatewayStrategy.Instance }),
    );
    const all = inventory(recording);
    expect(ofTypes(all, "Route", "NatInstances")).to.deep.equal({
      "NatInstances main < NatGateways": {},
      ...Object.fromEntries(
        ["a", "b"].map((zone) => [
          `Route main-private-1${zone} < NatGateways`,
          {
            destinationCidrBlock: "0.0.0.0/0",
            networkInterfaceId: `NetworkInterface main-public-1${zone}`,
            routeTableId: `rtb-prv-${zone}`,
          },
        ]),
      ),
    });
    const [, needed = []] =
      [...recording.dependencies].find(([urn]) => urn.endsWith("Route::main-private-1a")) ?? [];
    expect(needed.some((urn) => urn.endsWith("Group::main-public-1a"))).to.equal(true);
  });
});
