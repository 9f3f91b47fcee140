// Asks Istio's own code what it would tell a proxy: access documents in (one JSON object a line), the Envoy filters of each out.
// With -validate the lines are manifests, and the answers what Istio's webhook would say of them.
// With -ext-authz it also answers external authorization on two loopback ports, always yes on the first and no on the second.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	auth "github.com/envoyproxy/go-control-plane/envoy/service/auth/v3"
	"google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	meshconfig "istio.io/api/mesh/v1alpha1"
	security "istio.io/api/security/v1beta1"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/security/authz/builder"
	"istio.io/istio/pilot/pkg/security/trustdomain"
	"istio.io/istio/pkg/config/host"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/config/schema/collections"
)

type document struct {
	Policies []struct {
		Metadata struct {
			Name        string            `json:"name"`
			Namespace   string            `json:"namespace"`
			Annotations map[string]string `json:"annotations"`
		} `json:"metadata"`
		Spec json.RawMessage `json:"spec"`
	} `json:"policies"`
	RootNamespace string `json:"rootNamespace"`
	Workload      struct {
		Namespace string            `json:"namespace"`
		Labels    map[string]string `json:"labels"`
	} `json:"workload"`
	Providers          map[string]string `json:"providers"`
	TrustDomain        string            `json:"trustDomain"`
	TrustDomainAliases []string          `json:"trustDomainAliases"`
}

// stage holds the filters that Istio puts before (custom) and after (local) the reading of tokens.
type stage struct {
	Custom []json.RawMessage `json:"custom"`
	Local  []json.RawMessage `json:"local"`
}

type answer struct {
	HTTP  stage  `json:"http"`
	TCP   stage  `json:"tcp"`
	Error string `json:"error,omitempty"`
}

func main() {
	ports := flag.String("ext-authz", "", "two loopback ports, separated by a comma")
	validating := flag.Bool("validate", false, "read manifests instead of access documents")
	flag.Parse()
	if *ports != "" {
		for i, port := range strings.Split(*ports, ",") {
			go serve(port, i == 0)
		}
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		if *validating {
			if err := out.Encode(validate(in.Text())); err != nil {
				os.Exit(1)
			}
			continue
		}
		a, err := filters(in.Bytes())
		if err != nil {
			a = &answer{Error: err.Error()}
		}
		if err := out.Encode(a); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

type verdict struct {
	Error string `json:"error"`
}

// validate asks Istio's validators. JSON is YAML, which is what the parser takes.
func validate(manifest string) verdict {
	settings := struct {
		Kind string            `json:"kind"`
		Data map[string]string `json:"data"`
	}{}
	if err := json.Unmarshal([]byte(manifest), &settings); err != nil {
		return verdict{err.Error()}
	}
	if settings.Kind == "ConfigMap" {
		if _, err := mesh.ApplyMeshConfigDefaults(settings.Data["mesh"]); err != nil {
			return verdict{err.Error()}
		}
		return verdict{}
	}
	configs, _, err := crd.ParseInputs(manifest)
	if err != nil {
		return verdict{err.Error()}
	}
	for _, c := range configs {
		schema, found := collections.All.FindByGroupVersionAliasesKind(c.GroupVersionKind)
		if !found {
			return verdict{"unknown kind " + c.GroupVersionKind.String()}
		}
		if _, err := schema.ValidateConfig(c); err != nil {
			return verdict{err.Error()}
		}
	}
	return verdict{}
}

func filters(line []byte) (*answer, error) {
	d := document{}
	if err := json.Unmarshal(line, &d); err != nil {
		return nil, err
	}
	root := d.RootNamespace
	if root == "" {
		root = "istio-system"
	}
	policies := &model.AuthorizationPolicies{NamespaceToPolicies: map[string][]model.AuthorizationPolicy{}, RootNamespace: root}
	for _, p := range d.Policies {
		spec := &security.AuthorizationPolicy{}
		if len(p.Spec) > 0 {
			if err := protojson.Unmarshal(p.Spec, spec); err != nil {
				return nil, err
			}
		}
		ns := p.Metadata.Namespace
		policies.NamespaceToPolicies[ns] = append(policies.NamespaceToPolicies[ns], model.AuthorizationPolicy{
			Name: p.Metadata.Name, Namespace: ns, Annotations: p.Metadata.Annotations, Spec: spec,
		})
	}
	td := d.TrustDomain
	if td == "" {
		td = "cluster.local"
	}
	bundle := trustdomain.NewBundle(td, d.TrustDomainAliases)
	push := pushContext(d.Providers)
	matched := policies.ListAuthorizationPolicies(
		model.PolicyMatcherFor(d.Workload.Namespace, d.Workload.Labels, false).WithRootNamespace(root))

	a := &answer{}
	for _, custom := range []bool{true, false} {
		b := builder.New(bundle, push, matched, builder.Option{IsCustomBuilder: custom})
		if b == nil {
			continue
		}
		http, err := render(b.BuildHTTP())
		if err != nil {
			return nil, err
		}
		tcp, err := render(b.BuildTCP())
		if err != nil {
			return nil, err
		}
		if custom {
			a.HTTP.Custom, a.TCP.Custom = http, tcp
		} else {
			a.HTTP.Local, a.TCP.Local = http, tcp
		}
	}
	return a, nil
}

func render[T proto.Message](messages []T) ([]json.RawMessage, error) {
	out := make([]json.RawMessage, 0, len(messages))
	for _, m := range messages {
		text, err := protojson.Marshal(m)
		if err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, nil
}

// pushContext knows the providers: each is an external authorizer in the service that gives its answer.
func pushContext(answers map[string]string) *model.PushContext {
	config := &meshconfig.MeshConfig{}
	for name, answer := range answers {
		config.ExtensionProviders = append(config.ExtensionProviders, &meshconfig.MeshConfig_ExtensionProvider{
			Name: name,
			Provider: &meshconfig.MeshConfig_ExtensionProvider_EnvoyExtAuthzGrpc{
				EnvoyExtAuthzGrpc: &meshconfig.MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationGrpcProvider{
					Service: "authz/" + answer + ".authz.svc.cluster.local", Port: 9000,
				},
			},
		})
	}
	push := &model.PushContext{Mesh: config}
	push.ServiceIndex.HostnameAndNamespace = map[host.Name]map[string]*model.Service{}
	for _, answer := range []string{"allow", "deny"} {
		name := host.Name(answer + ".authz.svc.cluster.local")
		push.ServiceIndex.HostnameAndNamespace[name] = map[string]*model.Service{"authz": {Hostname: name}}
	}
	return push
}

type authorizer struct {
	auth.UnimplementedAuthorizationServer
	code codes.Code
}

func (a authorizer) Check(context.Context, *auth.CheckRequest) (*auth.CheckResponse, error) {
	response := &auth.CheckResponse{Status: &status.Status{Code: int32(a.code)}}
	if a.code == codes.OK {
		response.HttpResponse = &auth.CheckResponse_OkResponse{OkResponse: &auth.OkHttpResponse{}}
	} else {
		response.HttpResponse = &auth.CheckResponse_DeniedResponse{DeniedResponse: &auth.DeniedHttpResponse{
			Headers: []*core.HeaderValueOption{{Header: &core.HeaderValue{Key: "x-denied-by", Value: "ext-authz"}}},
		}}
	}
	return response, nil
}

func serve(port string, allow bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server := grpc.NewServer()
	code := codes.PermissionDenied
	if allow {
		code = codes.OK
	}
	auth.RegisterAuthorizationServer(server, authorizer{code: code})
	if err := server.Serve(listener); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
