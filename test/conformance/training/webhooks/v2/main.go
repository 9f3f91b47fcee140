// Reads runtimes and TrainJobs, and prints for each TrainJob what Trainer's webhook says, and the JobSet Trainer makes of it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	trainer "github.com/kubeflow/trainer/v2/pkg/apis/trainer/v1alpha1"
	"github.com/kubeflow/trainer/v2/pkg/runtime/core"
	utiltesting "github.com/kubeflow/trainer/v2/pkg/util/testing"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/utils/ptr"
	"sigs.k8s.io/controller-runtime/pkg/client"
	jobset "sigs.k8s.io/jobset/api/jobset/v1alpha2"
	jobsetwebhooks "sigs.k8s.io/jobset/pkg/webhooks"
)

type answer struct {
	Errors  []string        `json:"errors"`
	JobSet  json.RawMessage `json:"jobSet,omitempty"`
	Objects []string        `json:"objects"`
}

func main() {
	var objects []json.RawMessage
	must(json.NewDecoder(os.Stdin).Decode(&objects))
	builder := utiltesting.NewClientBuilder()
	mapper := meta.NewDefaultRESTMapper(nil)
	mapper.Add(jobset.SchemeGroupVersion.WithKind("JobSet"), meta.RESTScopeNamespace)
	builder.WithRESTMapper(mapper)
	var known []client.Object
	var jobs []*trainer.TrainJob
	for _, raw := range objects {
		var kind struct {
			Kind string `json:"kind"`
		}
		must(json.Unmarshal(raw, &kind))
		switch kind.Kind {
		case "ClusterTrainingRuntime":
			known = append(known, decoded(raw, &trainer.ClusterTrainingRuntime{}))
		case "TrainingRuntime":
			known = append(known, decoded(raw, &trainer.TrainingRuntime{}))
		case "TrainJob":
			job := decoded(raw, &trainer.TrainJob{}).(*trainer.TrainJob)
			if job.Namespace == "" {
				job.Namespace = "default"
			}
			// What the CRD fills in.
			if job.Spec.RuntimeRef.APIGroup == nil {
				job.Spec.RuntimeRef.APIGroup = ptr.To("trainer.kubeflow.org")
			}
			if job.Spec.RuntimeRef.Kind == nil {
				job.Spec.RuntimeRef.Kind = ptr.To("ClusterTrainingRuntime")
			}
			jobs = append(jobs, job)
		}
	}
	for _, object := range known {
		fill(object)
	}
	builder.WithObjects(known...)
	c := builder.Build()
	ctx := context.Background()
	runtimes, err := core.New(ctx, c, utiltesting.AsIndex(builder))
	must(err)
	answers := []answer{}
	for _, job := range jobs {
		kind := core.TrainingRuntimeGroupKind
		if *job.Spec.RuntimeRef.Kind == "ClusterTrainingRuntime" {
			kind = core.ClusterTrainingRuntimeGroupKind
		}
		a := answer{}
		func() {
			defer func() {
				if r := recover(); r != nil {
					a.Errors = append(a.Errors, fmt.Sprintf("panic: %v", r))
				}
			}()
			_, errs := runtimes[kind].ValidateObjects(ctx, nil, job)
			for _, e := range errs {
				a.Errors = append(a.Errors, e.Error())
			}
			made, err := runtimes[kind].NewObjects(ctx, job)
			if err != nil {
				a.Errors = append(a.Errors, err.Error())
			}
			for _, object := range made {
				text, _ := json.Marshal(object)
				var named struct {
					Kind string `json:"kind"`
				}
				must(json.Unmarshal(text, &named))
				a.Objects = append(a.Objects, named.Kind)
				if named.Kind == "JobSet" {
					a.JobSet = text
					a.Errors = append(a.Errors, jobSetErrors(ctx, c, text)...)
				}
			}
		}()
		answers = append(answers, a)
	}
	must(json.NewEncoder(os.Stdout).Encode(answers))
}

// jobSetErrors is what JobSet's own webhooks say of what Trainer makes.
func jobSetErrors(ctx context.Context, c client.Client, text []byte) []string {
	set := &jobset.JobSet{}
	must(json.Unmarshal(text, set))
	for i := range set.Spec.ReplicatedJobs {
		set.Spec.ReplicatedJobs[i].GroupName = "default"
	}
	hook, err := jobsetwebhooks.NewJobSetWebhook(c)
	must(err)
	if err := hook.Default(ctx, set); err != nil {
		return []string{err.Error()}
	}
	if _, err := hook.ValidateCreate(ctx, set); err != nil {
		return []string{err.Error()}
	}
	return nil
}

func decoded(raw json.RawMessage, object client.Object) client.Object {
	must(json.Unmarshal(raw, object))
	return object
}

// fill writes what the CRD of runtimes fills in.
func fill(object client.Object) {
	var spec *trainer.TrainingRuntimeSpec
	switch runtime := object.(type) {
	case *trainer.ClusterTrainingRuntime:
		spec = &runtime.Spec
		runtime.Namespace = ""
	case *trainer.TrainingRuntime:
		spec = &runtime.Spec
		if runtime.Namespace == "" {
			runtime.Namespace = "default"
		}
	}
	for i := range spec.Template.Spec.ReplicatedJobs {
		job := &spec.Template.Spec.ReplicatedJobs[i]
		if job.Replicas == 0 {
			job.Replicas = 1
		}
		if job.Template.Spec.Template.Spec.RestartPolicy == "" {
			job.Template.Spec.Template.Spec.RestartPolicy = corev1.RestartPolicyOnFailure
		}
	}
	if policy := spec.PodGroupPolicy; policy != nil && policy.Coscheduling != nil && policy.Coscheduling.ScheduleTimeoutSeconds == nil {
		policy.Coscheduling.ScheduleTimeoutSeconds = ptr.To[int32](60)
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
