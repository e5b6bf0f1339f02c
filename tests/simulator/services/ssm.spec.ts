import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, type Stack, messageOf, newStack, refusalOf } from "../support";

const parameterType = "aws:ssm/parameter:Parameter";
const documentType = "aws:ssm/document:Document";

const parameter = (stack: Stack, args: ValueMap, name = "p"): Promise<Made> =>
  stack.create(parameterType, name, { type: "String", value: "one", ...args });

const steps = (schemaVersion: string, name = "run"): string =>
  JSON.stringify({ schemaVersion, mainSteps: [{ name }] });
const document = (stack: Stack, args: ValueMap, name = "d"): Promise<Made> =>
  stack.create(documentType, name, {
    documentType: "Command",
    content: steps("2.2"),
    ...args,
  });

type Attempt = (stack: Stack) => Promise<unknown>;

const deep = (levels: number): string => `/${Array.from({ length: levels }, () => "a").join("/")}`;

const rows: readonly (readonly [
  title: string,
  code: string,
  refused: Attempt,
  accepted: Attempt,
])[] = [
  [
    "a parameter's name that is taken",
    "ParameterAlreadyExists",
    async (s) => {
      await parameter(s, { name: "/a" }, "one");
      await parameter(s, { name: "/a" }, "two");
    },
    async (s) => {
      await parameter(s, { name: "/a" }, "one");
      await parameter(s, { name: "/a", overwrite: true }, "two");
    },
  ],
  [
    "a name that AWS keeps for itself",
    "AccessDeniedException",
    (s) => parameter(s, { name: "/aws/x" }),
    (s) => parameter(s, { name: "/app/aws" }),
  ],
  [
    "a name that begins with ssm",
    "ValidationException",
    (s) => parameter(s, { name: "/SSM-x" }),
    (s) => parameter(s, { name: "/my-ssm" }),
  ],
  [
    "a path without its first slash",
    "ValidationException",
    (s) => parameter(s, { name: "a/b" }),
    (s) => parameter(s, { name: "/a/b" }),
  ],
  [
    "a name with a space",
    "ValidationException",
    (s) => parameter(s, { name: "a b" }),
    (s) => parameter(s, { name: "a.b-c_d" }),
  ],
  [
    "sixteen levels",
    "HierarchyLevelLimitExceededException",
    (s) => parameter(s, { name: deep(16) }),
    (s) => parameter(s, { name: deep(15) }),
  ],
  [
    "a value beyond 4 KB",
    "ValidationException",
    (s) => parameter(s, { value: "a".repeat(4097) }),
    (s) => parameter(s, { value: "a".repeat(4096) }),
  ],
  [
    "a value beyond 8 KB",
    "ValidationException",
    (s) => parameter(s, { tier: "Advanced", value: "a".repeat(8193) }),
    (s) => parameter(s, { tier: "Advanced", value: "a".repeat(8192) }),
  ],
  [
    "a value that the pattern does not allow",
    "ParameterPatternMismatchException",
    (s) => parameter(s, { allowedPattern: "^\\d+$" }),
    (s) => parameter(s, { allowedPattern: "^\\d+$", value: "1" }),
  ],
  [
    "a pattern that is none",
    "InvalidAllowedPatternException",
    (s) => parameter(s, { allowedPattern: "(" }),
    (s) => parameter(s, { allowedPattern: "(one)" }),
  ],
  [
    "a key that there is not",
    "InvalidKeyId",
    (s) => parameter(s, { type: "SecureString", keyId: "none" }),
    (s) => parameter(s, { type: "SecureString", keyId: "alias/aws/ssm" }),
  ],
  [
    "a document's name that is taken",
    "DocumentAlreadyExists",
    async (s) => {
      await document(s, { name: "run" }, "one");
      await document(s, { name: "run" }, "two");
    },
    async (s) => {
      await document(s, { name: "run" }, "one");
      await document(s, { name: "run2" }, "two");
    },
  ],
  [
    "a document's name that AWS keeps for itself",
    "ValidationException",
    (s) => document(s, { name: "AWS-Run" }),
    (s) => document(s, { name: "Run-AWS" }),
  ],
  [
    "a document that is no JSON",
    "InvalidDocumentContent",
    (s) => document(s, { content: 'schemaVersion: "2.2"' }),
    (s) => document(s, { content: 'schemaVersion: "2.2"', documentFormat: "YAML" }),
  ],
  [
    "a document without a schema's version",
    "InvalidDocumentSchemaVersion",
    (s) => document(s, { content: "{}" }),
    (s) => document(s, { content: '{"schemaVersion":"2.2"}' }),
  ],
];

