/** Networks of two accounts and two regions, peered by the components: in one program, or in two stacks. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as net from "../../../components";

export interface Place {
  readonly account: string;
  readonly region: string;
}
export const payment: Place = { account: "000011111111", region: "us-east-1" };
export const analytics: Place = { account: "000022222222", region: "eu-west-1" };

export const providerOf = (name: string, { account, region }: Place): aws.Provider =>
  new aws.Provider(name, {
    region,
    assumeRoles: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }],
    allowedAccountIds: [account],
  });

/** A private tier in each zone; a second block, whose pods are a tier of their own. */
export function networkIn(
  name: string,
  { region }: Place,
  args: { readonly number: number; readonly zones?: string; readonly pods?: string },
  provider?: pulumi.ProviderResource,
): net.Vpc {
  const { number, zones = "ab", pods } = args;
  const podTier = {
    name: "pods",
    type: net.SubnetType.Private,
    vpcCidrBlock: pods,
    startAddress: pods?.split("/")[0],
  };
  return new net.Vpc(
    name,
    {
      cidrBlock: `10.${number}.0.0/16`,
      secondaryCidrBlocks: pods === undefined ? undefined : [pods],
      availabilityZoneNames: zones.split("").map((zone) => `${region}${zone}`),
      subnetSpecs: [
        { name: "private", type: net.SubnetType.Private },
        ...(pods === undefined ? [] : [podTier]),
      ],
    },
    { provider },
  );
}

export interface Peered {
  /** The account that the request names. */
  readonly asked?: string;
  /** Whether the accepter has a provider of its own. */
  readonly isProvided?: boolean;
  readonly number?: number;
  readonly zones?: string;
  readonly dns?: boolean;
}

/** Both sides in one program. */
export function onePeeredProgram(change: Peered = {}): Record<string, unknown> {
  const { asked = analytics.account, isProvided = true, number = 1, zones, dns = true } = change;
  const requester = { provider: providerOf("payment", payment) };
  const accepter = { provider: providerOf("analytics", analytics) };
  const ours = { number: 0, pods: "100.64.0.0/18", zones };
  const vpc = networkIn("payment", payment, ours, requester.provider);
  const peer = networkIn("analytics", analytics, { number, zones }, accepter.provider);
  const where = { peerAccountId: asked, peerRegion: analytics.region };
  const request = new net.VpcPeeringRequest("pair", { vpc, peer, ...where }, requester);
  const answer = { vpc: peer, request, allowRemoteVpcDnsResolution: dns };
  const accepted = new net.VpcPeeringAccepter("pair", answer, isProvided ? accepter : requester);
  const { vpcPeeringConnectionId } = accepted;
  const role = net.PeeringRole.Requester;
  const option = { vpcPeeringConnectionId, role, allowRemoteVpcDnsResolution: dns };
  new net.VpcPeeringOptions("pair", option, requester);
  return { vpcPeeringConnectionId };
}

/** The accepter's network, by itself: what the requester has to know of it is its output. */
function accepterNetwork(): { vpc: net.Vpc; provider: aws.Provider } {
  const provider = providerOf("analytics", analytics);
  return { vpc: networkIn("analytics", analytics, { number: 1 }, provider), provider };
}

const stackOf = (name: string) => new pulumi.StackReference(`organization/network/${name}`);

export const analyticsAlone = (): Record<string, unknown> => {
  const { vpc } = accepterNetwork();
  return { peer: { vpcId: vpc.vpcId, cidrBlocks: vpc.cidrBlocks } };
};

/** @param isAccepted whether the other stack has accepted, which the DNS option waits for */
export async function requestingStack(isAccepted = false): Promise<Record<string, unknown>> {
  const peer = (await stackOf("analytics").getOutputDetails("peer")).value as net.PeerVpc;
  const provider = providerOf("payment", payment);
  const vpc = networkIn("payment", payment, { number: 0 }, provider);
  const where = { peerAccountId: analytics.account, peerRegion: analytics.region };
  const request = new net.VpcPeeringRequest("pair", { vpc, peer, ...where }, { provider });
  const { vpcPeeringConnectionId, requesterCidrBlocks, acceptStatus } = request;
  if (isAccepted) {
    const role = net.PeeringRole.Requester;
    const option = { vpcPeeringConnectionId, role, allowRemoteVpcDnsResolution: true };
    new net.VpcPeeringOptions("pair", option, { provider });
  }
  return { request: { vpcPeeringConnectionId, requesterCidrBlocks }, acceptStatus };
}

/** @param place of the accepter's provider for the acceptance */
export async function acceptingStack(place = analytics): Promise<Record<string, unknown>> {
  const { vpc, provider } = accepterNetwork();
  const details = await stackOf("payment").getOutputDetails("request");
  const request = details.value as net.PeeringRequestAttributes;
  const own = place === analytics ? provider : providerOf("elsewhere", place);
  new net.VpcPeeringAccepter(
    "pair",
    { vpc, request, allowRemoteVpcDnsResolution: true },
    { provider: own },
  );
  return { peer: { vpcId: vpc.vpcId, cidrBlocks: vpc.cidrBlocks } };
}
