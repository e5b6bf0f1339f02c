import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { Stack, type Made, messageOf, newStack, refusalOf, textOf, types } from "../support";

const userPool = "aws:cognito/userPool:UserPool";
const client = "aws:cognito/userPoolClient:UserPoolClient";
const domain = "aws:cognito/userPoolDomain:UserPoolDomain";
const server = "aws:cognito/resourceServer:ResourceServer";
const invalid = "InvalidParameterException";

describe("Cognito user pools", () => {
  const refused = async (args: ValueMap): Promise<string> =>
    refusalOf((await newStack()).create(userPool, "one", args));

  it("have an id of their region, an ARN and an endpoint", async () => {
    const stack = await newStack();
    const { id, properties } = await stack.create(userPool, "one", { name: "people" });
    expect(id).to.match(/^us-east-1_0000[0-9a-f]{5}$/);
    expect(properties.arn).to.match(
      new RegExp(`^arn:aws:cognito-idp:us-east-1:\\d{12}:userpool/${id}$`),
    );
    expect(properties.endpoint).to.equal(`cognito-idp.us-east-1.amazonaws.com/${id}`);
    const token = "aws:cognito/getUserPools:getUserPools";
    const found = await stack.provider.invoke(token, { name: "people" });
    expect(found.result).to.deep.include({ ids: [id] });
    expect(await refusalOf(stack.provider.invoke(token, { name: "others" }))).to.contain(
      "matching",
    );
  });

  it("are refused in preview for what the provider knows", async () => {
    expect(await refused({ aliasAttributes: ["email"], usernameAttributes: ["email"] })).to.contain(
      "conflicts with",
    );
    expect(await refused({ usernameAttributes: ["name"] })).to.contain("one of");
    expect(await refused({ mfaConfiguration: "SOMETIMES" })).to.contain("one of");
    expect(await refused({ passwordPolicy: { minimumLength: 5 } })).to.contain("range (6 - 99)");
    expect(await refused({ smsVerificationMessage: "your code" })).to.contain("{####}");
    expect(await refused({ name: "a/b" })).to.equal("InvalidParameterException");
    expect(await refused({ emailVerificationSubject: "x".repeat(141) })).to.contain("140");
  });

  it("ask for a second factor that they have", async () => {
    expect(await refused({ mfaConfiguration: "ON" })).to.equal(invalid);
    const byApp = { softwareTokenMfaConfiguration: { enabled: true } };
    expect(await refused({ mfaConfiguration: "ON", ...byApp })).to.equal("none");
    const mail = { emailConfiguration: { emailSendingAccount: "DEVELOPER" } };
    expect(await refused(mail)).to.equal(invalid);
  });

  it("send messages in a role that may", async () => {
    const stack = await newStack();
    const sms = async (service: string, action: string): Promise<string> => {
      const name = `${service}-${action.length}`;
      const role = await stack.create(types.role, name, { assumeRolePolicy: trust(service) });
      await stack.create(types.rolePolicy, name, { role: role.id, policy: permit(action) });
      await stack.world.advance(60);
      const smsConfiguration = { externalId: "x", snsCallerArn: role.properties.arn! };
      return refusalOf(stack.create(userPool, name, { smsConfiguration }));
    };
    expect(await sms("cognito-idp.amazonaws.com", "sns:Publish")).to.equal("none");
    expect(await sms("lambda.amazonaws.com", "sns:Publish")).to.equal(
      "InvalidSmsRoleTrustRelationshipException",
    );
    expect(await sms("cognito-idp.amazonaws.com", "s3:*")).to.equal(
      "InvalidSmsRoleAccessPolicyException",
    );
  });

  it("only gain attributes", async () => {
    const stack = await newStack();
    const schema = (name: string): ValueMap => ({ name, attributeDataType: "String" });
    const one = await stack.create(userPool, "one", { schemas: [schema("team")] });
    const args = (...schemas: ValueMap[]): ValueMap => ({ name: one.properties.name!, schemas });
    const two = await stack.update(one, args(schema("team"), schema("desk")));
    expect(await messageOf(stack.update(two, args(schema("desk"))))).to.contain(
      "cannot modify or remove schema items",
    );
  });

  it("are not deleted while they are protected; their clients go with them", async () => {
    const stack = await newStack();
    const one = await stack.create(userPool, "one", { deletionProtection: "ACTIVE" });
    const app = await stack.create(client, "app", { userPoolId: one.id });
    expect(await refusalOf(stack.delete(one))).to.equal(invalid);
    await stack.delete(await stack.update(one, { name: one.properties.name! }));
    expect((await stack.refresh(app)).id).to.equal("");
  });
});

