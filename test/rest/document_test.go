package rest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"siil/internal/gate/gatetest"
)

var update = flag.Bool("update", false, "write golden files anew")

const golden = "../golden/openapi.json"

// TestDocumentIsTheGoldenOne shows every change of the interface in a diff that somebody reads.
func TestDocumentIsTheGoldenOne(t *testing.T) {
	doc := newWorld(t, gatetest.NewSQLite(t)).api.Document()
	if *update {
		if err := os.WriteFile(golden, doc, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(doc), "\n")); diff != "" {
		t.Errorf("the interface has changed (go test ./test/rest -update, then read the diff):\n%s", diff)
	}
}

// TestDocumentKeepsTheRules holds the document against the rules of the Italian guidelines for REST interfaces (ModI, the checks that PDND
// asks for), in our own words.
func TestDocumentKeepsTheRules(t *testing.T) {
	doc := decode(t, newWorld(t, gatetest.NewSQLite(t)).api.Document())
	for _, x := range complaints(doc) {
		t.Error(x)
	}
}

// TestRulesFindFaults plants one fault for each rule.
func TestRulesFindFaults(t *testing.T) {
	plain := newWorld(t, gatetest.NewSQLite(t)).api.Document()
	for _, f := range []struct{ old, planted string }{
		{`"url": "https://siil.example.org/api/v1"`, `"url": "http://siil.example.org/api/v1"`},
		{`"x-summary"`, `"x-other"`},
		{`"x-api-id"`, `"x-other"`},
		{`"termsOfService"`, `"x-terms"`},
		{`"version": "1.0.0"`, `"version": "one"`},
		{`"/status"`, `"/health"`},
		{`"operationId": "show_case"`, `"operationId": "get-case"`},
		{`"application/problem+json"`, `"application/json"`},
		{`"RateLimit-Reset"`, `"X-RateLimit-Reset"`},
		{`"format": "int32"`, `"format": "integer"`},
		{`"maxItems"`, `"x-maxItems"`},
		{`"maxLength"`, `"x-maxLength"`},
		{`"application/merge-patch+json"`, `"application/json"`},
		{`"given_name"`, `"givenName"`},
		{`"additionalProperties": false`, `"additionalProperties": true`},
		{`"name": "limit"`, `"name": "api_key"`},
		{`"scheme": "bearer"`, `"scheme": "basic"`},
		{`"/cases/{id}/next-date"`, `"/cases/{id}/nextDate"`},
	} {
		broken := bytes.ReplaceAll(plain, []byte(f.old), []byte(f.planted))
		if bytes.Equal(broken, plain) {
			t.Errorf("%s is not in the document", f.old)
		} else if len(complaints(decode(t, broken))) == 0 {
			t.Errorf("nobody complains about %s", f.planted)
		}
	}
}

type object = map[string]any

