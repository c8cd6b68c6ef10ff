#!/usr/bin/env bash
# The last word on an image before it is taken: Packer runs this on the temporary instance, and a failed check fails
# the build. Twice: `running` while everything is up, `leftovers` after the clean-up. Every failure is reported.
set -euo pipefail
: "${SMOKE_TEST:?is running or leftovers}"
readonly root="${ROOT:-}"
shopt -s nullglob dotglob

failed=()

# check NAME FUNCTION [ARGUMENT...]: the function prints what is wrong and returns something other than 0.
check() {
  local name=$1 why
  shift
  if why="$("$@" 2>&1)"; then
    echo "ok      $name"
  else
    echo "FAILED  $name: ${why:-no reason given}"
    failed+=("$name")
  fi
}

wrong() {
  echo "$*"
  return 1
}

# ---- what must be there while the instance runs

enabled() {
  local state
  state="$(systemctl is-enabled "$1" || true)"
  [[ $state == enabled ]] || wrong "$1 is '$state', not enabled"
}

active() {
  local state
  state="$(systemctl is-active "$1" || true)"
  [[ $state == active ]] || wrong "$1 is '$state', not active"
}

enabled_and_active() {
  enabled "$1" && active "$1"
}

version() {
  rpm --query --queryformat '%{VERSION}' "$1"
}

has_version() {
  local package=$1 expected=$2 found
  found="$(version "$package")" || wrong "$package is not installed" || return
  [[ $found == "$expected" ]] || wrong "$package is $found, the base image promised $expected"
}

ecs_agent_is_new_enough() {
  local found
  found="$(version ecs-init)" || wrong 'ecs-init is not installed' || return
  # Before this version an agent whose user data was not found joins a cluster named default.
  printf '%s\n' "$ECS_AGENT_MINIMUM_VERSION" "$found" | sort --version-sort --check=quiet ||
    wrong "ecs-init is $found, older than $ECS_AGENT_MINIMUM_VERSION"
}

has_agent_settings() {
  local config="$root$ECS_AGENT_CONFIG_FILE" settings
  read -ra settings <<<"$ECS_AGENT_SETTINGS"
  diff <(printf '%s\n' "${settings[@]}") "$config" ||
    wrong "$ECS_AGENT_CONFIG_FILE does not hold exactly the settings of the image"
}

# A cluster's name in the image would tie it to one environment.
leaves_user_data_settings_alone() {
  local config="$root$ECS_AGENT_CONFIG_FILE" settings setting
  read -ra settings <<<"$USER_DATA_SETTINGS"
  for setting in "${settings[@]}"; do
    if grep --quiet "^$setting=" "$config"; then
      wrong "$ECS_AGENT_CONFIG_FILE sets $setting, which is for user data" || return
    fi
  done
}

docker_has_settings() {
  local found
  cmp "$UPLOADS/files/docker-daemon.json" "$root/etc/docker/daemon.json" || return
  found="$(docker info --format '{{.LiveRestoreEnabled}} {{.LoggingDriver}}')" || wrong "$found" || return
  [[ $found == 'true json-file' ]] || wrong "Docker runs with live-restore and log driver '$found', not 'true json-file'"
}

guard_rule_is_first() {
  local first
  first="$(iptables --wait 10 --list-rules DOCKER-USER 1)" || wrong "$first" || return
  [[ $first == *'169.254.169.254/32'*'DROP'* ]] || wrong "the first rule of DOCKER-USER is '$first'"
}

guard_survives_docker_restart() {
  systemctl restart docker.service || return
  active "$METADATA_GUARD_UNIT" && guard_rule_is_first
}

# A container without an image of its own: the instance's /usr, read-only. No registry is asked.
metadata_answers_container() {
  docker run --rm --volume /usr:/usr:ro node-image-probe \
    /usr/bin/curl --silent --show-error --fail --output /dev/null --max-time 5 \
    --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token
}

metadata_is_closed() {
  local guard="$root/usr/local/libexec/metadata-guard" proof=yes closed=yes
  tar --create --directory "$root/" lib lib64 | docker import - node-image-probe || return
  # First open: a container that cannot reach the address then either would make the check below say nothing.
  "$guard" open || return
  metadata_answers_container || proof=no
  "$guard" close || return
  ! metadata_answers_container || closed=no
  docker rmi --force node-image-probe || return
  [[ $closed == yes ]] || wrong 'a container reaches the metadata address although the guard is closed' || return
  [[ $proof == yes ]] || wrong 'a container cannot reach the metadata address although the guard is open, so this proves nothing'
}

