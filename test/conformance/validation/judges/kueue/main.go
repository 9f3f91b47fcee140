// Reads one JSON object per line and prints what Kueue's validating webhooks say of its creation.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/kubeflow/mpi-operator/pkg/apis/kubeflow/v2beta1"
	rayv1 "github.com/ray-project/kuberay/ray-operator/apis/ray/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
	jobsetv1alpha2 "sigs.k8s.io/jobset/api/jobset/v1alpha2"
	kueue "sigs.k8s.io/kueue/apis/kueue/v1beta2"
	"sigs.k8s.io/kueue/pkg/controller/jobs/job"
	"sigs.k8s.io/kueue/pkg/controller/jobs/jobset"
	"sigs.k8s.io/kueue/pkg/controller/jobs/mpijob"
	"sigs.k8s.io/kueue/pkg/controller/jobs/pod"
	"sigs.k8s.io/kueue/pkg/controller/jobs/raycluster"
	"sigs.k8s.io/kueue/pkg/controller/jobs/rayjob"
	"sigs.k8s.io/kueue/pkg/webhooks"
)

type problem struct {
	Path   string `json:"path"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

type answer struct {
	Known    bool      `json:"known"`
	Problems []problem `json:"problems"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			text, _ := json.Marshal(ask(line))
			out.Write(append(text, '\n'))
		}
		if err != nil {
			return
		}
	}
}

func ask(line []byte) (a answer) {
	a.Problems = []problem{}
	defer func() {
		if r := recover(); r != nil {
			a.Problems = append(a.Problems, problem{"", "Panic", fmt.Sprint(r)})
		}
	}()
	var kind struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
	}
	if json.Unmarshal(line, &kind) != nil {
		return a
	}
	switch kind.APIVersion + "/" + kind.Kind {
	case "batch/v1/Job":
		object := &batchv1.Job{Spec: batchv1.JobSpec{Parallelism: new(int32)}}
		*object.Spec.Parallelism = 1
		return created(line, object, &job.JobWebhook{})
	case "jobset.x-k8s.io/v1alpha2/JobSet":
		return created(line, &jobsetv1alpha2.JobSet{}, &jobset.JobSetWebhook{})
	case "kubeflow.org/v2beta1/MPIJob":
		return created(line, &v2beta1.MPIJob{}, &mpijob.MpiJobWebhook{})
	case "ray.io/v1/RayCluster":
		return created(line, &rayv1.RayCluster{}, &raycluster.RayClusterWebhook{})
	case "ray.io/v1/RayJob":
		return created(line, &rayv1.RayJob{}, &rayjob.RayJobWebhook{})
	case "v1/Pod":
		return created(line, &corev1.Pod{}, &pod.PodWebhook{})
	}
	if kind.APIVersion != "kueue.x-k8s.io/v1beta2" {
		return a
	}
	var errs field.ErrorList
	var err error
	a.Known = true
	switch kind.Kind {
	case "ClusterQueue":
		object := &kueue.ClusterQueue{}
		if err = json.Unmarshal(line, object); err == nil {
			errs = webhooks.ValidateClusterQueue(object)
		}
	case "ResourceFlavor":
		object := &kueue.ResourceFlavor{}
		if err = json.Unmarshal(line, object); err == nil {
			errs = webhooks.ValidateResourceFlavor(object)
		}
	case "Workload":
		object := &kueue.Workload{}
		if err = json.Unmarshal(line, object); err == nil {
			errs = webhooks.ValidateWorkload(object, nil)
		}
	case "Cohort":
		object := &kueue.Cohort{}
		if err = json.Unmarshal(line, object); err == nil {
			_, err = (&webhooks.CohortWebhook{}).ValidateCreate(context.Background(), object)
		}
	default:
		a.Known = false
	}
	if err != nil {
		a.Problems = append(a.Problems, problem{"", "Refused", err.Error()})
	}
	for _, e := range errs {
		a.Problems = append(a.Problems, problem{e.Field, string(e.Type), e.Detail})
	}
	return a
}

// What the webhook of a kind of jobs says.
func created[T runtime.Object](line []byte, object T, hook admission.Validator[T]) (a answer) {
	a.Known, a.Problems = true, []problem{}
	err := json.Unmarshal(line, object)
	if err == nil {
		_, err = hook.ValidateCreate(context.Background(), object)
	}
	if many, ok := err.(utilerrors.Aggregate); ok {
		for _, one := range many.Errors() {
			if e, ok := one.(*field.Error); ok {
				a.Problems = append(a.Problems, problem{e.Field, string(e.Type), e.Detail})
			} else {
				a.Problems = append(a.Problems, problem{"", "Refused", one.Error()})
			}
		}
	} else if err != nil {
		a.Problems = append(a.Problems, problem{"", "Refused", err.Error()})
	}
	return a
}
