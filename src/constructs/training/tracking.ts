import type { Env, SecretKey } from '../../core/environment';
import { defined, InvalidValue } from '../../core/values';

/** Where runs are recorded. */
export interface Tracking {
  readonly mlflow: MlflowTracking;
}
export interface MlflowTracking {
  /** URL of the tracking server, `http://mlflow.mlflow.svc.cluster.local:5000`. */
  readonly uri: string;
  /** Experiment that the runs belong to. @default the name of the job */
  readonly experiment?: string;
  /** A Secret's user name and password, or its bearer token. @default none */
  readonly credentials?: { readonly username: SecretKey; readonly password: SecretKey } | { readonly token: SecretKey };
  /** Secret with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for artifacts that clients write to S3 themselves. */
  readonly artifacts?: { readonly secret: string; readonly endpoint?: string };
}

/** Variables that MLflow's clients read. Source: mlflow/environment_variables.py. */
export function trackingEnv(tracking: Tracking, job: string): Env {
  const { uri, experiment = job, credentials, artifacts } = tracking.mlflow;
  if (!/^(https?|databricks|file):/.test(String(uri)))
    throw new InvalidValue(`tracking.mlflow.uri '${uri}' is no URL of a tracking server`);
  const env: Record<string, string | SecretKey | undefined> = {
    MLFLOW_TRACKING_URI: uri,
    MLFLOW_EXPERIMENT_NAME: experiment,
  };
  if (credentials !== undefined && 'token' in credentials) env.MLFLOW_TRACKING_TOKEN = credentials.token;
  else if (credentials !== undefined) {
    env.MLFLOW_TRACKING_USERNAME = credentials.username;
    env.MLFLOW_TRACKING_PASSWORD = credentials.password;
  }
  if (artifacts !== undefined) {
    env.AWS_ACCESS_KEY_ID = { secret: artifacts.secret, key: 'AWS_ACCESS_KEY_ID' };
    env.AWS_SECRET_ACCESS_KEY = { secret: artifacts.secret, key: 'AWS_SECRET_ACCESS_KEY' };
    env.MLFLOW_S3_ENDPOINT_URL = artifacts.endpoint;
  }
  return defined(env) as Env;
}
