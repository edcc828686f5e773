package blank

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/fault"
)

// hostile are templates and values that try to be more than they are.
var hostile = []string{
	"{{> /etc/passwd}}", "{{{persona.nome}}}", "{{&persona.nome}}", "{{=<% %>=}}<%persona.nome%>", "{{<base}}{{/base}}", "{{$block}}x{{/block}}", "{{#a}}{{#a}}{{#a}}{{/a}}",
	"{{/a}}", "{{", "}}", "{{}}", "{{ }}", "{{#azioni}}{{#azioni}}{{cosa}}{{/azioni}}{{/azioni}}", "{{a.b.c.d.e}}", "{{..}}", "{{.}}", "{{#.}}x{{/.}}", "{{persona.nome\n}}",
	"![x](file:///etc/passwd)", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "&lt;b&gt;", "|a|b|\n|-|-|\n|{{persona.nome}}|", "[firme: {{persona.nome}}]",
	strings.Repeat("> ", 300), strings.Repeat("- ", 300), strings.Repeat("*", 5000), strings.Repeat("[", 5000), strings.Repeat("{{#a}}", 300), "a\x00b", "\xff\xfe", "\u202egnirts\u202c",
	strings.Repeat("|a", 2000) + "\n" + strings.Repeat("|-", 2000), "```\n{{persona.nome}}\n```", "    {{persona.nome}}", "<!-- {{persona.nome}} -->", "\r\n\r\n# {{persona.nome}}",
}

// slow is far more than what any template takes.
const slow = 5 * time.Second

// FuzzTemplate reads, fills and prints whatever comes: it ends, is bounded, and gives files that are whole.
func FuzzTemplate(f *testing.F) {
	for _, s := range append(hostile, letter) {
		f.Add(s, "Anna")
		f.Add("# {{persona.nome}}\n{{#azioni}}\n- {{cosa}}\n{{/azioni}}\n", s)
	}
	f.Fuzz(func(t *testing.T, source, name string) {
		began := time.Now()
		tpl, flaws := Parse(source)
		if (tpl == nil) == (len(flaws) == 0) {
			t.Fatalf("a template %v with flaws %v", tpl != nil, flaws)
		}
		for _, w := range flaws {
			if w.Line < 1 || w.Line > strings.Count(source, "\n")+1 {
				t.Fatalf("a flaw at line %d", w.Line)
			}
		}
		if tpl == nil {
			return
		}
		tpl.Check(letterFields)
		data := Samples(letterFields)
		data["persona.nome"] = name
		out, err := tpl.Fill(data)
		if err != nil {
			return
		}
		if len(out) > MaxFilled {
			t.Fatalf("%d bytes", len(out))
		}
		file, err := ODT(out, Paper{Title: name, Lang: "it", At: sampleAt})
		if err == nil {
			wellFormed(t, file)
		}
		if _, err := PDF(out, Paper{Title: name, Lang: "it", At: sampleAt}); fault.KindOf(err) == fault.Internal && err != nil {
			t.Fatal(err)
		}
		if page, err := HTML(out); err == nil && strings.Contains(page, "<script") {
			t.Fatalf("%s", page)
		}
		if took := time.Since(began); took > slow {
			t.Fatalf("took %s", took)
		}
	})
}

// wellFormed fails the test unless an .odt opens and each part of it is XML to its end.
func wellFormed(t testing.TB, file []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if !strings.HasSuffix(part.Name, ".xml") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			if _, err = d.Token(); err != nil {
				break
			}
		}
		if err != io.EOF {
			t.Fatalf("%s: %v", part.Name, err)
		}
	}
}

// shapes are the blocks of a Markdown text without their words.
func shapes(t testing.TB, markdown string) string {
	t.Helper()
	page, err := HTML(markdown)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for {
		_, rest, ok := strings.Cut(page, "<")
		if !ok {
			return b.String()
		}
		tag, after, _ := strings.Cut(rest, ">")
		name, _, _ := strings.Cut(tag, " ")
		if name != "br" {
			b.WriteString(name + " ")
		}
		page = after
	}
}

// places is a template with a field in every place where one may stand.
const places = `# {{a}}

{{a}} e **{{a}}** e *{{a}}*

- {{a}}
- b

> {{a}}

| uno | due |
|---|---|
| {{a}} | b |

[firme: {{a}}, Altra firma]
`

// Whatever a value holds, the document has the shape that it has with a plain word: a value is never markup, and never a tag.
func TestAValueIsNeverMarkup(t *testing.T) {
	tpl := parsed(t, places)
	plainly := func(s string) string {
		t.Helper()
		out, err := tpl.Fill(map[string]any{"a": s})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := shapes(t, plainly("parola"))
	tb := t
	check := func(t interface{ Fatalf(string, ...any) }, s string) {
		if strings.TrimSpace(tidy(s)) == "" {
			return
		}
		if got := shapes(tb, plainly(s)); got != want {
			t.Fatalf("%q becomes\n%s, want\n%s", s, got, want)
		}
	}
	for _, s := range hostile {
		check(t, s)
	}
	pieces := rapid.SampledFrom([]string{"#", "*", "**", "_", "`", "```", "~~~", "-", "+", "1.", "2)", ">", "|", "---", "===", "[", "]", "(", ")", "!", "<", ">", "<b>", "&amp;", "\\", "{{", "}}", "{{a}}",
		"[firme: x]", ",", "\n", "\n\n", " ", "    ", "\t", "parola", "http://a.example", "www.a.example", "a@b.example", ":", "[x]: y", "\u2028", "\u00a0", "é"})
	rapid.Check(t, func(rt *rapid.T) { check(rt, strings.Join(rapid.SliceOfN(pieces, 1, 12).Draw(rt, "value"), "")) })
}

// Lists within lists of many rows neither run on nor fill the memory.
func TestFillingIsBounded(t *testing.T) {
	rows := make([]map[string]any, 3000)
	for i := range rows {
		rows[i] = map[string]any{"b": strings.Repeat("parola ", 20)}
	}
	nested := strings.Repeat("{{#a}}", MaxDepth-1) + "{{b}}" + strings.Repeat("{{/a}}", MaxDepth-1)
	for name, source := range map[string]string{"rows within rows": nested, "long rows": "{{#a}}{{b}}{{b}}{{b}}{{/a}}"} {
		tpl, flaws := Parse(source)
		if len(flaws) > 0 {
			t.Errorf("%s: %s", name, said(flaws))
			continue
		}
		began := time.Now()
		if out, err := tpl.Fill(map[string]any{"a": rows}); err == nil || fault.KindOf(err) == fault.Internal {
			t.Errorf("%s: %d bytes, %v", name, len(out), err)
		}
		if took := time.Since(began); took > slow {
			t.Errorf("%s took %s", name, took)
		}
	}
}
