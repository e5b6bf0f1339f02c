import * as grpc from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { expect } from "chai";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { type Served, type World, openWorld, serveWorld } from "../../simulator";
import { providerUrn, types } from "./support";

type Plain = Record<string, JavaScriptValue>;
type Answer<R> = (error: grpc.ServiceError | null, response: R) => void;

const call = <R>(start: (answer: Answer<R>) => void): Promise<R> =>
  new Promise((resolve, reject) =>
    start((error, response) => (error === null ? resolve(response) : reject(error))),
  );

/** One connection of the Pulumi CLI. Each has a channel of its own, as the CLI has. */
class Connection {
  readonly client: ResourceProviderClient;

  constructor(port: number) {
    this.client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      { "grpc.use_local_subchannel_pool": 1, "grpc.max_receive_message_length": -1 },
    );
  }

  async configure(args: Plain, stack = "dev"): Promise<messages.ConfigureResponse> {
    const request = new messages.ConfigureRequest();
    request.setUrn(providerUrn(stack));
    request.setArgs(Struct.fromJavaScript(args));
    return call((answer) => this.client.configure(request, answer));
  }

  async check(type: string, name: string, news: Plain): Promise<messages.CheckResponse> {
    const request = new messages.CheckRequest();
    request.setUrn(`urn:pulumi:dev::net::${type}::${name}`);
    request.setNews(Struct.fromJavaScript(news));
    return call((answer) => this.client.check(request, answer));
  }

  async create(
    type: string,
    name: string,
    args: Plain,
    preview = false,
  ): Promise<{ id: string; properties: Plain }> {
    const checked = await this.check(type, name, args);
    const request = new messages.CreateRequest();
    request.setUrn(`urn:pulumi:dev::net::${type}::${name}`);
    request.setProperties(checked.getInputs());
    request.setPreview(preview);
    const made = await call<messages.CreateResponse>((answer) =>
      this.client.create(request, answer),
    );
    return { id: made.getId(), properties: made.getProperties()?.toJavaScript() ?? {} };
  }
}

