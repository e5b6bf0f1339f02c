/** The policies: intents that fail and findings that are errors stop a deployment, the rest is told. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Policies, ReportViolation, StackValidationArgs } from "@pulumi/policy";
import type { Finding } from "../baseline";
import { readIntentFile, readIntents, type Intent } from "../intents";
import { readNetwork, type ResourceRecord } from "../model";
import {
  gateFailures,
  packetText,
  pathText,
  verifyNetwork,
  type IntentVerdict,
  type Verification,
} from "../verification";
import { Inputs, recordsOf } from "./records";

export interface NetworkPoliciesArgs {
  /**
   * Files of intents, YAML or JSON, beside those that the program carries; relative to the policy pack's folder.
   * @default - none, and those that the policy `intents-hold` is configured with as `files`
   */
  readonly intentFiles?: readonly string[];
}

type Validation = (args: StackValidationArgs, report: ReportViolation) => void;

export function networkPolicies({ intentFiles = [] }: NetworkPoliciesArgs = {}): Policies {
  const inputs = new Inputs();
  let files: readonly string[] = intentFiles;
  let last: { readonly key: string; readonly verification: Verification } | undefined;
  const verified = ({ resources }: StackValidationArgs): Verification => {
    const records = recordsOf(resources, inputs);
    const key = JSON.stringify([records, files]);
    if (last?.key !== key) last = { key, verification: verifyRecords(records, files) };
    return last.verification;
  };
  const intentsHold: Validation = (args, report) => {
    const { files: configured = [] } = args.getConfig<{ readonly files?: readonly string[] }>();
    files = [...intentFiles, ...configured];
    for (const one of gateFailures(verified(args)).intents)
      report(intentText(one), knownUrn(args, one.key));
  };
  return [
    {
      name: "intents-hold",
      description: "What the network's intents ask of its traffic is so.",
      enforcementLevel: "mandatory",
      configSchema: {
        properties: { files: { type: "array", items: { type: "string" } } },
      },
      validateResource: (args) => inputs.note(args),
      validateStack: intentsHold,
    },
    {
      name: "network-baseline",
      description: "Nothing of the network is an error whatever it is for.",
      enforcementLevel: "mandatory",
      validateStack: (args, report) => {
        for (const one of gateFailures(verified(args)).findings)
          report(findingText(one), knownUrn(args, one.component.key));
      },
    },
    {
      name: "network-warnings",
      description: "Something of the network may be wrong, or could not be decided.",
      enforcementLevel: "advisory",
      validateStack: (args, report) => {
        const { verdicts, findings } = verified(args);
        for (const one of verdicts.filter(isOpen)) report(intentText(one), knownUrn(args, one.key));
        for (const one of findings.filter(({ grade }) => grade === "warning"))
          report(findingText(one), knownUrn(args, one.component.key));
      },
    },
  ];
}

function verifyRecords(records: readonly ResourceRecord[], files: readonly string[]): Verification {
  // At the end of a preview the CLI tells outputs of resources; of intents, which have none, what they were given.
  const carried = readIntents(records);
  return verifyNetwork({
    cloud: "modelled",
    network: readNetwork(records),
    intents: [...carried, ...files.flatMap(intentsIn)],
    waiversOn: new Date(),
  });
}

/** @throws Error with all that is wrong with the file: the CLI shows it, and stops */
function intentsIn(file: string): Intent[] {
  const { intents, issues } = readIntentFile(file, readFileSync(resolve(file), "utf8"));
  if (issues.length === 0) return intents;
  const listed = issues.map(({ propertyPath, reason }) => `${propertyPath} ${reason}`);
  throw new Error(`intents of ${file}: ${listed.join("; ")}`);
}

/** Waived ones are told too. */
const isOpen = ({ status, waiver }: IntentVerdict): boolean =>
  status === "undecided" ||
  status === "vacuous" ||
  (status === "fails" && waiver !== undefined && !waiver.expired);

function intentText(verdict: IntentVerdict): string {
  const { name, statement, status, sentence, evidence, waiver, remedy } = verdict;
  const [first] = evidence;
  const lines = [
    `${name}: ${statement}`,
    status === "fails" ? sentence : `${status}: ${sentence}`,
    first?.packet === undefined ? "" : `packet: ${packetText(first.packet)}`,
    first === undefined || first.path.length === 0 ? "" : `path: ${pathText(first.path)}`,
    first?.code === undefined ? "" : `decided by ${first.component?.name ?? ""}: ${first.code}`,
    remedy === undefined ? "" : `remedy: ${remedy.smallest.join("; ")}`,
    waiver === undefined
      ? ""
      : `${waiver.expired ? "its waiver ended" : "waived until"} ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`,
  ];
  return lines.filter((line) => line !== "").join("\n");
}

const findingText = ({ rule, title, explanation, remedy }: Finding): string =>
  [`${rule}: ${title}`, explanation, remedy].join("\n");

/** The resource that a part is of, where it is one of the stack's. */
function knownUrn({ resources }: StackValidationArgs, key: string): string | undefined {
  const [urn = key] = key.split("#");
  return resources.some((one) => one.urn === urn) ? urn : undefined;
}
