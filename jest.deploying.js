/** Shared by the runs that deploy: each in a process of its own, and what hangs is ended after half an hour. */
module.exports = { preset: '../../jest.preset.js', testTimeout: 1_800_000, maxWorkers: 1 };
