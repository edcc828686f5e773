package blank

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestHTMLShowsShapesAndEscapesWords(t *testing.T) {
	got, err := HTML("# Titolo <b>\n\nUna **riga** e *un'altra* & <script>alert(1)</script>\n\n- uno\n- due\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[firme: Anna, Bruno]\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<h3>Titolo &lt;b&gt;</h3>", "<strong>riga</strong>", "<em>un&#39;altra</em>", "&lt;script&gt;", "<li>uno</li>", "<th>a</th>", "<td>2</td>", `aria-label="Titolo &lt;b&gt;"><table>`, "Anna: "} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
}

// TestHTMLHoldsOnlyKnownElements draws texts full of signs: whatever they are, the page gets elements of the list without attributes, and a box around each table.
func TestHTMLHoldsOnlyKnownElements(t *testing.T) {
	element := regexp.MustCompile(`<[^>]*>`)
	known := regexp.MustCompile(`^</?(h[3-5]|p|ul|ol|li|table|thead|tbody|tr|th|td|dl|dt|dd|blockquote|hr|br|em|strong)>$|^<div class="scroll" role="group" tabindex="0"( aria-label="[^"]+")?>$|^</div>$`)
	rapid.Check(t, func(t *rapid.T) {
		got, err := HTML(rapid.StringMatching(`([#>*_|\[\]()<a-c&"'!\\\n -]{0,12}(<img src=x onerror=y>|\[a\]\(javascript:b\)|\|--\||firme:)?){0,8}`).Draw(t, "text"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range element.FindAllString(got, -1) {
			if !known.MatchString(e) {
				t.Fatalf("%s in %s", e, got)
			}
		}
		if strings.ContainsAny(element.ReplaceAllString(got, ""), "<>") {
			t.Fatalf("a sign that is no element in %s", got)
		}
	})
}
