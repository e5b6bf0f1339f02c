import { drawnBase } from "./base";

/** Two VPCs that meet on three ports; the network ACLs let replies in only where they come from. */
export const peering = drawnBase({
  name: "peering",
  kinds: {},
  network: `
    vpc pay 10.0.0.0/16
    vpc ana 10.1.0.0/16
    igw pay-gw vpc=pay
    igw ana-gw vpc=ana
    subnet pay-public-a 10.0.0.0/24 vpc=pay zone=1a table=pay-public acl=pay-public-acl
    subnet pay-public-b 10.0.1.0/24 vpc=pay zone=1b table=pay-public acl=pay-public-acl
    subnet pay-private-a 10.0.2.0/24 vpc=pay zone=1a table=pay-private-of-a acl=pay-private-acl
    subnet pay-private-b 10.0.3.0/24 vpc=pay zone=1b table=pay-private-of-b acl=pay-private-acl
    subnet ana-public-a 10.1.0.0/24 vpc=ana zone=1a table=ana-public acl=ana-public-acl
    subnet ana-public-b 10.1.1.0/24 vpc=ana zone=1b table=ana-public acl=ana-public-acl
    subnet ana-private-a 10.1.2.0/24 vpc=ana zone=1a table=ana-private-of-a acl=ana-private-acl
    subnet ana-private-b 10.1.3.0/24 vpc=ana zone=1b table=ana-private-of-b acl=ana-private-acl
    table pay-public vpc=pay
      0.0.0.0/0 igw:pay-gw
    table pay-private-of-a vpc=pay
      0.0.0.0/0 nat:pay-nat-a
      10.1.0.0/16 peering:joint
    table pay-private-of-b vpc=pay
      0.0.0.0/0 nat:pay-nat-b
      10.1.0.0/16 peering:joint
    table ana-public vpc=ana
      0.0.0.0/0 igw:ana-gw
    table ana-private-of-a vpc=ana
      0.0.0.0/0 nat:ana-nat-a
      10.0.0.0/16 peering:joint
    table ana-private-of-b vpc=ana
      0.0.0.0/0 nat:ana-nat-b
      10.0.0.0/16 peering:joint
    peering joint from=pay to=ana
    nat pay-nat-a vpc=pay in=pay-public-a public address ipv4=10.0.0.9
    nat pay-nat-b vpc=pay in=pay-public-b public address ipv4=10.0.1.9
    nat ana-nat-a vpc=ana in=ana-public-a public address ipv4=10.1.0.9
    nat ana-nat-b vpc=ana in=ana-public-b public address ipv4=10.1.1.9
    acl pay-public-acl vpc=pay
      in 100 allow tcp/443 10.0.2.0/23
      in 110 deny all 10.0.0.0/8
      in 120 allow tcp/1024-65535 0.0.0.0/0
      out 100 allow tcp/32768-65535 10.0.2.0/23
      out 110 deny all 10.0.0.0/8
      out 120 allow tcp/443 0.0.0.0/0
    acl pay-private-acl vpc=pay
      in 100 allow tcp/443 10.1.2.0/23
      in 110 allow tcp/5432 10.1.2.0/23
      in 120 allow tcp/22 10.1.2.0/23
      in 130 allow tcp/32768-65535 10.1.2.0/23
      in 140 deny all 10.0.0.0/8
      in 150 allow tcp/32768-65535 0.0.0.0/0
      out 100 allow tcp/443 0.0.0.0/0
      out 110 allow tcp/5432 10.1.2.0/23
      out 120 allow tcp/22 10.1.2.0/23
      out 130 allow tcp/32768-65535 10.1.2.0/23
    acl ana-public-acl vpc=ana
      in 100 allow tcp/443 10.1.2.0/23
      in 110 deny all 10.0.0.0/8
      in 120 allow tcp/1024-65535 0.0.0.0/0
      out 100 allow tcp/32768-65535 10.1.2.0/23
      out 110 deny all 10.0.0.0/8
      out 120 allow tcp/443 0.0.0.0/0
    acl ana-private-acl vpc=ana
      in 100 allow tcp/443 10.0.2.0/23
      in 110 allow tcp/5432 10.0.2.0/23
      in 120 allow tcp/22 10.0.2.0/23
      in 130 allow tcp/32768-65535 10.0.2.0/23
      in 140 deny all 10.0.0.0/8
      in 150 allow tcp/32768-65535 0.0.0.0/0
      out 100 allow tcp/443 0.0.0.0/0
      out 110 allow tcp/5432 10.0.2.0/23
      out 120 allow tcp/22 10.0.2.0/23
      out 130 allow tcp/32768-65535 10.0.2.0/23
    group payment vpc=pay
      in tcp/443 group:analytics
      in tcp/5432 group:analytics
      in tcp/22 group:analytics
      out tcp/443 0.0.0.0/0
      out tcp/5432 group:analytics
      out tcp/22 group:analytics
    group analytics vpc=ana
      in tcp/443 group:payment
      in tcp/5432 group:payment
      in tcp/22 group:payment
      out tcp/443 0.0.0.0/0
      out tcp/5432 group:payment
      out tcp/22 group:payment
    interface gate-a in=pay-private-a ipv4=10.0.2.20 groups=payment
    interface gate-b in=pay-private-b ipv4=10.0.3.20 groups=payment
    interface report-a in=ana-private-a ipv4=10.1.2.20 groups=analytics
    interface report-b in=ana-private-b ipv4=10.1.3.20 groups=analytics`,
  intents: `
  - {name: there, source: gate, expect: reachOnly, destination: report, ports: [tcp/443, tcp/5432, tcp/22], via: vpcPeeringConnection}
  - {name: back, source: report, expect: reachOnly, destination: gate, ports: [tcp/443, tcp/5432, tcp/22], via: vpcPeeringConnection}
  - {name: among-payment, source: gate, expect: neverReach, destination: gate}
  - {name: among-analytics, source: report, expect: neverReach, destination: report}
  - {name: payment-no-way-in, source: internet, expect: neverReach, destination: gate}
  - {name: analytics-no-way-in, source: internet, expect: neverReach, destination: report}
  - {name: payment-out, source: gate, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway, withoutAnyAvailabilityZone: true}
  - {name: analytics-out, source: report, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway, withoutAnyAvailabilityZone: true}`,
});
