export { ApplicationStack, type ApplicationStackProps } from './application-stack';
export { applicationStacks } from './application-stacks';
export { Database, type DatabaseProps } from './database';
export { type Grantee } from './grantee';
export { listenerPriority } from './listener-priority';
export { WebService } from './web-service/web-service';
export { type WebServiceProps } from './web-service/props';
