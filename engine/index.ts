/**
 * The rehearsal engine: an independent implementation of Pulumi's deployment protocol, for tests and rehearsals. It runs a
 * program against the providers it is given, in process, keeps state in the file backend's format, and never deploys.
 */
export { createRehearsalCommand } from "./command/rehearsalCommand";
export type { EngineOptions } from "./command/session";
export { readGivenState, type GivenState } from "./backend/givenState";
export { newCrypter, openCrypter, type Crypter } from "./backend/passphrase";
export { stripSecrets } from "./values";
export { warmProgram } from "./language/warmProgram";
export { EngineError } from "./errors";
export { hostProgram, type HostedProgram } from "./language/hostedProgram";
export { inProcess } from "./language/inProcess";
export type * from "./provider";
