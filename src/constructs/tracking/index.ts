export { MlflowAccess, type MlflowAccessProps, type TeamLike } from './mlflow-access';
