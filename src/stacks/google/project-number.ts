import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import type { GoogleStack } from './stack';

/** Number of the stack's project, which only Terraform knows. */
export function projectNumber(stack: GoogleStack): string {
  const made = stack.node.tryFindChild('project') as DataGoogleProject | undefined;
  return (made ?? new DataGoogleProject(stack, 'project', { projectId: stack.project })).number;
}
