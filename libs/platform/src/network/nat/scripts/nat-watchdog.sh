#!/bin/bash
# Watches the NAT on this instance, because fck-nat itself does not: it exits 0 even when its rule was refused
# (RaJiska/terraform-aws-fck-nat#75). Repairs by restarting fck-nat; where that does not help, reports this
# instance Unhealthy, so that its Auto Scaling group replaces it.
#
#   nat-watchdog           one round; nat-watchdog.timer runs it every 30 s
#   nat-watchdog --check   only looks and prints; exit code 1 when something is broken
#
# Settings, and other values for the numbers below: /etc/nat-watchdog.conf.
# Tests move every path with NAT_WATCHDOG_ROOT and set the clock (epoch seconds) with NAT_WATCHDOG_NOW.
set -u
export LC_ALL=C

root="${NAT_WATCHDOG_ROOT:-}"
now="${NAT_WATCHDOG_NOW:-$(date +%s)}"

TOOL_TIMEOUT=5              # seconds for ip, iptables, sysctl, systemctl
EGRESS_TIMEOUT=5            # seconds per address, by curl's own clock
EGRESS_HARD_TIMEOUT=7       # the same for a curl that hangs
REPORT_TIMEOUT=20           # seconds for the call to AWS
FAILURES_BEFORE_REPORT=4    # broken rounds in a row
MIN_UPTIME=300              # a booting instance is not a broken one
RESTART_INTERVAL=50         # every second round, whatever the timer's jitter
EGRESS_RESTART_INTERVAL=600 # a restart rarely mends egress and always cuts new connections for a moment
REPORT_INTERVAL=900         # an instance that was reported is replaced long before
EGRESS_REPORT_INTERVAL=3600 # an outage of the internet is not ours: never kill for it more than once an hour
EGRESS_MIN_UPTIME=3600      # the same hour across replacements, which start without memory

say() { printf '%s\n' "$*"; }

config="$root/etc/nat-watchdog.conf"
if [ ! -r "$config" ]; then
  say "not watching: cannot read $config"
  exit 2
fi
# shellcheck source=/dev/null
. "$config"
if [ -z "${INTERFACE_ID:-}" ] || [ -z "${REGION:-}" ]; then
  say "not watching: $config must set INTERFACE_ID and REGION"
  exit 2
fi
# Two operators, one by address, so that neither an outage of one nor of DNS alone looks like lost egress.
EGRESS_URLS="${EGRESS_URLS:-https://1.1.1.1/ https://sts.$REGION.amazonaws.com/}"
METADATA="${METADATA:-http://169.254.169.254/latest}"
export AWS_MAX_ATTEMPTS=2

# Nothing may hang: SIGTERM after $1 seconds, SIGKILL one second later. The lock is not inherited, so that
# nothing that outlives this round can hold up the next.
bounded() {
  local seconds="$1"
  shift
  timeout -k 1 "$seconds" "$@" 9>&- </dev/null
}

# Sets attached (yes, no, unknown) and fails unless the static interface is here and up. Its id is an altname of
# the link, which exists only while it is attached to this instance.
check_interface() {
  local link status
  link="$(bounded "$TOOL_TIMEOUT" ip -o link show dev "$INTERFACE_ID" 2>/dev/null)"
  status=$?
  case "$status" in
    0) attached=yes ;;
    124 | 125 | 126 | 127 | 137) attached=unknown ;; # ip hung or could not be run: it said nothing
    *) attached=no ;;
  esac
  [ "$status" -eq 0 ] && [[ "$link" =~ [\<,]UP[,\>] ]]
}

check_masquerade() {
  local rules rule='^-A POSTROUTING (.*[^!] )?-o [[:alnum:]._-]+ (.* )?-j MASQUERADE( |$)'
  rules="$(bounded "$TOOL_TIMEOUT" iptables -t nat -S POSTROUTING 2>/dev/null)" && grep -Eq -- "$rule" <<<"$rules"
}

check_forwarding() {
  [ "$(bounded "$TOOL_TIMEOUT" sysctl -n net.ipv4.ip_forward 2>/dev/null)" = 1 ]
}

# Any answer counts, also an HTTP error: packets went out and came back.
check_egress() {
  local url
  for url in $EGRESS_URLS; do
    bounded "$EGRESS_HARD_TIMEOUT" curl -q -s -o /dev/null -m "$EGRESS_TIMEOUT" "$url" 2>/dev/null && return 0
  done
  return 1
}

if [ "${1:-}" = --check ]; then
  broken=0
  for name in interface masquerade forwarding egress; do
    if "check_$name"; then say "$name ok"; else
      say "$name BROKEN"
      broken=1
    fi
  done
  exit "$broken"
fi

# What concerns this boot alone lives in /run. The last report must outlive a reboot, or its rate would not hold.
run="$root/run/nat-watchdog"
state="$root/var/lib/nat-watchdog"
mkdir -p "$run" "$state" 2>/dev/null
if ! { exec 9>"$run/lock"; } 2>/dev/null; then
  say "not watching: cannot write $run/lock"
  exit 2
fi
if ! flock -n 9; then
  say "skipped: another round is still going"
  exit 0
fi

