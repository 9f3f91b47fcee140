package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/kserve/kserve/pkg/apis/serving/v1alpha1"
	"github.com/kserve/kserve/pkg/controller/v1alpha1/llmisvc/validation"
)

func more(kind string) (runtime.Object, admission.CustomValidator) {
	if kind == "LLMInferenceService" {
		return &v1alpha1.LLMInferenceService{}, &validation.LLMInferenceServiceValidator{}
	}
	return nil, nil
}
