// Reads jobs, one a line, and prints what the webhooks of training-operator, and for MPI its controller, say of each.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	v1 "github.com/kubeflow/training-operator/pkg/apis/kubeflow.org/v1"
	"github.com/kubeflow/training-operator/pkg/webhooks/jax"
	"github.com/kubeflow/training-operator/pkg/webhooks/paddlepaddle"
	"github.com/kubeflow/training-operator/pkg/webhooks/pytorch"
	"github.com/kubeflow/training-operator/pkg/webhooks/tensorflow"
	"github.com/kubeflow/training-operator/pkg/webhooks/xgboost"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
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
	scheme := runtime.NewScheme()
	must(v1.AddToScheme(scheme))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		must(out.Encode(ask(scheme, lines.Bytes())))
	}
	must(lines.Err())
}

func ask(scheme *runtime.Scheme, raw []byte) (v verdict) {
	v.Problems = []problem{}
	defer func() {
		if r := recover(); r != nil {
			v.Problems = append(v.Problems, problem{Type: "panic", Detail: fmt.Sprint(r)})
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
		return v
	}
	v.Known = true
	if err := json.Unmarshal(raw, object); err != nil {
		v.Problems = append(v.Problems, problem{Type: "decode", Detail: err.Error()})
		return v
	}
	if job, ok := object.(*v1.MPIJob); ok {
		scheme.Default(object)
		v.add(v1.ValidateV1MpiJobSpec(&job.Spec))
		return v
	}
	_, err := hook.ValidateCreate(context.Background(), object)
	v.add(err)
	return v
}

// add takes errors apart that were put together.
func (v *verdict) add(err error) {
	if err == nil {
		return
	}
	var several interface{ Errors() []error }
	var one *field.Error
	switch {
	case errors.As(err, &one) && error(one) == err:
		v.Problems = append(v.Problems, problem{one.Field, string(one.Type), one.Detail})
	case errors.As(err, &several):
		for _, e := range several.Errors() {
			v.add(e)
		}
	default:
		v.Problems = append(v.Problems, problem{Detail: err.Error()})
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
