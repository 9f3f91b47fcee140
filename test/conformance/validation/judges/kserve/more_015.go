package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

func more(string) (runtime.Object, admission.CustomValidator) { return nil, nil }
