# The checksums of the AWS provider. Made by `npx nx run platform:upgrade-provider --to VERSION`, not by hand.
# Machines: linux_amd64

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "5.100.0"
  hashes = [
    "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=",
  ]
}
