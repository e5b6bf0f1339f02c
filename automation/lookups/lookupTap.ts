/**
 * Listens to a program's look-ups where its SDK asks the engine, whichever engine that is: nothing stands between the Pulumi CLI
 * and its providers. Loaded before the program, it knows nothing of ours.
 */
import type { ServiceError } from "@grpc/grpc-js";
import type { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";

/** What was heard: an answer, or a look-up whose answer is secret. */
export interface Heard {
  readonly token: string;
  readonly isSecret?: true;
  readonly args?: Values;
  readonly result?: Values;
}

type Values = Readonly<Record<string, unknown>>;
type Answered = (error: ServiceError | null, response: InvokeResponse) => void;
type Invoke = (this: unknown, request: ResourceInvokeRequest, ...rest: unknown[]) => unknown;

/** Of the program's SDK: the client of the engine, and what takes arguments out of their secrets. */
export interface TappedSdk {
  readonly grpc: { readonly ResourceMonitorClient: typeof ResourceMonitorClient };
  readonly rpc: { unwrapSecretValues?: (value: unknown) => unknown };
}

/** Functions whose whole point is something secret. */
const secretFunctions =
  /\/get(SecretVersions?|Secrets|RandomPassword|AuthorizationToken|ClusterAuth|(Cluster)?Credentials|Invocation|StreamKey|UserPoolClient|Key)$|kms\/getSecret$/;
/** Properties that are secret wherever they stand. */
const secretProperty =
  /^(.*password(data)?|secret(string|binary)|(client|auth)?secret|authtoken|privatekey.*|.*presharedkey|userdata.*)$/i;

const signature = "4dabf18193072939515e22adb298388d";

/** @returns what ends it */
export function tapLookups({ grpc, rpc }: TappedSdk, hear: (heard: Heard) => void): () => void {
  const secrets = new Set<string>();
  const stopUnwrapping = tapSecrets(rpc, secrets);
  const client = grpc.ResourceMonitorClient.prototype as unknown as { invoke: Invoke };
  const { invoke } = client;
  client.invoke = function (request, ...rest) {
    const answered = rest.pop() as Answered;
    const listening: Answered = (error, response) => {
      try {
        if (!error) note(request, response, { secrets, hear });
      } catch {
        // The program has its answer all the same.
      }
      answered(error, response);
    };
    return invoke.call(this, request, ...rest, listening);
  };
  return () => {
    client.invoke = invoke;
    stopUnwrapping();
  };
}

interface Listener {
  readonly secrets: ReadonlySet<string>;
  readonly hear: (heard: Heard) => void;
}

function note(
  request: ResourceInvokeRequest,
  response: InvokeResponse,
  { secrets, hear }: Listener,
): void {
  const token = request.getTok();
  if (!token.startsWith("aws:") || response.getFailuresList().length > 0) return;
  const args = (request.getArgs()?.toJavaScript() ?? {}) as Values;
  const result = (response.getReturn()?.toJavaScript() ?? {}) as Values;
  const [, path = ""] = token.split(":");
  const isSecret =
    secretFunctions.test(path) || [args, result].some((values) => holdsSecret(values, secrets));
  hear(isSecret ? { token, isSecret } : { token, args, result });
}

function holdsSecret(value: unknown, secrets: ReadonlySet<string>): boolean {
  if (typeof value === "string")
    return value === "SecureString" || [...secrets].some((one) => value.includes(one));
  if (typeof value !== "object" || value === null) return false;
  if (signature in value) return true;
  return Object.entries(value).some(
    ([key, one]) =>
      (secretProperty.test(key) && one !== "" && one !== null) || holdsSecret(one, secrets),
  );
}

/** The SDK takes arguments out of their secrets before it asks: their texts are known again wherever they stand. */
function tapSecrets(rpc: TappedSdk["rpc"], secrets: Set<string>): () => void {
  const before = rpc.unwrapSecretValues;
  if (before === undefined) return () => undefined;
  rpc.unwrapSecretValues = (value) => {
    for (const text of textsIn(value, false)) if (text.length > 2) secrets.add(text);
    return before(value);
  };
  return () => {
    rpc.unwrapSecretValues = before;
  };
}

function textsIn(value: unknown, inside: boolean): string[] {
  if (typeof value === "string") return inside ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const isSecret = inside || signature in value;
  return Object.entries(value).flatMap(([key, one]) =>
    key === signature ? [] : textsIn(one, isSecret),
  );
}
