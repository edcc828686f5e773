package help

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	helptexts "siil/help"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// people are the roles that a person can have.
var people = []policy.Role{policy.Coordinator, policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker, policy.Secretary, policy.Referrer,
	policy.Tutor, policy.Director, policy.Administrator, policy.RegionalCoordinator, policy.Auditor}

// noPage are GET addresses that answer with a file or with a line held open: nobody reads them as a page.
var noPage = regexp.MustCompile(`\.(pdf|xlsx|csv|zip|odt|ics|png)$|^/calendario/|/(file|allegati|pezzi|foto|miniatura|eventi|estratti|figure|scarti)(/|$)|/immagine$|^/elenchi-di-esempio/`)

// routes are the addresses of pages (GET), and all addresses that are no file, of the golden file.
func routes(t *testing.T) (pages []string, all map[string]bool) {
	t.Helper()
	b, err := os.ReadFile("../../test/golden/routes.txt")
	if err != nil {
		t.Fatal(err)
	}
	all = map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		address, action, _ := strings.Cut(line, "\t")
		method, path, _ := strings.Cut(address, " ")
		if action == "machine" || strings.HasPrefix(path, "/api/") {
			continue
		}
		all[path] = true
		if method == "GET" && !noPage.MatchString(path) {
			pages = append(pages, path)
		}
	}
	if len(pages) < 80 {
		t.Fatalf("only %d pages in the golden file", len(pages))
	}
	return pages, all
}

func TestEveryPageHasItsHelp(t *testing.T) {
	pages, all := routes(t)
	l := Default()
	for _, p := range pages {
		if _, found := l.byRoute[p]; !found {
			t.Errorf("%s has no help: name it on a line \"routes:\" of a text in help/it", p)
		}
	}
	for route, i := range l.byRoute {
		if !all[route] {
			t.Errorf("help/it/%s.md names %s, which is no address of the program", l.Texts[i].Name, route)
		}
	}
}

func TestTextsHoldTogether(t *testing.T) {
	for _, x := range Default().Texts {
		if !slices.ContainsFunc(text.HelpParts, func(p struct {
			Code string
			Name text.T
		}) bool {
			return p.Code == x.Part
		}) {
			t.Errorf("%s.md: part %q is not one of text.HelpParts", x.Name, x.Part)
		}
		if slices.Contains([]string{pathKeys, pathGuide, pathNews, pathTour, pathSeen, pathPictures}, x.address()) {
			t.Errorf("%s.md: its address is already that of a page", x.Name)
		}
		for _, r := range x.Roles {
			if !slices.Contains(people, r) {
				t.Errorf("%s.md: %s is no role of a person", x.Name, r)
			}
		}
		if x.Picture != "" && (sizes()[x.Picture][0] == 0 || x.Alt[0] == "" || x.Alt[1] == "") {
			t.Errorf("%s.md: picture %q is not in docs/pictures, or nobody says what it shows", x.Name, x.Picture)
		}
	}
}

func TestEveryRoleHasATourAndAGuide(t *testing.T) {
	l := Default()
	for _, r := range people {
		if n := len(l.Tours[r].Steps[0]); n < 4 || n > 6 {
			t.Errorf("the tour of %s has %d steps, of 4 to 6", r, n)
		}
		if len(l.Guide(r)) < 5 {
			t.Errorf("the guide of %s has %d texts", r, len(l.Guide(r)))
		}
	}
	if len(l.Tours) != len(people) {
		t.Errorf("%d tours for %d roles", len(l.Tours), len(people))
	}
}

var (
	marked   = regexp.MustCompile(`(!?)\[([^\]]*)\]\(([^)]*)\)`)
	headings = regexp.MustCompile(`(?m)^#+ `)
)

