/**
 * A laboratory as data: network namespaces, the links between them, the commands of `ip` and the rules of `nft`
 * in each. `driver.py` builds it and sends the packets.
 */
export interface Namespace {
  readonly name: string;
  /** What it stands for, to be read by a person. */
  readonly label: string;
  /** Lines for `ip -batch`. */
  readonly ip: string[];
  /** Lines for `nft -f`. */
  readonly nft: string[];
}

/** One end of a link: the device there and its address, and the address at the other end. */
export interface End {
  readonly device: string;
  readonly address: string;
  readonly peer: string;
}

export class Lab {
  readonly namespaces: Namespace[] = [];
  /** Lines for `ip -batch` outside of all namespaces. */
  readonly links: string[] = [];
  private devices = 0;
  private readonly byLabel = new Map<string, Namespace>();

  namespace(label: string): Namespace {
    const known = this.byLabel.get(label);
    if (known !== undefined) return known;
    const made = { name: `n${this.namespaces.length}`, label, ip: [], nft: [] };
    this.namespaces.push(made);
    this.byLabel.set(label, made);
    return made;
  }

  has(label: string): boolean {
    return this.byLabel.has(label);
  }

  /** A link with an address at each end, of a range that no network here uses. */
  link(one: Namespace, other: Namespace): { one: End; other: End } {
    const number = this.devices++;
    const [a, b] = [1, 2].map(
      (host) => `100.${64 + (number >> 14)}.${(number >> 6) & 255}.${4 * (number & 63) + host}`,
    );
    const [here, there] = [`a${number}`, `b${number}`];
    this.cable(one, here, other, there);
    one.ip.push(`addr add ${a}/30 dev ${here}`);
    other.ip.push(`addr add ${b}/30 dev ${there}`);
    return {
      one: { device: here, address: a!, peer: b! },
      other: { device: there, address: b!, peer: a! },
    };
  }

  /** A link without addresses, to plug into a bridge. */
  cable(one: Namespace, here: string, other: Namespace, there: string): void {
    this.links.push(
      `link add ${here} netns ${one.name} type veth peer name ${there} netns ${other.name}`,
    );
    one.ip.push(`link set ${here} up`);
    other.ip.push(`link set ${there} up`);
  }

  plug(bridge: Namespace, host: Namespace): string {
    const number = this.devices++;
    this.cable(bridge, `a${number}`, host, `b${number}`);
    bridge.ip.push(`link set a${number} master lan`);
    return `b${number}`;
  }
}

/** Everything that comes in by a device is looked up in a table of its own. */
export function tableFor(space: Namespace, device: string): number {
  const table = 1000 + space.ip.length;
  space.ip.push(`rule add iif ${device} table ${table} pref 100`);
  space.ip.push(`route add unreachable default metric 9000 table ${table}`);
  return table;
}
