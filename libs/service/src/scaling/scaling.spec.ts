import fc from 'fast-check';
import { onlyResource, referred, resources } from '@dotkom/stack/testing';
import { webService } from '../testing';
import { inOslo, osloTime } from './oslo-time';
import { Scaling } from './props';

const scaled = (scaling: Partial<Scaling> = {}) =>
  webService({ scaling: { min: 2, max: 6, cpu: 70, ...scaling } });
const opening = { from: '2027-06-14 11:45', to: '2027-06-14 13:00', atLeast: 5 };
const refusal = (scaling: Partial<Scaling>) => () => scaled(scaling);

describe('a service that is scaled', () => {
  it('leaves its number of tasks to the scaler, which a plan does not undo, and no other service does', () => {
    expect(onlyResource(scaled(), 'aws_ecs_service')['lifecycle'].ignore_changes).toEqual(['desired_count']);
    expect(onlyResource(webService(), 'aws_ecs_service')['lifecycle']).not.toHaveProperty('ignore_changes');
    expect(resources(webService(), 'aws_appautoscaling_target')).toEqual([]);
  });

  it('stays within its bounds once it has a release, and at none before', () => {
    const target = onlyResource(scaled(), 'aws_appautoscaling_target');
    expect(target['min_capacity']).toMatch(/ \? 2 : 0\}$/);
    expect(target['max_capacity']).toMatch(/ \? 6 : 0\}$/);
    expect(target).not.toHaveProperty('role_arn');
    expect(target['resource_id']).toMatch(
      /^service\/\$\{element\(split\("\/", .*cluster-arn.*, 1\)\}\/\$\{aws_ecs_service\./,
    );
  });

  it('follows each aim that it has, requests by the share of its own target group', () => {
    const stack = scaled({ memory: 80, requestsPerTask: 600 });
    const aims = resources(stack, 'aws_appautoscaling_policy').map(
      ({
        target_tracking_scaling_policy_configuration: { target_value, predefined_metric_specification },
      }) => ({
        target_value,
        ...predefined_metric_specification,
      }),
    );
    expect(aims).toEqual([
      { target_value: 70, predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
      { target_value: 80, predefined_metric_type: 'ECSServiceAverageMemoryUtilization' },
      {
        target_value: 600,
        predefined_metric_type: 'ALBRequestCountPerTarget',
        resource_label: expect.stringMatching(
          /gateway-metric-name.*\}\/\$\{aws_lb_target_group\.\S+\.arn_suffix\}$/,
        ),
      },
    ]);
  });

  it('has more tasks at least from the beginning of a peak to its end, by the clock in Oslo', () => {
    const stack = scaled({ peaks: [opening] });
    const actions = resources(stack, 'aws_appautoscaling_scheduled_action');
    expect(
      actions.map(({ schedule, timezone, scalable_target_action }) => [
        schedule,
        timezone,
        scalable_target_action,
      ]),
    ).toEqual([
      ['at(2027-06-14T11:45:00)', 'Europe/Oslo', { min_capacity: '5', max_capacity: '6' }],
      ['at(2027-06-14T13:00:00)', 'Europe/Oslo', { min_capacity: '2', max_capacity: '6' }],
    ]);
    for (const { resource_id } of actions) {
      expect(referred(stack, resource_id)).toBe(onlyResource(stack, 'aws_appautoscaling_target'));
    }
  });

  it('plans no action whose time has come, and keeps the minimum of a peak while it lasts', () => {
    const stack = scaled({ peaks: [opening] });
    const [from, to] = resources(stack, 'aws_appautoscaling_scheduled_action').map(({ count }) => count);
    expect(from).toContain('(timecmp(plantimestamp(), "2027-06-14T09:45:00.000Z") == -1) ? 1 : 0');
    expect(to).toContain('(timecmp(plantimestamp(), "2027-06-14T11:00:00.000Z") == -1) ? 1 : 0');
    expect(onlyResource(stack, 'aws_appautoscaling_target')['min_capacity']).toContain(
      '(!(timecmp(plantimestamp(), "2027-06-14T09:45:00.000Z") == -1) && ' +
        '(timecmp(plantimestamp(), "2027-06-14T11:00:00.000Z") == -1)) ? 5 : 2',
    );
  });

  it.each<[Partial<Scaling>, string]>([
    [{ min: 6, max: 2 }, 'cannot scale from 6 to 2 tasks'],
    [{ min: 2, max: 2 }, 'cannot scale from 2 to 2 tasks'],
    [{ min: 0 }, "'scaling.min': 0 is no number of tasks"],
    [{ max: 51 }, '51 is no number of tasks'],
    [{ cpu: undefined }, 'Scaling has nothing to go by'],
    [{ cpu: 5 }, "'scaling.cpu': 5 is no percentage here"],
    [{ memory: 100 }, '100 is no percentage here'],
    [{ requestsPerTask: 0 }, '0 is no number of requests'],
    [{ peaks: [{ ...opening, atLeast: 7 }] }, 'A peak with at least 7 tasks does not fit into 2 to 6'],
    [{ peaks: [{ ...opening, atLeast: 2 }] }, 'A peak with at least 2 tasks does not fit into 2 to 6'],
    [{ peaks: [{ ...opening, to: opening.from }] }, 'ends before it begins'],
    [{ peaks: [{ ...opening, from: '14.06.2027 11:45' }] }, "'14.06.2027 11:45' is no time in Oslo"],
    [{ peaks: [{ ...opening, from: '2027-03-28 02:30' }] }, "'2027-03-28 02:30' is no time in Oslo"],
    [
      { peaks: [opening, { from: opening.to, to: '2027-06-14 15:00', atLeast: 3 }] },
      "The peak of '2027-06-14 13:00' begins before",
    ],
  ])('is refused with %j', (scaling, message) => expect(refusal(scaling)).toThrow(message));

  it('gets all of it again with a service that is replaced: AWS forgets it with the old one', () => {
    const stack = scaled({ peaks: [opening] });
    const [service] = Object.keys(stack.resource['aws_ecs_service'] ?? {});
    for (const type of ['target', 'policy', 'scheduled_action']) {
      for (const { lifecycle } of resources(stack, `aws_appautoscaling_${type}`)) {
        expect(lifecycle.replace_triggered_by).toEqual([`aws_ecs_service.${service}.id`]);
      }
    }
  });

  it('is not also told how many there are', () => {
    expect(() => webService({ count: 2, scaling: { min: 1, max: 2, cpu: 50 } })).toThrow('Keep one.');
  });
});

describe("Oslo's time", () => {
  it('is what a clock there shows, in winter and in summer', () => {
    expect(osloTime('2027-01-14 11:45').toISOString()).toBe('2027-01-14T10:45:00.000Z');
    expect(osloTime('2027-06-14 11:45').toISOString()).toBe('2027-06-14T09:45:00.000Z');
  });

  it('is found for every moment, but for the hour that comes twice', () => {
    const minutes = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2036, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const moment = new Date(minute * 60_000);
        const difference = Math.abs(osloTime(inOslo(moment)).getTime() - moment.getTime());
        expect([0, 3_600_000]).toContain(difference);
        expect(inOslo(osloTime(inOslo(moment)))).toBe(inOslo(moment));
      }),
    );
  });
});
