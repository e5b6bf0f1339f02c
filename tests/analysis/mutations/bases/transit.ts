import { drawnBase } from "./base";

/** Three VPCs on a transit gateway: an application, its data, and the one way out for all. */
export const transit = drawnBase({
  name: "transit",
  kinds: { store: "database" },
  network: `
    vpc app 10.10.0.0/16
    vpc data 10.20.0.0/16
    vpc egress 10.30.0.0/16
    igw gw vpc=egress
    subnet app-private-a 10.10.0.0/24 vpc=app zone=1a table=app-private
    subnet app-private-b 10.10.1.0/24 vpc=app zone=1b table=app-private
    subnet app-hub-a 10.10.8.0/28 vpc=app zone=1a table=app-hub
    subnet app-hub-b 10.10.8.16/28 vpc=app zone=1b table=app-hub
    subnet data-database-a 10.20.0.0/24 vpc=data zone=1a table=data-database acl=data-database-acl
    subnet data-database-b 10.20.1.0/24 vpc=data zone=1b table=data-database acl=data-database-acl
    subnet data-hub-a 10.20.8.0/28 vpc=data zone=1a table=data-hub
    subnet data-hub-b 10.20.8.16/28 vpc=data zone=1b table=data-hub
    subnet egress-public-a 10.30.0.0/24 vpc=egress zone=1a table=egress-public
    subnet egress-public-b 10.30.1.0/24 vpc=egress zone=1b table=egress-public
    subnet egress-hub-a 10.30.8.0/28 vpc=egress zone=1a table=egress-hub-of-a
    subnet egress-hub-b 10.30.8.16/28 vpc=egress zone=1b table=egress-hub-of-b
    table app-private vpc=app
      0.0.0.0/0 transit:hub
    table app-hub vpc=app
    table data-database vpc=data
      10.10.0.0/16 transit:hub
    table data-hub vpc=data
    table egress-public vpc=egress
      0.0.0.0/0 igw:gw
      10.10.0.0/16 transit:hub
    table egress-hub-of-a vpc=egress
      0.0.0.0/0 nat:nat-a
    table egress-hub-of-b vpc=egress
      0.0.0.0/0 nat:nat-b
    nat nat-a vpc=egress in=egress-public-a public address ipv4=10.30.0.9
    nat nat-b vpc=egress in=egress-public-b public address ipv4=10.30.1.9
    transit hub references
      attachment of-app vpc=app subnets=app-hub-a,app-hub-b table=from-app
      attachment of-data vpc=data subnets=data-hub-a,data-hub-b table=from-data
      attachment of-egress vpc=egress subnets=egress-hub-a,egress-hub-b table=from-egress
      table from-app 0.0.0.0/0 of-egress
      table from-app 10.20.0.0/16 of-data propagated
      table from-data 10.10.0.0/16 of-app propagated
      table from-egress 10.10.0.0/16 of-app propagated
    acl data-database-acl vpc=data
      in 100 allow tcp/5432 10.10.0.0/23
      out 100 allow tcp/32768-65535 10.10.0.0/23
    group clients vpc=app
      out tcp/443 0.0.0.0/0
      out tcp/5432 10.20.0.0/16
    group store-of-clients vpc=data
      in tcp/5432 group:clients
    interface web-a in=app-private-a ipv4=10.10.0.20 groups=clients
    interface web-b in=app-private-b ipv4=10.10.1.20 groups=clients
    interface store-a in=data-database-a ipv4=10.20.0.20 groups=store-of-clients
    interface store-b in=data-database-b ipv4=10.20.1.20 groups=store-of-clients`,
  intents: `
  - {name: out, source: web, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway, withoutAnyAvailabilityZone: true}
  - {name: store, source: web, expect: reachOnly, destination: store, ports: [tcp/5432], via: transitGateway}
  - {name: store-for-web-only, source: any, exceptSources: [web], expect: neverReach, destination: store}
  - {name: store-no-way-in, source: internet, expect: neverReach, destination: store}
  - {name: store-no-way-out, source: store, expect: neverReach, destination: internet}
  - {name: store-to-nobody, source: store, expect: neverReach, destination: any}
  - {name: web-no-way-in, source: internet, expect: neverReach, destination: web}
  - {name: web-from-nobody, source: any, expect: neverReach, destination: web}`,
});
