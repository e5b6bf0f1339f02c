/** Endpoints that are paid for and not used. */
import { ALL_ADDRESSES, PacketSet, TCP, portServices, protocolServices } from "../../../net";
import type { Key, NetworkInterface, VpcEndpoint } from "../../model/network";
import { ruleServices } from "../../reachability/filters";
import { inwardClasses, type InterfaceClass } from "../classes";
import type { Problem } from "../finding";
import { neighboursOf } from "../neighbours";
import { isAllRead } from "../reach";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { namesOf } from "../words";

export const endpointThatNothingCanReach: BaselineRule = {
  name: "endpoint-that-nothing-can-reach",
  grade: "warning",
  looksFor:
    "An interface endpoint that no network interface reaches on TCP 443 (of SES's for SMTP: on any of its ports; of an endpoint service: on any TCP port), and a gateway endpoint that no route table has a route to.",
  page: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  find: (survey) => [...unroutedGateways(survey), ...unreachedInterfaces(survey)],
};

function unroutedGateways(survey: Survey): Problem[] {
  const { network } = survey;
  const routed = new Set(
    network.routeTables.flatMap(({ routes }) => routes.map(({ target }) => target.key)),
  );
  return network.vpcEndpoints
    .filter(({ endpointType }) => endpointType === "Gateway")
    .filter(({ key, routeTables }) => routeTables.length === 0 && !routed.has(key))
    .map(({ key, name, service }) => ({
      grade: "warning",
      title: `gateway endpoint ${name} is on no route table`,
      explanation: `A gateway endpoint is a route: without one, traffic to ${service} goes by the NAT gateway or the internet gateway, or nowhere.`,
      component: component(survey, key),
      code: "NO_ROUTE_TO_DESTINATION",
      remedy: "Associate the endpoint with the route tables of the subnets that use the service.",
    }));
}

function unreachedInterfaces(survey: Survey): Problem[] {
  const { network } = survey;
  const interfaces = gathered(network.networkInterfaces, ({ endpoint }) =>
    endpoint === undefined ? [] : [endpoint],
  );
  const endpoints = network.vpcEndpoints.filter(({ endpointType }) => endpointType === "Interface");
  if (endpoints.length === 0) return [];
  const asks = asker(survey);
  return endpoints.flatMap((endpoint) => {
    const own = interfaces.get(endpoint.key) ?? [];
    const known = own.every(({ securityGroups }) =>
      securityGroups.every((key) => survey.groups.has(key)),
    );
    return own.length > 0 && known ? unreached(survey, endpoint, own, asks) : [];
  });
}

/** Whether any class of interfaces of some VPCs reaches an endpoint's interface. */
type Asks = (endpoint: VpcEndpoint, one: NetworkInterface) => boolean;

function unreached(
  survey: Survey,
  endpoint: VpcEndpoint,
  own: readonly NetworkInterface[],
  asks: Asks,
): Problem[] {
  const { atlas } = survey;
  const groups = endpoint.securityGroups;
  const problem = (why: string, remedy: string): Problem => ({
    grade: "warning",
    title: `nothing can reach interface endpoint ${endpoint.name}: ${why}`,
    explanation: `Where its private DNS is on, the name of ${endpoint.service} resolves to the endpoint all the same, so calls hang instead of going another way; and each zone of it is paid for by the hour.`,
    component: component(survey, endpoint.key),
    others: components(survey, groups),
    code: "ENI_SG_RULES_MISMATCH",
    remedy,
  });
  const name = namesOf(atlas, groups);
  const wanted = wantedOf(endpoint);
  if (own.every((one) => admitsNone(survey, one, wanted)))
    return [
      problem(
        `security group ${name} lets in no ${wanted.text}`,
        `Let ${wanted.text} in at ${name} from the security groups of the endpoint's clients.`,
      ),
    ];
  if (!survey.vpcsAtWork.has(endpoint.vpc) || !isAllRead(survey) || isShared(survey, endpoint.vpc))
    return [];
  if (own.some((one) => asks(endpoint, one))) return [];
  return [
    problem(
      `none of the network interfaces that are given gets through to it on ${wanted.text}`,
      `Let ${wanted.text} in at ${name}, and past the network ACLs between, from what uses ${endpoint.service}.`,
    ),
  ];
}

interface Wanted {
  readonly packets: PacketSet;
  readonly text: string;
}

/** https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html */
const SMTP_PORTS = [25, 465, 587, 2465, 2587];

/** AWS's services answer on 443, SES for mail on SMTP's ports, others' wherever their owners like. */
function wantedOf({ service }: VpcEndpoint): Wanted {
  if (/vpce-svc-|\.vpce\./.test(service))
    return { packets: PacketSet.of({ service: protocolServices(TCP) }), text: "TCP" };
  const ports = service.endsWith(".email-smtp") ? SMTP_PORTS : [443];
  const services = ports.map((port) => portServices(TCP, port, port));
  return {
    packets: services.map((one) => PacketSet.of({ service: one })).reduce((a, b) => a.or(b)),
    text: `TCP ${ports.join(" or ")}`,
  };
}

function admitsNone({ groups }: Survey, one: NetworkInterface, { packets }: Wanted): boolean {
  const services = packets.project("service");
  const rules = one.securityGroups.flatMap((key) => groups.get(key)?.ingress ?? []);
  return one.filtered && !rules.some(({ traffic }) => ruleServices(traffic).meets(services));
}

/** Clients in VPCs that are not given come by peering connections and transit gateways. */
function isShared({ attachmentsOfVpc, network, atlas }: Survey, vpc: Key): boolean {
  return (
    attachmentsOfVpc.has(vpc) ||
    network.peeringConnections.some(
      ({ requester, accepter }) =>
        [requester, accepter].includes(vpc) &&
        !(atlas.vpcs.has(requester) && atlas.vpcs.has(accepter)),
    )
  );
}

function asker(survey: Survey): Asks {
  const sources = gathered(
    inwardClasses(survey, [
      "instance",
      "autoScalingGroup",
      "lambda",
      "task",
      "interface",
      "vpcLink",
      "loadBalancer",
      "database",
      "cache",
    ]),
    ({ vpc }) => [vpc],
  );
  const near = neighboursOf(survey);
  return (endpoint, one) => {
    const { packets } = wantedOf(endpoint);
    const all = [endpoint.vpc, ...near(endpoint.vpc)].flatMap((vpc) => sources.get(vpc) ?? []);
    return all.some((source) => reaches(survey, source, one, packets));
  };
}

function reaches(
  { verifier, atlas }: Survey,
  { one: source }: InterfaceClass,
  one: NetworkInterface,
  packets: PacketSet,
): boolean {
  const admitted = atlas.groupPackets(one.securityGroups, "ingress", source.securityGroups);
  const from = PacketSet.of({
    source: atlas.interfaceAddresses(source),
    destination: ALL_ADDRESSES,
  });
  if (one.filtered && !admitted.and(from).meets(packets)) return false;
  const { possible, undecided } = verifier.traffic(
    { interface: source.key },
    { interface: one.key },
  );
  return possible.meets(packets) || undecided.meets(packets);
}
