/** A program rehearsed inside a test: what it makes, as data to assert on. */
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { Network, ResourceRecord, Verification } from "../../analysis";
import { verifyDeployed } from "../runs/gate";
import { rehearseAndKeep } from "../runs/simulated";
import type { RehearseOptions, RunResult } from "../types";

export interface RehearseProgramOptions extends Omit<RehearseOptions, "accept"> {
  /** @default "us-east-1", where `config` has no `aws:region` */
  readonly region?: string;
  /** @default "test" */
  readonly projectName?: string;
  /** @default "test" */
  readonly stackName?: string;
}

/** What a program made on a simulated AWS that is gone again. */
export interface RehearsedProgram {
  /** As its state has them, the program's own components among them. */
  readonly resources: readonly ResourceRecord[];
  readonly network: Network;
  readonly outputs: RunResult["outputs"];
  readonly changes: RunResult["changes"];
  readonly diagnostics: RunResult["diagnostics"];
  /** Its intents, what is wrong with it, and what it opens and closes where it started from a state. */
  readonly verification: Verification;
}

/**
 * Deploys a program to a simulated AWS that is thrown away. Intents that fail do not throw: they are in `verification`.
 *
 * @param program in this process, or `"project/stack"` of a project on disk
 * @throws OperationFailedError where the simulated AWS, or the program itself, fails
 */
export async function rehearseProgram(
  program: PulumiFn | string,
  options: RehearseProgramOptions = {},
): Promise<RehearsedProgram> {
  const { region, projectName = "test", stackName = "test", ...given } = options;
  const isInline = typeof program === "function";
  const target = isInline ? { program, projectName, stackName } : program;
  const isPlaced = region !== undefined || isInline;
  const config = { ...(isPlaced && { "aws:region": region ?? "us-east-1" }), ...given.config };
  const { result, ...deployed } = await rehearseAndKeep(target, { ...given, config });
  const { verification, network } = await verifyDeployed(deployed);
  const { outputs, changes, diagnostics } = result;
  const { resources } = deployed.after;
  return { resources, network, outputs, changes, diagnostics, verification };
}