describe("the world over gRPC", () => {
  let world: World;
  let served: Served;
  let open: Connection[];
  beforeEach(async () => {
    world = await openWorld();
    served = await serveWorld(world);
    open = [];
  });
  afterEach(async () => {
    for (const { client } of open) client.close();
    await served.close();
  });

  async function connection(
    args: Plain = { region: "us-east-1" },
    stack = "dev",
  ): Promise<Connection> {
    const made = new Connection(served.port);
    open.push(made);
    await made.configure(args, stack);
    return made;
  }

  it("says what it is and what it can", async () => {
    const { client } = await connection();
    const info = await call<{ getVersion(): string }>((answer) =>
      client.getPluginInfo(new Empty(), answer),
    );
    expect(info.getVersion()).to.equal("7.48.0");
    const schema = await call<messages.GetSchemaResponse>((answer) =>
      client.getSchema(new messages.GetSchemaRequest(), answer),
    );
    expect(schema.getSchema()).to.equal("{}");
    const configured = await new Connection(served.port).configure({ region: "us-east-1" });
    expect(configured.getAcceptsecrets()).to.equal(true);
    expect(configured.getSupportspreview()).to.equal(true);
  });

  it("makes, reads, compares and deletes", async () => {
    const one = await connection({ region: "us-east-1", defaultTags: `{"tags":{"team":"net"}}` });
    const { id, properties } = await one.create(types.vpc, "v", { cidrBlock: "10.0.0.0/16" });
    expect(properties.tagsAll).to.deep.equal({ team: "net" });
    const read = new messages.ReadRequest();
    read.setUrn(`urn:pulumi:dev::net::${types.vpc}::v`);
    read.setId(id);
    const seen = await call<messages.ReadResponse>((answer) => one.client.read(read, answer));
    expect(seen.getId()).to.equal(id);
    const diff = new messages.DiffRequest();
    diff.setUrn(read.getUrn());
    diff.setId(id);
    diff.setOldInputs(Struct.fromJavaScript({ cidrBlock: "10.0.0.0/16" }));
    diff.setOlds(Struct.fromJavaScript(properties));
    diff.setNews(Struct.fromJavaScript({ cidrBlock: "10.1.0.0/16" }));
    const found = await call<messages.DiffResponse>((answer) => one.client.diff(diff, answer));
    expect(found.getChanges()).to.equal(messages.DiffResponse.DiffChanges.DIFF_SOME);
    expect(found.getReplacesList()).to.deep.equal(["cidrBlock"]);
    expect(found.getHasdetaileddiff()).to.equal(true);
    expect(found.getDetaileddiffMap().get("cidrBlock")?.getKind()).to.equal(
      messages.PropertyDiff.Kind.UPDATE_REPLACE,
    );
    const removal = new messages.DeleteRequest();
    removal.setUrn(read.getUrn());
    removal.setId(id);
    removal.setProperties(Struct.fromJavaScript(properties));
    await call((answer) => one.client.delete(removal, answer));
    expect(world.isEmpty()).to.equal(true);
  });

  it("keeps each connection's configuration apart", async () => {
    const east = await connection({ region: "us-east-1" });
    const west = await connection({ region: "us-west-2" });
    const args = { cidrBlock: "10.0.0.0/16" };
    const [one, two] = await Promise.all([
      east.create(types.vpc, "e", args),
      west.create(types.vpc, "w", args),
    ]);
    expect(one.properties.region).to.equal("us-east-1");
    expect(two.properties.region).to.equal("us-west-2");
  });

  it("goes on after Cancel, which comes at the end of every command", async () => {
    const one = await connection();
    await call((answer) => one.client.cancel(new Empty(), answer));
    const two = await connection();
    expect((await two.create(types.eip, "e", {})).id).to.match(/^eipalloc-/);
  });

  it("answers failures of a check, and AWS's refusals as errors", async () => {
    const one = await connection();
    const checked = await one.check(types.vpc, "v", { cidrBlock: "10.0.0.0/8" });
    expect(checked.getFailuresList().map((failure) => failure.getProperty())).to.deep.equal([
      "cidrBlock",
    ]);
    const error = await one
      .create(types.subnet, "s", { vpcId: "vpc-0", cidrBlock: "10.0.0.0/24" })
      .then(
        () => undefined,
        (failed: unknown) => failed as grpc.ServiceError,
      );
    expect(error?.details).to.match(
      /api error InvalidVpcID\.NotFound: The vpc ID 'vpc-0' does not exist$/,
    );
  });

  it("tells of what was made and then failed", async () => {
    const one = await connection();
    const vpc = await one.create(types.vpc, "v", { cidrBlock: "10.0.0.0/16" });
    const subnet = await one.create(types.subnet, "s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    const eip = await one.create(types.eip, "e", {});
    const error = await one
      .create(types.nat, "n", { subnetId: subnet.id, allocationId: eip.id })
      .then(
        () => undefined,
        (failed: unknown) => failed as grpc.ServiceError,
      );
    const [bytes] = error!.metadata.get("grpc-status-details-bin");
    const [packed] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
    const detail = messages.ErrorResourceInitFailed.deserializeBinary(packed!.getValue_asU8());
    expect(detail.getId()).to.match(/^nat-00000/);
    expect(detail.getReasonsList()[0]).to.match(/last error: Gateway\.NotAttached/);
  });

  it("takes messages larger than gRPC's own limit", async () => {
    const one = await connection();
    const policy = JSON.stringify({ Statement: "x".repeat(5_000_000) });
    const checked = await one.check(types.rolePolicy, "p", { role: "r", policy });
    expect(checked.getFailuresList()).to.deep.equal([]);
  });

  it("cannot be reached from another machine", async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((one) => !one.internal && one.family === "IPv4");
    for (const { address } of addresses) {
      const isOpen = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: address, port: served.port, timeout: 1000 });
        socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
        socket.on("timeout", () => resolve(false));
      });
      expect(isOpen).to.equal(false);
    }
  });
});
