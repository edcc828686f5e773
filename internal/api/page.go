package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/text"
	"siil/internal/ui"
)

// group is the operations on one noun, as the page shows them.
type group struct {
	Name, About, Anchor string
	Ops                 []shownOp
}

// shownOp is one operation as the page shows it.
type shownOp struct {
	Method, Path, Name, Title, About string
	Inputs                           []input
	Example                          string // a call with curl
	Answers                          []answer
}

// input is a parameter or a field of the body.
type input struct {
	Name, Where, Kind, About string
	Required                 bool
}

type answer struct{ Status, About string }

// groups reads the page out of the document, so that the two say the same.
func (a *API) groups() []group {
	doc := a.registry.huma.OpenAPI()
	var out []group
	for _, tag := range doc.Tags {
		g := group{Name: tag.Name, About: tag.Description, Anchor: strings.ReplaceAll(strings.ToLower(tag.Name), " ", "-")}
		for _, op := range a.registry.ops {
			if op.Noun.In(text.Italian) == tag.Name {
				g.Ops = append(g.Ops, shown(doc, op))
			}
		}
		out = append(out, g)
	}
	return out
}

func shown(doc *huma.OpenAPI, op Op) shownOp {
	d := operationOf(doc.Paths[op.Path], op.Method)
	s := shownOp{Method: op.Method, Path: Prefix + op.Path, Name: op.Name, Title: d.Summary, About: d.Description}
	for _, p := range d.Parameters {
		s.Inputs = append(s.Inputs, input{p.Name, p.In, kindOf(p.Schema), p.Description, p.Required})
	}
	var body *huma.Schema
	media := ""
	if d.RequestBody != nil {
		for m, c := range d.RequestBody.Content {
			media, body = m, resolve(doc, c.Schema)
		}
		s.Inputs = append(s.Inputs, fields(doc, body, "")...)
	}
	s.Example = example(doc, op, media, body)
	for status, r := range d.Responses {
		if r.Ref != "" {
			r = doc.Components.Responses[strings.TrimPrefix(r.Ref, "#/components/responses/")]
		}
		s.Answers = append(s.Answers, answer{status, r.Description})
	}
	sort.Slice(s.Answers, func(i, j int) bool { return s.Answers[i].Status < s.Answers[j].Status })
	return s
}

func operationOf(item *huma.PathItem, method string) *huma.Operation {
	return map[string]*huma.Operation{http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodPatch: item.Patch,
		http.MethodDelete: item.Delete}[method]
}

func resolve(doc *huma.OpenAPI, s *huma.Schema) *huma.Schema {
	if s.Ref != "" {
		return doc.Components.Schemas.SchemaFromRef(s.Ref)
	}
	return s
}

// fields lists what a body holds, the objects in it with their path.
func fields(doc *huma.OpenAPI, s *huma.Schema, under string) []input {
	var out []input
	for _, name := range names(s) {
		p := s.Properties[name]
		if p.Ref != "" {
			out = append(out, fields(doc, resolve(doc, p), under+name+".")...)
			continue
		}
		out = append(out, input{under + name, "body", kindOf(p), p.Description, slices.Contains(s.Required, name)})
	}
	return out
}

// names are the fields of a schema, the required ones first.
func names(s *huma.Schema) []string {
	var out []string
	for name := range s.Properties {
		out = append(out, name)
	}
	sort.Slice(out, func(i, j int) bool {
		ri, rj := slices.Contains(s.Required, out[i]), slices.Contains(s.Required, out[j])
		if ri != rj {
			return ri
		}
		return out[i] < out[j]
	})
	return out
}

func kindOf(s *huma.Schema) string {
	switch {
	case s.Format != "":
		return s.Format
	case s.Items != nil:
		return s.Type + " " + s.Items.Type
	}
	return s.Type
}

// example is a call that a reader can copy: ids and the token are to be put in.
func example(doc *huma.OpenAPI, op Op, media string, body *huma.Schema) string {
	var b strings.Builder
	b.WriteString("curl")
	if op.Method != http.MethodGet {
		b.WriteString(" -X " + op.Method)
	}
	if !op.Public {
		b.WriteString(` -H "Authorization: Bearer $TOKEN"`)
	}
	if op.Method == http.MethodPost {
		b.WriteString(` -H "Idempotency-Key: $(uuidgen)"`)
	}
	if body != nil {
		plain, err := json.Marshal(sample(doc, body))
		if err == nil {
			b.WriteString(` -H "Content-Type: ` + media + `" -d '` + string(plain) + `'`)
		}
	}
	path := strings.NewReplacer("{id}", "$ID", "{account_id}", "$ACCOUNT", "{note_id}", "$NOTE", "{case_id}", "$CASE", "{file}", "$CASE.pdf").Replace(op.Path)
	b.WriteString(` "` + doc.Servers[0].URL + path + `"`)
	return b.String()
}

// sample is a body with the fields that must be there.
func sample(doc *huma.OpenAPI, s *huma.Schema) any {
	s = resolve(doc, s)
	switch {
	case s.Type == huma.TypeObject:
		m := map[string]any{}
		for _, name := range s.Required {
			m[name] = sample(doc, s.Properties[name])
		}
		return m
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type == huma.TypeArray:
		return []any{}
	case s.Type == huma.TypeBoolean:
		return true
	case s.Type == huma.TypeInteger:
		return 1
	case s.Format == "date":
		return "2026-11-24"
	case s.Format == "uuid":
		return "0199f3a0-0000-7000-8000-000000000001"
	}
	return "…"
}

func (a *API) showPage(w http.ResponseWriter, r *http.Request) {
	if err := ui.Render(w, r, http.StatusOK, ui.Plain(text.APITitle, reference(a.page))); err != nil {
		WriteFault(w, r, err)
	}
}
