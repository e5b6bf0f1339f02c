import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const policyType = "aws:iam/policy:Policy";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const profileType = "aws:iam/instanceProfile:InstanceProfile";
const linkedType = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const managed = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const lambdaTrust = trust("lambda.amazonaws.com");

const makeRole = (stack: Stack, name = "r", args: ValueMap = {}): Promise<Made> =>
  stack.create(types.role, name, { assumeRolePolicy: lambdaTrust, ...args });
const makePolicy = (stack: Stack, name = "p", args: ValueMap = {}): Promise<Made> =>
  stack.create(policyType, name, { policy: permit("s3:Get*"), ...args });
const attach = (stack: Stack, role: Made, policyArn: string, name = policyArn): Promise<Made> =>
  stack.create(attachmentType, name, { role: role.id, policyArn });
const statement = (content: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [content] });

describe("IAM roles", () => {
  it("trust nobody but who is there, and wait for who is new", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    const arn = textOf(role.properties, "arn");
    const trusting = (AWS: string) => ({
      assumeRolePolicy: statement({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS },
      }),
    });
    const before = stack.world.store.clock;
    expect(await refusalOf(makeRole(stack, "a", trusting(arn)))).to.equal("none");
    expect(stack.world.store.clock - before).to.be.within(9, 10);
    expect(await refusalOf(makeRole(stack, "b", trusting(`${arn}-none`)))).to.equal(
      "MalformedPolicyDocument",
    );
    expect(await refusalOf(makeRole(stack, "c", trusting("nobody")))).to.equal(
      "MalformedPolicyDocument",
    );
    // Of an account of which nothing is known.
    const foreign = "arn:aws:iam::123456789012:role/partner";
    expect(await refusalOf(makeRole(stack, "d", trusting(foreign)))).to.equal("none");
    expect(await refusalOf(stack.update(role, trusting(`${arn}-none`)))).to.equal(
      "MalformedPolicyDocument",
    );
  });

  it("have a trust policy of at most 2048 characters, whitespace aside", async () => {
    const stack = await newStack();
    const long = (length: number): ValueMap => {
      const content = { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*", Condition: {} };
      const bare = statement({ ...content, Condition: { Null: { "": "true" } } });
      const filler = "x".repeat(length - bare.length);
      const policy = statement({ ...content, Condition: { Null: { [filler]: "true" } } });
      return { assumeRolePolicy: JSON.stringify(JSON.parse(policy), undefined, 2) };
    };
    expect(await refusalOf(makeRole(stack, "a", long(2048)))).to.equal("none");
    expect(await refusalOf(makeRole(stack, "b", long(2049)))).to.equal("LimitExceeded");
    const raised = await newStack({ quotas: { roleTrustPolicyLength: 4096 } });
    expect(await refusalOf(makeRole(raised, "b", long(2049)))).to.equal("none");
  });

  it("let only STS be asked for in a trust policy", async () => {
    const stack = await newStack();
    const assumeRolePolicy = statement({ Effect: "Allow", Action: "s3:*", Principal: "*" });
    expect(await refusalOf(makeRole(stack, "a", { assumeRolePolicy }))).to.equal(
      "MalformedPolicyDocument",
    );
  });

  it("have a path between slashes", async () => {
    const stack = await newStack();
    expect(await refusalOf(makeRole(stack, "a", { path: "/a/b/" }))).to.equal("none");
    expect(await refusalOf(makeRole(stack, "b", { path: "/a/b" }))).to.equal("ValidationError");
  });

  it("have bounds that AWS sees to as well", async () => {
    const stack = await newStack();
    const tried = (name: string, type: string, args: ValueMap) =>
      refusalOf(stack.createUnchecked(type, name, args));
    const role = (name: string, args: ValueMap) =>
      tried(name, types.role, { assumeRolePolicy: lambdaTrust, ...args });
    expect(await role("a", { maxSessionDuration: 43_200 })).to.equal("none");
    expect(await role("b", { maxSessionDuration: 43_201 })).to.equal("ValidationError");
    expect(await role("c", { maxSessionDuration: 3599 })).to.equal("ValidationError");
    expect(await role("d", { description: "d".repeat(1000) })).to.equal("none");
    expect(await role("e", { description: "d".repeat(1001) })).to.equal("ValidationError");
    const policy = (name: string, args: ValueMap) =>
      tried(name, policyType, { policy: permit("s3:Get*"), ...args });
    expect(await policy("f", { name: "p".repeat(128) })).to.equal("none");
    expect(await policy("g", { name: "p".repeat(129) })).to.equal("ValidationError");
    expect(await policy("h", { description: "d".repeat(1001) })).to.equal("ValidationError");
    expect(await tried("i", profileType, { name: "a b" })).to.equal("ValidationError");
  });

  it("are bounded by policies that exist, which cannot go", async () => {
    const stack = await newStack();
    const policy = await makePolicy(stack);
    const role = await makeRole(stack, "a", { permissionsBoundary: policy.id });
    expect(await refusalOf(stack.delete(policy))).to.equal("DeleteConflict");
    await stack.delete(role);
    await stack.delete(policy);
    const gone = { permissionsBoundary: policy.id };
    expect(await refusalOf(makeRole(stack, "b", gone))).to.equal("NoSuchEntity");
  });

  it("are not deleted with policies of others, unless forced", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    const attachment = await attach(stack, role, managed("ReadOnlyAccess"));
    expect(await messageOf(stack.delete(role))).to.include("must detach all policies first");
    await stack.delete(attachment);
    const inline = { role: role.id, policy: permit("s3:Get*") };
    await stack.create(types.rolePolicy, "i", inline);
    expect(await messageOf(stack.delete(role))).to.include("must delete policies first");
    await stack.delete(await stack.update(role, { ...role.inputs, forceDetachPolicies: true }));
    expect(stack.world.list()).to.deep.equal([]);
  });

  it("take with them the policies that their own state has seen", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    await attach(stack, role, managed("ReadOnlyAccess"));
    await stack.create(types.rolePolicy, "i", { role: role.id, policy: permit("s3:Get*") });
    await stack.delete(await stack.refresh(role));
    expect(stack.world.list()).to.deep.equal([]);
  });

  it("have at most 10240 characters of policies written into them", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    const write = (name: string, length: number) => {
      const bare = permit("s3:").length;
      const policy = permit(`s3:${"G".repeat(length - bare)}`);
      return refusalOf(stack.create(types.rolePolicy, name, { role: role.id, policy }));
    };
    expect(await write("a", 10_000)).to.equal("none");
    expect(await write("b", 240)).to.equal("none");
    expect(await write("c", 200)).to.equal("LimitExceeded");
  });
});

