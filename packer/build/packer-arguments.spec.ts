import fc from 'fast-check';
import { imageVersion, packerArguments } from './packer-arguments';

const facts = {
  now: new Date('2026-01-02T03:04:05.678Z'),
  commit: 'c'.repeat(40),
  changedSinceCommit: false,
};

describe('packerArguments', () => {
  it('names the version and the commit', () => {
    expect(packerArguments(facts, [])).toEqual([
      'build',
      '-var=image_version=20260102-030405',
      `-var=commit=${'c'.repeat(40)}`,
      'packer',
    ]);
  });

  it('puts what was passed behind its own, where Packer lets it win, and the folder last', () => {
    const words = packerArguments(facts, [
      '-only=node-image.amazon-ebs.arm64',
      '-var=image_version=20260101-1',
    ]);
    expect(words.slice(3)).toEqual([
      '-only=node-image.amazon-ebs.arm64',
      '-var=image_version=20260101-1',
      'packer',
    ]);
  });

  it('does not claim a commit that was changed since', () => {
    expect(packerArguments({ ...facts, changedSinceCommit: true }, [])[2]).toBe(
      `-var=commit=${'c'.repeat(40)}-dirty`,
    );
  });
});

describe('imageVersion', () => {
  it('sorts as time does', () => {
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [first, second] = [one, other].sort((a, b) => a.getTime() - b.getTime()) as [Date, Date];
        expect(imageVersion(first) <= imageVersion(second)).toBe(true);
        expect(imageVersion(first)).toMatch(/^\d{8}-\d{6}$/);
      }),
    );
  });
});
