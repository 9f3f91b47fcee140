// Reads one JSON object per line and prints what Kueue's validating webhooks say of its creation.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
	kueue "sigs.k8s.io/kueue/apis/kueue/v1beta2"
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
	if json.Unmarshal(line, &kind) != nil || kind.APIVersion != "kueue.x-k8s.io/v1beta2" {
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
