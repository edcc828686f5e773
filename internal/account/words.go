package account

import (
	"strings"

	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// roleWord is a role in words; one that the model does not name keeps its code.
func (r *Room) roleWord(role policy.Role) text.T {
	if r.model != nil {
		if x, ok := r.model.Role(string(role)); ok {
			return x.Label
		}
	}
	return text.Raw(string(role))
}

// asWords are roles joined by + in words, as a leaf keeps them.
func (r *Room) asWords(codes string) text.T {
	if codes == "" {
		return text.T{}
	}
	var it, en []string
	for _, c := range strings.Split(codes, "+") {
		t := r.roleWord(policy.Role(c))
		it, en = append(it, t.In(text.Italian)), append(en, t.In(text.English))
	}
	return text.T{strings.Join(it, ", "), strings.Join(en, ", ")}
}

func (r *Room) roleOptions() []ui.Option {
	out := make([]ui.Option, len(policy.Roles))
	for i, x := range policy.Roles {
		out[i] = ui.Option{Value: string(x), Label: r.roleWord(x)}
		if x.OpensCases() {
			out[i].Hint = text.RoleOpens
		}
	}
	return out
}

// whenWords is an instant on screen, or the words for "never".
func whenWords(at value.Instant) text.T {
	if at.IsZero() {
		return text.Never
	}
	return text.Raw(at.Format())
}
