# Stands in for newer.pkr.hcl while Packer 1.6.6 validates the rest of the template. Never built.

locals {
  base_images = {
    amd64 = {
      image_id            = "ami-00000000000000000"
      image_name          = "stand-in"
      ecs_agent_version   = "0.0.0"
      ecs_runtime_version = "Docker version 0.0.0"
    }
    arm64 = {
      image_id            = "ami-00000000000000000"
      image_name          = "stand-in"
      ecs_agent_version   = "0.0.0"
      ecs_runtime_version = "Docker version 0.0.0"
    }
  }
}

source "amazon-ebs" "node" {}
