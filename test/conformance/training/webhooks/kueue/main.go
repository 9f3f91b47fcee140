// Reads a JSON list of Kueue's objects and prints, for each, what Kueue's admission webhooks say of it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
	kueue "sigs.k8s.io/kueue/apis/kueue/v1beta2"
	"sigs.k8s.io/kueue/pkg/webhooks"
)

type hook interface {
	ValidateCreate(context.Context, runtime.Object) (admission.Warnings, error)
}

type answer struct {
	Errors []string `json:"errors"`
}

func main() {
	var objects []json.RawMessage
	must(json.NewDecoder(os.Stdin).Decode(&objects))
	answers := []answer{}
	for _, raw := range objects {
		answers = append(answers, ask(raw))
	}
	must(json.NewEncoder(os.Stdout).Encode(answers))
}

func ask(raw json.RawMessage) (a answer) {
	var kind struct {
		Kind string `json:"kind"`
	}
	must(json.Unmarshal(raw, &kind))
	var object runtime.Object
	var webhook hook
	switch kind.Kind {
	case "ClusterQueue":
		object, webhook = &kueue.ClusterQueue{}, &webhooks.ClusterQueueWebhook{}
	case "ResourceFlavor":
		object, webhook = &kueue.ResourceFlavor{}, &webhooks.ResourceFlavorWebhook{}
	case "Cohort":
		object, webhook = &kueue.Cohort{}, &webhooks.CohortWebhook{}
	case "LocalQueue":
		object = &kueue.LocalQueue{}
	default:
		return answer{Errors: []string{"no webhook for " + kind.Kind}}
	}
	if err := json.Unmarshal(raw, object); err != nil {
		return answer{Errors: []string{err.Error()}}
	}
	if webhook == nil {
		return a
	}
	if _, err := webhook.ValidateCreate(context.Background(), object); err != nil {
		a.Errors = append(a.Errors, err.Error())
	}
	return a
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
