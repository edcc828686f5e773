package guideline

import "strings"

// The scores of FieldFor: a heading of the model, a heading that may mean several things, and the least likeness that is proposed.
const (
	Certain  = 1.0
	Doubtful = 0.6
	least    = 0.8
)

type heading struct {
	field string
	words string
	score float64
}

func newHeadings(fields []Field) []heading {
	var out []heading
	for _, f := range fields {
		for _, w := range f.Words {
			out = append(out, heading{f.Code, plain(w), Certain})
		}
		for _, w := range f.Weak {
			out = append(out, heading{f.Code, plain(w), Doubtful})
		}
	}
	return out
}

// FieldFor proposes the field that a column heading means, with a score from 0 (no idea, field "") to 1 (a heading of the model).
// Headings that are known and not imported have no field.
func (m *Model) FieldFor(typed string) (field string, score float64) {
	p := plain(typed)
	if p == "" || len(p) > longestCell || m.index.leftOut[p] {
		return "", 0
	}
	for _, h := range m.index.headings {
		if h.words == p {
			return h.field, h.score
		}
	}
	for _, h := range m.index.headings {
		if s := likeness(p, h.words) * h.score; s >= least && s > score {
			field, score = h.field, min(s, 0.99)
		}
	}
	for w := range m.index.leftOut {
		if likeness(p, w) > score {
			return "", 0
		}
	}
	return field, score
}

// likeness compares two plain headings: words that begin alike (abbreviations), or few letters that differ.
func likeness(a, b string) float64 {
	if len(a) < 4 || len(b) < 4 {
		return 0
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) == len(y) && abbreviates(x, y) {
		return 0.9
	}
	longest := max(len(a), len(b))
	return 1 - float64(distance(a, b))/float64(longest)
}

func abbreviates(x, y []string) bool {
	for i := range x {
		short, long := x[i], y[i]
		if len(short) > len(long) {
			short, long = long, short
		}
		if short != long && (len(short) < 3 || !strings.HasPrefix(long, short)) {
			return false
		}
	}
	return true
}

// ColumnProposal is what a column of a list is taken for; Field is "" when it is left out.
type ColumnProposal struct {
	Heading string
	Field   string
	Score   float64
}

// Columns proposes a field for each heading of a list. Each field is given once, to the heading that is surest of it, the leftmost when
// two are as sure; notes may have several columns. A surname or a name column without the other is taken for both together.
func (m *Model) Columns(headings []string) []ColumnProposal {
	out := make([]ColumnProposal, len(headings))
	best := map[string]int{}
	for i, h := range headings {
		field, score := m.FieldFor(h)
		out[i] = ColumnProposal{Heading: h, Field: field, Score: score}
		if j, taken := best[field]; !taken || score > out[j].Score {
			best[field] = i
		}
	}
	_, surname := best["family_name"]
	_, given := best["given_name"]
	_, whole := best["full_name"]
	for i := range out {
		f := out[i].Field
		switch {
		case f == "" || f == "notes":
		case best[f] != i || f == "full_name" && surname && given:
			out[i].Field, out[i].Score = "", 0
		case !whole && (f == "given_name" && !surname || f == "family_name" && !given):
			out[i].Field, out[i].Score = "full_name", Doubtful
		}
	}
	return out
}
