/** The options of a registration as a transform sees them, and back again: field by field. */
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import aliasProto = require("@pulumi/pulumi/proto/alias_pb");

type Registration = resourceProto.RegisterResourceRequest;
type Options = resourceProto.TransformResourceOptions;

export function readTransformOptions(request: Registration): Options {
  const options = new resourceProto.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setHideDiffList(request.getHidediffsList());
  options.setAliasesList([
    ...request.getAliasurnsList().map(urnAlias),
    ...request.getAliasesList(),
  ]);
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setProvider(request.getProvider());
  request.getProvidersMap().forEach((reference, name) => {
    options.getProvidersMap().set(name, reference);
  });
  options.setDeletedWith(request.getDeletedwith());
  options.setImport(request.getImportid());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setReplacementTrigger(request.getReplacementTrigger());
  options.setHooks(request.getHooks());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  return options;
}

function urnAlias(urn: string): aliasProto.Alias {
  const alias = new aliasProto.Alias();
  alias.setUrn(urn);
  return alias;
}

export function writeTransformOptions(request: Registration, options: Options): void {
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setReplaceWithList(options.getReplaceWithList());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.setHidediffsList(options.getHideDiffList());
  request.setAliasurnsList([]);
  request.setAliasesList(options.getAliasesList());
  request.setVersion(options.getVersion());
  request.setPlugindownloadurl(options.getPluginDownloadUrl());
  request.setProvider(options.getProvider());
  request.getProvidersMap().clear();
  options.getProvidersMap().forEach((reference, name) => {
    request.getProvidersMap().set(name, reference);
  });
  request.setDeletedwith(options.getDeletedWith());
  request.setImportid(options.getImport());
  request.setCustomtimeouts(options.getCustomTimeouts());
  request.setReplacementTrigger(options.getReplacementTrigger());
  request.setHooks(options.getHooks());
  request.clearProtect();
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  request.clearRetainondelete();
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  request.setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
  request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
}
