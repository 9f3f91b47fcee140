// Reads one JSON object per line and prints what Knative Serving's webhook says of its creation, with shipped settings but for
// the data of config-features, which environment variable FEATURES may hold as JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"knative.dev/pkg/apis"
	"knative.dev/serving/pkg/apis/config"
	v1 "knative.dev/serving/pkg/apis/serving/v1"
	"knative.dev/serving/pkg/apis/serving/v1beta1"
	autoscalerconfig "knative.dev/serving/pkg/autoscaler/config"
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

type validated interface {
	apis.Defaultable
	apis.Validatable
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

func flags() map[string]string {
	data := map[string]string{}
	if err := json.Unmarshal([]byte(os.Getenv("FEATURES")), &data); err != nil {
		return nil
	}
	return data
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
	if json.Unmarshal(line, &kind) != nil || !strings.HasPrefix(kind.APIVersion, "serving.knative.dev/") {
		return a
	}
	var object validated
	switch kind.Kind {
	case "Service":
		object = &v1.Service{}
	case "Configuration":
		object = &v1.Configuration{}
	case "Revision":
		object = &v1.Revision{}
	case "Route":
		object = &v1.Route{}
	case "DomainMapping":
		object = &v1beta1.DomainMapping{}
	default:
		return a
	}
	a.Known = true
	if err := json.Unmarshal(line, object); err != nil {
		a.Problems = append(a.Problems, problem{"", "Decode", err.Error()})
		return a
	}
	defaults, _ := config.NewDefaultsConfigFromMap(nil)
	features, _ := config.NewFeaturesConfigFromMap(flags())
	autoscaler, _ := autoscalerconfig.NewConfigFromMap(nil)
	ctx := config.ToContext(context.Background(), &config.Config{Defaults: defaults, Features: features, Autoscaler: autoscaler})
	ctx = apis.WithinCreate(ctx)
	object.SetDefaults(ctx)
	errs := object.Validate(ctx)
	if errs == nil {
		return a
	}
	for _, e := range errs.Filter(apis.ErrorLevel).WrappedErrors() {
		if len(e.Paths) == 0 {
			a.Problems = append(a.Problems, problem{"", "Refused", e.Message})
		}
		for _, path := range e.Paths {
			a.Problems = append(a.Problems, problem{path, "Refused", e.Message + " " + e.Details})
		}
	}
	return a
}
