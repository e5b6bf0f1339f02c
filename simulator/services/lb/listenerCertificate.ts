/**
 * A further certificate of a listener, chosen by name. Replaces as internal/service/elbv2/listener_certificate.go says.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddListenerCertificates.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { arn } from "../../resource/forms";
import type { Spec, Wanted } from "../../resource/spec";
import { text } from "../../values";
import { acceptCertificate, certificateReference } from "./certificates";
import { listenerCertificateKind, listenerKind } from "./entities";

function accept({ scope, inputs }: Wanted): void {
  const listener = scope.need(
    listenerKind,
    text(inputs, "listenerArn") ?? "",
    "ListenerNotFound",
    "One or more listeners not found",
  );
  const protocol = text(listener.properties, "protocol") ?? "";
  if (protocol !== "HTTPS" && protocol !== "TLS")
    throw new AwsError(
      "ValidationError",
      `A certificate cannot be specified for ${protocol} listeners`,
    );
  acceptCertificate(scope, text(inputs, "certificateArn") ?? "");
}

const spec: Omit<Spec, "type"> = {
  service: "Elastic Load Balancing v2",
  noun: "ELBv2 Listener Certificate",
  calls: { create: "AddListenerCertificates", delete: "RemoveListenerCertificates" },
  kind: listenerCertificateKind,
  properties: {
    region,
    certificateArn: { ...requiredForcesNew, form: arn },
    listenerArn: { ...requiredForcesNew, form: arn },
  },
  references: [certificateReference],
  names: () => [],
  id: ({ inputs }) =>
    `${text(inputs, "listenerArn") ?? ""}_${text(inputs, "certificateArn") ?? ""}`,
  accept,
};

export const listenerCertificates: readonly Model[] = ["lb", "alb"].map((module) =>
  defineResource({ ...spec, type: `aws:${module}/listenerCertificate:ListenerCertificate` }),
);
