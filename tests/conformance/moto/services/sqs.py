"""Queues."""

from mapping import plays

# By the property's name: the attribute, and what the provider sends where it is not given.
attributes = {
    "delaySeconds": ("DelaySeconds", 0),
    "maxMessageSize": ("MaximumMessageSize", None),
    "messageRetentionSeconds": ("MessageRetentionPeriod", 345600),
    "receiveWaitTimeSeconds": ("ReceiveMessageWaitTimeSeconds", 0),
    "redrivePolicy": ("RedrivePolicy", None),
    "visibilityTimeoutSeconds": ("VisibilityTimeout", 30),
}


def wanted(args):
    given = {name: args.get(key, default) for key, (name, default) in attributes.items()}
    if args.get("fifoQueue"):
        given["FifoQueue"] = "true"
    return {name: str(value) for name, value in given.items() if value is not None}


@plays("aws:sqs/queue:Queue")
class Queue:
    def create(aws, name, args):
        made = aws.sqs.create_queue(QueueName=args["name"], Attributes=wanted(args))
        url = made["QueueUrl"]
        found = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return {"id": url, "url": url, "arn": found["Attributes"]["QueueArn"]}

    def update(aws, made, args):
        changed = {
            name: str(args.get(key, default))
            for key, (name, default) in attributes.items()
            if args.changed(key)
        }
        aws.sqs.set_queue_attributes(QueueUrl=made["id"], Attributes=changed)

    def delete(aws, made, args):
        aws.sqs.delete_queue(QueueUrl=made["id"])
