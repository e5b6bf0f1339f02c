/** Faults of VPC endpoints, peering connections and transit gateways. */
import type {
  Network,
  TransitGateway,
  TransitGatewayAttachment,
} from "../../../../analysis/model/network";
import { type FaultKind, type Site, changed, replaced, sitesOf } from "./fault";

const missingOnTable: FaultKind["sites"] = (network) =>
  network.vpcEndpoints
    .filter(({ endpointType }) => endpointType === "Gateway")
    .flatMap((endpoint) =>
      endpoint.routeTables.map((table): Site => ({
        where: `${endpoint.name} on ${table.split("::").at(-1) ?? ""}`,
        make: () =>
          changed(
            changed(network, "vpcEndpoints", endpoint.key, (one) => ({
              ...one,
              routeTables: replaced(one.routeTables, table),
            })),
            "routeTables",
            table,
            (one) => ({
              ...one,
              routes: one.routes.filter(({ target }) => target.key !== endpoint.key),
            }),
          ),
      })),
    );

const privateDnsOff: FaultKind["sites"] = (network) =>
  sitesOf(network, "vpcEndpoints", (endpoint) =>
    endpoint.privateDns ? [["", { ...endpoint, privateDns: false }]] : [],
  );

const vpcDnsOff: FaultKind["sites"] = (network) =>
  sitesOf(network, "vpcs", (vpc) => [
    ["DNS support", { ...vpc, dnsSupport: false }],
    ["DNS host names", { ...vpc, dnsHostnames: false }],
  ]);

/** Of an interface endpoint no packet shows it: it answers, and says no. */
const deniesAll: FaultKind["sites"] = (network) =>
  sitesOf(network, "vpcEndpoints", (endpoint) =>
    endpoint.endpointType === "Gateway"
      ? [["", { ...endpoint, policy: { Version: "2012-10-17", Statement: [] } }]]
      : [],
  );

const notActive: FaultKind["sites"] = (network) =>
  sitesOf(network, "peeringConnections", (peering) =>
    ["pending-acceptance", "deleted"].map((status) => [status, { ...peering, status }]),
  );

type Attachments = (
  one: TransitGatewayAttachment,
) => readonly (readonly [how: string, other: TransitGatewayAttachment])[];

const attachments =
  (wrong: Attachments): FaultKind["sites"] =>
  (network: Network) =>
    sitesOf(network, "transitGateways", (gateway) =>
      gateway.attachments.flatMap((one) =>
        wrong(one).map(([how, other]): readonly [string, TransitGateway] => [
          `${one.name}${how}`,
          { ...gateway, attachments: replaced(gateway.attachments, one, other) },
        ]),
      ),
    );

const routes =
  (propagated: boolean): FaultKind["sites"] =>
  (network: Network) =>
    sitesOf(network, "transitGateways", (gateway) =>
      gateway.routeTables.flatMap((table) =>
        table.routes
          .filter((route) => route.propagated === propagated)
          .map((route): readonly [string, TransitGateway] => [
            `${route.cidr} of ${table.name}`,
            {
              ...gateway,
              routeTables: replaced(gateway.routeTables, table, {
                ...table,
                routes: replaced(table.routes, route),
              }),
            },
          ]),
      ),
    );

/** A static route that nobody meant, to one of the others. */
const wrongAttachment: FaultKind["sites"] = (network) =>
  sitesOf(network, "transitGateways", (gateway) =>
    gateway.routeTables.flatMap((table) =>
      table.routes.flatMap((route) =>
        [undefined, ...gateway.attachments.map(({ key }) => key)]
          .filter((key) => key !== route.attachment)
          .map((attachment): readonly [string, TransitGateway] => [
            `${route.cidr} of ${table.name} to ${attachment ?? "a black hole"}`,
            {
              ...gateway,
              routeTables: replaced(gateway.routeTables, table, {
                ...table,
                routes: replaced(table.routes, route, { ...route, attachment, propagated: false }),
              }),
            },
          ]),
      ),
    ),
  );

const otherTable: FaultKind["sites"] = (network) =>
  sitesOf(network, "transitGateways", (gateway) =>
    gateway.attachments.flatMap((one) =>
      gateway.routeTables
        .filter(({ key }) => key !== one.associatedTable)
        .map((table): readonly [string, TransitGateway] => [
          `${one.name} with ${table.name}`,
          {
            ...gateway,
            attachments: replaced(gateway.attachments, one, {
              ...one,
              associatedTable: table.key,
            }),
          },
        ]),
    ),
  );

const notReferencing: FaultKind["sites"] = (network) =>
  sitesOf(network, "transitGateways", (gateway) => [
    ["", { ...gateway, securityGroupReferencing: false }],
  ]);

const otherRegion: FaultKind["sites"] = (network) =>
  sitesOf(network, "peeringConnections", (peering) => [["", { ...peering, sameRegion: false }]]);

export const joinFaults: readonly FaultKind[] = [
  { name: "gateway endpoint missing from a table", sites: missingOnTable },
  { name: "private DNS off", sites: privateDnsOff },
  { name: "DNS of the VPC off", sites: vpcDnsOff },
  { name: "endpoint policy that allows nothing", sites: deniesAll },
  { name: "peering connection not active", sites: notActive },
  { name: "group of a peer in another region", sites: otherRegion },
  {
    name: "attachment without a route table",
    sites: attachments((one) => [["", { ...one, associatedTable: undefined }]]),
  },
  { name: "attachment with the wrong route table", sites: otherTable },
  {
    name: "attachment not available",
    sites: attachments((one) => [["", { ...one, available: false }]]),
  },
  {
    name: "attachment without a subnet in a zone",
    sites: attachments((one) =>
      one.subnets.map((subnet) => [
        ` without ${subnet}`,
        { ...one, subnets: replaced(one.subnets, subnet) },
      ]),
    ),
  },
  { name: "propagation missing", sites: routes(true) },
  { name: "transit gateway's static route missing", sites: routes(false) },
  { name: "transit gateway's route to the wrong attachment", sites: wrongAttachment },
  { name: "transit gateway without group references", sites: notReferencing },
];
