import fc from 'fast-check';
import { readAddress, views, writeAddress } from '../page/address';

const environments = ['prod', 'staging'];

describe('the address of what is shown', () => {
  it('is read as it was written, whatever a thing is called', () => {
    const thing = fc.option(
      fc.webPath().map((path) => `grades-prod${path}`.replace(/%/g, '')),
      { nil: undefined },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...environments),
        fc.constantFrom(...views),
        thing,
        (environment, view, id) => {
          const address = { environment, view, ...(id && { thing: id }) };
          expect(readAddress(writeAddress(address), environments)).toEqual(address);
        },
      ),
    );
  });

  it.each(['', '#', '#nowhere/nothing', '#/', '#%'])(
    'is the first of everything where it says nothing that there is: %j',
    (hash) => {
      expect(readAddress(hash, environments)).toEqual({ environment: 'prod', view: 'requests' });
    },
  );
});
