// Answers questions about pods and nodes with kube-scheduler's own filter plugins, the API server's own
// validation and the quota controller's own evaluator. One JSON question a line in, one JSON answer a line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	apps "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/controller/daemon"
	quotacore "k8s.io/kubernetes/pkg/quota/v1/evaluator/core"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/feature"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/interpodaffinity"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/nodeaffinity"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/noderesources"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/podtopologyspread"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/tainttoleration"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/volumebinding"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/volumezone"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
	"k8s.io/utils/clock"

	"k8s.io/kubernetes/pkg/api/legacyscheme"
	psa "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type question struct {
	// "filter", "runs", "admit", "usage", "secure" or "daemon"
	Ask   string       `json:"ask"`
	Nodes []*v1.Node   `json:"nodes"`
	Fleet [][]*v1.Node `json:"fleets"`
	Pods  []*v1.Pod    `json:"pods"`
	// Node of each pod, -1 where it waits.
	At []int `json:"at"`
	// Quota keys that bind.
	Hard []string `json:"hard"`
	// Pod Security level.
	Level string `json:"level"`
}

type answer struct {
	Passes  [][]bool          `json:"passes,omitempty"`
	Runs    bool              `json:"runs"`
	Refused string            `json:"refused,omitempty"`
	Usage   map[string]string `json:"usage,omitempty"`
	Filters int               `json:"filters"`
}

// lister lets plugins built once see the nodes of every question.
type lister struct{ snapshot *cache.Snapshot }

func (l *lister) NodeInfos() framework.NodeInfoLister       { return l.snapshot.NodeInfos() }
func (l *lister) StorageInfos() framework.StorageInfoLister { return l.snapshot.StorageInfos() }

type filter interface {
	framework.PreFilterPlugin
	framework.FilterPlugin
}

type scheduler struct {
	lister  *lister
	full    []filter
	taints  framework.FilterPlugin
	filters int
}

func main() {
	ctx := context.Background()
	metrics.Register()
	s, err := newScheduler(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) == 0 || err != nil {
			return
		}
		var q question
		if err := json.Unmarshal(line, &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		s.filters = 0
		a := s.answer(ctx, q)
		a.Filters = s.filters
		text, _ := json.Marshal(a)
		out.Write(append(text, '\n'))
		out.Flush()
	}
}

func newScheduler(ctx context.Context) (*scheduler, error) {
	objects := []runtime.Object{&v1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "default"}}}
	for _, zones := range []string{"z1", "z2", "z3", "z1__z2", "z1__z3", "z2__z3", "z1__z2__z3"} {
		name := strings.ReplaceAll(zones, "__", "-")
		objects = append(objects,
			&v1.PersistentVolume{
				ObjectMeta: metav1.ObjectMeta{Name: name},
				Spec: v1.PersistentVolumeSpec{
					ClaimRef:     &v1.ObjectReference{Name: name, Namespace: "default"},
					NodeAffinity: &v1.VolumeNodeAffinity{Required: inZones(strings.Split(zones, "__"))},
				},
			},
			&v1.PersistentVolumeClaim{
				ObjectMeta: metav1.ObjectMeta{
					Name: name, Namespace: "default",
					Annotations: map[string]string{"pv.kubernetes.io/bind-completed": "yes"},
				},
				Spec: v1.PersistentVolumeClaimSpec{VolumeName: name},
			})
	}
	client := fake.NewClientset(objects...)
	factory := informers.NewSharedInformerFactory(client, 0)
	l := &lister{snapshot: cache.NewSnapshot(nil, nil)}
	handle, err := frameworkruntime.NewFramework(ctx, nil, nil,
		frameworkruntime.WithSnapshotSharedLister(l), frameworkruntime.WithInformerFactory(factory), frameworkruntime.WithClientSet(client))
	if err != nil {
		return nil, err
	}
	features := feature.Features{
		EnableNodeInclusionPolicyInPodTopologySpread: true,
		EnableMatchLabelKeysInPodTopologySpread:      true,
		EnableSidecarContainers:                      true,
	}
	s := &scheduler{lister: l}
	for _, build := range []func() (framework.Plugin, error){
		func() (framework.Plugin, error) {
			args := &config.NodeResourcesFitArgs{ScoringStrategy: &config.ScoringStrategy{
				Type: config.LeastAllocated, Resources: []config.ResourceSpec{{Name: "cpu", Weight: 1}}}}
			return noderesources.NewFit(ctx, args, handle, features)
		},
		func() (framework.Plugin, error) {
			return nodeaffinity.New(ctx, &config.NodeAffinityArgs{}, handle, features)
		},
		func() (framework.Plugin, error) {
			return interpodaffinity.New(ctx, &config.InterPodAffinityArgs{}, handle, features)
		},
		func() (framework.Plugin, error) {
			return podtopologyspread.New(ctx, &config.PodTopologySpreadArgs{DefaultingType: config.ListDefaulting}, handle, features)
		},
		func() (framework.Plugin, error) { return volumezone.New(ctx, nil, handle, features) },
		func() (framework.Plugin, error) {
			return volumebinding.New(ctx, &config.VolumeBindingArgs{BindTimeoutSeconds: 1}, handle, features)
		},
	} {
		plugin, err := build()
		if err != nil {
			return nil, err
		}
		s.full = append(s.full, plugin.(filter))
	}
	plugin, err := tainttoleration.New(ctx, nil, handle, features)
	if err != nil {
		return nil, err
	}
	s.taints = plugin.(framework.FilterPlugin)
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	return s, nil
}

