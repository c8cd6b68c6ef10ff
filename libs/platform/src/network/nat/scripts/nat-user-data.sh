#!/bin/bash
# First boot of the NAT instance; nat-user-data.ts fills in the marked lines. Every step runs whatever became of
# the one before: half a NAT with a watchdog heals, an aborted script does not.
set -u
root="${NAT_USER_DATA_ROOT:-}"

metadata() {
  curl -q -s -f -m 2 -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}

# fck-nat finds its outer interface by the altname that amazon-ec2-net-utils gives it, and masquerades on '' when
# it asks too early (RaJiska/terraform-aws-fck-nat#75). So nothing is configured before the name is there.
primary=''
found=no
for ((attempt = 1; attempt <= 60 && SECONDS < 60; attempt++)); do
  if [ -z "$primary" ]; then
    token="$(curl -q -s -f -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
      http://169.254.169.254/latest/api/token)"
    mac="$(metadata mac)"
    [ -z "$mac" ] || primary="$(metadata "network/interfaces/macs/${mac%/}/interface-id")"
  fi
  if [ -n "$primary" ] && ip link show dev "$primary" >/dev/null 2>&1; then
    found=yes
    break
  fi
  sleep 1
done
[ "$found" = yes ] || echo "nat: no link is named ${primary:-by the metadata service}; the watchdog has to repair"

mkdir -p "$root/etc/systemd/system" "$root/usr/local/sbin"

cat >"$root/etc/fck-nat.conf" <<'END_OF_FCK_NAT_CONF'
@@fck-nat.conf@@
END_OF_FCK_NAT_CONF

cat >"$root/etc/nat-watchdog.conf" <<'END_OF_WATCHDOG_CONF'
@@nat-watchdog.conf@@
END_OF_WATCHDOG_CONF

cat >"$root/usr/local/sbin/nat-watchdog" <<'END_OF_WATCHDOG'
@@nat-watchdog.sh@@
END_OF_WATCHDOG
chmod 0755 "$root/usr/local/sbin/nat-watchdog"

cat >"$root/etc/systemd/system/nat-watchdog.service" <<'END_OF_SERVICE'
@@nat-watchdog.service@@
END_OF_SERVICE

cat >"$root/etc/systemd/system/nat-watchdog.timer" <<'END_OF_TIMER'
@@nat-watchdog.timer@@
END_OF_TIMER

# The watchdog first: fck-nat starts for as long as the interface is attached to another instance. --no-block for
# the same reason, and because versions of fck-nat.service that wait for cloud-final would wait for this script.
systemctl daemon-reload
systemctl enable --now nat-watchdog.timer
systemctl --no-block restart fck-nat
