import { gatewayRule, stack } from '../testing/stacks';
import { gatewayRedirects } from './gateway-redirects';

const listener = (action: object) =>
  stack('platform-prod', {
    aws_lb_listener: {
      https: { '//': { metadata: { path: 'platform-prod/gateway/https' } }, default_action: [action] },
    },
  });
const redirecting = listener({ type: 'redirect', redirect: { host: 'online.ntnu.no' } });

describe('where a gateway redirects other hosts', () => {
  it('is a host that a service has', () => {
    const web = stack('onlineweb-prod', {
      aws_lb_listener_rule: { rule: gatewayRule('onlineweb-prod/web/route/rule', ['online.ntnu.no']) },
    });
    expect(gatewayRedirects([redirecting, web])).toEqual([]);
  });

  it('is one that a static site has', () => {
    const site = stack('web-prod', {
      aws_cloudfront_distribution: { site: { aliases: ['online.ntnu.no'] } },
    });
    expect(gatewayRedirects([redirecting, site])).toEqual([]);
  });

  it('is none that nothing serves, or it would be redirected to itself', () => {
    const other = stack('grades-prod', {
      aws_lb_listener_rule: { rule: gatewayRule('grades-prod/web/route/rule', ['grades.no']) },
    });
    expect(gatewayRedirects([redirecting, other])).toEqual([
      expect.stringMatching(
        /^platform-prod\/gateway\/https redirects every host .* to 'online\.ntnu\.no', and nothing/,
      ),
    ]);
  });

  it.each([
    ['an answer', { type: 'fixed-response', fixed_response: { status_code: '404' } }],
    ['the same host over TLS', { type: 'redirect', redirect: { protocol: 'HTTPS' } }],
  ])('is nobody else where it is %s', (_, action) =>
    expect(gatewayRedirects([listener(action)])).toEqual([]),
  );
});