func inZones(zones []string) *v1.NodeSelector {
	return &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{{MatchExpressions: []v1.NodeSelectorRequirement{
		{Key: v1.LabelTopologyZone, Operator: v1.NodeSelectorOpIn, Values: zones},
	}}}}
}

func (s *scheduler) answer(ctx context.Context, q question) answer {
	switch q.Ask {
	case "filter":
		return answer{Passes: s.passes(ctx, q.Nodes, q.Pods, q.At)}
	case "runs":
		for _, nodes := range q.Fleet {
			at := make([]int, len(q.Pods))
			for i := range at {
				at[i] = -1
			}
			if s.reachable(ctx, nodes, q.Pods, at, map[string]bool{}) {
				return answer{Runs: true}
			}
		}
		return answer{}
	case "admit":
		return answer{Refused: refusal(q.Pods[0])}
	case "daemon":
		return answer{Passes: [][]bool{daemons(q.Nodes, q.Pods[0])}}
	case "secure":
		return answer{Refused: insecurity(q.Level, q.Pods[0])}
	default:
		return usage(q)
	}
}

func (s *scheduler) place(nodes []*v1.Node, pods []*v1.Pod, at []int) []fwk.NodeInfo {
	var placed []*v1.Pod
	for i, pod := range pods {
		if at[i] >= 0 {
			one := pod.DeepCopy()
			one.Spec.NodeName = nodes[at[i]].Name
			placed = append(placed, one)
		}
	}
	s.lister.snapshot = cache.NewSnapshot(placed, nodes)
	infos := make([]fwk.NodeInfo, len(nodes))
	for i, node := range nodes {
		infos[i], _ = s.lister.snapshot.NodeInfos().Get(node.Name)
	}
	return infos
}

// fits runs PreFilter and Filter of every plugin for a pod, as one scheduling cycle does.
func (s *scheduler) fits(ctx context.Context, pod *v1.Pod, infos []fwk.NodeInfo) []bool {
	passes := make([]bool, len(infos))
	for i := range passes {
		passes[i] = true
	}
	state := framework.NewCycleState()
	skipped := map[string]bool{}
	for _, plugin := range s.full {
		result, status := plugin.PreFilter(ctx, state, pod, infos)
		if status.IsSkip() {
			skipped[plugin.Name()] = true
			continue
		}
		if !status.IsSuccess() {
			return make([]bool, len(infos))
		}
		for i, info := range infos {
			if !result.AllNodes() && !result.NodeNames.Has(info.Node().Name) {
				passes[i] = false
			}
		}
	}
	for i, info := range infos {
		s.filters++
		passes[i] = passes[i] && s.taints.Filter(ctx, state, pod, info).IsSuccess()
		for _, plugin := range s.full {
			if passes[i] && !skipped[plugin.Name()] {
				passes[i] = plugin.Filter(ctx, state, pod, info).IsSuccess()
			}
		}
	}
	return passes
}

