// Reads experiments, one a line, and prints for each what Katib's defaulting and validating webhooks and its Go services say of it,
// and the requests that its Python services are asked with.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	apis "github.com/kubeflow/katib/pkg/apis/controller"
	experiments "github.com/kubeflow/katib/pkg/apis/controller/experiments/v1beta1"
	api "github.com/kubeflow/katib/pkg/apis/manager/v1beta1"
	"github.com/kubeflow/katib/pkg/controller.v1beta1/experiment/manifest"
	"github.com/kubeflow/katib/pkg/controller.v1beta1/suggestion/suggestionclient"
	goptuna "github.com/kubeflow/katib/pkg/suggestion/v1beta1/goptuna"
	"github.com/kubeflow/katib/pkg/webhook/v1beta1/experiment/validator"
	"google.golang.org/protobuf/proto"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

type problem struct {
	Path   string `json:"path"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

type verdict struct {
	Known    bool      `json:"known"`
	Problems []problem `json:"problems"`
	// What a Go service says of the algorithm settings, and of the first suggestions.
	Service     string `json:"service,omitempty"`
	Suggestions string `json:"suggestions,omitempty"`
	// A GetSuggestionsRequest for services in Python.
	Request string `json:"request,omitempty"`
}

func main() {
	self, err := os.Executable()
	must(err)
	config, err := os.ReadFile(filepath.Join(filepath.Dir(self), "../../manifests/v1beta1/installs/katib-standalone/katib-config.yaml"))
	must(err)
	scheme := runtime.NewScheme()
	must(corev1.AddToScheme(scheme))
	must(apis.AddToScheme(scheme))
	c := fake.NewClientBuilder().WithScheme(scheme).WithObjects(&corev1.ConfigMap{
		ObjectMeta: metav1.ObjectMeta{Name: "katib-config", Namespace: "kubeflow"},
		Data:       map[string]string{"katib-config.yaml": string(config)},
	}).Build()
	hook := validator.New(manifest.New(c))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		must(out.Encode(ask(hook, lines.Bytes())))
	}
	must(lines.Err())
}

func ask(hook validator.Validator, raw []byte) (v verdict) {
	v.Problems = []problem{}
	experiment := &experiments.Experiment{}
	if err := json.Unmarshal(raw, experiment); err != nil {
		v.Problems = append(v.Problems, problem{Type: "decode", Detail: err.Error()})
		return v
	}
	v.Known = experiment.Kind == "Experiment"
	defer func() {
		if r := recover(); r != nil {
			v.Problems = append(v.Problems, problem{Type: "panic", Detail: fmt.Sprint(r)})
		}
	}()
	if experiment.Name == "" && experiment.GenerateName != "" {
		// The server has named it before it asks.
		experiment.Name = experiment.GenerateName[:min(58, len(experiment.GenerateName))] + "abcde"
	}
	experiment.SetDefault()
	for _, e := range hook.ValidateExperiment(experiment, nil) {
		v.Problems = append(v.Problems, problem{Path: e.Field, Type: string(e.Type), Detail: e.Detail})
	}
	spec := experiment.Spec
	if spec.Algorithm == nil || spec.Objective == nil {
		return v
	}
	request := &api.GetSuggestionsRequest{
		Experiment:           suggestionclient.New().(*suggestionclient.General).ConvertExperiment(experiment),
		CurrentRequestNumber: 2,
		TotalRequestNumber:   2,
	}
	bytes, err := proto.Marshal(request)
	if err != nil {
		v.Service = err.Error()
		return v
	}
	v.Request = base64.StdEncoding.EncodeToString(bytes)
	if name := spec.Algorithm.AlgorithmName; name == "cmaes" || name == "sobol" {
		v.Service = said(func() error {
			_, err := goptuna.NewSuggestionService().ValidateAlgorithmSettings(context.Background(), &api.ValidateAlgorithmSettingsRequest{Experiment: request.Experiment})
			return err
		})
		v.Suggestions = said(func() error {
			_, err := goptuna.NewSuggestionService().GetSuggestions(context.Background(), request)
			return err
		})
	}
	return v
}

func said(call func() error) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("panic: %v", r)
		}
	}()
	if err := call(); err != nil {
		return strings.TrimSpace(err.Error())
	}
	return ""
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
