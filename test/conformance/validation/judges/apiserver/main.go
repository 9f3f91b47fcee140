// Reads one JSON object per line and prints what kube-apiserver says of its creation: for custom resources by the CRDs of the
// folders given as arguments, for built-in kinds by their strategies. No webhooks, no old objects.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsinstall "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured/unstructuredscheme"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	_ "k8s.io/kubernetes/pkg/apis/scheduling/install"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/limitrange"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolume"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/resourcequota"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
	"k8s.io/kubernetes/pkg/registry/scheduling/priorityclass"
	"k8s.io/kubernetes/pkg/registry/storage/storageclass"
	"sigs.k8s.io/yaml"
)

var builtIn = map[string]rest.RESTCreateStrategy{
	"Pod": pod.Strategy, "Service": service.Strategy, "ConfigMap": configmap.Strategy, "Secret": secret.Strategy,
	"Namespace": namespace.Strategy, "PersistentVolumeClaim": persistentvolumeclaim.Strategy, "PersistentVolume": persistentvolume.Strategy,
	"ServiceAccount": serviceaccount.Strategy, "LimitRange": limitrange.Strategy, "ResourceQuota": resourcequota.Strategy,
	"Deployment": deployment.Strategy, "StatefulSet": statefulset.Strategy, "DaemonSet": daemonset.Strategy, "ReplicaSet": replicaset.Strategy,
	"Job": job.Strategy, "CronJob": cronjob.Strategy, "HorizontalPodAutoscaler": horizontalpodautoscaler.Strategy,
	"Ingress": ingress.Strategy, "NetworkPolicy": networkpolicy.Strategy, "PodDisruptionBudget": poddisruptionbudget.Strategy,
	"Role": role.Strategy, "RoleBinding": rolebinding.Strategy, "ClusterRole": clusterrole.Strategy, "ClusterRoleBinding": clusterrolebinding.Strategy,
	"PriorityClass": priorityclass.Strategy, "StorageClass": storageclass.Strategy,
}

