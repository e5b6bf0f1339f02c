/** The listeners of a load balancer as its component's arguments say them, and what they give to the default target group. */
import { atMostOne, isGivenInput, isTruthy, plainList, plainMap } from "./args";
import { lift, type Input, type Inputs } from "./output";

/** The listeners to be made. */
interface ListenerPlan {
  readonly listeners: readonly Inputs[];
  /** What the default target group takes over from the listener. */
  readonly targetGroup: Inputs;
}

export function planListeners(args: Inputs): ListenerPlan {
  const listener = plainMap(args.listener, "listener");
  const listeners = plainList(args.listeners, "listeners")?.map(
    (one, index) => plainMap(one, `listeners[${String(index)}]`) ?? {},
  );
  if (listener && listeners) atMostOne(args, ["listener", "listeners"]);
  // The published component takes the port of the only listener when it is given as `listener`, and that of the first
  // when there are several, but nothing from a list of one.
  const targetGroup =
    listeners?.length === 1
      ? {}
      : endpointOf(listener ?? listeners?.[0], args.defaultTargetGroupPort);
  if (listeners)
    return { targetGroup, listeners: listeners.map((one) => ({ ...endpointOf(one), ...one })) };
  return { targetGroup, listeners: [{ ...targetGroup, ...listener }] };
}

/** Port and protocol, one from the other where one is given. */
function endpointOf(listener: Inputs | undefined, defaultPort?: Input): Inputs {
  const { port, protocol } = listener ?? {};
  if (isTruthy(port))
    return {
      port,
      protocol: isTruthy(protocol)
        ? protocol
        : lift(port).apply((one) => (one === 443 ? "HTTPS" : "HTTP")),
    };
  if (isTruthy(protocol))
    return { protocol, port: lift(protocol).apply((one) => (one === "HTTPS" ? 443 : 80)) };
  return { port: isGivenInput(defaultPort) ? defaultPort : 80, protocol: "HTTP" };
}
