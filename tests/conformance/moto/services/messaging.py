"""Topics and subscriptions."""

from mapping import plays


@plays("aws:sns/topic:Topic")
class Topic:
    def create(aws, name, args):
        attributes = {}
        if args.get("fifoTopic"):
            attributes["FifoTopic"] = "true"
        if args.get("displayName"):
            attributes["DisplayName"] = args["displayName"]
        made = aws.sns.create_topic(Name=args["name"], Attributes=attributes)
        return {"id": made["TopicArn"], "arn": made["TopicArn"]}

    def delete(aws, made, args):
        aws.sns.delete_topic(TopicArn=made["id"])


@plays("aws:sns/topicSubscription:TopicSubscription")
class TopicSubscription:
    def create(aws, name, args):
        made = aws.sns.subscribe(
            TopicArn=args["topic"],
            Protocol=args["protocol"],
            Endpoint=args["endpoint"],
            ReturnSubscriptionArn=True,
        )
        return {"id": made["SubscriptionArn"]}
