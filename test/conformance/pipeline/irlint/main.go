package main

import (
	"fmt"
	"os"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"github.com/kubeflow/pipelines/backend/src/apiserver/config/proxy"
	"github.com/kubeflow/pipelines/backend/src/apiserver/template"
	"github.com/kubeflow/pipelines/backend/src/v2/compiler/argocompiler"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/structpb"
)

func check(file string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	spec, err := template.NewV2SpecTemplate(data, template.TemplateOptions{})
	if err != nil {
		return err
	}
	raw, err := protojson.Marshal(spec.PipelineSpec())
	if err != nil {
		return err
	}
	value := &structpb.Struct{}
	if err := protojson.Unmarshal(raw, value); err != nil {
		return err
	}
	job := &pipelinespec.PipelineJob{PipelineSpec: value, RuntimeConfig: &pipelinespec.PipelineJob_RuntimeConfig{}}
	var kubernetes *pipelinespec.SinglePlatformSpec
	if spec.PlatformSpec() != nil {
		kubernetes = spec.PlatformSpec().Platforms["kubernetes"]
	}
	_, err = argocompiler.Compile(job, kubernetes, &argocompiler.Options{})
	return err
}

func main() {
	proxy.InitializeConfigWithEmptyForTests()
	failed := 0
	for _, file := range os.Args[1:] {
		if err := check(file); err != nil {
			failed++
			fmt.Printf("%s\t%v\n", file, err)
		} else {
			fmt.Printf("%s\tok\n", file)
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
}