has_file() {
  local wanted=$1 found=$2
  cmp "$wanted" "$root$found"
}

has_disk_left() {
  local used
  used="$(df --output=pcent "$root/" | tr -dc '0-9')"
  ((used <= 35)) || wrong "$used % of the disk is used by the image alone; at most 35 % may be"
}

says_what_it_is() {
  local line
  for line in "NODE_IMAGE_VERSION=$IMAGE_VERSION" "BASE_IMAGE_ID=$BASE_IMAGE_ID"; do
    grep --quiet --line-regexp --fixed-strings "$line" "$root$RELEASE_FILE" ||
      wrong "$RELEASE_FILE has no line $line" || return
  done
}

hook_works() {
  (cd "$1" && bash ./check)
}

running() {
  check ecs-agent-enabled enabled ecs.service
  check ecs-agent-version has_version ecs-init "$EXPECTED_ECS_AGENT_VERSION"
  check ecs-agent-minimum ecs_agent_is_new_enough
  check ecs-agent-settings has_agent_settings
  check no-user-data-settings leaves_user_data_settings_alone
  check ssm-agent enabled_and_active amazon-ssm-agent.service
  check docker enabled_and_active docker.service
  check docker-version has_version docker "$EXPECTED_DOCKER_VERSION"
  check docker-settings docker_has_settings
  check metadata-guard enabled_and_active "$METADATA_GUARD_UNIT"
  check metadata-guard-first guard_rule_is_first
  check metadata-guard-restart guard_survives_docker_restart
  check metadata-closed metadata_is_closed
  check journal-limit has_file "$UPLOADS/files/journald.conf" /etc/systemd/journald.conf.d/50-node-image.conf
  check disk has_disk_left
  check release-file says_what_it_is
  local hook
  for hook in "$UPLOADS"/hooks/*/; do
    check "hook-$(basename "$hook")" hook_works "$hook"
  done
}

# ---- what must be gone after the clean-up

absent() {
  (($# == 0)) || wrong "still there: $*"
}

empty() {
  local file
  for file in "$@"; do
    [[ ! -s $file ]] || wrong "$file is not empty" || return
  done
}

# Two files are being written to by what carries this check itself: the SSM session and the audit of its sudo.
logs() {
  find "$root/var/log" -type f -size +0 \
    ! -path "$root/var/log/amazon/ssm/*" ! -path "$root/var/log/audit/audit.log"
  # A journal's folder is named after the machine.
  find "$root/var/log" -type d -path "$root/var/log/journal/*"
}

no_logs() {
  local found
  found="$(logs)"
  [[ -z $found ]] || wrong "still there: ${found//$'\n'/ }"
}

machine_id_is_empty() {
  [[ -e $root/etc/machine-id ]] || wrong '/etc/machine-id is missing; it must be there and empty' || return
  empty "$root/etc/machine-id"
}

gone() {
  [[ ! -e $1 ]] || wrong "$1 is still there"
}

leftovers() {
  check no-agent-data absent "$root"/var/lib/ecs/data/*
  check no-agent-configuration-copies absent "$root$ECS_AGENT_CONFIG_FILE".*
  check no-containers absent "$root"/var/lib/docker/containers/*
  check no-ssm-registration absent "$root"/var/lib/amazon/ssm/Vault/Store/*
  check no-cloud-init-state absent "$root"/var/lib/cloud/*
  check no-host-keys absent "$root"/etc/ssh/ssh_host_*
  check no-authorized-keys empty "$root"/root/.ssh/authorized_keys "$root"/home/*/.ssh/authorized_keys
  check no-machine-id machine_id_is_empty
  check no-host-name gone "$root/etc/hostname"
  check no-random-seed gone "$root/var/lib/systemd/random-seed"
  check no-history absent "$root"/root/.*_history "$root"/home/*/.*_history
  check no-logs no_logs
  check no-uploads gone "$UPLOADS"
  check no-temporary-files absent "$root"/var/tmp/*
}

case "$SMOKE_TEST" in
  running | leftovers) "$SMOKE_TEST" ;;
  *)
    echo "SMOKE_TEST is '$SMOKE_TEST'. Use running or leftovers." >&2
    exit 64
    ;;
esac

if ((${#failed[@]} > 0)); then
  echo "The image is not usable: ${#failed[@]} check(s) failed: ${failed[*]}" >&2
  exit 1
fi
echo 'Every check passed.'
