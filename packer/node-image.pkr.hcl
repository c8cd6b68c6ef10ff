locals {
  # The one file that this image and the nodes' user data (libs/platform) agree by.
  # An absolute path, because Packer looks up a relative one from the template's folder, not from path.root's base.
  contract = jsondecode(file("${abspath(path.root)}/../libs/platform/src/cluster/node-image.json"))

  built_at = timestamp()

  # The smallest types that nodes run on; an image is not tied to the type it was built on.
  instance_types = { amd64 = "t3.small", arm64 = "t4g.small" }

  docker_versions = { for name, base in local.base_images : name => replace(base.ecs_runtime_version, "Docker version ", "") }

  port_range = "${local.contract.dynamicHostPorts.first}-${local.contract.dynamicHostPorts.last}"

  # Values hold no white space (checked in libs/platform), so that one variable can carry them all.
  agent_settings = join(" ", concat(
    [for key, value in local.contract.ecsAgent.setByImage : "${key}=${value}"],
    ["ECS_DYNAMIC_HOST_PORT_RANGE=${local.port_range}"],
  ))

  # Every script gets the same environment; The scripts name what they need of it.
  environment = [
    "UPLOADS=/tmp/node-image",
    "AMAZON_LINUX_RELEASE=${var.amazon_linux_release}",
    "ECS_AGENT_CONFIG_FILE=${local.contract.ecsAgent.configFile}",
    "ECS_AGENT_SETTINGS=${local.agent_settings}",
    "ECS_AGENT_MINIMUM_VERSION=${local.contract.ecsAgent.minimumVersion}",
    "USER_DATA_SETTINGS=${join(" ", concat(local.contract.ecsAgent.setByUserData.required, local.contract.ecsAgent.setByUserData.optional))}",
    "METADATA_GUARD_UNIT=${local.contract.metadata.guardUnit}",
    "RELEASE_FILE=${local.contract.image.releaseFile}",
    "IMAGE_VERSION=${var.image_version}",
    "IMAGE_COMMIT=${var.commit}",
    "IMAGE_BUILT_AT=${local.built_at}",
  ]

  base_environments = {
    for name, base in local.base_images : name => [
      "BASE_IMAGE_ID=${base.image_id}",
      "BASE_IMAGE_NAME=${base.image_name}",
      "EXPECTED_ECS_AGENT_VERSION=${base.ecs_agent_version}",
      "EXPECTED_DOCKER_VERSION=${local.docker_versions[name]}",
    ]
  }
}

build {
  name = "node-image"

  dynamic "source" {
    for_each = local.instance_types
    iterator = architecture
    labels   = ["amazon-ebs.node"]

    content {
      name            = architecture.key
      region          = var.region
      instance_type   = architecture.value
      source_ami      = local.base_images[architecture.key].image_id
      ami_name        = replace(local.contract.image.namePatterns[architecture.key], "*", var.image_version)
      ami_description = "Node of Dotkom's application platform, ${architecture.key}, on ${local.base_images[architecture.key].image_name}"

      subnet_id            = var.subnet_id
      iam_instance_profile = var.instance_profile

      # No port is open: the connection is made by the instance's own SSM agent. Packer opens port 22 to the whole
      # internet in its temporary security group unless it is told another source.
      communicator                          = "ssh"
      ssh_interface                         = "session_manager"
      ssh_username                          = "ec2-user"
      ssh_clear_authorized_keys             = true
      temporary_security_group_source_cidrs = ["127.0.0.1/32"]
      pause_before_ssm                      = "20s"

      dynamic "temporary_iam_instance_profile_policy_document" {
        for_each = var.instance_profile == "" ? ["session-manager"] : []

        content {
          Version = "2012-10-17"

          # The least with which Session Manager works; none of these actions can be narrowed to a resource.
          Statement {
            Effect = "Allow"
            Action = [
              "ssm:UpdateInstanceInformation",
              "ssmmessages:CreateControlChannel",
              "ssmmessages:CreateDataChannel",
              "ssmmessages:OpenControlChannel",
              "ssmmessages:OpenDataChannel",
            ]
            Resource = ["*"]
          }
        }
      }

      # Encrypted from the start, so that the image is too; encrypt_boot would first make an unencrypted image and
      # then copy it.
      launch_block_device_mappings {
        device_name           = local.contract.image.rootVolume.device
        volume_type           = "gp3"
        iops                  = 3000
        throughput            = 125
        volume_size           = local.contract.image.rootVolume.gib
        encrypted             = true
        delete_on_termination = true
      }

      tags = merge(local.contract.image.tags, {
        "Name"                          = replace(local.contract.image.namePatterns[architecture.key], "*", var.image_version)
        "node-image:architecture"       = architecture.key
        "node-image:version"            = var.image_version
        "node-image:base-image"         = local.base_images[architecture.key].image_id
        "node-image:base-image-name"    = local.base_images[architecture.key].image_name
        "node-image:ecs-agent"          = local.base_images[architecture.key].ecs_agent_version
        "node-image:docker"             = local.docker_versions[architecture.key]
        "node-image:amazon-linux-repos" = var.amazon_linux_release
        "node-image:commit"             = var.commit
        "node-image:built-at"           = local.built_at
      })
      snapshot_tags   = local.contract.image.tags
      run_tags        = { "Name" = "node-image-builder-${architecture.key}" }
      run_volume_tags = { "Name" = "node-image-builder-${architecture.key}" }
    }
  }

  provisioner "shell" {
    inline = ["mkdir -p /tmp/node-image"]
  }

  provisioner "file" {
    sources     = ["${path.root}/files", "${path.root}/hooks"]
    destination = "/tmp/node-image/"
  }

  provisioner "shell" {
    execute_command  = "sudo env {{ .Vars }} bash '{{ .Path }}'"
    environment_vars = concat(local.environment, local.base_environments[source.name], ["SMOKE_TEST=running"])
    scripts = [
      "${path.root}/scripts/10-wait-for-cloud-init.sh",
      "${path.root}/scripts/20-update-packages.sh",
      "${path.root}/scripts/30-ssm-agent.sh",
      "${path.root}/scripts/40-ecs-agent.sh",
      "${path.root}/scripts/50-docker.sh",
      "${path.root}/scripts/60-metadata-guard.sh",
      "${path.root}/scripts/70-disk.sh",
      "${path.root}/scripts/80-hooks.sh",
      "${path.root}/scripts/85-release-file.sh",
      "${path.root}/scripts/smoke-test.sh",
    ]
  }

  # Nothing runs after these two: they end the connection's keys, and only an open connection outlives that.
  provisioner "shell" {
    execute_command  = "sudo env {{ .Vars }} bash '{{ .Path }}'"
    environment_vars = concat(local.environment, local.base_environments[source.name], ["SMOKE_TEST=leftovers"])
    scripts = [
      "${path.root}/scripts/90-clean-up.sh",
      "${path.root}/scripts/smoke-test.sh",
    ]
  }

  post-processor "manifest" {
    output = var.manifest
    custom_data = {
      version              = var.image_version
      commit               = var.commit
      built_at             = local.built_at
      base_image           = local.base_images[source.name].image_id
      base_image_name      = local.base_images[source.name].image_name
      ecs_agent            = local.base_images[source.name].ecs_agent_version
      docker               = local.docker_versions[source.name]
      amazon_linux_release = var.amazon_linux_release
    }
  }
}
