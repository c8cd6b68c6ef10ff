import { deployedKey, stateKey, Statement } from '@dotkom/stack';
import { stateBucketArn } from './arns';

/** What a deploy does with the one state that is its own, with the lock beside it and the record of what is deployed. */
export function ownState(stack: string): readonly Statement[] {
  const state = `${stateBucketArn}/${stateKey(stack)}`;
  return [
    { sid: 'OwnState', actions: ['s3:GetObject', 's3:PutObject'], resources: [state] },
    { sid: 'OwnLock', actions: lockActions, resources: [`${state}.tflock`] },
    { sid: 'OwnRecord', actions: lockActions, resources: [`${stateBucketArn}/${deployedKey(stack)}`] },
  ];
}

/** What a plan of any stack needs: to read its state. It takes no lock, or whoever pushes a branch could hold up a deploy. */
export function everyState(): readonly Statement[] {
  const states = [stateKey('*'), deployedKey('*')].map((key) => `${stateBucketArn}/${key}`);
  return [{ sid: 'ReadStates', actions: ['s3:GetObject'], resources: states }];
}

const lockActions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