describe("IAM policy documents", () => {
  const cases: readonly (readonly [what: string, content: object, expected: string])[] = [
    ["an action with its service", { Action: "s3:GetObject" }, "none"],
    ["every action", { Action: "*" }, "none"],
    ["an action without its service", { Action: "GetObject" }, "MalformedPolicyDocument"],
    ["a resource by ARN", { Resource: "arn:aws:s3:::bucket/*" }, "none"],
    ["a resource by name", { Resource: "bucket" }, "MalformedPolicyDocument"],
    ["an ARN with parts missing", { Resource: "arn:aws:s3:bucket" }, "MalformedPolicyDocument"],
    ["a Sid of letters and digits", { Sid: "Read1" }, "none"],
    ["a Sid with a blank", { Sid: "Read 1" }, "MalformedPolicyDocument"],
    ["an element that does not exist", { Actions: "s3:*" }, "MalformedPolicyDocument"],
    ["a condition that is a text", { Condition: "never" }, "MalformedPolicyDocument"],
    ["a principal", { Principal: "*" }, "MalformedPolicyDocument"],
  ];
  for (const [what, content, expected] of cases)
    it(`with ${what}: ${expected}`, async () => {
      const policy = statement({ Effect: "Allow", Action: "s3:*", Resource: "*", ...content });
      expect(await refusalOf(makePolicy(await newStack(), "p", { policy }))).to.equal(expected);
    });

  it("have each Sid once", async () => {
    const one = { Sid: "A", Effect: "Allow", Action: "s3:*", Resource: "*" };
    const policy = JSON.stringify({ Statement: [one, one] });
    expect(await refusalOf(makePolicy(await newStack(), "p", { policy }))).to.equal(
      "MalformedPolicyDocument",
    );
  });

  it("have no element of their own but Version, Id and Statement", async () => {
    const one = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    const policy = JSON.stringify({ Statement: [one], Statements: [] });
    expect(await refusalOf(makePolicy(await newStack(), "p", { policy }))).to.equal(
      "MalformedPolicyDocument",
    );
  });
});