// every runs over all the files of help with their source.
func every(t *testing.T, do func(name, source string)) {
	t.Helper()
	n := 0
	err := fs.WalkDir(helptexts.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		b, err := fs.ReadFile(helptexts.Files, name)
		do(name, string(b))
		return err
	})
	if err != nil || n < 100 {
		t.Fatalf("%d files: %v", n, err)
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	_, all := routes(t)
	every(t, func(name, source string) {
		for _, m := range marked.FindAllStringSubmatch(source, -1) {
			picture, label, to := m[1] == "!", m[2], m[3]
			helps, isText := strings.CutPrefix(to, "aiuto:")
			_, named := Default().Named(cutPrefix(to, pathHelp+"/"))
			path, _, _ := strings.Cut(to, "?")
			switch {
			case label == "":
				t.Errorf("%s: a link or picture without words: %s", name, to)
			case picture && sizes()[to][0] == 0:
				t.Errorf("%s: no picture %s in docs/pictures", name, to)
			case isText:
				if _, there := Default().Named(helps); !there {
					t.Errorf("%s: no text %s", name, helps)
				}
			case !picture && !all[path] && !named:
				t.Errorf("%s: %s is no address of the program", name, to)
			}
		}
	})
}

func cutPrefix(s, prefix string) string {
	s, _ = strings.CutPrefix(s, prefix)
	return s
}

// Pages address the reader in the second person and do not shout; HTML would be left out, and a heading above the second level would stand
// beside the page's own.
func TestTextsAreWrittenAsThePagesAre(t *testing.T) {
	refused := regexp.MustCompile(`(?i)\battenzione\b|\bLei deve\b|!(\s|$)|<[a-z/]|—`)
	every(t, func(name, source string) {
		_, body, _ := strings.Cut(source, "\n\n")
		if m := refused.FindString(body); m != "" {
			t.Errorf("%s: %q", name, m)
		}
		for _, h := range headings.FindAllString(body, -1) {
			if h != "## " {
				t.Errorf("%s: heading %q, only ## is wanted", name, h)
			}
		}
		if strings.HasPrefix(name, "en/") && regexp.MustCompile(`(?m)^(part|order|roles|routes):`).MatchString(source[:strings.Index(source, "\n\n")]) {
			t.Errorf("%s: what does not depend on the language stands in the Italian file only", name)
		}
	})
}

// The Italian texts are easy to read: Gulpease 60 is what somebody with a middle-school diploma reads without help.
func TestTextsAreEasyToRead(t *testing.T) {
	every(t, func(name, source string) {
		if !strings.HasPrefix(name, "it/") {
			return
		}
		_, body, _ := strings.Cut(source, "\n\n")
		if index, ok := value.Gulpease(plain(body)); !ok || index < 60 {
			t.Errorf("%s: Gulpease %d: shorten its sentences", name, index)
		}
	})
}

// plain is a text without its marks; the end of a line of a list or of a heading ends a sentence.
func plain(markdown string) string {
	s := marked.ReplaceAllString(markdown, "$2")
	s = regexp.MustCompile(`(?m)^(#+ |- |\d+\. )`).ReplaceAllString(s, "")
	s = strings.NewReplacer("**", "", "`", "").Replace(s)
	return regexp.MustCompile(`(?m)([^.:;\n])$`).ReplaceAllString(s, "$1.")
}

func TestForTakesThePageAbove(t *testing.T) {
	for route, want := range map[string]string{"/oggi": "oggi", "/casi/{id}": "fascicolo", "/casi/{id}/nuova-cosa/{x}": "fascicolo", "/casi/nuovo": "caso-nuovo", "/sedute/{id}/caso/{n}": "seduta", "/niente": "", "": "", "casi": ""} {
		got, ok := Default().For(route)
		if got.Name != want || ok != (want != "") {
			t.Errorf("%q: %q, %t; want %q", route, got.Name, ok, want)
		}
	}
}

func TestRenderKeepsToTheProgramsOwn(t *testing.T) {
	got := render("## Titolo\n\n<script>alert(1)</script>\n\nUn <b>testo</b> [casi](aiuto:casi) ![Una figura](oggi) [x](javascript:alert(1))", inGuide)
	for _, want := range []string{"<h4>Titolo</h4>", `href="/aiuto/casi"`, `src="/aiuto/figure/oggi.png" alt="Una figura"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	for _, bad := range []string{"<script", "<b>", "javascript:"} {
		if strings.Contains(got, bad) {
			t.Errorf("%s in %s", bad, got)
		}
	}
}
