import { refusedChanges } from '@dotkom/deploying';
import { replacedAttributes } from './replaced-attributes';

const refused = Object.entries(replacedAttributes).filter(([, attributes]) =>
  Object.values(attributes).includes('is refused'),
);

describe('what the table calls refused', () => {
  it('is some of it', () => expect(refused.length).toBeGreaterThan(5));

  it.each(refused)('is refused by a deploy: %s', (type) => {
    const change = { address: `${type}.one`, constructPath: 'platform-prod/one', attributes: [] };
    expect(refusedChanges([{ ...change, action: 'replace' }], new Map())).toHaveLength(1);
  });
});
