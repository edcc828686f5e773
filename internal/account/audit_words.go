package account

import (
	"maps"
	"slices"
	"strings"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// ActionWords says an action of the log in words: "ha aperto il fascicolo". A code without words stays a code.
func ActionWords(a policy.Action) text.T {
	if t, ok := text.LogActions[string(a)]; ok {
		return t
	}
	return text.Raw(string(a))
}

// whyWords says the coded reason of a leaf, when it has one that people should read.
func whyWords(a gate.Access) text.T {
	if t, ok := text.LogReasons[a.Why]; ok {
		return t
	}
	return text.Raw(a.Why)
}

func viaWords(via string) text.T {
	if t, ok := text.LogVia[via]; ok {
		return t
	}
	return text.Raw(via)
}

// colleagueOptions are the colleagues by name, to choose whose accesses to see.
func colleagueOptions(names map[value.ID]string) []ui.Option {
	ids := slices.SortedFunc(maps.Keys(names), func(a, b value.ID) int {
		return strings.Compare(names[a]+string(a), names[b]+string(b))
	})
	out := make([]ui.Option, len(ids))
	for i, id := range ids {
		out[i] = ui.Option{Value: string(id), Label: text.Raw(names[id])}
	}
	return out
}

// plainLines are pasted lines as they were signed: browsers end lines with CR LF, and people lose the last line's end.
func plainLines(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if s == "" {
		return ""
	}
	return s + "\n"
}

// reportWords says what a verification found, in the log or in the rows that it answers for.
func reportWords(v Verification) text.T {
	if t, ok := text.LogRowFound[v.Report.Why]; ok {
		return t
	}
	return v.Report.Words()
}
