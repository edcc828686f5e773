package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"siil/internal/text"
)

// apiID names this interface for ever, as the Italian guidelines ask.
const apiID = "7c0f4a35-6a0e-4f6d-9a55-9d5c8a6f2b11"

// Version is the version of the interface: it grows with what is added, and begins anew with a change that breaks callers.
const Version = "1.0.0"

func (a *API) public() string {
	if strings.HasPrefix(a.PublicURL, "https://") {
		return strings.TrimSuffix(a.PublicURL, "/")
	}
	return "https://siil.example.org"
}

// config is what the library needs before the rooms register.
func (a *API) config() huma.Config {
	it := text.Italian
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: text.APITitle.In(it), Description: text.APIAbout.In(it), Version: Version, TermsOfService: a.public() + "/privacy",
				Contact:    &huma.Contact{Name: text.APIContact.In(it), URL: a.public() + "/aiuto"},
				License:    &huma.License{Name: "EUPL-1.2", Identifier: "EUPL-1.2"},
				Extensions: map[string]any{"x-summary": text.APISummary.In(it), "x-api-id": apiID}},
			Servers:    []*huma.Server{{URL: a.public() + Prefix, Description: text.APIServer.In(it)}},
			Components: components(),
			Security:   []map[string][]string{{"bearer": {}}},
		},
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	}
}

func components() *huma.Components {
	c := &huma.Components{
		Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName),
		SecuritySchemes: map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "siil_ZONA_TOKEN",
			Description: text.APIBearer.In(text.Italian)}},
		Headers: map[string]*huma.Header{
			"RateLimit-Limit":     number(text.APIRateLimit, 1, 1_000_000),
			"RateLimit-Remaining": number(text.APIRateRemaining, 0, 1_000_000),
			"RateLimit-Reset":     number(text.APIRateReset, 0, 3600),
			"Retry-After":         number(text.APIRetryAfter, 1, 100_000),
		},
		Responses: map[string]*huma.Response{},
	}
	problem := c.Schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")
	for status, k := range kinds {
		r := &huma.Response{Description: k.title.In(text.Italian), Headers: map[string]*huma.Header{},
			Content: map[string]*huma.MediaType{"application/problem+json": {Schema: problem}}}
		if status >= 400 && status < 500 && status != http.StatusUnauthorized {
			for _, name := range rateHeaders {
				r.Headers[name] = &huma.Header{Ref: "#/components/headers/" + name}
			}
		}
		if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
			r.Headers["Retry-After"] = &huma.Header{Ref: "#/components/headers/Retry-After"}
		}
		c.Responses[k.code] = r
	}
	return c
}

// schemaName names the type of a room without the prefix that keeps it apart from the room's own types.
func schemaName(t reflect.Type, hint string) string {
	return strings.ReplaceAll(huma.DefaultSchemaNamer(t, hint), "Api", "")
}

func number(about text.T, least, most float64) *huma.Header {
	return &huma.Header{Description: about.In(text.Italian), Schema: &huma.Schema{Type: huma.TypeInteger, Format: "int32", Minimum: &least, Maximum: &most}}
}

// describe ends the document when every room has registered, and writes it.
func (a *API) describe() []byte {
	doc := a.registry.huma.OpenAPI()
	seen := map[string]bool{}
	for _, op := range a.registry.ops {
		if name := op.Noun.In(text.Italian); !seen[name] {
			seen[name] = true
			doc.Tags = append(doc.Tags, &huma.Tag{Name: name, Description: text.APINouns[name].In(text.Italian)})
		}
	}
	for name, s := range doc.Components.Schemas.Map() {
		describeFields(name, s)
	}
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op != nil {
				describeOperation(op)
			}
		}
	}
	out, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		panic("openapi document: " + err.Error())
	}
	return append(out, '\n')
}

func describeFields(name string, s *huma.Schema) {
	for field, p := range s.Properties {
		if p.Ref == "" {
			p.Description = fieldWords(name+"."+field, field)
		}
	}
}

func describeOperation(op *huma.Operation) {
	for _, p := range op.Parameters {
		if p.Description == "" {
			p.Description = fieldWords(op.OperationID+"."+p.Name, p.Name)
		}
	}
	for _, r := range op.Responses {
		for name, h := range r.Headers {
			if h.Ref == "" && h.Description == "" {
				h.Description = fieldWords(op.OperationID+"."+name, name)
			}
		}
	}
}

// fieldWords is what a field means: in one place if it says so, or everywhere.
func fieldWords(names ...string) string {
	for _, n := range names {
		if t, ok := text.APIFields[n]; ok {
			return t.In(text.Italian)
		}
	}
	return ""
}

func (a *API) showDocument(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(a.document)))
	_, _ = w.Write(a.document)
}
