/** Networks that several specs start from. */
/** A public subnet with a NAT gateway, a private one that uses it. */
export const natNetwork = (publicRoute: string, nat = "public address") => `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public 10.0.0.0/24 vpc=v table=out
  subnet private 10.0.1.0/24 vpc=v table=by-nat
  nat n vpc=v in=public ${nat} ipv4=10.0.0.10
  table out vpc=v
    ${publicRoute}
  table by-nat vpc=v
    0.0.0.0/0 nat:n
  interface a in=private ipv4=10.0.1.4`;

/** A hub that a transit gateway leads `brought` to, and that leads `sent` back. */
export function transit(sent: string, brought: string): string {
  return `
    vpc hub 10.0.0.0/16
    subnet s 10.0.0.0/24 vpc=hub table=t
    table t vpc=hub
      ${sent} transit:tgw
    transit tgw
      attachment a vpc=hub subnets=s table=all
      table all ${brought} a`;
}
