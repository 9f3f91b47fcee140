// Reads one JSON object per line and prints what Istio's validating webhook says of its creation.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/log"
	"k8s.io/apimachinery/pkg/runtime/schema"
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
	quiet()
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
	object := &crd.IstioKind{}
	if err := json.Unmarshal(line, object); err != nil {
		return a
	}
	gvk := object.GroupVersionKind()
	s, ok := collections.Pilot.FindByGroupVersionAliasesKind(resource.FromKubernetesGVK(&schema.GroupVersionKind{Group: gvk.Group, Version: gvk.Version, Kind: gvk.Kind}))
	if !ok {
		return a
	}
	a.Known = true
	config, err := crd.ConvertObject(s, object, "cluster.local")
	if err != nil {
		a.Problems = append(a.Problems, problem{"", "Decode", err.Error()})
		return a
	}
	if _, err := s.ValidateConfig(*config); err != nil {
		a.Problems = append(a.Problems, problem{"", "Refused", err.Error()})
	}
	return a
}

// Istio logs to the standard output, where the answers go.
func quiet() {
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
}
