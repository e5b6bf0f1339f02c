/** Applications that sign users in, their scopes, and where the pages are served. */
import { casesOf, id, remove, type Argument, type Arguments, type Case, type Step } from "../case";
import { cognitoApi, pages } from "../pages";
import * as aws from "../resources";
import { times } from "../surroundings";

const pool = aws.userPool("pool", { name: "people" });

const client = (args: Arguments = {}): Step =>
  aws.userPoolClient("client", { name: "web", userPoolId: id("pool"), ...args });

const byCode = (args: Arguments = {}): Step =>
  client({
    allowedOauthFlows: ["code"],
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthScopes: ["openid"],
    supportedIdentityProviders: ["COGNITO"],
    callbackUrls: ["https://www.example.com/signed-in"],
    ...args,
  });

const bySecret = (args: Arguments): Step =>
  client({
    allowedOauthFlows: ["client_credentials"],
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthScopes: ["orders/read"],
    ...args,
  });

const server = (args: Arguments = {}, name = "server"): Step =>
  aws.resourceServer(name, {
    userPoolId: id("pool"),
    identifier: "orders",
    name: "orders",
    scopes: [{ scopeName: "read", scopeDescription: "reads orders" }],
    ...args,
  });

const scopes = (count: number): Step =>
  server({
    scopes: times(count, (index): Argument => ({
      scopeName: `s${index}`,
      scopeDescription: "reads orders",
    })),
  });

const domain = (name: string, resource = "domain", userPoolId: Argument = id("pool")): Step =>
  aws.userPoolDomain(resource, { domain: name, userPoolId });

const withMfa = (args: Arguments): Step =>
  aws.userPool("pool", { name: "people", mfaConfiguration: "ON", ...args });

export const signInCases: readonly Case[] = [
  ...casesOf(cognitoApi("CreateUserPoolClient"), [
    ["a client that signs in by code", [pool], byCode(), "accepted"],
    [
      "a client that signs in by code, with nowhere to go then",
      [pool],
      byCode({ callbackUrls: [] }),
      "refused",
    ],
    [
      "a client that goes on without encryption",
      [pool],
      byCode({ callbackUrls: ["http://www.example.com/signed-in"] }),
      "refused",
    ],
    [
      "a client that goes on to this machine without encryption",
      [pool],
      byCode({ callbackUrls: ["http://localhost:8080/signed-in"] }),
      "accepted",
    ],
    [
      "a client whose default place to go on is none of its places",
      [pool],
      byCode({ defaultRedirectUri: "https://other.example.com" }),
      "refused",
    ],
    [
      "a client that signs in by its secret",
      [pool, server()],
      bySecret({ generateSecret: true }),
      "accepted",
    ],
    [
      "a client that signs in by a secret that it does not have",
      [pool, server()],
      bySecret({}),
      "InvalidOAuthFlowException",
    ],
    [
      "a client that signs in by code and by its secret",
      [pool, server()],
      byCode({ allowedOauthFlows: ["code", "client_credentials"], generateSecret: true }),
      "InvalidOAuthFlowException",
    ],
    [
      "a client of a scope that no server has",
      [pool],
      byCode({ allowedOauthScopes: ["orders/read"] }),
      "ScopeDoesNotExistException",
    ],
    [
      "a client whose session lasts 3 minutes",
      [pool],
      client({ authSessionValidity: 3 }),
      "accepted",
    ],
    [
      "a client whose session lasts 2 minutes",
      [pool],
      client({ authSessionValidity: 2 }),
      "InvalidParameterException",
    ],
    [
      "a client whose session lasts 15 minutes",
      [pool],
      client({ authSessionValidity: 15 }),
      "accepted",
    ],
    [
      "a client whose session lasts 16 minutes",
      [pool],
      client({ authSessionValidity: 16 }),
      "InvalidParameterException",
    ],
    ["a client's name of 128 characters", [pool], client({ name: "c".repeat(128) }), "accepted"],
    [
      "a client's name of 129 characters",
      [pool],
      client({ name: "c".repeat(129) }),
      "InvalidParameterException",
    ],
  ]),
  ...casesOf(cognitoApi("CreateResourceServer"), [
    ["a server of 100 scopes", [pool], scopes(100), "accepted"],
    ["a server of 101 scopes", [pool], scopes(101), "InvalidParameterException"],
    ["a server twice", [pool, server({}, "first")], server(), "InvalidParameterException"],
    [
      "a server's identifier of 256 characters",
      [pool],
      server({ identifier: "s".repeat(256) }),
      "accepted",
    ],
    [
      "a server's identifier of 257 characters",
      [pool],
      server({ identifier: "s".repeat(257) }),
      "InvalidParameterException",
    ],
  ]),
  ...casesOf(cognitoApi("CreateUserPoolDomain"), [
    ["a domain for signing in", [pool], domain("people"), "accepted"],
    ["a domain for signing in of 63 characters", [pool], domain("p".repeat(63)), "accepted"],
    [
      "a domain for signing in of 64 characters",
      [pool],
      domain("p".repeat(64)),
      "InvalidParameterException",
    ],
    [
      "a domain for signing in with a capital letter",
      [pool],
      domain("People"),
      "InvalidParameterException",
    ],
    [
      "a domain for signing in of a pool that does not exist",
      [],
      domain("people", "domain", "us-east-1_AbCdEfGhI"),
      "ResourceNotFoundException",
    ],
  ]),
  ...casesOf(pages.signInDomains, [
    [
      "a domain for signing in that says aws",
      [pool],
      domain("people-aws"),
      "InvalidParameterException",
    ],
    [
      "a domain for signing in that another pool has",
      [pool, aws.userPool("other", { name: "others" }), domain("people", "first", id("other"))],
      domain("people"),
      "InvalidParameterException",
    ],
  ]),
  ...casesOf(cognitoApi("DeleteUserPool"), [
    [
      "deleting a user pool with a domain",
      [pool, domain("people")],
      remove("pool"),
      "InvalidParameterException",
    ],
    [
      "deleting a user pool after its domain",
      [pool, domain("people"), remove("domain")],
      remove("pool"),
      "accepted",
    ],
  ]),
  ...casesOf(pages.signInFactors, [
    [
      "a user pool that asks for a second factor of the user's own program",
      [],
      withMfa({ softwareTokenMfaConfiguration: { enabled: true } }),
      "accepted",
    ],
    ["a user pool that asks for a second factor, and offers none", [], withMfa({}), "refused"],
  ]),
];
