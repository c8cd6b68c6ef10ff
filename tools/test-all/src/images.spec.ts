import { checkImages, readStack } from '@dotkom/synthesised';
import { applications, folderOf, stacksOf } from './applications';

/** `nx validate` asks the same; here it is asked without what else it does. */
it.each(applications)('the tasks of %s are given what their images need', (name) => {
  const stacks = Object.entries(stacksOf(name)).map(([stack, json]) =>
    readStack(stack, JSON.stringify(json)),
  );
  expect(() => checkImages({ name, folder: folderOf(name) }, stacks)).not.toThrow();
});
