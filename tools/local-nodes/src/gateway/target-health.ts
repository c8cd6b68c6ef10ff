import { actions, formOf, Gap, xmlAnswer } from '@dotkom/local-aws';
import { Targets } from './targets';

/** The health of targets as the gateway knows it. */
export function targetHealth(targets: Targets): Gap {
  return {
    name: 'ELB: target health',
    reason: 'Targets of this machine are ports of containers, of which moto knows nothing.',
    handles: actions('elasticloadbalancing', 'DescribeTargetHealth'),
    fill(request, next) {
      const known = targets.of(formOf(request.body).get('TargetGroupArn') ?? '');
      if (known.length === 0) return next(request);
      const members = known.map(({ id, port, state, reason }) => {
        const why = reason
          ? `<Reason>Target.FailedHealthChecks</Reason><Description>${reason}</Description>`
          : '';
        const target = `<Target><Id>${id}</Id><Port>${port}</Port></Target>`;
        const health = `<TargetHealth><State>${state}</State>${why}</TargetHealth>`;
        return `<member>${target}<HealthCheckPort>${port}</HealthCheckPort>${health}</member>`;
      });
      return Promise.resolve(
        xmlAnswer(
          '<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">' +
            `<DescribeTargetHealthResult><TargetHealthDescriptions>${members.join('')}</TargetHealthDescriptions>` +
            '</DescribeTargetHealthResult></DescribeTargetHealthResponse>',
        ),
      );
    },
  };
}
