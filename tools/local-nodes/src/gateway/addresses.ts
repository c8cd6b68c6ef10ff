/** The suffix under which browsers find every host on this machine, by themselves. */
const suffix = '.localhost';

/** The host that a request on this machine is for: `grades.no.localhost:8080` is `grades.no`. */
export function hostMeant(hostHeader = ''): string {
  const host = hostHeader.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return host.endsWith(suffix) ? host.slice(0, -suffix.length) : host;
}

/** Where a host is reached on this machine. */
export function localAddress(host: string, port: number): string {
  return `http://${host}${suffix}:${port}`;
}

/**
 * A redirect's aim as this machine reaches it: a host that the gateway answers for stays on this machine, any other is
 * left as it is.
 */
export function localLocation(location: string, isOurs: (host: string) => boolean, port: number): string {
  if (!URL.canParse(location)) return location;
  const { protocol, hostname, pathname, search, hash } = new URL(location);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && isOurs(hostname) ? `${localAddress(hostname, port)}${pathname}${search}${hash}` : location;
}
