import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { LaunchTemplate, LaunchTemplateTagSpecifications } from '@cdktf/provider-aws/lib/launch-template';
import { IAspect, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';

/** What EC2 makes from a launch template and charges for, or lists for people who look for an owner. */
const launched = ['instance', 'network-interface', 'volume'];

/**
 * Puts a stack's tags on what AWS makes for it and not Terraform: the instances, disks and interfaces of an Auto Scaling
 * group. The provider's default tags reach none of them, nor the group itself, and instances are most of what the
 * platform costs.
 */
export class LaunchedTags implements IAspect {
  private readonly tags: Readonly<Record<string, string>>;

  constructor(tags: Readonly<Record<string, string>>) {
    this.tags = tags;
  }

  visit(node: IConstruct): void {
    if (!(node instanceof TerraformResource)) return;
    // By their type, because importing these classes costs every synth a second.
    if (node.terraformResourceType === 'aws_launch_template') this.tagLaunched(node as LaunchTemplate);
    if (node.terraformResourceType === 'aws_autoscaling_group') this.tagGroup(node as AutoscalingGroup);
  }

  private tagLaunched(template: LaunchTemplate): void {
    const own = template.tagSpecificationsInput;
    const specifications: LaunchTemplateTagSpecifications[] = Array.isArray(own) ? own : [];
    const others = specifications.filter(({ resourceType }) => !launched.includes(resourceType ?? ''));
    template.putTagSpecifications([
      ...launched.map((resourceType) => ({
        resourceType,
        tags: {
          ...this.tags,
          ...specifications.find((each) => each.resourceType === resourceType)?.tags,
        },
      })),
      ...others,
    ]);
  }

  private tagGroup(group: AutoscalingGroup): void {
    const own = Array.isArray(group.tagInput) ? group.tagInput : [];
    const missing = Object.entries(this.tags).filter(([key]) => !own.some((tag) => tag.key === key));
    group.putTag([...own, ...missing.map(([key, value]) => ({ key, value, propagateAtLaunch: true }))]);
  }
}