describe("IAM managed policies", () => {
  it("have an ARN with their path, and count what they are attached to", async () => {
    const stack = await newStack();
    const policy = await makePolicy(stack, "p", { name: "read", path: "/net/" });
    expect(policy.id).to.match(/^arn:aws:iam::\d{12}:policy\/net\/read$/);
    expect(policy.properties.attachmentCount).to.equal(0);
    await attach(stack, await makeRole(stack), policy.id);
    expect((await stack.refresh(policy)).properties.attachmentCount).to.equal(1);
  });

  it("have names of their own, whatever the case and the path", async () => {
    const stack = await newStack();
    expect(await refusalOf(makePolicy(stack, "a", { name: "read" }))).to.equal("none");
    expect(await refusalOf(makePolicy(stack, "b", { name: "READ", path: "/b/" }))).to.equal(
      "EntityAlreadyExists",
    );
  });

  it("have at most 6144 characters, and keep five versions", async () => {
    const stack = await newStack();
    const length = permit("s3:").length;
    const long = (total: number) => ({ policy: permit(`s3:${"G".repeat(total - length)}`) });
    expect(await refusalOf(makePolicy(stack, "a", long(6145)))).to.equal("LimitExceeded");
    let policy = await makePolicy(stack, "b", long(6144));
    for (const action of ["a:b", "a:c", "a:d", "a:e", "a:f"])
      policy = await stack.update(policy, { policy: permit(action) });
    const kept = stack.world.show(policy.id).find((one) => one.kind === "iam-policy");
    expect((kept as unknown as { properties: ValueMap }).properties.versions).to.deep.equal([
      "v2",
      "v3",
      "v4",
      "v5",
      "v6",
    ]);
  });

  it("are attached where they exist: the account's and AWS's", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    const tried = (arn: string) => refusalOf(attach(stack, role, arn));
    expect(await tried(managed("AmazonSSMManagedInstanceCore"))).to.equal("none");
    expect(await tried(managed("service-role/AWSLambdaVPCAccessExecutionRole"))).to.equal("none");
    expect(await tried(managed("AWSLambdaVPCAccessExecutionRole"))).to.equal("NoSuchEntity");
    expect(await tried(managed("aws-service-role/AutoScalingServiceRolePolicy"))).to.equal(
      "PolicyNotAttachable",
    );
    expect(await tried("arn:aws:iam::000000000000:policy/none")).to.equal("NoSuchEntity");
    expect(await tried("arn:aws:s3:::bucket")).to.equal("InvalidInput");
    expect(await tried("ReadOnlyAccess")).to.include("is an invalid ARN");
  });

  it("are attached to roles by name, ten to a role", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    const policies = [...Array(11).keys()].map((n) => makePolicy(stack, `p${n}`));
    const [last, ...ten] = await Promise.all(policies);
    for (const one of ten) expect(await refusalOf(attach(stack, role, one.id))).to.equal("none");
    expect(await refusalOf(attach(stack, role, last!.id))).to.equal("LimitExceeded");
    const byArn = { role: textOf(role.properties, "arn"), policyArn: last!.id };
    expect(await refusalOf(stack.create(attachmentType, "x", byArn))).to.equal("ValidationError");
    expect(
      await refusalOf(stack.create(attachmentType, "y", { ...byArn, role: "nobody" })),
    ).to.equal("NoSuchEntity");
  });

  it("that are a role's only ones take the place of others", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    await attach(stack, role, managed("ReadOnlyAccess"));
    const type = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
    const only = [managed("AmazonS3ReadOnlyAccess")];
    await stack.create(type, "x", { roleName: role.id, policyArns: only });
    expect((await stack.refresh(role)).properties.managedPolicyArns).to.deep.equal(only);
  });

  it("written into a role can be told to be no others", async () => {
    const stack = await newStack();
    const role = await makeRole(stack);
    for (const name of ["keep", "drop"])
      await stack.create(types.rolePolicy, name, { name, role: role.id, policy: permit("s3:*") });
    const type = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";
    await stack.create(type, "x", { roleName: role.id, policyNames: ["keep"] });
    const { properties } = await stack.refresh(role);
    expect((properties.inlinePolicies as ValueMap[]).map((one) => one.name)).to.deep.equal([
      "keep",
    ]);
  });
});

