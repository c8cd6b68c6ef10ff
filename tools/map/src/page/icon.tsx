import { Kind } from '../model/map-data';

/** The drawing of each kind, in a square of 16. */
const drawings: Readonly<Record<Kind, string>> = {
  host: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M1.8 8h12.4M8 1.8c3.4 3.6 3.4 8.8 0 12.4M8 1.8c-3.4 3.6-3.4 8.8 0 12.4',
  web: 'M2 3.2h12v9.6H2zM2 6h12M4 4.6h.1M6 4.6h.1',
  worker:
    'M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8M8 1.6v2M8 12.4v2M1.6 8h2M12.4 8h2M3.5 3.5l1.4 1.4M11.1 11.1l1.4 1.4M12.5 3.5l-1.4 1.4M4.9 11.1l-1.4 1.4',
  job: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.4V8l2.4 1.8',
  'one-off': 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6.6 5.4v5.2L10.8 8z',
  site: 'M3.4 1.8h6l3.2 3.2v9.2H3.4zM9.2 2v3.2h3.2',
  database:
    'M2.8 3.8c0-2.6 10.4-2.6 10.4 0v8.4c0 2.6-10.4 2.6-10.4 0zM2.8 3.8c0 2.6 10.4 2.6 10.4 0M2.8 8c0 2.6 10.4 2.6 10.4 0',
  queue: 'M1.8 4.2h3.4v7.6H1.8zM6.3 4.2h3.4v7.6H6.3zM10.8 4.2h3.4v7.6h-3.4z',
  bucket: 'M2.2 3.8h11.6l-1.5 10H3.7zM2.6 6.6h10.8',
  gateway: 'M1.8 8h4.4M6.2 8l4-4.4h4M6.2 8h8M6.2 8l4 4.4h4',
  pool: 'M2 2.4h12v4.4H2zM2 9.2h12v4.4H2zM4.4 4.6h.1M4.4 11.4h.1',
  nat: 'M2 8h10.4M9 4.6 12.4 8 9 11.4M2 3v10',
  server:
    'M2.8 3.8c0-2.6 10.4-2.6 10.4 0v8.4c0 2.6-10.4 2.6-10.4 0zM2.8 3.8c0 2.6 10.4 2.6 10.4 0M2.8 8c0 2.6 10.4 2.6 10.4 0',
};

export function Icon({ kind }: { kind: Kind }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={drawings[kind]} />
    </svg>
  );
}
