package help

import (
	"bytes"
	"cmp"
	"image/png"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"siil/docs/pictures"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
)

// Part is a heading with the texts under it.
type part struct {
	Name  text.T
	Texts []Text
}

// parts puts texts under their headings.
func parts(texts []Text) (out []part) {
	for _, p := range text.HelpParts {
		one := part{Name: p.Name}
		for _, t := range texts {
			if t.Part == p.Code {
				one.Texts = append(one.Texts, t)
			}
		}
		if len(one.Texts) > 0 {
			out = append(out, one)
		}
	}
	return out
}

// link is an address with its words.
type link struct {
	Href  string
	Label text.T
}

// index is the list of all help for one reader.
type index struct {
	Missing bool // the page asked about has no help
	Own     []link
	Parts   []part
	Others  []Text // that concern only people with other roles
	Guides  []link
}

// index sorts out what concerns the reader; whoever is not signed in sees all of it.
func (r *Room) index(who gate.Actor, missing bool) index {
	out := index{Missing: missing}
	var mine []Text
	for _, t := range r.texts.Texts {
		if who.Account == "" || t.Concerns(who.Roles) {
			mine = append(mine, t)
		} else {
			out.Others = append(out.Others, t)
		}
	}
	out.Parts = parts(mine)
	for _, role := range who.Roles {
		if t, there := r.texts.Tours[role]; there {
			out.Own = append(out.Own, link{tourAddress(role), t.Title}, link{guideAddress(role), fill(text.HelpGuideFor, r.names(role))})
		}
	}
	out.Own = append(out.Own, link{pathKeys, text.HelpKeysPage}, link{pathNews, text.HelpNews})
	for _, role := range slices.Sorted(maps.Keys(r.texts.Tours)) {
		if !who.Has(role) {
			out.Guides = append(out.Guides, link{guideAddress(role), r.names(role)})
		}
	}
	slices.SortFunc(out.Guides, func(a, b link) int { return cmp.Compare(a.Label[text.Italian], b.Label[text.Italian]) })
	return out
}

func guideAddress(role policy.Role) string { return pathGuide + "/" + string(role) }

func tourAddress(role policy.Role) string {
	return pathTour + "?ruolo=" + url.QueryEscape(string(role))
}

// pathConfirm asks for the password again on the way to something: nobody goes there to look.
const pathConfirm = "/conferma-identita"

func (t Text) address() string { return pathHelp + "/" + t.Name }

// page is the address of the first of the pages of a text that the reader can open without naming a thing; empty when there is none.
func (r *Room) page(t Text, who gate.Actor) string {
	if !t.Concerns(who.Roles) {
		return ""
	}
	for _, route := range t.Routes {
		if !strings.Contains(route, "{") && !strings.HasPrefix(route, pathHelp) && route != pathConfirm && r.leads(who, route) {
			return route
		}
	}
	return ""
}

func (t Text) picture() string { return pathPictures + "/" + t.Picture + picturesKind }

// size is the width and height of a picture as attributes want them, so that a page does not jump while it loads.
func (t Text) size() (width, height string) {
	s := sizes()[t.Picture]
	return strconv.Itoa(s[0]), strconv.Itoa(s[1])
}

var sizes = sync.OnceValue(func() map[string][2]int {
	out := map[string][2]int{}
	files, _ := pictures.Files.ReadDir(".")
	for _, f := range files {
		b, err := pictures.Files.ReadFile(f.Name())
		if err != nil {
			continue
		}
		if c, err := png.DecodeConfig(bytes.NewReader(b)); err == nil {
			out[strings.TrimSuffix(f.Name(), picturesKind)] = [2]int{c.Width, c.Height}
		}
	}
	return out
})

// crumbs are the path to a page of help.
func crumbs(title text.T) []ui.Crumb {
	return []ui.Crumb{{Label: text.HelpTitle, Href: pathHelp}, {Label: title}}
}

func stepID(i int) string { return "passo-" + strconv.Itoa(i+1) }
