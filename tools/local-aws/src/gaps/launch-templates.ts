import { contentOf, mapElements, mapXml } from '../proxy/xml';
import { actions, Gap } from './gap';

/** The tags of a launch template are not tags of what it launches. */
export function launchTemplateTags(): Gap {
  return {
    name: 'EC2 launch templates: tags',
    reason:
      'moto lists the tags of the template itself among the tags for what it launches, as a tag specification ' +
      'for "launch-template": every next plan takes it away and makes a new version.',
    handles: actions('ec2', 'DescribeLaunchTemplateVersions', 'CreateLaunchTemplateVersion'),
    async fill(request, next) {
      return mapXml(await next(request), (xml) =>
        mapElements(xml, 'tagSpecificationSet', (set) => {
          const kept = set.replace(
            /<item><resourceType>launch-template<\/resourceType><tagSet>(?:<item>(?:(?!<\/item>).)*<\/item>)*<\/tagSet><\/item>/gs,
            '',
          );
          return contentOf(kept, 'tagSpecificationSet') === '' ? '' : kept;
        }),
      );
    },
  };
}
