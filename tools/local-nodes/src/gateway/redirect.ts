import { RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Asked } from './match';

/** Where a redirect leads, with what it keeps of the request: `#{protocol}://#{host}:#{port}/#{path}?#{query}`. */
export function redirectedTo(
  config: RedirectActionConfig,
  asked: Asked,
  listener: { port: number; protocol: string },
): { status: number; location: string } {
  const kept: Record<string, string> = {
    protocol: listener.protocol.toLowerCase(),
    host: asked.host,
    port: String(listener.port),
    path: asked.path.replace(/^\//, ''),
    query: asked.query,
  };
  const fill = (template: string) =>
    template.replace(/#\{(protocol|host|port|path|query)\}/g, (_, name: string) => kept[name] ?? '');
  const { Protocol, Host = '#{host}', Port = '#{port}', Path = '/#{path}', Query = '#{query}' } = config;
  const address = fill(`${Protocol?.toLowerCase() ?? '#{protocol}'}://${Host}:${Port}${Path}`);
  const query = fill(Query);
  return {
    status: config.StatusCode === 'HTTP_301' ? 301 : 302,
    location: query === '' ? address : `${address}?${query}`,
  };
}
