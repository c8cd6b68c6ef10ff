export { applicationStack, type TestApplication } from './application-stack';
export { estateStacks, platformStack } from './estate-stacks';
export { startBrowser, whyNoBrowser } from './chromium';
