/** The chain DOCKER-USER as the file `chain`: enough of iptables for what this image does with it. */
export const iptables = `
chain="$STATE/chain"
rule='-A DOCKER-USER -d 169.254.169.254/32 -j DROP'
[[ "$1 $2 $4" == '--wait 10 DOCKER-USER' ]] || exit 2
case "$3" in
  --check) grep --quiet --line-regexp --fixed-strings -- "$rule" "$chain" ;;
  --insert) printf '%s\\n' "$rule" "$(cat "$chain")" >"$chain.new" && mv "$chain.new" "$chain" ;;
  --delete) sed -i "0,/169.254/{/169.254/d}" "$chain" ;;
  --list-rules) sed -n "$5p" "$chain" ;;
  *) exit 2 ;;
esac`;

/** Units are enabled and active unless a file says otherwise; restarting Docker empties its chain on a bad machine. */
export const systemctl = `
case "$1" in
  is-enabled) cat "$STATE/enabled-$2" 2>/dev/null || echo enabled ;;
  is-active) cat "$STATE/active-$2" 2>/dev/null || echo active ;;
  restart)
    if [[ $2 == docker.service && -e $STATE/docker-forgets ]]; then echo '-A DOCKER-USER -j RETURN' >"$STATE/chain"; fi ;;
esac`;

/** A Docker whose containers reach the metadata address whenever the chain lets them. */
export const docker = `
case "$1" in
  info) cat "$STATE/docker-info" 2>/dev/null || echo 'true json-file' ;;
  import) tar --list >"$STATE/probe-image" ;;
  ps) cat "$STATE/containers" 2>/dev/null || true ;;
  run)
    [[ -e $STATE/leaky ]] && exit 0
    [[ -e $STATE/no-network ]] && exit 7
    if grep --quiet DROP "$STATE/chain"; then exit 28; fi ;;
esac`;

/** The versions that the tests' environment expects, unless a file says otherwise. */
export const rpm = `
package="\${@: -1}"
if [[ -e $STATE/version-$package ]]; then
  version="$(cat "$STATE/version-$package")"
  [[ -n $version ]] || { echo "package $package is not installed"; exit 1; }
else
  case "$package" in
    ecs-init) version=1.106.1 ;;
    docker) version=25.0.16 ;;
    *) version=1.0.0 ;;
  esac
fi
echo -n "$version"`;

/** A disk of which the file says how much is used. */
export const df = `printf 'Use%%\\n %s%%\\n' "$(cat "$STATE/disk-used" 2>/dev/null || echo 18)"`;
