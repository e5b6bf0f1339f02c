/** Transit gateways. Propagations and routes come in the form in which Batfish keeps them: a list for each table. */
import { mapsIn, textIn, textsIn, type ValueMap } from "../records/propertyValues";
import type { Answers } from "./answers";
import { tagsOf, transit, type Described } from "./described";

export function transitGateway(answer: ValueMap): Described[] {
  const option = (name: string): string | undefined => textIn(answer, `Options.${name}`);
  const outputs = {
    ownerId: textIn(answer, "OwnerId"),
    defaultRouteTableAssociation: option("DefaultRouteTableAssociation"),
    defaultRouteTablePropagation: option("DefaultRouteTablePropagation"),
    associationDefaultRouteTableId: option("AssociationDefaultRouteTableId"),
    propagationDefaultRouteTableId: option("PropagationDefaultRouteTableId"),
    autoAcceptSharedAttachments: option("AutoAcceptSharedAttachments"),
    dnsSupport: option("DnsSupport"),
    securityGroupReferencingSupport: option("SecurityGroupReferencingSupport"),
  };
  const id = textIn(answer, "TransitGatewayId");
  return [{ type: transit("TransitGateway"), id, tags: tagsOf(answer), outputs }];
}

export const transitRouteTable = (answer: ValueMap): Described[] => [
  {
    type: transit("RouteTable"),
    id: textIn(answer, "TransitGatewayRouteTableId"),
    tags: tagsOf(answer),
    outputs: { transitGatewayId: textIn(answer, "TransitGatewayId") },
  },
];

/** With propagations among the answers nothing is taken to be as AWS would do it of itself. */
const isPropagationSaid = (answers: Answers): boolean =>
  (answers.get("TransitGatewayPropagations") ?? []).length > 0;

/** Associations are told by the attachments. */
const joins = (answers: Answers): ValueMap => ({
  transitGatewayDefaultRouteTableAssociation: answers.has("TransitGatewayAttachments")
    ? false
    : undefined,
  transitGatewayDefaultRouteTablePropagation: isPropagationSaid(answers) ? false : undefined,
});

export function vpcAttachment(answer: ValueMap, answers: Answers): Described[] {
  const outputs = {
    transitGatewayId: textIn(answer, "TransitGatewayId"),
    vpcId: textIn(answer, "VpcId"),
    vpcOwnerId: textIn(answer, "VpcOwnerId"),
    subnetIds: textsIn(answer, "SubnetIds"),
    state: textIn(answer, "State"),
    applianceModeSupport: textIn(answer, "Options.ApplianceModeSupport"),
    ipv6Support: textIn(answer, "Options.Ipv6Support"),
    securityGroupReferencingSupport: textIn(answer, "Options.SecurityGroupReferencingSupport"),
    ...joins(answers),
  };
  const id = textIn(answer, "TransitGatewayAttachmentId");
  return [{ type: transit("VpcAttachment"), id, tags: tagsOf(answer), outputs }];
}

export function peeringAttachment(answer: ValueMap): Described[] {
  const outputs = {
    transitGatewayId: textIn(answer, "RequesterTgwInfo.TransitGatewayId"),
    peerTransitGatewayId: textIn(answer, "AccepterTgwInfo.TransitGatewayId"),
    peerRegion: textIn(answer, "AccepterTgwInfo.Region"),
    state: textIn(answer, "State"),
  };
  const id = textIn(answer, "TransitGatewayAttachmentId");
  return [{ type: transit("PeeringAttachment"), id, tags: tagsOf(answer), outputs }];
}

const outsideTypes: Readonly<Record<string, string>> = {
  vpn: "aws:ec2/vpnConnection:VpnConnection",
  connect: transit("Connect"),
  "direct-connect-gateway": transit("GetDirectConnectGatewayAttachment"),
};

/** Every attachment's association; the attachment itself where no other answer tells more of it. */
export function attachment(answer: ValueMap, answers: Answers): Described[] {
  const id = textIn(answer, "TransitGatewayAttachmentId");
  const table = textIn(answer, "Association.TransitGatewayRouteTableId");
  const type = outsideTypes[textIn(answer, "ResourceType") ?? ""];
  const gateway = textIn(answer, "TransitGatewayId");
  const own =
    type === undefined
      ? []
      : [
          {
            type,
            id,
            tags: tagsOf(answer),
            outputs: { transitGatewayId: gateway, ...joins(answers) },
          },
        ];
  const association = {
    type: transit("RouteTableAssociation"),
    id: table === undefined || id === undefined ? undefined : `${table}_${id}`,
    outputs: { transitGatewayAttachmentId: id, transitGatewayRouteTableId: table },
  };
  return [...own, association];
}

export function propagations(answer: ValueMap): Described[] {
  const table = textIn(answer, "TransitGatewayRouteTableId");
  return mapsIn(answer, "TransitGatewayRouteTablePropagations")
    .filter((one) => textIn(one, "State") === "enabled")
    .map((one) => {
      const id = textIn(one, "TransitGatewayAttachmentId");
      return {
        type: transit("RouteTablePropagation"),
        id: `${table ?? ""}_${id ?? ""}_propagation`,
        outputs: { transitGatewayAttachmentId: id, transitGatewayRouteTableId: table },
      };
    });
}

export function staticRoutes(answer: ValueMap): Described[] {
  const table = textIn(answer, "TransitGatewayRouteTableId");
  return mapsIn(answer, "Routes")
    .filter((route) => (textIn(route, "Type") ?? "static") === "static")
    .map((route) => {
      const cidr = textIn(route, "DestinationCidrBlock");
      const [to = {}] = mapsIn(route, "TransitGatewayAttachments");
      const id = textIn(to, "TransitGatewayAttachmentId");
      return {
        type: transit("Route"),
        id: `${table ?? ""}_${cidr ?? ""}`,
        outputs: {
          transitGatewayRouteTableId: table,
          destinationCidrBlock: cidr,
          transitGatewayAttachmentId: id,
          blackhole: id === undefined || textIn(route, "State") === "blackhole",
        },
      };
    });
}
