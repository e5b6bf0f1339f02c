"""Instances, launch templates, key pairs and volumes."""

from arguments import request
from mapping import plays, tag_specification


@plays("aws:ec2/launchTemplate:LaunchTemplate")
class LaunchTemplate:
    def create(aws, name, args):
        data = request(
            ImageId=args.get("imageId"),
            InstanceType=args.get("instanceType"),
            KeyName=args.get("keyName"),
            SecurityGroupIds=args.get("vpcSecurityGroupIds"),
        )
        made = aws.ec2.create_launch_template(
            **request(
                LaunchTemplateName=args["name"],
                LaunchTemplateData=data,
                TagSpecifications=tag_specification(args, "launch-template"),
            )
        )["LaunchTemplate"]
        return {"id": made["LaunchTemplateId"], "name": args["name"]}

    def delete(aws, made, args):
        aws.ec2.delete_launch_template(LaunchTemplateId=made["id"])


@plays("aws:ec2/keyPair:KeyPair")
class KeyPair:
    def create(aws, name, args):
        aws.ec2.import_key_pair(
            KeyName=args["keyName"], PublicKeyMaterial=args["publicKey"].encode()
        )
        return {"id": args["keyName"], "keyName": args["keyName"]}

    def delete(aws, made, args):
        aws.ec2.delete_key_pair(KeyName=made["id"])


@plays("aws:ebs/volume:Volume")
class Volume:
    def create(aws, name, args):
        made = aws.ec2.create_volume(
            **request(
                AvailabilityZone=args["availabilityZone"],
                Size=args.get("size"),
                VolumeType=args.get("type"),
                Iops=args.get("iops"),
                Throughput=args.get("throughput"),
                TagSpecifications=tag_specification(args, "volume"),
            )
        )
        return {"id": made["VolumeId"]}

    def delete(aws, made, args):
        aws.ec2.delete_volume(VolumeId=made["id"])


@plays("aws:ec2/volumeAttachment:VolumeAttachment")
class VolumeAttachment:
    def create(aws, name, args):
        aws.ec2.attach_volume(
            Device=args["deviceName"], InstanceId=args["instanceId"], VolumeId=args["volumeId"]
        )
        return {"id": name}


@plays("aws:ec2/instance:Instance")
class Instance:
    def create(aws, name, args):
        made = aws.ec2.run_instances(
            **request(
                ImageId=args["ami"],
                InstanceType=args["instanceType"],
                KeyName=args.get("keyName"),
                SubnetId=args.get("subnetId"),
                SecurityGroupIds=args.get("vpcSecurityGroupIds"),
                MinCount=1,
                MaxCount=1,
                TagSpecifications=tag_specification(args, "instance"),
            )
        )
        return {"id": made["Instances"][0]["InstanceId"]}

    def delete(aws, made, args):
        aws.ec2.terminate_instances(InstanceIds=[made["id"]])
