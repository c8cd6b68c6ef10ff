/**
 * The ports on which nodes offer containers. Docker takes a free one of them for each container with a dynamic host
 * port; the gateway reaches exactly these. The range is Amazon Linux's own `ip_local_port_range`, written out so that
 * agent and security group cannot disagree.
 */
export const dynamicHostPorts = { first: 32768, last: 60999 } as const;