describe("SSM parameters and documents", () => {
  for (const [title, code, refused, accepted] of rows)
    it(`refuses ${title}: ${code}`, async () => {
      expect(await refusalOf(refused(await newStack()))).to.equal(code);
      expect(await refusalOf(accepted(await newStack()))).to.equal("none");
    });

  it("refuses at preview what has two values, or a type there is not", async () => {
    const stack = await newStack();
    const preview = (args: ValueMap): Promise<string> =>
      messageOf(stack.preview(parameterType, "x", args));
    expect(await preview({ type: "String", value: "a" })).to.equal("none");
    expect(await preview({ type: "String", value: "a", insecureValue: "b" })).to.include(
      "only one",
    );
    expect(await preview({ type: "String" })).to.include("must be specified");
    expect(await preview({ type: "Text", value: "a" })).to.include("expected type to be one of");
  });

  it("counts a parameter's versions, but not changes of its tags", async () => {
    const stack = await newStack();
    const one = await parameter(stack, { name: "/a" });
    expect(one.properties.arn).to.match(/^arn:aws:ssm:us-east-1:\d{12}:parameter\/a$/);
    expect(one.properties.version).to.equal(1);
    const args = { type: "String", name: "/a" };
    const two = await stack.update(one, { ...args, value: "two" });
    expect(two.properties.version).to.equal(2);
    const tagged = await stack.update(two, { ...args, value: "two", tags: { Name: "x" } });
    expect(tagged.properties.version).to.equal(2);
    const over = await parameter(stack, { name: "/a", value: "x", overwrite: true }, "over");
    expect(over.properties.version).to.equal(3);
  });

  it("replaces a parameter that goes back from Advanced to Standard", async () => {
    const stack = await newStack();
    const made = await parameter(stack, { tier: "Advanced" });
    const back = await stack.diff(made, { type: "String", value: "one", tier: "Standard" });
    expect(back.replaces).to.deep.equal(["tier"]);
    const plain = await parameter(stack, { tier: "Standard" }, "plain");
    const up = await stack.diff(plain, { type: "String", value: "one", tier: "Advanced" });
    expect(up.replaces).to.deep.equal([]);
  });

  it("finds parameters by name and by path", async () => {
    const stack = await newStack();
    await parameter(stack, { name: "/app/a" }, "a");
    await parameter(stack, { name: "/app/b/c", type: "SecureString", value: "s" }, "c");
    const look = async (name: string, args: ValueMap): Promise<ValueMap> =>
      (await stack.provider.invoke(`aws:ssm/${name}:${name}`, args)).result;
    const found = await look("getParameter", { name: "/app/b/c" });
    expect(found).to.include({ type: "SecureString", value: "s", insecureValue: "", version: 1 });
    const flat = await look("getParametersByPath", { path: "/app" });
    expect(flat.names).to.deep.equal(["/app/a"]);
    const all = await look("getParametersByPath", { path: "/app", recursive: true });
    expect(all.names).to.deep.equal(["/app/a", "/app/b/c"]);
  });

  it("makes a new content a new version, or of an old schema a new document", async () => {
    const stack = await newStack();
    const made = await document(stack, {});
    const news = { documentType: "Command", content: steps("2.2", "other") };
    const changed = await stack.update(made, news);
    expect(changed.properties).to.include({ latestVersion: "2", defaultVersion: "2" });
    expect(changed.properties.hash).not.to.equal(made.properties.hash);
    const old = await document(stack, { content: steps("1.2") }, "old");
    const other = { documentType: "Command", content: steps("1.2", "other") };
    expect((await stack.diff(old, other)).replaces).to.deep.equal(["content"]);
  });

  it("keeps the type that it was made with: no request changes it", async () => {
    const stack = await newStack();
    const made = await document(stack, {});
    const news = { documentType: "Automation", content: steps("2.2") };
    expect((await stack.diff(made, news)).replaces).to.deep.equal([]);
    await stack.update(made, news);
    expect((await stack.refresh(made)).properties.documentType).to.equal("Command");
  });
});
