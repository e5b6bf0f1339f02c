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
      return askToRun(client, runRequest(run));
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
const lateMilliseconds = 1000;

/**
 * A run that stops refuses every registration still to come, and the program hears of the first; the others reject when
 * nobody listens any more, which would end the process of whoever called. Anything else that rejects unheard still does.
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
      if (--listening === 0) process.off("unhandledRejection", hear);
    }, lateMilliseconds).unref();
  };
}

function hear(reason: unknown): void {
  if (isRefusal(reason)) return;
  // Others are for whoever else listens; where nobody does, Node's own answer is to end the process.
  if (process.listenerCount("unhandledRejection") === 1) throw reason;
}

/** The SDK's words for a call that was answered UNAVAILABLE. */
function isRefusal(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  return (
    (reason as { code?: unknown }).code === status.UNAVAILABLE ||
    reason.message.includes("Resource monitor is terminating")
  );
}
