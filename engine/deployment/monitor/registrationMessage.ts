/** A resource that a provider of this process registers, as the message that one of another process would send. */
import aliasProto = require("@pulumi/pulumi/proto/alias_pb");
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Alias, Registration } from "../../provider";

type Request = resourceProto.RegisterResourceRequest;

export function registrationMessage(registration: Registration): Request {
  const { options } = registration;
  const request = new resourceProto.RegisterResourceRequest();
  request.setType(registration.type);
  request.setName(registration.name);
  request.setCustom(registration.custom);
  request.setParent(registration.parent);
  request.setObject(Struct.fromJavaScript(registration.inputs));
  request.setDependenciesList([...registration.dependencies]);
  for (const key of Object.keys(registration.inputs)) {
    const urns = new resourceProto.RegisterResourceRequest.PropertyDependencies();
    urns.setUrnsList([...(registration.propertyDependencies[key] ?? [])]);
    request.getPropertydependenciesMap().set(key, urns);
  }
  request.setProvider(registration.provider);
  for (const [name, reference] of Object.entries(registration.providers))
    request.getProvidersMap().set(name, reference);
  request.setVersion(registration.version);
  request.setAliasesList(registration.aliases.map(aliasMessage));
  if (options.protect !== undefined) request.setProtect(options.protect);
  if (options.retainOnDelete !== undefined) request.setRetainondelete(options.retainOnDelete);
  request.setDeletedwith(options.deletedWith ?? "");
  request.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  request.setReplaceonchangesList([...(options.replaceOnChanges ?? [])]);
  setTimeouts(request, options.customTimeouts);
  return request;
}

function aliasMessage({ urn, type = "", name = "" }: Alias): aliasProto.Alias {
  const alias = new aliasProto.Alias();
  if (urn !== undefined) return alias.setUrn(urn);
  const spec = new aliasProto.Alias.Spec();
  spec.setType(type);
  spec.setName(name);
  return alias.setSpec(spec);
}

function setTimeouts(request: Request, given: Readonly<Record<string, string>> = {}): void {
  const timeouts = new resourceProto.RegisterResourceRequest.CustomTimeouts();
  timeouts.setCreate(given.create ?? "");
  timeouts.setUpdate(given.update ?? "");
  timeouts.setDelete(given.delete ?? "");
  request.setCustomtimeouts(timeouts);
}
