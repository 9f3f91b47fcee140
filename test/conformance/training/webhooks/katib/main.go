// Reads katib-config and experiments, and prints for each what Katib's defaulting and validating webhooks say of it.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	apis "github.com/kubeflow/katib/pkg/apis/controller"
	common "github.com/kubeflow/katib/pkg/apis/controller/common/v1beta1"
	experiments "github.com/kubeflow/katib/pkg/apis/controller/experiments/v1beta1"
	"github.com/kubeflow/katib/pkg/controller.v1beta1/experiment/manifest"
	"github.com/kubeflow/katib/pkg/webhook/v1beta1/experiment/validator"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

type answer struct {
	Errors []string `json:"errors"`
	// One trial, with a value in each parameter's place.
	Trial json.RawMessage `json:"trial,omitempty"`
}

func main() {
	var input struct {
		Config      corev1.ConfigMap  `json:"config"`
		Experiments []json.RawMessage `json:"experiments"`
	}
	must(json.NewDecoder(os.Stdin).Decode(&input))
	scheme := runtime.NewScheme()
	must(corev1.AddToScheme(scheme))
	must(apis.AddToScheme(scheme))
	c := fake.NewClientBuilder().WithScheme(scheme).WithObjects(&input.Config).Build()
	generator := manifest.New(c)
	hook := validator.New(generator)
	answers := []answer{}
	for _, raw := range input.Experiments {
		answers = append(answers, ask(hook, generator, raw))
	}
	must(json.NewEncoder(os.Stdout).Encode(answers))
}

func ask(hook validator.Validator, generator manifest.Generator, raw json.RawMessage) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a.Errors = append(a.Errors, fmt.Sprintf("panic: %v", r))
		}
	}()
	experiment := &experiments.Experiment{}
	if err := json.Unmarshal(raw, experiment); err != nil {
		return answer{Errors: []string{err.Error()}}
	}
	experiment.SetDefault()
	for _, e := range hook.ValidateExperiment(experiment, nil) {
		a.Errors = append(a.Errors, e.Error())
	}
	var assignments []common.ParameterAssignment
	for _, parameter := range experiment.Spec.Parameters {
		value := parameter.FeasibleSpace.Min
		if len(parameter.FeasibleSpace.List) > 0 {
			value = parameter.FeasibleSpace.List[0]
		}
		assignments = append(assignments, common.ParameterAssignment{Name: parameter.Name, Value: value})
	}
	if len(experiment.Spec.Parameters) == 0 || experiment.Spec.TrialTemplate == nil || experiment.Spec.TrialTemplate.TrialSpec == nil {
		return a
	}
	trial, err := generator.GetRunSpecWithHyperParameters(experiment, experiment.Name+"-abcdefgh", experiment.Namespace, assignments)
	if err != nil {
		a.Errors = append(a.Errors, err.Error())
		return a
	}
	a.Trial, _ = json.Marshal(trial)
	return a
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
