package document

import (
	"strings"

	"siil/internal/blank"
	"siil/internal/fault"
	"siil/internal/guideline"
	"siil/internal/text"
)

const partPrefix = "parti."

// Part is one that a model lets one choose.
type Part struct {
	Name  string
	Label text.T
}

// partOrder is in which order parts are offered: from who the person is to how it ended.
var partOrder = []string{"identita", "contatti", "bisogni", "profilo", "progetto", "azioni", "verifiche", "chiusura"}

// partsOf are the parts that a template lets one choose, in their order.
func partsOf(t *blank.Template) (out []Part) {
	for _, name := range partOrder {
		if t.Uses(partPrefix + name) {
			out = append(out, Part{name, guideline.DocumentFields[partPrefix+name].Words})
		}
	}
	return out
}

// parts sets which parts were chosen.
func (f *facts) parts() {
	for _, name := range f.in.Parts {
		f.data[partPrefix+name] = true
	}
}

// checkParts finds parts that are not there, and a choice of none where there is one.
func (f *facts) checkParts() error {
	var c fault.Check
	offered := partsOf(f.t)
	for _, name := range f.in.Parts {
		found := false
		for _, p := range offered {
			found = found || p.Name == name
		}
		c.Require(found, "parts", text.PaperPartUnknown)
	}
	c.Require(len(offered) == 0 || len(f.in.Parts) > 0, "parts", text.PaperPartsNeed)
	return c.Err()
}

// wordsOf names a field by its path: within lists, list and field.
func wordsOf(path string) text.T {
	if f, ok := guideline.DocumentFields[path]; ok {
		return f.Words
	}
	d := guideline.DocumentFields
	for name, f := range d {
		rest, ok := strings.CutPrefix(path, name+".")
		if !ok || f.Kind != blank.List {
			continue
		}
		for rest != "" {
			if x, ok := f.Of[rest]; ok {
				return x.Words
			}
			head, tail, _ := strings.Cut(rest, ".")
			if f, ok = f.Of[head]; !ok {
				break
			}
			rest = tail
		}
	}
	return text.Raw(path)
}
