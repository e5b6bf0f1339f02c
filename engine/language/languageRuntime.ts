/** Pulumi's LanguageRuntime protocol, from the engine's side: how a program is asked to run. */
import type { ServiceError } from "@grpc/grpc-js";
import languageProto = require("@pulumi/pulumi/proto/language_pb");
import { organization } from "../backend/fileBackend";
import type { ProgramFailure, ProgramRun } from "./program";

export interface LanguageClient {
  run(
    request: languageProto.RunRequest,
    callback: (error: ServiceError | null, response: languageProto.RunResponse) => void,
  ): void;
  close(): void;
}

/** @param place where the program is, for a host that starts it itself */
export function runRequest(
  run: ProgramRun,
  place?: languageProto.ProgramInfo,
): languageProto.RunRequest {
  const request = new languageProto.RunRequest();
  request.setProject(run.project);
  request.setStack(run.stack);
  request.setOrganization(organization);
  request.setDryrun(run.dryRun);
  request.setParallel(run.parallel);
  request.setMonitorAddress(run.address);
  if (place) {
    request.setInfo(place);
    request.setPwd(place.getProgramDirectory());
    request.setProgram(place.getEntryPoint());
  }
  // Automation API's language server takes the engine's address as the first argument.
  else request.setArgsList([run.address]);
  for (const [key, value] of Object.entries(run.config.values))
    request.getConfigMap().set(key, value);
  request.setConfigsecretkeysList([...run.config.secretKeys]);
  return request;
}

export function askToRun(
  client: LanguageClient,
  request: languageProto.RunRequest,
): Promise<ProgramFailure | undefined> {
  return new Promise((resolve) => {
    client.run(request, (error, response) => {
      if (error) resolve({ message: error.details || error.message, said: false });
      else if (response.getError() === "") resolve(undefined);
      else resolve({ message: response.getError(), said: response.getBail() });
    });
  });
}
