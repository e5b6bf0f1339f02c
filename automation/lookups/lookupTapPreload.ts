/**
 * `node --require` of a program whose look-ups are recorded: when it loads its own copy of the SDK, that is listened to. Each
 * answer becomes a line of the file that PULUMI_AWS_NETWORK_LOOKUPS names.
 */
import { appendFileSync } from "node:fs";
import Module from "node:module";
import { tapLookups, type TappedSdk } from "./lookupTap";

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

const loader = Module as unknown as { _load: Load };
const load = loader._load;
const file = process.env.PULUMI_AWS_NETWORK_LOOKUPS;
const parts: { grpc?: TappedSdk["grpc"]; rpc?: TappedSdk["rpc"] } = {};

function met(request: string, loaded: unknown): void {
  if (/proto\/resource_grpc_pb(\.js)?$/.test(request)) parts.grpc ??= loaded as TappedSdk["grpc"];
  const hasSecrets = request === "./rpc" && (loaded as TappedSdk["rpc"]).unwrapSecretValues;
  if (hasSecrets) parts.rpc ??= loaded as TappedSdk["rpc"];
  const { grpc, rpc } = parts;
  if (grpc?.ResourceMonitorClient === undefined || rpc === undefined || file === undefined) return;
  loader._load = load;
  tapLookups({ grpc, rpc }, (heard) =>
    appendFileSync(file, `${JSON.stringify(heard)}\n`, { mode: 0o600 }),
  );
}

loader._load = function (this: unknown, request, parent, isMain) {
  const loaded = load.call(this, request, parent, isMain);
  met(request, loaded);
  return loaded;
};
