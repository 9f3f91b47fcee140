// Reads sets of objects, one JSON list a line, and prints what the webhooks of Trainer and JobSet say of the last of each;
// the others are there already.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	trainer "github.com/kubeflow/trainer/v2/pkg/apis/trainer/v1alpha1"
	"github.com/kubeflow/trainer/v2/pkg/runtime"
	"github.com/kubeflow/trainer/v2/pkg/runtime/core"
	utiltesting "github.com/kubeflow/trainer/v2/pkg/util/testing"
	"github.com/kubeflow/trainer/v2/pkg/webhooks"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/ptr"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	jobset "sigs.k8s.io/jobset/api/jobset/v1alpha2"
	jobsetwebhooks "sigs.k8s.io/jobset/pkg/webhooks"
)

type problem struct {
	Path   string `json:"path"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

type verdict struct {
	Known    bool      `json:"known"`
	Problems []problem `json:"problems"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var set []json.RawMessage
		must(json.Unmarshal(lines.Bytes(), &set))
		must(out.Encode(ask(set)))
	}
	must(lines.Err())
}

func ask(set []json.RawMessage) (v verdict) {
	v.Problems = []problem{}
	defer func() {
		if r := recover(); r != nil {
			v.Problems = append(v.Problems, problem{Type: "panic", Detail: fmt.Sprint(r)})
		}
	}()
	builder := utiltesting.NewClientBuilder()
	for _, raw := range set[:len(set)-1] {
		if object := decoded(raw); object != nil {
			builder.WithObjects(object)
		}
	}
	c := builder.Build()
	ctx := context.Background()
	object, err := decodedStrictly(set[len(set)-1])
	if err != nil {
		v.Problems = append(v.Problems, problem{Type: "decode", Detail: err.Error()})
		return v
	}
	v.Known = object != nil
	switch subject := object.(type) {
	case *trainer.TrainJob:
		runtimes, err := core.New(ctx, c, utiltesting.AsIndex(builder))
		must(err)
		found, ok := runtimes[runtime.RuntimeRefToRuntimeRegistryKey(subject.Spec.RuntimeRef)]
		if !ok {
			v.Problems = append(v.Problems, problem{Path: "spec.runtimeRef", Detail: "unsupported runtime"})
			return v
		}
		_, errs := found.ValidateObjects(ctx, nil, subject)
		v.add(errs.ToAggregate())
	case *trainer.TrainingRuntime:
		_, err := (&webhooks.TrainingRuntimeWebhook{}).ValidateCreate(ctx, subject)
		v.add(err)
	case *trainer.ClusterTrainingRuntime:
		_, err := (&webhooks.ClusterTrainingRuntimeWebhook{}).ValidateCreate(ctx, subject)
		v.add(err)
	case *jobset.JobSet:
		hook, err := jobsetwebhooks.NewJobSetWebhook(fake.NewClientBuilder().Build())
		must(err)
		must(hook.Default(ctx, subject))
		_, err = hook.ValidateCreate(ctx, subject)
		v.add(err)
	}
	return v
}

// add takes errors apart that were put together.
func (v *verdict) add(err error) {
	if err == nil {
		return
	}
	var several interface{ Errors() []error }
	var joined interface{ Unwrap() []error }
	var one *field.Error
	switch {
	case errors.As(err, &one) && error(one) == err:
		v.Problems = append(v.Problems, problem{one.Field, string(one.Type), one.Detail})
	case errors.As(err, &several):
		for _, e := range several.Errors() {
			v.add(e)
		}
	case errors.As(err, &joined):
		for _, e := range joined.Unwrap() {
			v.add(e)
		}
	default:
		v.Problems = append(v.Problems, problem{Detail: err.Error()})
	}
}

func decoded(raw json.RawMessage) client.Object {
	object, err := decodedStrictly(raw)
	must(err)
	return object
}

// decodedStrictly reads an object with what its CRD fills in.
func decodedStrictly(raw json.RawMessage) (client.Object, error) {
	var kind struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return nil, err
	}
	var object client.Object
	switch kind.Kind {
	case "TrainJob":
		object = &trainer.TrainJob{}
	case "TrainingRuntime":
		object = &trainer.TrainingRuntime{}
	case "ClusterTrainingRuntime":
		object = &trainer.ClusterTrainingRuntime{}
	case "JobSet":
		object = &jobset.JobSet{}
	default:
		return nil, nil
	}
	if err := json.Unmarshal(raw, object); err != nil {
		return nil, err
	}
	switch subject := object.(type) {
	case *trainer.TrainJob:
		ref := &subject.Spec.RuntimeRef
		if ref.APIGroup == nil {
			ref.APIGroup = ptr.To(trainer.GroupVersion.Group)
		}
		if ref.Kind == nil {
			ref.Kind = ptr.To(trainer.ClusterTrainingRuntimeKind)
		}
	case *trainer.TrainingRuntime:
		fill(subject.Spec.Template.Spec.ReplicatedJobs, raw, "spec", "template", "spec")
	case *trainer.ClusterTrainingRuntime:
		// Kustomize writes one that the server drops.
		subject.Namespace = ""
		fill(subject.Spec.Template.Spec.ReplicatedJobs, raw, "spec", "template", "spec")
	case *jobset.JobSet:
		fill(subject.Spec.ReplicatedJobs, raw, "spec")
	}
	return object, nil
}

func fill(jobs []jobset.ReplicatedJob, raw json.RawMessage, way ...string) {
	for _, step := range way {
		var below map[string]json.RawMessage
		must(json.Unmarshal(raw, &below))
		raw = below[step]
	}
	var spec struct {
		ReplicatedJobs []struct {
			Replicas  *int32  `json:"replicas"`
			GroupName *string `json:"groupName"`
		} `json:"replicatedJobs"`
	}
	must(json.Unmarshal(raw, &spec))
	for i := range jobs {
		if spec.ReplicatedJobs[i].Replicas == nil {
			jobs[i].Replicas = 1
		}
		if spec.ReplicatedJobs[i].GroupName == nil {
			jobs[i].GroupName = "default"
		}
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
