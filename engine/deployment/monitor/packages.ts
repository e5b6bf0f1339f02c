/**
 * Packages that the program registers: a plugin at a version, and of a parameterized one the parameter that makes it another
 * package. `source_eval.go` and `providers/registry.go` of Pulumi are the model.
 */
import { createHash } from "node:crypto";
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError, refuse } from "../../errors";
import type { ValueMap } from "../../provider";
import { isProviderType } from "../../urn";
import type { Registrar } from "../registrar";

/** A package as its resources' types name it. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  /** What its providers keep of the plugin and the parameter. */
  readonly internal: ValueMap | undefined;
}

/** What every request that may name a package has. */
interface Request {
  getPackageref(): string;
  getProvider(): string;
  setPackageref(ref: string): unknown;
  setProvider(reference: string): unknown;
}

export class Packages {
  private readonly known = new Map<string, Package>();

  /** @returns what requests name the package by */
  register(request: resourceProto.RegisterPackageRequest): string {
    if (request.getName() === "") throw new EngineError("package name is empty");
    if (request.hasExtension$()) refuse(`extensions of packages (${request.getName()})`);
    const ref = createHash("sha256").update(request.serializeBinary()).digest("hex");
    this.known.set(ref, describe(request));
    return ref;
  }

  /** Gives a request the default provider of the package that it names; it names none any more. */
  async settle(request: Request, registrar: Registrar): Promise<void> {
    const ref = request.getPackageref();
    if (ref === "") return;
    request.setPackageref("");
    const { name, version, url, internal } = this.find(ref);
    if (request.getProvider() === "")
      request.setProvider(await registrar.defaultProvider(name, version, url, internal));
  }

  /** The same for a registration; a provider resource is one of the package itself. */
  async settleRegistration(
    request: resourceProto.RegisterResourceRequest,
    registrar: Registrar,
  ): Promise<void> {
    const ref = request.getPackageref();
    if (ref === "") return;
    if (!isProviderType(request.getType())) {
      if (request.getCustom() || request.getRemote()) await this.settle(request, registrar);
      request.setPackageref("");
      return;
    }
    request.setPackageref("");
    const { version, url, internal } = this.find(ref);
    request.setVersion(version);
    request.setPlugindownloadurl(url);
    if (internal === undefined) return;
    const inputs = request.getObject()?.toJavaScript() ?? {};
    request.setObject(Struct.fromJavaScript({ ...inputs, __internal: internal }));
  }

  private find(ref: string): Package {
    const found = this.known.get(ref);
    if (found === undefined) throw new EngineError(`unknown provider package '${ref}'`);
    return found;
  }
}

function describe(request: resourceProto.RegisterPackageRequest): Package {
  const plugin = { name: request.getName(), version: request.getVersion() };
  const url = request.getDownloadUrl();
  const parameter = request.getParameterization();
  if (parameter === undefined) return { ...plugin, url, internal: undefined };
  const parameterization = Buffer.from(parameter.getValue_asU8()).toString("base64");
  return {
    name: parameter.getName(),
    version: parameter.getVersion(),
    url,
    internal: { ...plugin, parameterization },
  };
}
