// Reads one JSON object per line and prints what KServe's validating webhooks say of its creation.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/kserve/kserve/pkg/apis/serving/v1alpha1"
	"github.com/kserve/kserve/pkg/apis/serving/v1beta1"
	"github.com/kserve/kserve/pkg/webhook/admission/servingruntime"
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
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &kind); err != nil {
		return a
	}
	var object runtime.Object
	var hook admission.CustomValidator
	switch kind.Kind {
	case "InferenceService":
		object, hook = &v1beta1.InferenceService{}, &v1beta1.InferenceServiceValidator{}
	case "InferenceGraph":
		object, hook = &v1alpha1.InferenceGraph{}, &v1alpha1.InferenceGraphValidator{}
	case "TrainedModel":
		object, hook = &v1alpha1.TrainedModel{}, &v1alpha1.TrainedModelValidator{}
	case "ServingRuntime", "ClusterServingRuntime":
		a.Known = true
		a.Problems = append(a.Problems, askRuntime(kind.Kind, line)...)
		return a
	default:
		object, hook = more(kind.Kind)
		if hook == nil {
			return a
		}
	}
	a.Known = true
	if err := json.Unmarshal(line, object); err != nil {
		a.Problems = append(a.Problems, problem{"", "Decode", err.Error()})
		return a
	}
	if _, err := hook.ValidateCreate(context.Background(), object); err != nil {
		a.Problems = append(a.Problems, problem{"", "Refused", err.Error()})
	}
	return a
}

// Beside one existing runtime, without which nothing is looked at.
func askRuntime(kind string, line []byte) []problem {
	scheme := runtime.NewScheme()
	must(v1alpha1.AddToScheme(scheme))
	namespaced, cluster := &v1alpha1.ServingRuntime{}, &v1alpha1.ClusterServingRuntime{}
	namespaced.Name, namespaced.Namespace, cluster.Name = "existing-one", "team", "existing-one"
	c := fake.NewClientBuilder().WithScheme(scheme).WithObjects(namespaced, cluster).Build()
	request := admission.Request{AdmissionRequest: admissionv1.AdmissionRequest{Object: runtime.RawExtension{Raw: line}}}
	var response admission.Response
	if kind == "ServingRuntime" {
		response = (&servingruntime.ServingRuntimeValidator{Client: c, Decoder: admission.NewDecoder(scheme)}).Handle(context.Background(), request)
	} else {
		response = (&servingruntime.ClusterServingRuntimeValidator{Client: c, Decoder: admission.NewDecoder(scheme)}).Handle(context.Background(), request)
	}
	if response.Allowed {
		return nil
	}
	return []problem{{"", "Refused", response.Result.Message}}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
