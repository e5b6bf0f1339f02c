/** An inline program: run by the language server that Automation API hosts. */
import { credentials, status } from "@grpc/grpc-js";
import languageGrpc = require("@pulumi/pulumi/proto/language_grpc_pb");
import { askToRun, runRequest, type LanguageClient } from "./languageRuntime";
import type { Program } from "./program";
import { takeTurn, type Turn } from "./turns";

/** @param address of the language server: `--client=` of the command line. */
export function inlineProgram(address: string): Program {
  const client = new languageGrpc.LanguageRuntimeClient(
    address,
    credentials.createInsecure(),
  ) as LanguageClient;
  let turn: Turn | undefined;
  let endHearing: (() => void) | undefined;
  let hasEnded = false;
  return {
    run: async (run) => {
      turn = takeTurn();
      await turn.ready;
      if (hasEnded) return { message: "the run was stopped before its program began", said: false };
      endHearing = hearLateRefusals();
      const failure = await askToRun(client, runRequest(run));
      if (failure !== undefined) told.add(failure.message);
      return failure;
    },
    end: () => {
      hasEnded = true;
      turn?.end();
      endHearing?.();
      client.close();
    },
  };
}

let listening = 0;
/** How programs failed whose late rejections may still come. */
const told = new Set<string>();
const lateMilliseconds = 1000;

/**
 * A run that stops refuses every registration still to come, and the program hears of the first; the others reject when
 * nobody listens any more, which would end the process of whoever called. So do promises that hang on the one by which the program
 * failed. Anything else that rejects unheard still does.
 *
 * @returns what ends the listening, a moment later
 */
function hearLateRefusals(): () => void {
  if (++listening === 1) process.on("unhandledRejection", hear);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    setTimeout(() => {
      if (--listening > 0) return;
      process.off("unhandledRejection", hear);
      told.clear();
    }, lateMilliseconds).unref();
  };
}

function hear(reason: unknown): void {
  if (isRefusal(reason)) return;
  // Others are for whoever else listens; where nobody does, Node's own answer is to end the process.
  if (process.listenerCount("unhandledRejection") > 1) return;
  // What the program failed by is told by its language server, which may still be on its way.
  setTimeout(() => {
    if (!isTold(reason)) throw reason;
  }, lateMilliseconds / 2);
}

const isTold = (reason: unknown): boolean =>
  reason instanceof Error && [...told].some((message) => message.includes(reason.message));

/** The SDK's words for a call that was answered UNAVAILABLE. */
function isRefusal(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  return (
    (reason as { code?: unknown }).code === status.UNAVAILABLE ||
    reason.message.includes("Resource monitor is terminating")
  );
}