func decode(t *testing.T, doc []byte) (out object) {
	t.Helper()
	if err := json.Unmarshal(doc, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func in(x any, path ...string) any {
	for _, p := range path {
		m, _ := x.(object)
		x = m[p]
	}
	return x
}

func word(x any, path ...string) string { s, _ := in(x, path...).(string); return s }

var (
	snake  = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	kebab  = regexp.MustCompile(`^(/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z_]+\}))+(\.pdf)?$`)
	semver = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	verb   = regexp.MustCompile(`^(get|post|put|patch|delete|create|update|list)[_-]`)
	secret = regexp.MustCompile(`(?i)token|api_?key|password|secret`)
)

// checker gathers what is wrong.
type checker struct {
	doc object
	out []string
}

func (c *checker) require(ok bool, format string, args ...any) {
	if !ok {
		c.out = append(c.out, fmt.Sprintf(format, args...))
	}
}

func complaints(doc object) []string {
	c := &checker{doc: doc}
	c.head()
	names := map[string]bool{}
	paths, _ := in(doc, "paths").(object)
	for path, item := range paths {
		c.require(kebab.MatchString(path), "path %s is not in kebab case", path)
		for method, op := range item.(object) {
			c.operation(strings.ToUpper(method)+" "+path, method, op, names)
		}
	}
	c.require(word(in(paths, "/status", "get", "responses", "200", "content", "application/json", "schema"), "$ref") != "", "/status answers no JSON")
	c.require(in(paths, "/status", "get", "responses", "503") != nil, "/status cannot say 503")
	schemas, _ := in(doc, "components", "schemas").(object)
	for name, s := range schemas {
		c.schema("schema "+name, s)
	}
	responses, _ := in(doc, "components", "responses").(object)
	for name, r := range responses {
		c.failure("response "+name, r)
	}
	return c.out
}

func (c *checker) head() {
	d := c.doc
	c.require(strings.HasPrefix(word(d, "openapi"), "3.1."), "openapi %q", word(d, "openapi"))
	for _, field := range []string{"title", "description", "termsOfService", "x-summary", "x-api-id"} {
		c.require(word(d, "info", field) != "", "info.%s is missing", field)
	}
	c.require(semver.MatchString(word(d, "info", "version")), "info.version is no semantic version")
	c.require(word(d, "info", "contact", "name") != "" && strings.HasPrefix(word(d, "info", "contact", "url"), "https://"), "info.contact")
	c.require(word(d, "info", "license", "identifier") == "EUPL-1.2", "info.license")
	servers, _ := d["servers"].([]any)
	c.require(len(servers) > 0, "no servers")
	for _, s := range servers {
		c.require(strings.HasPrefix(word(s, "url"), "https://") && word(s, "description") != "", "server %q", word(s, "url"))
	}
	tags, _ := d["tags"].([]any)
	for _, tag := range tags {
		c.require(word(tag, "description") != "", "tag %s without a description", word(tag, "name"))
	}
	c.require(word(d, "components", "securitySchemes", "bearer", "type") == "http" && word(d, "components", "securitySchemes", "bearer", "scheme") == "bearer", "security scheme")
	c.require(d["security"] != nil, "no global security")
}

func (c *checker) operation(at, method string, op any, names map[string]bool) {
	name := word(op, "operationId")
	c.require(snake.MatchString(name) && !verb.MatchString(name) && !names[name], "%s: operationId %q", at, name)
	names[name] = true
	c.require(word(op, "summary") != "" && word(op, "description") != "" && in(op, "tags") != nil, "%s: summary, description, tags", at)
	body, _ := in(op, "requestBody", "content").(object)
	c.require(method != "get" && method != "delete" || body == nil, "%s: a body", at)
	if method == "patch" {
		c.require(body["application/merge-patch+json"] != nil, "%s: no patch media type", at)
	}
	for _, m := range body {
		s := c.resolve(in(m, "schema"))
		c.require(in(s, "additionalProperties") == false, "%s: takes fields that it does not know", at)
	}
	params, _ := in(op, "parameters").([]any)
	for _, p := range params {
		c.parameter(at, p)
	}
	c.responses(at, method, op)
}

func (c *checker) parameter(at string, p any) {
	name := word(p, "name")
	c.require(word(p, "description") != "", "%s: parameter %s without a description", at, name)
	c.require(!strings.HasPrefix(strings.ToUpper(name), "X-"), "%s: parameter %s", at, name)
	if where := word(p, "in"); where == "query" || where == "path" {
		c.require(snake.MatchString(name) && !secret.MatchString(name), "%s: parameter %s", at, name)
	}
	c.schema(at+" "+name, in(p, "schema"))
}

func (c *checker) responses(at, method string, op any) {
	responses, _ := in(op, "responses").(object)
	public := in(op, "security") != nil
	need := []string{"401", "404", "422", "429", "500", "503"}
	if method != "get" {
		need = append(need, "400", "409", "413", "415")
	}
	for _, status := range need {
		c.require(public || responses[status] != nil, "%s: no answer %s", at, status)
	}
	for status, r := range responses {
		r := c.resolve(r)
		switch {
		case status == "default":
			c.require(false, "%s: an answer that says nothing", at)
		case status < "300":
			c.require(public || c.rated(r), "%s: %s without rate headers", at, status)
			content, _ := in(r, "content", "application/json", "schema").(object)
			s := c.resolve(content)
			document := word(in(r, "content", "application/pdf", "schema"), "contentMediaType") == "application/pdf" && method == "get"
			c.require(document || word(s, "type") == "object", "%s: %s is no object", at, status)
			headers, _ := in(r, "headers").(object)
			for name, h := range headers {
				c.schema(at+" "+name, in(c.resolve(h), "schema"))
				c.require(word(c.resolve(h), "description") != "", "%s: header %s without a description", at, name)
			}
		default:
			c.failure(at+" "+status, r)
			c.require(status != "429" || c.rated(r) && in(r, "headers", "Retry-After") != nil, "%s: 429 without rate headers", at)
			c.require(status != "503" || in(r, "headers", "Retry-After") != nil, "%s: 503 without Retry-After", at)
		}
	}
}

func (c *checker) failure(at string, r any) {
	content, _ := in(r, "content").(object)
	c.require(len(content) == 1 && content["application/problem+json"] != nil, "%s is no problem+json", at)
}

func (c *checker) rated(r any) bool {
	headers, _ := in(r, "headers").(object)
	for _, name := range []string{"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"} {
		h := c.resolve(headers[name])
		if word(h, "schema", "type") != "integer" {
			return false
		}
	}
	return true
}

func (c *checker) resolve(x any) any {
	ref := word(x, "$ref")
	if ref == "" {
		return x
	}
	return in(c.doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
}

// schema checks one schema and those in it.
func (c *checker) schema(at string, s any) {
	if word(s, "$ref") != "" {
		return
	}
	types := []any{in(s, "type")}
	if list, ok := in(s, "type").([]any); ok {
		types = list
	}
	switch {
	case slices.Contains(types, any("string")):
		c.require(in(s, "maxLength") != nil || in(s, "enum") != nil, "%s: a text without a bound", at)
	case slices.Contains(types, any("integer")):
		c.require(slices.Contains([]string{"int32", "int64"}, word(s, "format")), "%s: an integer of format %q", at, word(s, "format"))
		c.require(in(s, "minimum") != nil && in(s, "maximum") != nil, "%s: an integer without bounds", at)
	case slices.Contains(types, any("number")):
		c.require(in(s, "minimum") != nil && in(s, "maximum") != nil, "%s: a number without bounds", at)
	case slices.Contains(types, any("array")):
		c.require(in(s, "maxItems") != nil, "%s: a list without a bound", at)
		c.schema(at+"[]", in(s, "items"))
	case slices.Contains(types, any("object")):
		properties, _ := in(s, "properties").(object)
		for name, p := range properties {
			c.require(snake.MatchString(name), "%s.%s is not in snake case", at, name)
			c.require(word(p, "$ref") != "" || word(p, "description") != "", "%s.%s without a description", at, name)
			c.schema(at+"."+name, p)
		}
	case slices.Contains(types, any("boolean")):
	default:
		c.require(false, "%s: type %v", at, types)
	}
}
