/** The resource monitor of a deployment that another process runs, as a component under construction sees it. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import type * as protocol from "../protocol";
import { largestMessages } from "./listen";
import { toMap, toStruct } from "./messages";

export interface ConnectedMonitor extends protocol.Monitor {
  close(): void;
}

export function connectMonitor(address: string): ConnectedMonitor {
  const client = new ResourceMonitorClient(address, credentials.createInsecure(), largestMessages);
  return {
    register: async (registration) => {
      const response = await answered<messages.RegisterResourceResponse>((callback) =>
        client.registerResource(registerMessage(registration), callback),
      );
      return {
        urn: response.getUrn(),
        id: response.getId(),
        properties: toMap(response.getObject()),
      };
    },
    registerOutputs: async (urn, outputs) => {
      const request = new messages.RegisterResourceOutputsRequest();
      request.setUrn(urn);
      request.setOutputs(toStruct(outputs));
      await answered((callback) => client.registerResourceOutputs(request, callback));
    },
    invoke: async (token, args, { provider, version }) => {
      const request = new messages.ResourceInvokeRequest();
      request.setTok(token);
      request.setArgs(toStruct(args));
      request.setProvider(provider);
      request.setVersion(version);
      request.setAcceptresources(true);
      const response = await answered<InvokeResponse>((callback) =>
        client.invoke(request, callback),
      );
      const failures = response.getFailuresList();
      return {
        result: toMap(response.getReturn()),
        failures: failures.map((one) => ({ property: one.getProperty(), reason: one.getReason() })),
      };
    },
    close: () => client.close(),
  };
}

function answered<T>(
  call: (callback: (error: ServiceError | null, response: T) => void) => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(new Error(error.details || error.message));
      else resolve(response);
    });
  });
}

function registerMessage(registration: protocol.Registration): messages.RegisterResourceRequest {
  const request = new messages.RegisterResourceRequest();
  request.setType(registration.type);
  request.setName(registration.name);
  request.setCustom(registration.custom);
  request.setParent(registration.parent);
  request.setObject(toStruct(registration.inputs));
  request.setDependenciesList([...registration.dependencies]);
  for (const [key, urns] of Object.entries(registration.propertyDependencies)) {
    const dependencies = new messages.RegisterResourceRequest.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    request.getPropertydependenciesMap().set(key, dependencies);
  }
  request.setProvider(registration.provider);
  for (const [name, reference] of Object.entries(registration.providers))
    request.getProvidersMap().set(name, reference);
  request.setVersion(registration.version);
  request.setAliasesList(registration.aliases.map(aliasMessage));
  request.setAliasspecs(true);
  request.setAcceptsecrets(true);
  request.setAcceptresources(true);
  request.setSupportspartialvalues(true);
  setOptions(request, registration.options);
  return request;
}

function aliasMessage({ urn, type, name }: protocol.Alias): Alias {
  const alias = new Alias();
  if (urn !== undefined) {
    alias.setUrn(urn);
    return alias;
  }
  const spec = new Alias.Spec();
  if (type !== undefined) spec.setType(type);
  if (name !== undefined) spec.setName(name);
  alias.setSpec(spec);
  return alias;
}

function setOptions(
  request: messages.RegisterResourceRequest,
  options: protocol.RegistrationOptions,
): void {
  const { protect, retainOnDelete, customTimeouts } = options;
  if (protect !== undefined) request.setProtect(protect);
  if (retainOnDelete !== undefined) request.setRetainondelete(retainOnDelete);
  request.setDeletedwith(options.deletedWith ?? "");
  request.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  request.setReplaceonchangesList([...(options.replaceOnChanges ?? [])]);
  if (customTimeouts === undefined) return;
  const timeouts = new messages.RegisterResourceRequest.CustomTimeouts();
  timeouts.setCreate(customTimeouts.create ?? "");
  timeouts.setUpdate(customTimeouts.update ?? "");
  timeouts.setDelete(customTimeouts.delete ?? "");
  request.setCustomtimeouts(timeouts);
}
