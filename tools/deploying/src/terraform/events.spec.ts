import * as fc from 'fast-check';
import { recording } from '../testing/programs';
import { parseEvent } from './events';

describe('what Terraform says', () => {
  it('is read line by line, as recorded', () => {
    const types = recording('apply')
      .trim()
      .split('\n')
      .map((line) => parseEvent(line).type);
    expect(types).toContain('apply_start');
    expect(types.filter((type) => type === 'apply_complete')).toHaveLength(6);
    expect(types.at(-1)).toBe('outputs');
  });

  it('is a complaint when it is no JSON, as before Terraform knows that it should write some', () => {
    const line = 'Error: Failed to parse command-line flags';
    expect(parseEvent(line)).toEqual({
      type: 'diagnostic',
      diagnostic: { severity: 'error', summary: line },
    });
  });

  it.each(['', '   ', 'null', '12', '[]', '{}', '{"type": 3}'])('is nothing when it is %j', (line) => {
    expect(parseEvent(line)).toEqual({ type: 'other' });
  });

  it('can be any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(typeof parseEvent(line).type).toBe('string');
      }),
    );
  });
});