describe("what a Cognito user pool has", () => {
  async function scene() {
    const stack = await newStack();
    const pool = await stack.create(userPool, "one", {});
    let count = 0;
    const make = (type: string, args: ValueMap): Promise<Made> =>
      stack.create(type, `x${count++}`, { userPoolId: pool.id, ...args });
    return { stack, pool, make };
  }

  it("clients, with a secret where told to", async () => {
    const { make } = await scene();
    const one = await make(client, {});
    expect(one.id).to.match(/^0000[0-9a-f]{22}$/);
    expect(one.properties.clientSecret ?? "").to.equal("");
    const two = await make(client, { generateSecret: true });
    expect(textOf(two.properties, "clientSecret")).to.have.length.greaterThan(40);
    expect(await refusalOf(make(client, { userPoolId: "nobody" }))).to.equal(
      "ResourceNotFoundException",
    );
  });

  it("flows that go together, and lead somewhere", async () => {
    const { make } = await scene();
    const attempt = (args: ValueMap): Promise<string> => refusalOf(make(client, args));
    const callbackUrls = ["https://example.com"];
    const machine = { allowedOauthFlows: ["client_credentials"] };
    expect(await attempt(machine)).to.equal("InvalidOAuthFlowException");
    expect(await attempt({ ...machine, generateSecret: true })).to.equal("none");
    const both = { allowedOauthFlows: ["client_credentials", "code"], generateSecret: true };
    expect(await attempt({ ...both, callbackUrls })).to.equal("InvalidOAuthFlowException");
    const code = { allowedOauthFlows: ["code"] };
    expect(await attempt(code)).to.equal("InvalidOAuthFlowException");
    expect(await attempt({ ...code, callbackUrls })).to.equal("none");
    expect(await attempt({ ...code, callbackUrls: ["http://localhost:80"] })).to.equal("none");
    expect(await attempt({ ...code, callbackUrls: ["http://example.com"] })).to.equal(invalid);
    expect(await attempt({ callbackUrls, defaultRedirectUri: "https://x.com" })).to.equal(invalid);
    expect(await attempt({ allowedOauthFlows: ["password"] })).to.contain("one of");
    expect(await attempt({ authSessionValidity: 16 })).to.contain("range (3 - 15)");
  });

  it("scopes that a resource server has", async () => {
    const { stack, make } = await scene();
    const args = { identifier: "https://api", scopes: [{ scopeName: "read" }] };
    const one = await make(server, args);
    expect(one.properties.scopeIdentifiers).to.deep.equal(["https://api/read"]);
    expect(await refusalOf(make(server, args))).to.equal(invalid);
    const asks = (scope: string): Promise<string> =>
      refusalOf(make(client, { allowedOauthScopes: [scope] }));
    expect(await asks("https://api/read")).to.equal("none");
    expect(await asks("https://api/write")).to.equal("ScopeDoesNotExistException");
    const wider = { ...one.inputs, scopes: [{ scopeName: "read" }, { scopeName: "write" }] };
    await stack.update(one, wider);
    expect(await asks("https://api/write")).to.equal("none");
  });

  it("a domain, whose prefix nobody else has in the region", async () => {
    const { stack, pool, make } = await scene();
    const attempt = (args: ValueMap): Promise<string> => refusalOf(make(domain, args));
    expect(await attempt({ domain: "my-aws-pool" })).to.equal(invalid);
    expect(await attempt({ domain: "Images" })).to.equal(invalid);
    const one = await make(domain, { domain: "images" });
    expect((await stack.refresh(pool)).properties.domain).to.equal("images");
    expect(await attempt({ domain: "second" })).to.equal(invalid);
    const other = await Stack.open(stack.world, { allowedAccountIds: ["000000000042"] });
    const theirs = await other.create(userPool, "theirs", {});
    const taken = { userPoolId: theirs.id, domain: "images" };
    expect(await refusalOf(other.create(domain, "d", taken))).to.equal(invalid);
    await stack.delete(one);
    expect(await refusalOf(other.create(domain, "d", taken))).to.equal("none");
  });

  it("a domain of one's own, with a certificate of us-east-1", async () => {
    const { make } = await scene();
    const attempt = (args: ValueMap): Promise<string> =>
      refusalOf(make(domain, { domain: "login.example.com", ...args }));
    const arn = (region: string): string => `arn:aws:acm:${region}:000000000000:certificate/c`;
    expect(await attempt({})).to.equal(invalid);
    expect(await attempt({ certificateArn: arn("eu-west-1") })).to.equal(invalid);
    expect(await attempt({ certificateArn: arn("us-east-1") })).to.equal("none");
  });
});
