/** `Construct` of the provider protocol, between plain values and messages. */
import aliasProto = require("@pulumi/pulumi/proto/alias_pb");
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ConstructRequest, ConstructResult, RegistrationOptions } from "../provider";

export function constructMessage(request: ConstructRequest): providerProto.ConstructRequest {
  const { deployment, options } = request;
  const message = new providerProto.ConstructRequest();
  message.setProject(deployment.project);
  message.setStack(deployment.stack);
  message.setOrganization("organization");
  message.setDryrun(deployment.dryRun);
  message.setParallel(deployment.parallel);
  message.setMonitorendpoint(deployment.monitorAddress);
  for (const [key, value] of Object.entries(deployment.config))
    message.getConfigMap().set(key, value);
  message.setConfigsecretkeysList([...deployment.configSecretKeys]);
  message.setType(request.type);
  message.setName(request.name);
  message.setParent(request.parent);
  message.setInputs(Struct.fromJavaScript(request.inputs));
  for (const [key, urns] of Object.entries(request.inputDependencies)) {
    const dependencies = new providerProto.ConstructRequest.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getInputdependenciesMap().set(key, dependencies);
  }
  message.setDependenciesList([...request.dependencies]);
  for (const [name, reference] of Object.entries(request.providers))
    message.getProvidersMap().set(name, reference);
  message.setAliasesList(request.aliases.map(aliasMessage));
  message.setAcceptsOutputValues(true);
  setOptions(message, options);
  return message;
}

function aliasMessage(urn: string): aliasProto.Alias {
  const alias = new aliasProto.Alias();
  alias.setUrn(urn);
  return alias;
}

function setOptions(
  message: providerProto.ConstructRequest,
  { protect, retainOnDelete, deletedWith = "", ...lists }: RegistrationOptions,
): void {
  if (protect !== undefined) message.setProtect(protect);
  if (retainOnDelete !== undefined) message.setRetainondelete(retainOnDelete);
  message.setDeletedwith(deletedWith);
  message.setIgnorechangesList([...(lists.ignoreChanges ?? [])]);
  message.setReplaceonchangesList([...(lists.replaceOnChanges ?? [])]);
  if (lists.customTimeouts === undefined) return;
  const { create = "", update = "", delete: remove = "" } = lists.customTimeouts;
  const timeouts = new providerProto.ConstructRequest.CustomTimeouts();
  timeouts.setCreate(create);
  timeouts.setUpdate(update);
  timeouts.setDelete(remove);
  message.setCustomtimeouts(timeouts);
}

export function constructResult(response: providerProto.ConstructResponse): ConstructResult {
  const stateDependencies: Record<string, readonly string[]> = {};
  response.getStatedependenciesMap().forEach((value, key) => {
    stateDependencies[key] = value.getUrnsList();
  });
  return {
    urn: response.getUrn(),
    state: response.getState()?.toJavaScript() ?? {},
    stateDependencies,
  };
}