func (s *scheduler) passes(ctx context.Context, nodes []*v1.Node, pods []*v1.Pod, at []int) [][]bool {
	infos := s.place(nodes, pods, at)
	result := make([][]bool, len(pods))
	for i, pod := range pods {
		if at[i] < 0 {
			result[i] = s.fits(ctx, pod, infos)
		}
	}
	return result
}

// reachable tries every order and every node.
func (s *scheduler) reachable(ctx context.Context, nodes []*v1.Node, pods []*v1.Pod, at []int, seen map[string]bool) bool {
	done := true
	for _, node := range at {
		done = done && node >= 0
	}
	if done {
		return true
	}
	key := fmt.Sprint(at)
	if seen[key] {
		return false
	}
	seen[key] = true
	infos := s.place(nodes, pods, at)
	tried := map[string]bool{}
	for p, pod := range pods {
		alike := pod.Labels["workload"] + "/" + pod.Labels["entry"]
		if at[p] >= 0 || tried[alike] {
			continue
		}
		tried[alike] = true
		for n, passes := range s.fits(ctx, pod, infos) {
			if !passes {
				continue
			}
			at[p] = n
			if s.reachable(ctx, nodes, pods, at, seen) {
				return true
			}
			at[p] = -1
		}
	}
	return false
}

func internal(pod *v1.Pod) *core.Pod {
	pod = pod.DeepCopy()
	legacyscheme.Scheme.Default(pod)
	converted := &core.Pod{}
	if err := corev1.Convert_v1_Pod_To_core_Pod(pod, converted, nil); err != nil {
		panic(err)
	}
	converted.UID = types.UID("u")
	return converted
}

func refusal(pod *v1.Pod) string {
	problems := validation.ValidatePodCreate(internal(pod), validation.PodValidationOptions{})
	if len(problems) == 0 {
		return ""
	}
	return problems.ToAggregate().Error()
}

// daemons says on which nodes the DaemonSet controller runs a pod of this template.
func daemons(nodes []*v1.Node, pod *v1.Pod) []bool {
	set := &apps.DaemonSet{
		ObjectMeta: metav1.ObjectMeta{Name: "set", Namespace: "default"},
		Spec:       apps.DaemonSetSpec{Template: v1.PodTemplateSpec{ObjectMeta: pod.ObjectMeta, Spec: pod.Spec}},
	}
	runs := make([]bool, len(nodes))
	for i, node := range nodes {
		runs[i], _ = daemon.NodeShouldRunDaemonPod(node, set)
	}
	return runs
}

func insecurity(level string, pod *v1.Pod) string {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		panic(err)
	}
	at := psa.LevelVersion{Level: psa.Level(level), Version: psa.LatestVersion()}
	result := policy.AggregateCheckResults(evaluator.EvaluatePod(at, &pod.ObjectMeta, &pod.Spec))
	if result.Allowed {
		return ""
	}
	return result.ForbiddenDetail() + " " + result.ForbiddenReason()
}

func usage(q question) answer {
	pod := q.Pods[0].DeepCopy()
	legacyscheme.Scheme.Default(pod)
	used, err := quotacore.PodUsageFunc(pod, clock.RealClock{})
	if err != nil {
		return answer{Refused: err.Error()}
	}
	evaluator := quotacore.NewPodEvaluator(nil, clock.RealClock{})
	var names []v1.ResourceName
	for _, key := range q.Hard {
		names = append(names, v1.ResourceName(key))
	}
	matching := evaluator.MatchingResources(names)
	a := answer{Usage: map[string]string{}}
	for _, name := range matching {
		quantity := used[name]
		a.Usage[string(name)] = quantity.AsDec().String()
	}
	if err := evaluator.Constraints(matching, pod); err != nil {
		a.Refused = err.Error()
	}
	return a
}
