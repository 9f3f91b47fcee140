// Reads a JSON list of jobs and prints, for each, what training-operator's admission webhooks say of it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	v1 "github.com/kubeflow/training-operator/pkg/apis/kubeflow.org/v1"
	"github.com/kubeflow/training-operator/pkg/webhooks/jax"
	"github.com/kubeflow/training-operator/pkg/webhooks/paddlepaddle"
	"github.com/kubeflow/training-operator/pkg/webhooks/pytorch"
	"github.com/kubeflow/training-operator/pkg/webhooks/tensorflow"
	"github.com/kubeflow/training-operator/pkg/webhooks/xgboost"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

type answer struct {
	Errors    []string        `json:"errors"`
	Warnings  []string        `json:"warnings"`
	Defaulted json.RawMessage `json:"defaulted,omitempty"`
}

func main() {
	scheme := runtime.NewScheme()
	must(v1.AddToScheme(scheme))
	var objects []json.RawMessage
	must(json.NewDecoder(os.Stdin).Decode(&objects))
	answers := []answer{}
	for _, object := range objects {
		answers = append(answers, ask(scheme, object))
	}
	must(json.NewEncoder(os.Stdout).Encode(answers))
}

func ask(scheme *runtime.Scheme, raw json.RawMessage) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a.Errors = append(a.Errors, fmt.Sprintf("panic: %v", r))
		}
	}()
	var kind struct {
		Kind string `json:"kind"`
	}
	must(json.Unmarshal(raw, &kind))
	var object runtime.Object
	var hook admission.CustomValidator
	switch kind.Kind {
	case "PyTorchJob":
		object, hook = &v1.PyTorchJob{}, &pytorch.Webhook{}
	case "TFJob":
		object, hook = &v1.TFJob{}, &tensorflow.Webhook{}
	case "XGBoostJob":
		object, hook = &v1.XGBoostJob{}, &xgboost.Webhook{}
	case "PaddleJob":
		object, hook = &v1.PaddleJob{}, &paddlepaddle.Webhook{}
	case "JAXJob":
		object, hook = &v1.JAXJob{}, &jax.Webhook{}
	case "MPIJob":
		object = &v1.MPIJob{}
	default:
		return answer{Errors: []string{"no webhook for " + kind.Kind}}
	}
	if err := json.Unmarshal(raw, object); err != nil {
		return answer{Errors: []string{err.Error()}}
	}
	if hook != nil {
		warnings, err := hook.ValidateCreate(context.Background(), object)
		a.Warnings = warnings
		if err != nil {
			a.Errors = append(a.Errors, err.Error())
		}
	}
	scheme.Default(object)
	if job, ok := object.(*v1.MPIJob); ok {
		if err := v1.ValidateV1MpiJobSpec(&job.Spec); err != nil {
			a.Errors = append(a.Errors, err.Error())
		}
	}
	a.Defaulted, _ = json.Marshal(object)
	return a
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
