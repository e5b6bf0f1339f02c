/** Hosted zones and their records. */
import { ref, remove, type Argument, type Arguments, type Case, type Step } from "../case";
import { pages, route53Api } from "../pages";
import * as aws from "../resources";
import { aVpc, otherVpc } from "../surroundings";

const zone = (args: Arguments = {}, resource = "zone"): Step =>
  aws.zone(resource, { name: "example.com", ...args });

const privately = (...networks: readonly string[]): Arguments => ({
  vpcs: networks.map((one): Argument => ({ vpcId: ref(`${one}.id`) })),
});

const associated = (zoneName: string, network: string): Step =>
  aws.zoneAssociation("association", {
    zoneId: ref(`${zoneName}.zoneId`),
    vpcId: ref(`${network}.id`),
  });

const record = (args: Arguments = {}, resource = "record"): Step =>
  aws.record(resource, {
    zoneId: ref("zone.zoneId"),
    name: "www.example.com",
    type: "A",
    ttl: 300,
    records: ["192.0.2.1"],
    ...args,
  });

const cname: Arguments = { type: "CNAME", records: ["other.example.com"] };

const ofZones: readonly Case[] = [
  {
    title: "a public zone",
    page: route53Api("CreateHostedZone"),
    given: [],
    attempt: zone(),
    expect: "accepted",
  },
  {
    title: "two public zones of one name",
    page: route53Api("CreateHostedZone"),
    given: [zone({}, "first")],
    attempt: zone(),
    expect: "accepted",
  },
  {
    title: "a zone whose name has a label of 64 characters",
    page: route53Api("CreateHostedZone"),
    given: [],
    attempt: zone({ name: `${"z".repeat(64)}.com` }),
    expect: "InvalidDomainName",
  },
  {
    title: "a private zone",
    page: route53Api("CreateHostedZone"),
    given: [aVpc],
    attempt: zone(privately("vpc")),
    expect: "accepted",
  },
  {
    title: "a private zone of a VPC that does not exist",
    page: route53Api("CreateHostedZone"),
    given: [],
    attempt: zone({ vpcs: [{ vpcId: "vpc-0123456789abcdef0" }] }),
    expect: "InvalidVPCId",
  },
  {
    title: "two private zones of one name for one VPC",
    page: route53Api("CreateHostedZone"),
    given: [aVpc, zone(privately("vpc"), "first")],
    attempt: zone(privately("vpc")),
    expect: "ConflictingDomainExists",
  },
  {
    title: "two private zones of one name for two VPCs",
    page: route53Api("CreateHostedZone"),
    given: [aVpc, otherVpc, zone(privately("vpc"), "first")],
    attempt: zone(privately("other")),
    expect: "accepted",
  },
  {
    title: "private zones of a name and a part of it for one VPC",
    page: route53Api("AssociateVPCWithHostedZone"),
    given: [aVpc, zone(privately("vpc"), "first")],
    attempt: zone({ name: "dev.example.com", ...privately("vpc") }),
    expect: "accepted",
  },
  {
    title: "a second VPC for a private zone",
    page: route53Api("AssociateVPCWithHostedZone"),
    given: [aVpc, otherVpc, zone(privately("vpc"))],
    attempt: associated("zone", "other"),
    expect: "accepted",
  },
  {
    title: "a second VPC for a private zone, which has another zone of that name",
    page: route53Api("AssociateVPCWithHostedZone"),
    given: [aVpc, otherVpc, zone(privately("vpc")), zone(privately("other"), "second")],
    attempt: associated("zone", "other"),
    expect: "ConflictingDomainExists",
  },
  {
    title: "a VPC for a public zone",
    page: route53Api("AssociateVPCWithHostedZone"),
    given: [aVpc, zone()],
    attempt: associated("zone", "vpc"),
    expect: "PublicZoneVPCAssociation",
  },
  {
    title: "deleting a zone without records",
    page: route53Api("DeleteHostedZone"),
    given: [zone()],
    attempt: remove("zone"),
    expect: "accepted",
  },
  {
    title: "deleting a zone with a record",
    page: route53Api("DeleteHostedZone"),
    given: [zone(), record()],
    attempt: remove("zone"),
    expect: "HostedZoneNotEmpty",
  },
  {
    title: "deleting a zone and its records",
    page: route53Api("DeleteHostedZone"),
    given: [zone({ forceDestroy: true }), record()],
    attempt: remove("zone"),
    expect: "accepted",
  },
];

const records: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["an address record", {}, "accepted"],
  ["an address record of two addresses", { records: ["192.0.2.1", "192.0.2.2"] }, "accepted"],
  ["an address record that is no address", { records: ["192.0.2.256"] }, "InvalidChangeBatch"],
  ["an IPv6 address in an address record", { records: ["2001:db8::1"] }, "InvalidChangeBatch"],
  ["an IPv6 address record", { type: "AAAA", records: ["2001:db8::1"] }, "accepted"],
  ["an alias name", cname, "accepted"],
  [
    "an alias name of two names",
    { ...cname, records: ["a.example.com", "b.example.com"] },
    "InvalidChangeBatch",
  ],
  ["an alias name for the zone itself", { ...cname, name: "example.com" }, "InvalidChangeBatch"],
  ["a mail record", { type: "MX", records: ["10 mail.example.com"] }, "accepted"],
  [
    "a mail record without a preference",
    { type: "MX", records: ["mail.example.com"] },
    "InvalidChangeBatch",
  ],
  ["a wildcard record", { name: "*.example.com" }, "accepted"],
];

const ofRecords: readonly Case[] = [
  ...records.map(([title, args, expect]): Case => ({
    title,
    page: pages.dnsRecords,
    given: [zone()],
    attempt: record(args),
    expect,
  })),
  {
    title: "a second record of the same name and type",
    page: route53Api("ChangeResourceRecordSets"),
    given: [zone(), record({}, "first")],
    attempt: record(),
    expect: "InvalidChangeBatch",
  },
  {
    title: "a second record of the same name and another type",
    page: route53Api("ChangeResourceRecordSets"),
    given: [zone(), record({}, "first")],
    attempt: record({ type: "AAAA", records: ["2001:db8::1"] }),
    expect: "accepted",
  },
  {
    title: "an alias name beside an address record",
    page: pages.dnsRecords,
    given: [zone(), record({}, "first")],
    attempt: record(cname),
    expect: "InvalidChangeBatch",
  },
  {
    title: "an address record beside an alias name",
    page: pages.dnsRecords,
    given: [zone(), record(cname, "first")],
    attempt: record(),
    expect: "InvalidChangeBatch",
  },
  {
    title: "a record of a zone that does not exist",
    page: route53Api("ChangeResourceRecordSets"),
    given: [zone()],
    attempt: record({ zoneId: "Z0123456789ABCDEFGHIJ" }),
    expect: "NoSuchHostedZone",
  },
  {
    title: "deleting a record",
    page: route53Api("ChangeResourceRecordSets"),
    given: [zone(), record()],
    attempt: remove("record"),
    expect: "accepted",
  },
];

const ofLast: readonly Case[] = [
  {
    title: "taking a second VPC from a private zone",
    page: route53Api("DisassociateVPCFromHostedZone"),
    given: [aVpc, otherVpc, zone(privately("vpc")), associated("zone", "other")],
    attempt: remove("association"),
    expect: "accepted",
  },
];

export const route53Cases: readonly Case[] = [...ofZones, ...ofRecords, ...ofLast];