type problem struct {
	Path   string `json:"path"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

type answer struct {
	Known    bool      `json:"known"`
	Problems []problem `json:"problems"`
}

type custom struct {
	structural *structuralschema.Structural
	strategy   rest.RESTCreateStrategy
	namespaced bool
}

func main() {
	kinds := map[string]func() *custom{}
	for _, folder := range os.Args[1:] {
		files, _ := filepath.Glob(filepath.Join(folder, "*.yaml"))
		for _, file := range files {
			load(file, kinds)
		}
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			text, _ := json.Marshal(ask(kinds, line))
			out.Write(append(text, '\n'))
		}
		if err != nil {
			return
		}
	}
}

func load(file string, kinds map[string]func() *custom) {
	text, err := os.ReadFile(file)
	must(err)
	crd := &apiextensionsv1.CustomResourceDefinition{}
	must(yaml.Unmarshal(text, crd))
	scheme := runtime.NewScheme()
	apiextensionsinstall.Install(scheme)
	scheme.Default(crd)
	for i := range crd.Spec.Versions {
		version := &crd.Spec.Versions[i]
		if version.Schema == nil || version.Schema.OpenAPIV3Schema == nil {
			continue
		}
		kinds[crd.Spec.Group+"/"+version.Name+"/"+crd.Spec.Names.Kind] = sync.OnceValue(func() *custom { return compile(crd, version) })
	}
}

func compile(crd *apiextensionsv1.CustomResourceDefinition, version *apiextensionsv1.CustomResourceDefinitionVersion) *custom {
	props := &apiextensions.JSONSchemaProps{}
	must(apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, props, nil))
	structural, err := structuralschema.NewStructural(props)
	must(err)
	must(defaulting.PruneDefaults(structural))
	validator, _, err := validation.NewSchemaValidator(props)
	must(err)
	gvk := schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind}
	var status *apiextensions.CustomResourceSubresourceStatus
	var scale *apiextensions.CustomResourceSubresourceScale
	if version.Subresources != nil && version.Subresources.Status != nil {
		status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	if version.Subresources != nil && version.Subresources.Scale != nil {
		scale = &apiextensions.CustomResourceSubresourceScale{}
		must(apiextensionsv1.Convert_v1_CustomResourceSubresourceScale_To_apiextensions_CustomResourceSubresourceScale(version.Subresources.Scale, scale, nil))
	}
	namespaced := crd.Spec.Scope == apiextensionsv1.NamespaceScoped
	strategy := customresource.NewStrategy(unstructuredscheme.NewUnstructuredObjectTyper(), namespaced, gvk, validator, nil, structural, status, scale, nil)
	return &custom{structural, strategy, namespaced}
}

func ask(kinds map[string]func() *custom, line []byte) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a.Problems = append(a.Problems, problem{"", "Panic", fmt.Sprint(r)})
		}
	}()
	a.Problems = []problem{}
	object := map[string]interface{}{}
	if err := utiljson.Unmarshal(line, &object); err != nil {
		return answer{Problems: []problem{{"", "Decode", err.Error()}}}
	}
	u := &unstructured.Unstructured{Object: object}
	gvk := u.GroupVersionKind()
	if kind, ok := kinds[gvk.Group+"/"+gvk.Version+"/"+gvk.Kind]; ok {
		a.Known = true
		a.Problems = append(a.Problems, askCustom(kind(), u)...)
		return a
	}
	strategy, ok := builtIn[gvk.Kind]
	if !ok || !legacyscheme.Scheme.Recognizes(gvk) {
		return a
	}
	a.Known = true
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict)
	decoded, _, err := codecs.UniversalDeserializer().Decode(line, nil, nil)
	if err != nil {
		if strict, ok := runtime.AsStrictDecodingError(err); ok {
			for _, e := range strict.Errors() {
				a.Problems = append(a.Problems, problem{unknown(e.Error()), "Strict", e.Error()})
			}
		} else {
			a.Problems = append(a.Problems, problem{"", "Decode", err.Error()})
		}
		if decoded == nil {
			return a
		}
	}
	legacyscheme.Scheme.Default(decoded)
	internal, err := legacyscheme.Scheme.ConvertToVersion(decoded, runtime.InternalGroupVersioner)
	must(err)
	a.Problems = append(a.Problems, create(strategy, internal, u, strategy.NamespaceScoped())...)
	return a
}

func unknown(text string) string {
	for _, prefix := range []string{"unknown field \"", "duplicate field \""} {
		if strings.HasPrefix(text, prefix) {
			return strings.TrimSuffix(strings.TrimPrefix(text, prefix), "\"")
		}
	}
	return ""
}

func askCustom(kind *custom, u *unstructured.Unstructured) []problem {
	problems := []problem{}
	meta, found, paths, err := objectmeta.GetObjectMetaWithOptions(u.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return []problem{{"metadata", "Decode", err.Error()}}
	}
	defaulting.Default(u.Object, kind.structural)
	paths = append(paths, pruning.PruneWithOptions(u.Object, kind.structural, true, structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
	defaulting.PruneNonNullableNullsWithoutDefaults(u.Object, kind.structural)
	coerced, more := objectmeta.CoerceWithOptions(nil, u.Object, kind.structural, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if coerced != nil {
		return []problem{{coerced.Field, "Decode", coerced.Detail}}
	}
	for _, path := range append(paths, more...) {
		problems = append(problems, problem{path, "Strict", "unknown field"})
	}
	if found {
		must(objectmeta.SetObjectMeta(u.Object, meta))
	}
	return append(problems, create(kind.strategy, u, u, kind.namespaced)...)
}

func create(strategy rest.RESTCreateStrategy, object runtime.Object, u *unstructured.Unstructured, namespaced bool) []problem {
	ctx := genericapirequest.WithNamespace(genericapirequest.NewContext(), "")
	if u.GetName() == "" && u.GetGenerateName() != "" {
		if accessor, err := apimeta.Accessor(object); err == nil {
			accessor.SetName(u.GetGenerateName() + "abcde")
		}
	}
	if namespaced {
		where := u.GetNamespace()
		if where == "" {
			where = "default"
		}
		ctx = genericapirequest.WithNamespace(ctx, where)
		if accessor, ok := object.(metav1.ObjectMetaAccessor); ok {
			accessor.GetObjectMeta().SetNamespace(where)
		} else if accessor, ok := object.(metav1.Object); ok {
			accessor.SetNamespace(where)
		}
	}
	gv := u.GroupVersionKind()
	ctx = genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{IsResourceRequest: true, APIGroup: gv.Group, APIVersion: gv.Version, Verb: "create"})
	if accessor, err := apimeta.Accessor(object); err == nil {
		rest.FillObjectMetaSystemFields(accessor)
	}
	err := rest.BeforeCreate(strategy, ctx, object)
	if err == nil {
		return nil
	}
	status, ok := err.(apierrors.APIStatus)
	if !ok || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		return []problem{{"", "Refused", err.Error()}}
	}
	problems := []problem{}
	for _, cause := range status.Status().Details.Causes {
		problems = append(problems, problem{cause.Field, string(cause.Type), cause.Message})
	}
	return problems
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
