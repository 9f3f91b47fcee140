// Writes what Istio's own unit tests validate to the file of environment variable RECORD, one object per line.
package validation

import (
	"encoding/json"
	"os"

	networking "istio.io/api/networking/v1alpha3"
	telemetry "istio.io/api/telemetry/v1alpha1"
	"istio.io/istio/pkg/config"
)

func recordObject(kind, version, name, namespace string, labels, annotations map[string]string, spec any) {
	file := os.Getenv("RECORD")
	if file == "" {
		return
	}
	if name == "" {
		name = "a"
	}
	if namespace == "" {
		namespace = "default"
	}
	b, err := json.Marshal(map[string]any{"apiVersion": version, "kind": kind, "metadata": map[string]any{"name": name, "namespace": namespace, "labels": labels, "annotations": annotations}, "spec": spec})
	if err != nil {
		return
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return
	}
	defer f.Close()
	f.Write(append(b, 10))
}

func recordConfig(n string, c config.Config) {
	v := map[string]string{"ValidateGateway": "networking.istio.io/v1", "ValidateDestinationRule": "networking.istio.io/v1", "ValidateSidecar": "networking.istio.io/v1", "ValidateAuthorizationPolicy": "security.istio.io/v1", "ValidateRequestAuthentication": "security.istio.io/v1", "ValidatePeerAuthentication": "security.istio.io/v1", "ValidateVirtualService": "networking.istio.io/v1", "ValidateWorkloadEntry": "networking.istio.io/v1", "ValidateWorkloadGroup": "networking.istio.io/v1", "ValidateServiceEntry": "networking.istio.io/v1", "ValidateProxyConfig": "networking.istio.io/v1beta1", "ValidateTelemetry": "telemetry.istio.io/v1", "ValidateWasmPlugin": "extensions.istio.io/v1alpha1", "ValidateEnvoyFilter": "networking.istio.io/v1alpha3"}[n]
	if v == "" {
		return
	}
	recordObject(n[len("Validate"):], v, c.Name, c.Namespace, c.Labels, c.Annotations, c.Spec)
}

func recordHTTP(h *networking.HTTPRoute) {
	recordObject("VirtualService", "networking.istio.io/v1", "", "", nil, nil, &networking.VirtualService{Hosts: []string{"a.example.com"}, Http: []*networking.HTTPRoute{h}})
}

func recordRoute(f func(h *networking.HTTPRoute)) {
	h := &networking.HTTPRoute{Route: []*networking.HTTPRouteDestination{{Destination: &networking.Destination{Host: "b"}}}}
	f(h)
	recordHTTP(h)
}

func recordOnly(f func(h *networking.HTTPRoute)) {
	h := &networking.HTTPRoute{}
	f(h)
	recordHTTP(h)
}

func recordServer(s *networking.Server) {
	recordObject("Gateway", "networking.istio.io/v1", "", "", nil, nil, &networking.Gateway{Servers: []*networking.Server{s}})
}

func recordPolicy(p *networking.TrafficPolicy) {
	if p == nil {
		return
	}
	recordObject("DestinationRule", "networking.istio.io/v1", "", "", nil, nil, &networking.DestinationRule{Host: "a", TrafficPolicy: p})
}

func recordFilter(f *telemetry.AccessLogging_Filter) {
	recordObject("Telemetry", "telemetry.istio.io/v1", "", "", nil, nil, &telemetry.Telemetry{AccessLogging: []*telemetry.AccessLogging{{Filter: f}}})
}
