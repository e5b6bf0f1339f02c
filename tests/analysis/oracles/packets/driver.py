"""Builds a laboratory of network namespaces and sends packets through it.

Reads a plan as JSON from standard input and writes the outcome of each attempt to standard output. It runs in
namespaces of its own (`unshare --mount --net`), so that all it made is gone when it ends, however it ends.
"""

import ctypes
import json
import os
import resource
import selectors
import socket
import subprocess
import sys
import time

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def run(command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()[:2000]}")


def enter(name):
    """From here on sockets, commands and /proc/sys are those of the namespace."""
    with open(f"/run/netns/{name}", "rb") as namespace:
        if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
            raise SystemExit(f"setns {name}: {os.strerror(ctypes.get_errno())}")


def write(path, value):
    with open(path, "w", encoding="ascii") as file:
        file.write(value)


def settle():
    """Before there are devices: each takes what stands in `default`."""
    for scope in ("all", "default"):
        base = f"/proc/sys/net/ipv4/conf/{scope}"
        write(f"{base}/rp_filter", "0")
        write(f"{base}/send_redirects", "0")
        write(f"{base}/accept_redirects", "0")
    write("/proc/sys/net/ipv4/ip_forward", "1")
    write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1")


def build(plan):
    os.makedirs("/run/netns", exist_ok=True)
    run(["mount", "-t", "tmpfs", "tmpfs", "/run/netns"])
    names = [one["name"] for one in plan["namespaces"]]
    run(["ip", "-batch", "-"], "".join(f"netns add {name}\n" for name in names))
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    for name in names:
        enter(name)
        settle()
    libc.setns(home, CLONE_NEWNET)
    run(["ip", "-batch", "-"], "\n".join(plan["links"]) + "\n")
    for one in plan["namespaces"]:
        enter(one["name"])
        # Addresses before routes, whichever was thought of first.
        order = {"link": 0, "addr": 1, "rule": 2}
        lines = sorted(one["ip"], key=lambda line: order.get(line.split()[0], 3))
        run(["ip", "-batch", "-"], "\n".join(["link set lo up", *lines]) + "\n")
        if one["nft"]:
            run(["nft", "-f", "-"], "\n".join(one["nft"]) + "\n")


KINDS = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}


class Servers:
    """Answers on every address of every namespace: TCP with a byte, UDP with what came."""

    def __init__(self, selector, plan):
        self.selector = selector
        for server in plan["servers"]:
            enter(server["namespace"])
            one = socket.socket(socket.AF_INET, KINDS[server["protocol"]])
            one.setblocking(False)
            # The reply to UDP must leave from the address that was asked: one socket for each.
            one.bind((server["address"], server["port"]))
            if server["protocol"] == "tcp":
                one.listen(256)
                selector.register(one, selectors.EVENT_READ, self.accept)
            else:
                selector.register(one, selectors.EVENT_READ, self.echo)

    def accept(self, one, _mask):
        try:
            made, _ = one.accept()
        except OSError:
            return
        made.setblocking(False)
        try:
            made.send(b"!")
        except OSError:
            pass
        self.selector.register(made, selectors.EVENT_READ, self.close)

    def close(self, one, _mask):
        self.selector.unregister(one)
        one.close()

    def echo(self, one, _mask):
        try:
            data, sender = one.recvfrom(64)
            one.sendto(data, sender)
        except OSError:
            pass


class Attempts:
    """Many at once: each succeeds when it has its answer, and fails when it is refused or its time is over."""

    def __init__(self, selector, plan):
        self.selector = selector
        self.results = [False] * len(plan["attempts"])
        self.attempts = plan["attempts"]
        self.open = {}

    def start(self, number):
        attempt = self.attempts[number]
        enter(attempt["namespace"])
        one = socket.socket(socket.AF_INET, KINDS[attempt["protocol"]])
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.setblocking(False)
        try:
            one.bind((attempt["source"], attempt["sourcePort"]))
            one.connect_ex((attempt["destination"], attempt["destinationPort"]))
        except OSError:
            one.close()
            return
        self.open[one] = number
        if attempt["protocol"] == "udp":
            self.send(one)
        self.selector.register(one, selectors.EVENT_READ, self.answered)

    @staticmethod
    def send(one):
        try:
            one.send(b"?")
        except OSError:
            pass

    def resend(self):
        for one, number in self.open.items():
            if self.attempts[number]["protocol"] == "udp":
                self.send(one)

    def answered(self, one, _mask):
        try:
            self.results[self.open[one]] = len(one.recv(64)) > 0
        except BlockingIOError:
            return
        except OSError:
            pass
        self.finish(one)

    def finish(self, one):
        self.selector.unregister(one)
        del self.open[one]
        one.close()


def attempt(selector, attempts, numbers, seconds):
    for at, number in enumerate(numbers):
        attempts.start(number)
        if at % 50 == 49:
            turn(selector, 0)
    end = time.monotonic() + seconds
    again = time.monotonic() + seconds / 3
    while attempts.open and time.monotonic() < end:
        turn(selector, 0.02)
        if time.monotonic() > again:
            again = end
            attempts.resend()
    for one in list(attempts.open):
        attempts.finish(one)


def turn(selector, seconds):
    for key, mask in selector.select(seconds):
        key.data(key.fileobj, mask)


def main():
    plan = json.load(sys.stdin)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    started = time.monotonic()
    build(plan)
    built = time.monotonic()
    selector = selectors.DefaultSelector()
    Servers(selector, plan)
    attempts = Attempts(selector, plan)
    everything = range(len(plan["attempts"]))
    attempt(selector, attempts, everything, 0.3)
    # A busy machine may have been late: once more, and with time for TCP to send again.
    failed = [number for number in everything if not attempts.results[number]]
    attempt(selector, attempts, failed, plan["patience"])
    json.dump(
        {"results": attempts.results, "seconds": [built - started, time.monotonic() - built]},
        sys.stdout,
    )


main()
