// Package help tells people what a page is for and how to use it. Its texts stand in the folder help/, one file per group of pages and
// language; from them it makes the help of each page, a printable guide for each role, the first tour and the news.
package help

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	helptexts "siil/help"
	"siil/internal/policy"
	"siil/internal/text"
)

// folders of the two languages, in the order of text.T.
var folders = [...]string{"it", "en"}

// Text is the help of one group of pages in every language.
type Text struct {
	Name    string // of its file, without ending: it stands in addresses
	Title   text.T
	Part    string // a code of text.HelpParts
	Order   int    // within all the texts
	Routes  []string
	Roles   []policy.Role // whom it concerns; none: everybody
	Picture string        // name of a picture of docs/pictures, for the guides
	Alt     text.T        // what the picture shows

	html [len(folders)][levels]string
}

// Concerns tells whether somebody with these roles may need the text.
func (t Text) Concerns(roles []policy.Role) bool {
	return len(t.Roles) == 0 || slices.ContainsFunc(t.Roles, func(r policy.Role) bool { return slices.Contains(roles, r) })
}

// Library is all the texts.
type Library struct {
	Texts []Text // in order
	Tours map[policy.Role]Tour
	News  News

	byRoute map[string]int
	byName  map[string]int
}

// Default is the library that the program ships. It panics when the texts do not hold together, which a test would have found.
var Default = sync.OnceValue(func() *Library {
	l, err := Load(helptexts.Files)
	if err != nil {
		panic(err)
	}
	return l
})

// Load reads a folder of texts. It fails at the first file that does not hold together, and names it.
func Load(files fs.FS) (*Library, error) {
	l := &Library{Tours: map[policy.Role]Tour{}, byRoute: map[string]int{}, byName: map[string]int{}}
	names, err := fs.Glob(files, folders[0]+"/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		t, err := readText(files, strings.TrimSuffix(path.Base(name), ".md"))
		if err != nil {
			return nil, err
		}
		if t.Name != newsFile {
			l.Texts = append(l.Texts, t)
		}
	}
	slices.SortFunc(l.Texts, func(a, b Text) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Name, b.Name)) })
	for i, t := range l.Texts {
		l.byName[t.Name] = i
		for _, route := range t.Routes {
			if other, twice := l.byRoute[route]; twice {
				return nil, fmt.Errorf("%s.md: %s is already in %s.md", t.Name, route, l.Texts[other].Name)
			}
			l.byRoute[route] = i
		}
	}
	if err := l.readTours(files); err != nil {
		return nil, err
	}
	return l, l.readNews(files)
}

// readText reads one text in both languages. What does not depend on the language stands in the Italian file only.
func readText(files fs.FS, name string) (Text, error) {
	t := Text{Name: name}
	for lang, folder := range folders {
		file := folder + "/" + name + ".md"
		d, err := readSource(files, file)
		if err != nil {
			return t, err
		}
		t.Title[lang] = d.front["title"]
		if t.Title[lang] == "" {
			return t, fmt.Errorf("%s: no title", file)
		}
		picture, alt, _ := strings.Cut(d.front["picture"], "|")
		t.Alt[lang] = strings.TrimSpace(alt)
		for level := range levels {
			t.html[lang][level] = render(d.body, level)
		}
		if lang > 0 {
			continue
		}
		t.Picture, t.Part, t.Routes = strings.TrimSpace(picture), d.front["part"], d.routes
		for _, r := range strings.Fields(d.front["roles"]) {
			t.Roles = append(t.Roles, policy.Role(r))
		}
		if t.Order, err = strconv.Atoi(cmp.Or(d.front["order"], "0")); err != nil {
			return t, fmt.Errorf("%s: order: %w", file, err)
		}
	}
	return t, nil
}

// For finds the text of a page by the pattern of its address; a page without one of its own gets that of the page above it. ok is false when
// there is none.
func (l *Library) For(route string) (t Text, ok bool) {
	for route != "" {
		if i, found := l.byRoute[route]; found {
			return l.Texts[i], true
		}
		route = route[:max(0, strings.LastIndexByte(route, '/'))]
	}
	return Text{}, false
}

// Named finds a text by its name.
func (l *Library) Named(name string) (t Text, ok bool) {
	if i, found := l.byName[name]; found {
		return l.Texts[i], true
	}
	return Text{}, false
}

// Guide is the texts that concern a role.
func (l *Library) Guide(role policy.Role) (out []Text) {
	for _, t := range l.Texts {
		if t.Concerns([]policy.Role{role}) {
			out = append(out, t)
		}
	}
	return out
}
