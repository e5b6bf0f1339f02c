/**
 * A document: steps for Systems Manager. Replaces as internal/service/ssm/document.go says.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
 */
import { createHash } from "node:crypto";
import { AwsError } from "../../errors";
import { common, output, outputList, type Model, type Properties } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { both, matching, ofLength, oneOf } from "../../resource/forms";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { isMap, isUnknown, text } from "../../values";
import { documentKind } from "./entities";

function parsed(content: string): ValueMap | undefined {
  try {
    const value = JSON.parse(content) as Value;
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Of YAML, only what stands at the left is looked at. */
function schemaVersionOf(content: string): string | undefined {
  const json = parsed(content);
  if (json !== undefined) return text(json, "schemaVersion");
  return /^\s*schemaVersion:\s*['"]?([\d.]+)/m.exec(content)?.[1];
}

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  if (before === undefined && scope.get(documentKind, name) !== undefined)
    throw new AwsError("DocumentAlreadyExists", `Document with name ${name} already exists.`);
  if (/^(aws|amazon|amzn)/i.test(name))
    throw new AwsError(
      "ValidationException",
      `The name ${name} is reserved: it begins with aws, amazon or amzn`,
    );
  const content = text(inputs, "content") ?? "";
  const format = text(inputs, "documentFormat") ?? "JSON";
  if (format === "JSON" && parsed(content) === undefined)
    throw new AwsError("InvalidDocumentContent", "JSON not well-formed.");
  if (format !== "TEXT" && schemaVersionOf(content) === undefined)
    throw new AwsError("InvalidDocumentSchemaVersion", "The document has no schemaVersion.");
}

function factsOf(content: string): ValueMap {
  const document = parsed(content) ?? {};
  const { parameters } = document;
  return {
    description: text(document, "description") ?? "",
    hash: createHash("sha256").update(content).digest("hex"),
    parameters: Object.entries(isMap(parameters) ? parameters : {}).map(([name, one]) => ({
      name,
      ...(isMap(one)
        ? {
            type: one.type ?? "",
            description: one.description ?? "",
            defaultValue: one.default ?? "",
          }
        : {}),
    })),
    schemaVersion: schemaVersionOf(content) ?? "",
  };
}

function fill({ scope, inputs }: Wanted, name: string): ValueMap {
  return {
    arn: scope.arn("ssm", `document/${name}`),
    createdDate: dateFrom(scope.hash("document", name)),
    ...versionFacts("1"),
    ...factsOf(text(inputs, "content") ?? ""),
    hashType: "Sha256",
    owner: scope.account,
    platformTypes: ["Linux", "MacOS", "Windows"],
    status: "Active",
  };
}

const versionFacts = (version: string): ValueMap => ({
  defaultVersion: version,
  documentVersion: version,
  latestVersion: version,
});

/** New content is a new version, and the provider makes it the default. Its type no request changes. */
function changed({ scope }: Wanted, thing: Thing, before: Thing): void {
  const { documentType = "" } = before.properties;
  const properties = { ...thing.properties, documentType };
  const content = text(thing.properties, "content") ?? "";
  const isSame = content === text(before.properties, "content");
  const version = String(Number(text(before.properties, "latestVersion") ?? "1") + 1);
  const facts = isSame ? {} : { ...versionFacts(version), ...factsOf(content) };
  scope.put(documentKind, { ...thing, properties: { ...properties, ...facts } });
}

/** Of the schema's first versions, a document cannot be changed. */
function isOfOldSchema(before: Value | undefined): boolean {
  const version = typeof before === "string" ? schemaVersionOf(before) : undefined;
  return version?.startsWith("1.") === true;
}

const types = [
  "ApplicationConfiguration",
  "ApplicationConfigurationSchema",
  "Automation",
  "Automation.ChangeTemplate",
  "ChangeCalendar",
  "CloudFormation",
  "Command",
  "ConformancePackTemplate",
  "DeploymentStrategy",
  "Package",
  "Policy",
  "ProblemAnalysis",
  "ProblemAnalysisTemplate",
  "QuickSetup",
  "Session",
];

/** With whom it is shared: `{ type: "Share", account_ids: "all" }`. */
function validate(inputs: ValueMap): readonly CheckFailure[] {
  const property = "permissions";
  const { [property]: given } = inputs;
  if (!isMap(given) || Object.keys(given).length === 0) return [];
  const said = (reason: string): CheckFailure => ({ property, reason: `"permissions": ${reason}` });
  const missing = ["type", "account_ids"]
    .filter((key) => given[key] === undefined)
    .map((key) => said(`"${key}" must be defined`));
  const isShared = given.type === undefined || isUnknown(given.type) || given.type === "Share";
  return [...missing, ...(isShared ? [] : [said('only Share "type" supported')])];
}

const nameForm = both(
  ofLength(3, 128),
  matching(/^[\w.-]+$/, "must contain only alphanumeric, underscore, hyphen, or period characters"),
);

const targetForm = both(
  ofLength(1, 200),
  matching(
    /^\/[\w.:/-]*$/,
    "must contain a forward slash optionally followed by a resource type such as AWS::EC2::Instance",
  ),
);

const freshens = (names: readonly string[]): boolean => names.includes("content");

const properties: Properties = {
  ...common,
  arn: output,
  attachmentsSources: { kind: "list", local: true },
  content: { required: true, replaces: isOfOldSchema },
  createdDate: output,
  defaultVersion: { output: true, freshens },
  description: { output: true, freshens },
  documentFormat: { default: "JSON", form: oneOf("YAML", "JSON", "TEXT") },
  documentType: { required: true, form: oneOf(...types) },
  documentVersion: { output: true, freshens },
  hash: { output: true, freshens },
  hashType: output,
  latestVersion: { output: true, freshens },
  name: { replaces: true, computed: true, form: nameForm },
  owner: output,
  parameters: outputList,
  permissions: { kind: "map" },
  platformTypes: outputList,
  schemaVersion: { output: true, freshens },
  status: output,
  targetType: { form: targetForm },
  versionName: { form: nameForm },
};

export const document: Model = defineResource({
  type: "aws:ssm/document:Document",
  service: "SSM",
  noun: "SSM Document",
  calls: { create: "CreateDocument", update: "UpdateDocument", delete: "DeleteDocument" },
  kind: documentKind,
  autoname: { max: 128 },
  properties,
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  accept,
  fill,
  changed,
  gone: (name) => new AwsError("InvalidDocument", `Document with name ${name} does not exist.`),
});
