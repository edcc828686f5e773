package indicator

import (
	"fmt"
	"strings"

	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/text"
)

// partsOf are the parts of a figure that have rows of their own.
func (r *Room) partsOf(figure string) (out []string) {
	switch figure {
	case Now, Left:
		for _, s := range r.m.States {
			if figure == Now && s.Kind != guideline.Closed || figure == Left && s.Mark == guideline.Refused {
				out = append(out, s.Code)
			}
		}
	case Waiting:
		for _, w := range r.m.Overview.Waits {
			out = append(out, w.Code)
		}
	case Next:
		out = []string{NoDate, WithDate}
	case Checked:
		out = []string{InTime, TooLate}
	case Closed:
		for _, x := range r.m.ClosureReasons {
			if reasonPart(r.m, x.Code) == x.Code {
				out = append(out, x.Code)
			}
		}
		out = append(out, Reserved)
	case Outcome:
		for _, x := range r.m.Outcomes {
			if policy.Section(x.Section) == policy.Common {
				out = append(out, x.Code)
			}
		}
	case Index:
		for _, x := range r.m.Assessment.Indices {
			out = append(out, x.Code+":"+Better, x.Code+":"+Same, x.Code+":"+Worse)
			for k := range Buckets {
				out = append(out, fmt.Sprintf("%s:entry:%d", x.Code, k+1), fmt.Sprintf("%s:last:%d", x.Code, k+1))
			}
		}
	}
	return out
}

// partWord is a part in words.
func (r *Room) partWord(figure, part string) text.T {
	switch figure {
	case Now, Left:
		s, _ := r.m.State(part)
		return s.Label
	case Waiting:
		w, _ := r.m.Overview.Wait(part)
		return w.Label
	case Closed:
		if x, ok := r.m.ClosureReason(part); ok {
			return x.Label
		}
		return text.FigureReserved
	case Outcome:
		x, _ := r.m.Outcome(part)
		return x.Label
	case Index:
		return r.indexWord(part)
	}
	return map[string]text.T{NoDate: text.PartNoDate, InTime: text.PartInTime, TooLate: text.PartLate}[part]
}

func (r *Room) indexWord(part string) text.T {
	code, rest, _ := strings.Cut(part, ":")
	var label text.T
	for _, x := range r.m.Assessment.Indices {
		if x.Code == code {
			label = x.Label
		}
	}
	words := map[string]text.T{Better: text.PartBetter, Same: text.PartSame, Worse: text.PartWorse}[rest]
	if kind, n, ok := strings.Cut(rest, ":"); ok {
		words = map[string]text.T{"entry": text.PartEntry, "last": text.PartLast}[kind]
		k := int(n[0] - '0')
		words = bucketWords(words, k)
	}
	return text.T{text.PartIndex.F(text.Italian, label[0], words[0]), text.PartIndex.F(text.English, label[1], words[1])}
}

// bucketTop is the end of a bucket of an index: 1,9 for the first, 5 for the last.
func bucketTop(k int, l text.Lang) string {
	if k == Buckets {
		return "5"
	}
	return guideline.TenthsIn(k*10+9, l)
}

// title is a question in words.
func (r *Room) title(q Question) text.T {
	t := definition(q.Figure).Label
	var parts [2][]string
	if q.Figure == Now && len(q.Parts) == len(r.m.Overview.InCharge) {
		t = text.BoxInCharge
	} else {
		for _, p := range q.Parts {
			w := r.partWord(q.Figure, p)
			if w == (text.T{}) {
				continue
			}
			for l := range parts {
				parts[l] = append(parts[l], w[l])
			}
		}
	}
	if q.Figure == Index {
		return text.T{strings.Join(parts[0], "; "), strings.Join(parts[1], "; ")}
	}
	for l := range t {
		if len(parts[l]) > 0 {
			t[l] += ": " + lower(strings.Join(parts[l], ", "))
		}
		if q.Late && q.Figure == Waiting {
			t[l] += ", " + text.RowsBeyond[l]
		} else if q.Late {
			t[l] += ", " + text.RowsPast[l]
		}
	}
	return t
}

// lower makes the first letter of a label small where it stands in a sentence, unless the word is written in capitals.
func lower(s string) string {
	if len(s) < 2 || s[0] >= 0x80 || strings.ToUpper(s[:2]) == s[:2] {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
