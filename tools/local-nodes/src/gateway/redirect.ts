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
  const fill = (template: string | undefined, fallback: string) =>
    (template ?? fallback).replace(
      /#\{(protocol|host|port|path|query)\}/g,
      (_, name: string) => kept[name] ?? '',
    );
  const protocol = fill(config.Protocol, '#{protocol}').toLowerCase();
  const query = fill(config.Query, '#{query}');
  const address =
    `${protocol}://${fill(config.Host, '#{host}')}:${fill(config.Port, '#{port}')}` +
    fill(config.Path, '/#{path}');
  return {
    status: config.StatusCode === 'HTTP_301' ? 301 : 302,
    location: address + (query === '' ? '' : `?${query}`),
  };
}
