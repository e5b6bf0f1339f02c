/** What a rehearsal made, judged before anything else is changed: a network that is not what was meant goes no further. */
import type { Gate, MovedAssociation, Network, ResourceRecord, Verification } from "../../analysis";
import { OperationFailedError } from "../errors";
import type { Diagnostic, RunResult } from "../types";
import { masked } from "./stateSecrets";
import { fromResources } from "../verification/verifyInputs";

/** The resources of a stack before and after a run that succeeded. */
export interface Deployed {
  /** Undefined where it began with nothing. */
  readonly before: StackResources | undefined;
  readonly after: StackResources;
}

export interface StackResources {
  readonly resources: readonly ResourceRecord[];
  /** What must be shown nowhere. */
  readonly secrets: readonly string[];
}

export const noResources: StackResources = { resources: [], secrets: [] };

export interface Verified {
  readonly verification: Verification;
  readonly network: Network;
}

/**
 * @throws OperationFailedError where an intent fails, a finding is an error or a subnet moves between route tables, and that is
 * not accepted
 */
export async function passGate(
  result: RunResult,
  deployed: Deployed,
  accepted: readonly Gate[] = [],
): Promise<RunResult & { readonly verification: Verification }> {
  const { verification } = await verifyDeployed(deployed);
  const errors = [
    ...(await failures(verification, accepted)),
    ...(accepted.includes("moves") ? [] : await moves(deployed)),
  ];
  const judged = { ...result, verification };
  if (errors.length === 0) return judged;
  const diagnostics = [...result.diagnostics, ...errors];
  throw new OperationFailedError({ ...judged, result: "failed", outputs: {}, diagnostics });
}

export async function verifyDeployed({ before, after }: Deployed): Promise<Verified> {
  const { verifyNetwork } = await import("../../analysis");
  const [is, was] = await Promise.all([
    fromResources(after.resources),
    before === undefined ? undefined : fromResources(before.resources),
  ]);
  const verification = verifyNetwork({
    ...is,
    cloud: "simulated",
    before: was && { network: was.network, intents: { then: was.intents, now: is.intents } },
    waiversOn: new Date(),
  });
  const secrets = [...after.secrets, ...(before?.secrets ?? [])];
  return { verification: masked(verification, secrets), network: is.network };
}

async function failures(
  verification: Verification,
  accepted: readonly Gate[],
): Promise<Diagnostic[]> {
  const { gateFailures } = await import("../../analysis");
  const { intents, findings } = gateFailures(verification, accepted);
  const errors = [
    ...intents.map(({ name, sentence }) => `intent ${name} fails: ${sentence}`),
    ...findings.map(({ rule, title }) => `${rule}: ${title}`),
  ];
  if (errors.length === 0) return [];
  const flags = [
    ...(intents.length === 0 ? [] : ["--accept intents"]),
    ...(findings.length === 0 ? [] : ["--accept findings"]),
  ];
  const remedy = `to go on all the same: ${flags.join(" ")}`;
  return [
    ...errors.map((message): Diagnostic => ({ severity: "error", message })),
    { severity: "info", message: remedy },
  ];
}

/** With the steps by which it can be done all the same, without a gap. */
async function moves({ before, after }: Deployed): Promise<Diagnostic[]> {
  const { movedAssociations } = await import("../../analysis");
  const moved = movedAssociations(before?.resources ?? [], after.resources);
  if (moved.length === 0) return [];
  const errors = moved.map(
    ({ name, associated, from, to }) =>
      `route table association ${name} would be moved in place, with ${associated}, from ${from} to ${to}: AWS gives it a new ` +
      "id, which Pulumi does not record in an update, so that the next refresh finds none",
  );
  return [
    ...errors.map((message): Diagnostic => ({ severity: "error", message })),
    {
      severity: "info",
      message: [
        "keep the tables as they are (of a Vpc: its routeTableStrategy); or go on by --accept moves, and have each recorded after the update:",
        ...moved.map(recordingStep),
      ].join("\n  "),
    },
  ];
}

/** Without protection, which the resource did not have either; without code, which the program has already. */
function recordingStep(moved: MovedAssociation): string {
  const { urn, name, parent, provider, region, associated } = moved;
  const place = region === undefined ? "" : `@${region}`;
  return [
    `pulumi state delete '${urn}' && pulumi import aws:ec2/routeTableAssociation:RouteTableAssociation ${name}`,
    `'${associated}/<its new route table>${place}'`,
    ...(parent === undefined ? [] : [`--parent 'parent=${parent}'`]),
    ...(provider === undefined ? [] : [`--provider 'provider=${provider}'`]),
    "--protect=false --generate-code=false",
  ].join(" ");
}
