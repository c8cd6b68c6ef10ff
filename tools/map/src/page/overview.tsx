import { memo } from 'preact/compat';
import { MapData } from '../model/map-data';
import { Facts } from './facts';
import { monthly } from './words';

interface Props {
  readonly data: MapData;
  readonly environment: string;
}

/** What is to say while nothing is selected. */
export const Overview = memo(function Overview({ data, environment }: Props) {
  const applications = data.applications.filter((each) => each.environment === environment);
  const count = (...kinds: string[]) =>
    applications.flatMap(({ things }) => things).filter(({ kind }) => kinds.includes(kind)).length;
  const sum = (costs: readonly (number | undefined)[]) =>
    costs.reduce<number>((all, each) => all + (each ?? 0), 0);
  const costs = applications.map(({ cost }) => cost).filter((cost) => cost !== undefined);
  const platformCosts = data.platforms.map(({ cost }) => cost).filter((cost) => cost !== undefined);
  const facts: (readonly [string, string | number])[] = [
    ['Applications', applications.length],
    ['Hosts', count('host')],
    ['Services', count('web', 'worker')],
    ['Jobs', count('job', 'one-off')],
    ['Sites', count('site')],
    ['Databases', count('database')],
    ['Queues and buckets', count('queue', 'bucket')],
    ...(data.bill === undefined ? [] : [['The bill, of everything', monthly(data.bill)] as const]),
    ...(costs.length > 0
      ? [[`Part of ${environment}, with its shares of the platform`, monthly(sum(costs))] as const]
      : []),
    ...(platformCosts.length > 0
      ? [['Platform, which all share', monthly(sum(platformCosts))] as const]
      : []),
  ];
  return (
    <>
      <header>
        <h2 id="details" tabIndex={-1}>
          Everything in {environment}
        </h2>
        <p>As the code says it. Select something for its details.</p>
      </header>
      <Facts facts={facts} />
      <section class="keys">
        <h3>Keys</h3>
        <dl>
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
});

const keys = [
  ['/', 'search'],
  ['↑ ↓', 'from thing to thing'],
  ['← →', 'along the way of a request'],
  ['Enter', 'select; again: to the details'],
  ['Esc', 'back'],
] as const;
