export { type AccessDecision, access } from './access';
export {
  type AccessDocument,
  type AccessRequest,
  type AccessWorkload,
  type PolicyManifest,
  readAccessDocument,
} from './document';
export { type PolicyProblem, policyProblems } from './policy-problems';
