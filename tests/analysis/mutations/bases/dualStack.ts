import { drawnBase } from "./base";

/**
 * IPv4 and IPv6 side by side. An intent asks for IPv6 only where one end has nothing else, so there are
 * a load balancer and workers that have IPv6 alone beside those that have IPv4 alone.
 */
export const dualStack = drawnBase({
  name: "dual-stack",
  kinds: { web: "loadBalancer", six: "loadBalancer", store: "database" },
  network: `
    vpc both 10.3.0.0/16 2600:1f18:300::/56
    igw gw vpc=both
    eigw way-out vpc=both
    subnet public-a 10.3.0.0/24 2600:1f18:300:0::/64 vpc=both zone=1a table=public
    subnet public-b 10.3.1.0/24 2600:1f18:300:1::/64 vpc=both zone=1b table=public
    subnet private-a 10.3.2.0/24 2600:1f18:300:2::/64 vpc=both zone=1a table=private
    subnet private-b 10.3.3.0/24 2600:1f18:300:3::/64 vpc=both zone=1b table=private
    subnet database-a 10.3.4.0/24 2600:1f18:300:4::/64 vpc=both zone=1a table=database
    subnet database-b 10.3.5.0/24 2600:1f18:300:5::/64 vpc=both zone=1b table=database
    table public vpc=both
      0.0.0.0/0 igw:gw
      ::/0 igw:gw
    table private vpc=both
      0.0.0.0/0 nat:nat
      ::/0 eigw:way-out
    table database vpc=both
    nat nat vpc=both in=public-a public address ipv4=10.3.0.9
    group alb vpc=both
      in tcp/443 0.0.0.0/0
      out tcp/8080 group:tasks
    group gate vpc=both
      in tcp/443 ::/0
      out tcp/8080 group:work
    group tasks vpc=both
      in tcp/8080 group:alb
      out tcp/443 0.0.0.0/0
      out tcp/5432 group:data
    group work vpc=both
      in tcp/8080 group:gate
      out tcp/443 ::/0
      out tcp/5432 group:data
    group data vpc=both
      in tcp/5432 group:tasks
      in tcp/5432 group:work
    interface web-a in=public-a ipv4=10.3.0.20 groups=alb public
    interface web-b in=public-b ipv4=10.3.1.20 groups=alb public
    interface six-a in=public-a ipv6=2600:1f18:300:0::20 groups=gate
    interface six-b in=public-b ipv6=2600:1f18:300:1::20 groups=gate
    interface app-a in=private-a ipv4=10.3.2.20 groups=tasks
    interface app-b in=private-b ipv4=10.3.3.20 groups=tasks
    interface worker-a in=private-a ipv6=2600:1f18:300:2::30 groups=work
    interface worker-b in=private-b ipv6=2600:1f18:300:3::30 groups=work
    interface store-a in=database-a ipv4=10.3.4.20 ipv6=2600:1f18:300:4::20 groups=data
    interface store-b in=database-b ipv4=10.3.5.20 ipv6=2600:1f18:300:5::20 groups=data`,
  intents: `
  - {name: site, source: internet, expect: reachOnly, destination: web, ports: [tcp/443]}
  - {name: site-over-ipv6, source: "2a00::/12", expect: reachOnly, destination: six, ports: [tcp/443]}
  - {name: web-to-app, source: web, expect: reachOnly, destination: app, ports: [tcp/8080]}
  - {name: six-to-workers, source: six, expect: reachOnly, destination: worker, ports: [tcp/8080]}
  - {name: app-for-web-only, source: any, exceptSources: [web], expect: neverReach, destination: app}
  - {name: workers-for-six-only, source: any, exceptSources: [six], expect: neverReach, destination: worker}
  - {name: app-no-way-in, source: internet, expect: neverReach, destination: app}
  - {name: workers-no-way-in, source: internet, expect: neverReach, destination: worker}
  - {name: app-out, source: app, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway}
  - {name: workers-out, source: worker, expect: reachOnly, destination: "2a00::/12", ports: [tcp/443], via: internetGateway}
  - {name: app-to-store, source: app, expect: reachOnly, destination: store, ports: [tcp/5432]}
  - {name: workers-to-store, source: worker, expect: reachOnly, destination: store, ports: [tcp/5432]}
  - {name: store-for-both-only, source: any, exceptSources: [app, worker], expect: neverReach, destination: store}
  - {name: store-no-way-in, source: internet, expect: neverReach, destination: store}
  - {name: store-no-way-out, source: store, expect: neverReach, destination: internet}
  - {name: store-to-nobody, source: store, expect: neverReach, destination: any}
  - {name: web-no-way-out, source: web, expect: neverReach, destination: internet}
  - {name: six-no-way-out, source: six, expect: neverReach, destination: internet}
  - {name: among-web, source: web, expect: neverReach, destination: web}
  - {name: among-six, source: six, expect: neverReach, destination: six}`,
});
