/** Prefix lists of one's own: what they hold, and how much that counts where they are named. */
import { id, remove, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGateway, aGroup, aTable, aVpc } from "../surroundings";

const list = (args: Arguments = {}, name = "list"): Step =>
  aws.prefixList(name, { name: "offices", addressFamily: "IPv4", maxEntries: 2, ...args });

const entries = (...cidrs: readonly string[]): Arguments => ({
  entries: cidrs.map((cidr) => ({ cidr })),
});

const ruleFor = (): Step =>
  aws.ingressRule("rule", {
    securityGroupId: id("group"),
    prefixListId: id("list"),
    ipProtocol: "-1",
  });

export const prefixListCases: readonly Case[] = [
  {
    title: "a prefix list with as many entries as it holds",
    page: pages.prefixLists,
    given: [],
    attempt: list(entries("192.0.2.0/24", "198.51.100.0/24")),
    expect: "accepted",
  },
  {
    title: "a prefix list with more entries than it holds",
    page: pages.prefixLists,
    given: [],
    attempt: list(entries("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")),
    expect: "refused",
  },
  {
    title: "a prefix list for IPv4 with an IPv6 entry",
    page: pages.prefixLists,
    given: [],
    attempt: list(entries("2001:db8::/32")),
    expect: "refused",
  },
  {
    title: "a prefix list whose name begins with com.amazonaws",
    page: ec2Api("CreateManagedPrefixList"),
    given: [],
    attempt: list({ name: "com.amazonaws.offices" }),
    expect: "refused",
  },
  {
    title: "a group rule for a prefix list",
    page: pages.securityGroupRules,
    given: [aVpc, aGroup(), list()],
    attempt: ruleFor(),
    expect: "accepted",
  },
  {
    title: "a group rule for a prefix list that holds sixty entries",
    page: pages.vpcQuotas,
    given: [aVpc, aGroup(), list({ maxEntries: 60 })],
    attempt: ruleFor(),
    expect: "accepted",
  },
  {
    title: "a group rule for a prefix list that may hold sixty-one entries",
    page: pages.vpcQuotas,
    given: [aVpc, aGroup(), list({ maxEntries: 61 })],
    attempt: ruleFor(),
    expect: "RulesPerSecurityGroupLimitExceeded",
  },
  {
    title: "a route for a prefix list",
    page: ec2Api("CreateRoute"),
    given: [aVpc, aGateway, aTable(), list(entries("192.0.2.0/24"))],
    attempt: aws.route("route", {
      routeTableId: id("table"),
      destinationPrefixListId: id("list"),
      gatewayId: id("gateway"),
    }),
    expect: "accepted",
  },
  {
    title: "a route for a prefix list that may hold fifty-one entries",
    page: pages.vpcQuotas,
    given: [aVpc, aGateway, aTable(), list({ maxEntries: 51 })],
    attempt: aws.route("route", {
      routeTableId: id("table"),
      destinationPrefixListId: id("list"),
      gatewayId: id("gateway"),
    }),
    expect: "refused",
  },
  {
    title: "deleting a prefix list that a group rule names",
    page: ec2Api("DeleteManagedPrefixList"),
    given: [aVpc, aGroup(), list(), ruleFor()],
    attempt: remove("list"),
    expect: "refused",
  },
];
