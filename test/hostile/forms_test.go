package hostile

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"siil/internal/guideline"
)

// glassCode is a reason that the model offers for opening somebody else's case.
func glassCode() string {
	return guideline.Offered(guideline.Default().BreakGlassReasons, "2026-11-24")[0].Code
}

// main is the middle of a page, short, for messages.
func main(a answer) string {
	s := a.Body.String()
	if i := strings.Index(s, "<main"); i >= 0 {
		s = s[i:]
	}
	return s[:min(len(s), 1200)]
}

// field is one input of a form.
type field struct {
	name, kind, value string
	options           []string
}

// form is a form of a page.
type form struct {
	action, method string
	fields         []field
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func parse(page string) *html.Node {
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		panic("html.Parse fails only when its reader does")
	}
	return n
}

// formsOf lists the forms of a page.
func formsOf(page string) (out []form) {
	var into *form
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.Data {
			case "form":
				out = append(out, form{action: attr(n, "action"), method: strings.ToLower(attr(n, "method"))})
				into = &out[len(out)-1]
			case "input", "textarea", "select":
				if into != nil && attr(n, "name") != "" {
					into.fields = append(into.fields, fieldOf(n))
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if n.Type == html.ElementNode && n.Data == "form" {
			into = nil
		}
	}
	visit(parse(page))
	return out
}

func fieldOf(n *html.Node) field {
	f := field{name: attr(n, "name"), kind: attr(n, "type"), value: attr(n, "value")}
	if n.Data != "input" {
		f.kind = n.Data
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "option" && attr(n, "value") != "" {
			f.options = append(f.options, attr(n, "value"))
		}
		if n.Type == html.TextNode && f.kind == "textarea" {
			f.value += n.Data
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return f
}

// filled is the form as somebody would fill it who writes words into every text.
func (f form) filled(words string) url.Values {
	v := url.Values{}
	for _, x := range f.fields {
		switch {
		case x.kind == "hidden":
			v.Add(x.name, x.value)
		case x.kind == "select" && len(x.options) > 0:
			v.Set(x.name, x.options[len(x.options)-1])
		case x.kind == "radio" || x.kind == "checkbox":
			if v.Get(x.name) == "" {
				v.Set(x.name, x.value)
			}
		case x.kind == "textarea":
			v.Set(x.name, words)
		case x.kind == "file":
		default:
			v.Set(x.name, guess(x, words))
		}
	}
	return v
}

func guess(x field, words string) string {
	switch {
	case x.value != "":
		return x.value
	case x.name == "on" || x.name == "since_on" || x.name == "since" || strings.HasPrefix(x.name, "until"):
		return "24/11/2026"
	case strings.Contains(x.name, "next_on") || x.name == "review_on" || x.name == "due" || strings.HasPrefix(x.name, "step_due") || x.name == "date" || x.name == "data":
		return "10/12/2026"
	case x.kind == "email" || x.name == "email":
		return "prova@posta.example"
	}
	return words
}

// formOf is the form of a page that goes to an address, filled.
func formOf(page, action string) (url.Values, bool) {
	for _, f := range formsOf(page) {
		if f.action == action {
			return f.filled("Parole di prova abbastanza lunghe"), true
		}
	}
	return url.Values{}, false
}

// scriptsOf lists the addresses of the scripts that a page loads.
func scriptsOf(page string) (out []string) {
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "script" && attr(n, "src") != "" {
			out = append(out, attr(n, "src"))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(parse(page))
	return out
}
