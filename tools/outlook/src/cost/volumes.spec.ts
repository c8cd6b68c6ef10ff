import { statedVolumes, times, volumesIn } from './volumes';

it('how much something is used is a number that a person reads, in every environment', () => {
  for (const volume of Object.values({ ...volumesIn('prod'), ...volumesIn('staging'), ...times(0.1) })) {
    expect(String(volume).length).toBeLessThanOrEqual(8);
  }
});

it('staging has as large images as prod, and a twentieth of its requests', () => {
  const { imageGigabytes, queueRequestMillions } = volumesIn('staging');
  expect(imageGigabytes).toBe(statedVolumes.imageGigabytes);
  expect(queueRequestMillions).toBe(0.01);
});