describe("IAM instance profiles", () => {
  it("have a role that exists, and lose it when it goes", async () => {
    const stack = await newStack();
    expect(await refusalOf(stack.create(profileType, "a", { role: "none" }))).to.equal(
      "NoSuchEntity",
    );
    const role = await makeRole(stack);
    const profile = await stack.create(profileType, "b", { role: role.id });
    expect(profile.properties.arn).to.match(/:instance-profile\/b-[0-9a-f]{7}$/);
    await stack.delete(role);
    expect((await stack.refresh(profile)).properties).not.to.have.property("role");
  });

  it("have a name of their own", async () => {
    const stack = await newStack();
    expect(await refusalOf(stack.create(profileType, "a", { name: "x" }))).to.equal("none");
    expect(await refusalOf(stack.create(profileType, "b", { name: "x" }))).to.equal(
      "EntityAlreadyExists",
    );
  });

  it("are as many as the quota says", async () => {
    const stack = await newStack({ quotas: { instanceProfilesPerAccount: 0 } });
    expect(await refusalOf(stack.create(profileType, "a"))).to.equal("LimitExceeded");
  });
});

describe("IAM service-linked roles", () => {
  it("are named by their service, once", async () => {
    const stack = await newStack();
    const awsServiceName = "ecs.amazonaws.com";
    const role = await stack.create(linkedType, "a", { awsServiceName });
    expect(role.id).to.match(/:role\/aws-service-role\/ecs\.amazonaws\.com\/AWSServiceRoleForECS$/);
    expect(await refusalOf(stack.create(linkedType, "b", { awsServiceName }))).to.equal(
      "InvalidInput",
    );
    const suffixed = await stack.create(linkedType, "c", { awsServiceName, customSuffix: "x" });
    expect(suffixed.properties.name).to.equal("AWSServiceRoleForECS_x");
    const said = messageOf(stack.preview(linkedType, "d", { awsServiceName: "ecs" }));
    expect(await said).to.include("aws_service_name");
  });
});

describe("IAM look-ups", () => {
  const look = async (stack: Stack, name: string, args: ValueMap = {}): Promise<ValueMap> =>
    (await stack.provider.invoke(`aws:iam/${name}:${name}`, args)).result;

  it("find roles and instance profiles by name", async () => {
    const stack = await newStack();
    const role = await makeRole(stack, "app", { name: "app-1", path: "/net/" });
    const found = await look(stack, "getRole", { name: "app-1" });
    expect(found.arn).to.equal(role.properties.arn);
    expect((await look(stack, "getRoles", { nameRegex: "^app" })).names).to.deep.equal(["app-1"]);
    expect((await look(stack, "getRoles", { pathPrefix: "/other/" })).names).to.deep.equal([]);
    await stack.create(profileType, "p", { name: "p", role: role.id });
    expect((await look(stack, "getInstanceProfile", { name: "p" })).roleArn).to.equal(found.arn);
    expect(await messageOf(look(stack, "getRole", { name: "none" }))).to.include("cannot be found");
  });

  it("find policies by ARN or name", async () => {
    const stack = await newStack();
    const policy = await makePolicy(stack, "p", { name: "mine" });
    expect((await look(stack, "getPolicy", { name: "mine" })).arn).to.equal(policy.id);
    expect((await look(stack, "getPolicy", { arn: policy.id })).policy).to.equal(
      policy.properties.policy,
    );
    const basic = managed("service-role/AWSLambdaBasicExecutionRole");
    const byName = await look(stack, "getPolicy", { name: "AWSLambdaBasicExecutionRole" });
    expect(byName).to.include({ arn: basic, path: "/service-role/" });
    expect((await look(stack, "getPolicy", { arn: basic })).name).to.equal(byName.name);
    expect(await messageOf(look(stack, "getPolicy", { name: "none" }))).to.include("not found");
    expect(await messageOf(look(stack, "getPolicy"))).to.include("must be specified");
  });

  it("tell the role of a session", async () => {
    const stack = await newStack();
    const role = await makeRole(stack, "app", { name: "app" });
    const arn = textOf(role.properties, "arn");
    const session = arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/me";
    const found = await look(stack, "getSessionContext", { arn: session });
    expect(found).to.include({ issuerArn: arn, sessionName: "me", issuerName: "app" });
    const user = arn.replace(":role/", ":user/");
    expect((await look(stack, "getSessionContext", { arn: user })).issuerArn).to.equal(user);
    expect(await messageOf(look(stack, "getAccountAlias"))).to.include("no alias");
  });
});