read_number() {
  local number=''
  [ -r "$1" ] && read -r number <"$1"
  [[ "$number" =~ ^[0-9]{1,12}$ ]] || number=0
  echo "$((10#$number))"
}

write_number() {
  { printf '%s\n' "$2" >"$1.new" && mv -f "$1.new" "$1"; } 2>/dev/null
}

# A time in the future was written before the clock was set right, and says nothing.
due() {
  local last
  last="$(read_number "$1")"
  [ "$((now - last))" -ge "$2" ] || [ "$last" -gt "$now" ]
}

broken=''
attached=unknown
check_interface || broken="$broken interface"
check_masquerade || broken="$broken masquerade"
check_forwarding || broken="$broken forwarding"
structural_broken="$broken"
egress_broken=''
check_egress || egress_broken=' egress'
broken="$broken$egress_broken"

structural="$(read_number "$run/structural")"
egress="$(read_number "$run/egress")"
if [ -n "$structural_broken" ]; then structural=$((structural + 1)); else structural=0; fi
if [ -n "$egress_broken" ]; then egress=$((egress + 1)); else egress=0; fi
# Rounds without the interface prove nothing about this NAT: another instance serves, or none does yet.
if [ "$attached" = no ]; then
  structural=0
  egress=0
fi
write_number "$run/structural" "$structural"
write_number "$run/egress" "$egress"

if [ -z "$broken" ]; then
  say healthy
  exit 0
fi

service="$(bounded "$TOOL_TIMEOUT" systemctl is-active fck-nat 2>/dev/null)"
if [ "$attached" = no ] && [ "$service" = activating ]; then
  say "waiting: fck-nat is attaching $INTERFACE_ID"
  exit 0
fi
say "broken:$broken (in a row: structural $structural, egress $egress; $INTERFACE_ID attached here: $attached)"

# Answers whether this round may report this instance, and says why not.
may_report() {
  local uptime=0 min_uptime="$MIN_UPTIME" interval="$REPORT_INTERVAL"
  if [ "$structural" -lt "$FAILURES_BEFORE_REPORT" ]; then
    [ "$egress" -ge "$FAILURES_BEFORE_REPORT" ] || return 1
    min_uptime="$EGRESS_MIN_UPTIME"
    interval="$EGRESS_REPORT_INTERVAL"
  fi
  if [ "$attached" != yes ]; then
    say "not reporting: $INTERFACE_ID is not known to be attached here"
    return 1
  fi
  read -r uptime _ <"$root/proc/uptime"
  uptime="${uptime%%.*}"
  if ! [[ "$uptime" =~ ^[0-9]+$ ]] || [ "$uptime" -le "$min_uptime" ]; then
    say "not reporting: up for ${uptime:-?} s, needs more than $min_uptime s"
    return 1
  fi
  if ! due "$state/reported" "$interval"; then
    say "not reporting: reported less than $interval s ago"
    return 1
  fi
}

report() {
  local before token instance answer
  before="$(read_number "$state/reported")"
  # Written first: a report that is not remembered could be repeated without end. With a broken disk only
  # failures of the NAT itself are still worth it.
  if ! write_number "$state/reported" "$now" && [ "$structural" -lt "$FAILURES_BEFORE_REPORT" ]; then
    say "not reporting: cannot write $state/reported"
    return 1
  fi
  token="$(bounded 3 curl -q -s -f -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
    "$METADATA/api/token" 2>/dev/null)"
  instance="$(bounded 3 curl -q -s -f -m 2 -H "X-aws-ec2-metadata-token: $token" \
    "$METADATA/meta-data/instance-id" 2>/dev/null)"
  if [ -z "$instance" ]; then
    answer='no instance id from the metadata service'
  elif answer="$(bounded "$REPORT_TIMEOUT" aws autoscaling set-instance-health --region "$REGION" \
    --instance-id "$instance" --health-status Unhealthy --no-should-respect-grace-period \
    --cli-connect-timeout 5 --cli-read-timeout 10 2>&1)"; then
    say "reported Unhealthy: $instance of ${AUTO_SCALING_GROUP:-its group} for$broken"
    return 0
  fi
  write_number "$state/reported" "$before"
  say "report failed, again next round: ${answer//$'\n'/ }"
  return 1
}

if may_report && report; then
  exit 0
fi

if [ "$service" = activating ] && [ "$structural" -le 1 ] && [ "$egress" -le 1 ]; then
  say "not restarting: fck-nat is at work, it has until the next round"
  exit 0
fi
interval="$RESTART_INTERVAL"
[ -n "$structural_broken" ] || interval="$EGRESS_RESTART_INTERVAL"
if ! due "$run/restarted" "$interval"; then
  say "not restarting: restarted less than $interval s ago"
  exit 0
fi
if ! write_number "$run/restarted" "$now"; then
  say "not restarting: cannot write $run/restarted"
  exit 0
fi
# --no-block: fck-nat starts for as long as it takes to attach the interface, which may be for ever.
if answer="$(bounded "$TOOL_TIMEOUT" systemctl --no-block restart fck-nat 2>&1)"; then
  say "restarted fck-nat for$broken"
else
  say "restart of fck-nat failed: ${answer//$'\n'/ }"
fi
