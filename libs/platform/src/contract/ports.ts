import nodeImage from '../cluster/node-image.json';

/**
 * The ports on which nodes offer containers. Docker takes a free one of them for each container with a dynamic host
 * port; the gateway and other nodes reach exactly these. The agent's setting and the security group's rule come from the one file
 * that the node image is built from, so that they cannot disagree.
 */
export const dynamicHostPorts = nodeImage.dynamicHostPorts;
